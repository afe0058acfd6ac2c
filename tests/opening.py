"""Events put into the tables as they are in most tests and measurements: open, and with nothing that has to be waited for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.db.events import add_event, add_session
from bot.services.codes import new_code

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

HOURS = 2


def open_event(connection: Connection, now: datetime, **values: Any) -> int:
    """Put an open workshop without sessions into the tables; return its id.

    Args:
        connection: a transaction.
        now: the present moment; registration began three days ago and goes on for thirty.
        values: columns that are otherwise; `title` is always one of them.
    """
    terms = {"needs_approval": False, "needs_parent": False, "offer_hours": 12, "parent_hours": 24}
    times = {"opens_at": now - timedelta(days=3), "closes_at": now + timedelta(days=30), "created_at": now}
    return add_event(
        connection, **{"code": new_code(), "kind": "workshop", "state": "open", **terms, **times, **values}
    )


def open_sessions(connection: Connection, event: int, starts: Sequence[datetime], capacity: int) -> list[int]:
    """Add sessions of two hours to an event; return their ids."""
    return [
        add_session(connection, event, starts_at=each, ends_at=each + timedelta(hours=HOURS), capacity=capacity)
        for each in starts
    ]
