"""How things stand, asked again after some seconds at the earliest, however often somebody wants to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.db.standing import standing

if TYPE_CHECKING:
    from datetime import datetime

    from bot.clock import Clock
    from bot.db import Database
    from bot.domain.standing import Standing

KEPT_SECONDS: Final = 10.0


class Standings:
    """Counts of the tables."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._last: tuple[datetime, Standing] | None = None

    async def now(self) -> tuple[datetime, Standing]:
        """Return how things stood, and when that was: at most ten seconds ago."""
        now = self._clock.now()
        # A clock that was set back must not keep an old answer for ever.
        if self._last is None or abs((now - self._last[0]).total_seconds()) >= KEPT_SECONDS:
            self._last = now, await self._database.read(lambda connection: standing(connection, now))
        return self._last
