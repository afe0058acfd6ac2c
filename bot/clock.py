"""Time as an object, so that tests may wind it by hand and nothing else asks the machine for the hour."""

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol


class Clock(Protocol):
    """What the rest of the program knows of time."""

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait; a hand-wound clock waits no longer than its owner says."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Wait so many seconds."""
        await asyncio.sleep(seconds)


def time_of(date: str | None) -> datetime | None:
    """Return the moment of a `Date` header; None when there is none or it cannot be read."""
    try:
        found = parsedate_to_datetime(date) if date else None
    except ValueError:
        return None
    return found.astimezone(UTC) if found and found.tzinfo else None
