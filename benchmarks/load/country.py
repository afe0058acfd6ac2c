"""An event with more seats than anybody asks for, put into the tables before the bot starts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.clock import SystemClock
from bot.db import Database
from bot.db.events import add_event, add_session
from bot.db.migrating import migrate
from bot.domain.languages import Language

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SEATS: Final = 30_000


async def open_event(database_url: str) -> None:
    """Make the tables, and an event that every pupil of the country may register for."""
    database = Database(database_url, SystemClock())
    await migrate(database)
    await database.write(_event)
    await database.close()


def _event(connection: Connection) -> None:
    now = SystemClock().now()
    number = add_event(
        connection,
        code="LOAD2026",
        kind="festival",
        state="open",
        title=dict.fromkeys(Language, "MamandyqFest"),
        place="semey",
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=20),
        asks=(),
        needs_approval=False,
        needs_parent=False,
        offer_hours=12,
        parent_hours=24,
        created_at=now,
    )
    starts = now + timedelta(days=30)
    add_session(connection, number, starts_at=starts, ends_at=starts + timedelta(hours=2), capacity=_SEATS)
