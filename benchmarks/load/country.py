"""An event with more seats than anybody asks for, put into the tables before the bot starts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.clock import SystemClock
from bot.db import Database
from bot.db.migrating import migrate
from bot.domain.languages import Language
from tests.opening import open_event, open_sessions

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SEATS: Final = 30_000


async def prepare_country(database_url: str) -> None:
    """Make the tables, and an event that every pupil of the country may register for."""
    database = Database(database_url, SystemClock())
    await migrate(database)
    await database.write(_event)
    await database.close()


def _event(connection: Connection) -> None:
    now = SystemClock().now()
    title = dict.fromkeys(Language, "MamandyqFest")
    event = open_event(connection, now, code="LOAD2026", kind="festival", title=title, place="semey", asks=())
    open_sessions(connection, event, [now + timedelta(days=30)], _SEATS)
