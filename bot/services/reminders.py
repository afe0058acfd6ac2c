"""Admission as a pupil sees it, and the reminder of it: asked for, taken back, and looked at again when it is to be sent."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.db import outbox
from bot.db.people import lock_person
from bot.db.reminders import all_reminders, erase_reminder, find_reminder, keep_reminder
from bot.domain.admission import Season, Window, next_season, reminder_days, season
from bot.domain.hours import KAZAKHSTAN

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.db.reminders import Reminder
    from bot.domain.delivery import Errand, Fate
    from bot.domain.people import Person
    from bot.library import Shelf

SOON: Final = "admission_soon"
OPENING: Final = "admission_open"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a pupil sees of admission after a grade.

    Attributes:
        coming: the summer to wait for; None when nothing is known.
        open_now: windows in which documents are taken today.
        reminded_of: the summer of which the pupil is going to be reminded, of whichever grade; None when of none.
    """

    today: date
    coming: Season | None
    open_now: tuple[Window, ...]
    reminded_of: Season | None


@dataclass(frozen=True, slots=True)
class Reminding:
    """The reminder stands."""

    waited_for: Season


@dataclass(frozen=True, slots=True)
class TooLate:
    """That summer's windows have opened already, or nothing is known of it; nothing was changed."""


class Reminders:
    """Use-cases. `once` is the id of the update that asks; see `Database.write`."""

    def __init__(self, database: Database, clock: Clock, shelf: Shelf) -> None:
        self._database = database
        self._clock = clock
        self._shelf = shelf

    def now(self) -> datetime:
        """Return the present moment."""
        return self._clock.now()

    def today(self) -> date:
        """Return the day that it is in Kazakhstan."""
        return self._clock.now().astimezone(KAZAKHSTAN).date()

    async def outlook(self, person: Person, entry: int) -> Outlook:
        """Return what a pupil sees after grade 9 or 11."""
        today, region, windows = self.today(), self._shelf.region_of(person.place), self._shelf.admission.windows
        this_year = season(windows, entry, region, today.year)
        return Outlook(
            today=today,
            coming=next_season(windows, person.grade, entry, region, today),
            open_now=this_year.open_on(today) if this_year else (),
            reminded_of=await self.reminded_of(person),
        )

    async def reminded_of(self, person: Person) -> Season | None:
        """Return the summer of which a pupil is going to be reminded; None when of none."""
        reminder = await self._database.read(lambda connection: find_reminder(connection, person.id))
        return self._season_of(reminder) if reminder else None

    async def ask(self, person: Person, entry: int, year: int, *, once: int) -> Reminding | TooLate:
        """Remind a pupil of a summer, instead of any other; asking twice changes nothing."""
        waited_for = season(self._shelf.admission.windows, entry, self._shelf.region_of(person.place), year)
        if waited_for is None or waited_for.opens_on <= self.today():
            return TooLate()

        def work(connection: Connection) -> None:
            now = self._clock.now()
            lock_person(connection, person.id)
            outbox.withdraw(connection, person.id, (SOON, OPENING))
            keep_reminder(connection, person.id, entry, year, now)
            for kind, at in _moments(waited_for).items():
                if at > now:
                    outbox.put(connection, person.id, kind, year, due_at=at, now=now)

        await self._database.write(work, once=once)
        return Reminding(waited_for)

    async def take_back(self, person: Person, *, once: int) -> None:
        """Remind a pupil no more; doing so twice changes nothing."""

        def work(connection: Connection) -> None:
            lock_person(connection, person.id)
            outbox.withdraw(connection, person.id, (SOON, OPENING))
            erase_reminder(connection, person.id)

        await self._database.write(work, once=once)

    async def still_wanted(self, errand: Errand) -> Season | None:
        """Return the summer of which a message reminds; None when the pupil took it back, or it would come too late to help."""
        reminder = await self._database.read(lambda connection: find_reminder(connection, errand.person_id))
        if reminder is None or reminder.year != errand.subject:
            return None
        waited_for = self._season_of(reminder)
        if waited_for is None:
            return None
        closes = max(window.closes_on(waited_for.year) for window in waited_for.windows)
        last_day = closes if errand.kind == OPENING else waited_for.opens_on
        return waited_for if self.today() <= last_day else None

    async def plan_anew(self) -> int:
        """Move messages to the days that the content names now; return how many were moved."""

        def work(connection: Connection) -> int:
            wanted: dict[tuple[str, int, datetime], list[int]] = defaultdict(list)
            for reminder in all_reminders(connection):
                waited_for = self._season_of(reminder)
                for kind, at in _moments(waited_for).items() if waited_for else ():
                    wanted[kind, reminder.year, at].append(reminder.person_id)
            return sum(outbox.put_off(connection, kind, year, who, at) for (kind, year, at), who in wanted.items())

        return await self._database.write(work)

    def _season_of(self, reminder: Reminder) -> Season | None:
        windows = self._shelf.admission.windows
        return season(windows, reminder.entry, self._shelf.region_of(reminder.place), reminder.year)


def after_the_last(connection: Connection, errand: Errand, _fate: Fate, _now: datetime) -> None:
    """Erase a reminder whose last message has come to its end, unless it stands for another summer meanwhile."""
    reminder = find_reminder(connection, errand.person_id)
    if reminder is not None and reminder.year == errand.subject:
        erase_reminder(connection, errand.person_id)


def _moments(waited_for: Season) -> dict[str, datetime]:
    days = reminder_days(waited_for)
    return {SOON: days.soon_at, OPENING: days.opening_at}
