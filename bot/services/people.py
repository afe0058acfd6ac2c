"""Who talks with us: agreement, language, grade, place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.db.people import add_person, change_person, find_person, renew_consent
from bot.domain.retention import is_visit_noted

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.domain.languages import Language
    from bot.domain.people import Person


class People:
    """Use-cases about one person. `once` is the id of the update that asks; see `Database.write`."""

    def __init__(self, database: Database, clock: Clock, consent_version: str) -> None:
        self._database = database
        self._clock = clock
        self.consent_version = consent_version

    async def recognise(self, telegram_id: int) -> Person | None:
        """Return the person behind a Telegram id, or None when they never agreed."""
        return await self._database.glance(lambda connection: find_person(connection, telegram_id))

    async def agree(self, telegram_id: int, language: Language, version: str, *, once: int) -> None:
        """Keep somebody who agreed to a version of the privacy text; agreeing to the same one twice changes nothing."""

        def work(connection: Connection) -> None:
            now = self._clock.now()
            if not add_person(connection, telegram_id, language, version, now):
                renew_consent(connection, telegram_id, version, now)

        await self._database.write(work, once=once)

    async def speak(self, telegram_id: int, language: Language, *, once: int) -> None:
        """Change the language of the conversation."""
        await self._change(telegram_id, once, language=language.value)

    async def study_in(self, telegram_id: int, grade: int, *, once: int) -> None:
        """Note the grade."""
        await self._change(telegram_id, once, grade=grade)

    async def live_in(self, telegram_id: int, place: str, *, once: int) -> None:
        """Note the settlement; coordinates that led to it are not kept."""
        await self._change(telegram_id, once, place=place)

    async def stand_at(self, telegram_id: int, spot: str, *, is_at_goal: bool = False) -> None:
        """Note the screen seen last; whoever looks at one can be written to again. A goal that was reached is none any more."""
        reached = {"goal": None} if is_at_goal else {}
        await self._change(telegram_id, None, spot=spot, unreachable_at=None, **reached)

    async def note_visit(self, person: Person) -> None:
        """Note the day, unless one of the last month is noted: who does not come for two years is erased."""
        now = self._clock.now()
        if not is_visit_noted(person.visited_on, now):
            await self._change(person.telegram_id, None, visited_on=now.date())

    async def aim_at(self, telegram_id: int, goal: str) -> None:
        """Note what a link from outside opens once the welcome is over."""
        await self._change(telegram_id, None, goal=goal)

    async def join_pilot(self, telegram_id: int, *, joins: bool, once: int) -> None:
        """Note whether somebody's answers, without identity, may go into the pilot; it can be taken back at any time."""
        await self._change(telegram_id, once, pilot_at=self._clock.now() if joins else None)

    async def _change(self, telegram_id: int, once: int | None, **values: Any) -> None:
        await self._database.write(lambda connection: change_person(connection, telegram_id, **values), once=once)
