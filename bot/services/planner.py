"""Plans what is sent at its hour: reminders of sessions and thanks for coming. Safe to run at any time, in several processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.db.session_notices import plan_reminder, plan_thanks
from bot.domain.notices import REMINDERS

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database


class Planner:
    """Looks at the sessions of the coming day and of the last ones, and puts in what is missing."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def plan(self) -> int:
        """Put in what is due; return how many messages. Doing so twice changes nothing."""

        def work(connection: Connection) -> int:
            now = self._clock.now()
            reminders = sum(plan_reminder(connection, kind, now) for kind in REMINDERS)
            return reminders + plan_thanks(connection, now)

        return await self._database.write(work)
