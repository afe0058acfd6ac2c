"""The quiz as use-cases: every answer is stored when it is tapped, under the identity the tap carries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.db.people import lock_person
from bot.db.quiz_runs import add_answer, add_run, change_answer, find_run, finish_run, latest_run
from bot.domain.quiz import Run, item_before, next_item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.domain.people import Person


@dataclass(frozen=True, slots=True)
class Asked:
    """A question is open.

    Attributes:
        was_stale: the tap answered a question that already had an answer; nothing was changed.
    """

    run: Run
    item: str
    was_stale: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether the question has an answer already, on the way back."""
        return self.item in self.run.answers

    @property
    def earlier(self) -> int | None:
        """The earlier choice on the way back, 1-5."""
        return self.run.answers.get(self.item)

    @property
    def before(self) -> str | None:
        """The item answered before this one, for the way back."""
        return item_before(self.run.answers, self.item)


@dataclass(frozen=True, slots=True)
class Completed:
    """Every question of the run has its answer."""

    run: Run


@dataclass(frozen=True, slots=True)
class Unknown:
    """The tap names a run or an item that is not this person's: forged, or erased since."""


class Quiz:
    """Use-cases of the quiz. `once` is the id of the update that asks; see `Database.write`."""

    def __init__(self, database: Database, clock: Clock, plan: Sequence[str], content_version: str) -> None:
        self._database = database
        self._clock = clock
        self._plan = tuple(plan)
        self._content_version = content_version

    async def standing(self, person: Person) -> Run | None:
        """Return the run begun last, or None before the first."""
        return await self._database.read(lambda connection: latest_run(connection, person.id))

    async def go_on(self, person: Person) -> Asked | Completed:
        """Return the question that comes next; begins the first run where there is none."""
        run = await self.standing(person)
        if run is None:
            run = await self._database.write(lambda connection: self._begin(connection, person, only_first=True))
        return _where(run)

    async def begin_again(self, person: Person, *, once: int) -> Asked | Completed:
        """Begin a new run unless the last one is still open; the earlier ones are kept."""
        run = await self._database.write(
            lambda connection: self._begin(connection, person, only_first=False), once=once
        )
        return _where(run)

    async def answer(
        self, person: Person, run_id: int, item: str, choice: int | None, *, once: int
    ) -> Asked | Completed | Unknown:
        """Store the answer to an open question; a question that has one keeps it."""

        def work(connection: Connection) -> Asked | Completed | Unknown:
            run = find_run(connection, person.id, run_id, lock=True)
            if run is None or item not in {*run.answers, next_item(run.plan, run.answers)}:
                return Unknown()
            if not add_answer(connection, run.id, item, choice, self._clock.now()):
                return _where(run, was_stale=True)
            return self._settled(connection, run, item, choice)

        return await self._database.write(work, once=once)

    async def revise(
        self, person: Person, run_id: int, item: str, choice: int | None, *, once: int
    ) -> Asked | Completed | Unknown:
        """Replace an answer on the way back; a finished run stays as it is."""

        def work(connection: Connection) -> Asked | Completed | Unknown:
            run = find_run(connection, person.id, run_id, lock=True)
            if run is None or item not in run.answers:
                return Unknown()
            if run.is_finished:
                return Completed(run)
            change_answer(connection, run.id, item, choice, self._clock.now())
            return self._settled(connection, run, item, choice)

        return await self._database.write(work, once=once)

    async def look_at(self, person: Person, run_id: int, item: str) -> Asked | Completed | Unknown:
        """Return a question that was answered before, to be looked at again."""
        run = await self._database.read(lambda connection: find_run(connection, person.id, run_id))
        if run is None or item not in run.answers:
            return Unknown()
        return Completed(run) if run.is_finished else Asked(run, item)

    def _begin(self, connection: Connection, person: Person, *, only_first: bool) -> Run:
        # The person's row is locked, so that two taps at once cannot begin two runs.
        lock_person(connection, person.id)
        run = latest_run(connection, person.id)
        if run is not None and (only_first or not run.is_finished):
            return run
        run_id = add_run(connection, person.id, self._plan, self._content_version, self._clock.now())
        return Run(run_id, self._plan, {}, is_finished=False)

    def _settled(self, connection: Connection, run: Run, item: str, choice: int | None) -> Asked | Completed:
        run = replace(run, answers={**run.answers, item: choice})
        if next_item(run.plan, run.answers) is None:
            finish_run(connection, run.id, self._clock.now())
            run = replace(run, is_finished=True)
        return _where(run)


def _where(run: Run, *, was_stale: bool = False) -> Asked | Completed:
    item = next_item(run.plan, run.answers)
    return Completed(run) if item is None else Asked(run, item, was_stale)
