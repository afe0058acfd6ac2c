"""Reports of a class and of a school: counted now, published only if the rules of `bot.domain.reporting` allow it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection

from bot.db import class_reports as rows
from bot.db.classes import class_with_code, find_class
from bot.db.people import people_of
from bot.db.staff import note_deed
from bot.domain.interests import Interest
from bot.domain.reporting import ClassReport, Counted, Figures, figures_of, units_to_publish
from bot.services.access import NotAllowed, is_allowed
from bot.services.schools import opened_class, school_of

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.db import Database
    from bot.db.class_reports import ReportRow
    from bot.domain.people import Person
    from bot.domain.reporting import Units
    from bot.seal import Seal
    from bot.services.advice import Advice

# Ranking all professions takes about a millisecond a pupil; a school has hundreds, and others tap meanwhile.
_AT_ONCE: Final = 15


@dataclass(frozen=True, slots=True)
class TooFew:
    """There is no report yet: it would tell of fewer than five."""

    title: str


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a report is about, as the table of reports calls it, and who is in it."""

    key: str
    title: str
    town: str | None
    pupils: tuple[int, ...]


# Returns what is reported on, None to who may not see it.
Find = Callable[[Connection], _Subject | None]


class ClassReports:
    """Use-cases. The actor is a person's id, or None for the command line, which may report on every class."""

    def __init__(self, database: Database, clock: Clock, seal: Seal, advice: Advice) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal
        self._advice = advice
        # Whom each published report counts; rows never change, so each is opened once.
        self._published: dict[int, Units] = {}

    async def of_class(self, actor_id: int, class_id: int) -> ClassReport | TooFew | NotAllowed:
        """Return the report of a class that somebody leads; the look is audited."""
        return await self._report(actor_id, lambda connection: self._class(connection, actor_id, class_id))

    async def of_school(self, actor_id: int) -> ClassReport | TooFew | NotAllowed:
        """Return the report of the school that a counsellor's invitation names; the look is audited."""
        return await self._report(actor_id, lambda connection: self._school(connection, actor_id))

    async def of_code(self, code: str) -> ClassReport | TooFew | NotAllowed:
        """Return the report of the class with a code, for the command line; NotAllowed when there is none."""

        def find(connection: Connection) -> _Subject | None:
            row = class_with_code(connection, code)
            return self._class(connection, None, row["id"]) if row else None

        return await self._report(None, find)

    async def _report(self, actor_id: int | None, find: Find) -> ClassReport | TooFew | NotAllowed:
        subject = await self._database.read(find)
        if subject is None:
            return NotAllowed()
        counted, waiting = await self._count(subject.pupils)

        def work(connection: Connection) -> ClassReport | TooFew | NotAllowed:
            # Once more: the role may have been taken back while the pupils were counted.
            if find(connection) is None:
                return NotAllowed()
            note_deed(connection, self._clock.now(), actor_id, "see_report", subject.key, len(counted))
            return self._published_or_new(connection, subject, counted, waiting)

        return await self._database.write(work)

    async def _count(self, pupils: tuple[int, ...]) -> tuple[list[Counted], int]:
        """Return what everybody with a readable result adds, and how many have no finished quiz; others tap in between."""
        counted: list[Counted] = []
        waiting = 0
        for start in range(0, len(pupils), _AT_ONCE):
            some = pupils[start : start + _AT_ONCE]
            found, without = await self._database.read(partial(self._count_some, ids=some))
            counted += found
            waiting += without
        return counted, waiting

    def _count_some(self, connection: Connection, ids: tuple[int, ...]) -> tuple[list[Counted], int]:
        have_been = rows.been_to_an_event(connection, ids)
        counted, waiting = [], 0
        for person in people_of(connection, ids).values():
            found = self._counted(connection, person, has_been=person.id in have_been)
            if found is None:
                waiting += 1
            elif found.professions:
                counted.append(found)
        return counted, waiting

    def _counted(self, connection: Connection, person: Person, *, has_been: bool) -> Counted | None:
        advised = self._advice.advised(connection, person)
        if advised is None:
            return None
        professions = tuple(each.profession for each in advised.suggestions)
        # All that is counted stands in it, so that whatever changes is a change; the moment, because ids come back.
        told = [person.id, advised.run.id, str(advised.run.finished_at), advised.strongest, professions, has_been]
        unit = self._seal.digest(repr(told), "report")
        return Counted(unit, advised.strongest, professions, has_been)

    def _published_or_new(
        self, connection: Connection, subject: _Subject, counted: list[Counted], waiting: int
    ) -> ClassReport | TooFew:
        rows.hold_reports(connection)
        self._learn(connection)
        latest = rows.latest_report(connection, subject.key)
        present = frozenset(each.unit for each in counted)
        before = self._published[latest.id] if latest else None
        part = units_to_publish(present, before, self._published.values())
        if part is None:
            return self._shown(subject, latest, is_earlier=present != before) if latest else TooFew(subject.title)
        figures = figures_of([each for each in counted if each.unit in part], self._advice.professions, waiting)
        now = self._clock.now()
        rows.add_report(
            connection, subject.key, self._seal.close(sorted(part)), self._seal.close(_as_json(figures)), now
        )
        return ClassReport(subject.title, subject.town, figures, now, is_earlier=False)

    def _shown(self, subject: _Subject, row: ReportRow, *, is_earlier: bool) -> ClassReport:
        figures = _from_json(self._seal.open(row.body))
        return ClassReport(subject.title, subject.town, figures, row.published_at, is_earlier=is_earlier)

    def _learn(self, connection: Connection) -> None:
        """Read whom the reports count that were published since last time, perhaps by another process."""
        for row in rows.reports_after(connection, max(self._published, default=0)):
            self._published[row.id] = frozenset(self._seal.open(row.members))

    def _class(self, connection: Connection, actor_id: int | None, class_id: int) -> _Subject | None:
        row = find_class(connection, class_id)
        if row is None or not is_allowed(connection, actor_id, "lead_classes"):
            return None
        if actor_id is not None and row["counsellor_id"] != actor_id:
            return None
        found = opened_class(self._seal, row)
        pupils = tuple(rows.pupils_of(connection, class_id))
        town = _town(connection, row["counsellor_id"])
        return _Subject(f"class:{class_id}", f"{found.name} · {found.school}", town, pupils)

    def _school(self, connection: Connection, actor_id: int) -> _Subject | None:
        school = school_of(connection, self._seal, actor_id)
        if school is None or not is_allowed(connection, actor_id, "lead_classes"):
            return None
        pupils = tuple(rows.pupils_of_school(connection, school.digest))
        return _Subject(f"school:{school.digest}", school.name, _town(connection, actor_id), pupils)


def _town(connection: Connection, person_id: int | None) -> str | None:
    found = people_of(connection, [person_id] if person_id is not None else [])
    return next((each.place for each in found.values()), None)


def _as_json(figures: Figures) -> dict[str, Any]:
    return {
        "people": figures.people,
        "interests": dict(figures.interests),
        "professions": figures.professions,
        "have_been": figures.have_been,
        "waiting": figures.waiting,
    }


def _from_json(body: dict[str, Any]) -> Figures:
    return Figures(
        people=body["people"],
        interests={Interest(each): count for each, count in body["interests"].items()},
        professions=tuple((profession, count) for profession, count in body["professions"]),
        have_been=body["have_been"],
        waiting=body["waiting"],
    )
