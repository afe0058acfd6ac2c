"""The quiz as use-cases: every answer is stored when it is tapped, under the identity the tap carries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.db import quiz_runs as rows
from bot.db.people import lock_person
from bot.domain.advice import strongest
from bot.domain.belief import Belief
from bot.domain.quiz import MOST_WORLDS, Run, Stage, item_before, open_doubts, stage_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.domain.interests import Interest
    from bot.domain.people import Person
    from bot.services.models import Models

# Runs that one transaction brings up to date.
_AT_A_TIME: Final = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """A question is open.

    Attributes:
        most: questions after which the quiz ends in any case.
        was_stale: the tap answered a question that already had an answer; nothing was changed.
        is_doubted: it is looked at again because the answers were hasty or all the same.
    """

    run: Run
    item: str
    most: int
    was_stale: bool = False
    is_doubted: bool = False

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
        return None if self.is_doubted else item_before(self.run.answers, self.item)


@dataclass(frozen=True, slots=True)
class Doubted:
    """The questions are over, and some answers are worth another look."""

    run: Run


@dataclass(frozen=True, slots=True)
class WorldsAsked:
    """The questions are over, and worlds may be ticked.

    Attributes:
        is_full: one more was to be ticked than is possible; nothing was changed.
    """

    run: Run
    is_full: bool = False


@dataclass(frozen=True, slots=True)
class Completed:
    """Everything that the run asks has its answer."""

    run: Run


@dataclass(frozen=True, slots=True)
class Unknown:
    """The tap names a run or an item that is not this person's: forged, or erased since."""


Outcome = Asked | Doubted | WorldsAsked | Completed | Unknown


class Quiz:
    """Use-cases of the quiz. `once` is the id of the update that asks; see `Database.write`."""

    def __init__(self, database: Database, clock: Clock, models: Models, content_version: str) -> None:
        self._database = database
        self._clock = clock
        self._models = models
        self._content_version = content_version

    async def standing(self, person: Person) -> Run | None:
        """Return the run begun last, or None before the first."""
        return await self._database.read(lambda connection: rows.latest_run(connection, person.id))

    async def go_on(self, person: Person) -> Outcome:
        """Return what comes next; begins the first run where there is none."""

        def work(connection: Connection) -> Outcome | None:
            run = rows.latest_run(connection, person.id)
            outcome = self._where(connection, run) if run else None
            # An older program's open run may have answers enough already: then it is finished below.
            return None if isinstance(outcome, WorldsAsked) and not outcome.run.is_finished else outcome

        found = await self._database.read(work)
        if found is not None:
            return found
        return await self._database.write(lambda connection: self._begin(connection, person, only_first=True))

    async def begin_again(self, person: Person, *, once: int) -> Outcome:
        """Begin a new run unless the last one is still open; the earlier ones are kept."""
        return await self._database.write(
            lambda connection: self._begin(connection, person, only_first=False), once=once
        )

    async def answer(self, person: Person, run_id: int, item: str, choice: int | None, *, once: int) -> Outcome:
        """Store the answer to an open question; a question that has one keeps it."""

        def work(connection: Connection, run: Run) -> Outcome:
            if item in run.answers:
                return self._where(connection, run, was_stale=True)
            if stage_of(self._models.of(connection, run), run) != (Stage.QUESTION, item):
                return Unknown()
            now = self._clock.now()
            rows.add_answer(connection, run.id, item, choice, now, ordinal=len(run.answers) + 1)
            return self._settled(connection, _with_answer(run, item, choice, now))

        return await self._change(person, run_id, work, once)

    async def revise(self, person: Person, run_id: int, item: str, choice: int | None, *, once: int) -> Outcome:
        """Replace an answer on the way back, or after a second look; a finished run stays as it is."""

        def work(connection: Connection, run: Run) -> Outcome:
            if item not in run.answers:
                return Unknown()
            if run.is_finished:
                return self._where(connection, run)
            now = self._clock.now()
            rows.change_answer(connection, run.id, item, choice, now)
            run = _with_answer(run, item, choice, now)
            if item in (run.doubts or ()):
                run = _with_doubts(connection, run, (each for each in run.doubts or () if each != item))
            outcome = self._settled(connection, run)
            if isinstance(outcome, Doubted) and outcome.run.doubts:
                return self._asked(connection, outcome.run, outcome.run.doubts[0], is_doubted=True)
            return outcome

        return await self._change(person, run_id, work, once)

    async def look_at(self, person: Person, run_id: int, item: str) -> Outcome:
        """Return a question that was answered before, to be looked at again."""

        def work(connection: Connection) -> Outcome:
            run = rows.find_run(connection, person.id, run_id)
            if run is None or item not in run.answers:
                return Unknown()
            if run.is_finished:
                return self._where(connection, run)
            return self._asked(connection, run, item, is_doubted=item in (run.doubts or ()))

        return await self._database.read(work)

    async def look_again(self, person: Person, run_id: int, *, once: int) -> Outcome:
        """Begin to look again at what was doubted."""

        def work(connection: Connection, run: Run) -> Outcome:
            outcome = self._where(connection, run)
            if not isinstance(outcome, Doubted):
                return outcome
            items = open_doubts(run)
            return self._asked(connection, _with_doubts(connection, run, items), items[0], is_doubted=True)

        return await self._change(person, run_id, work, once)

    async def leave_as_is(self, person: Person, run_id: int, *, once: int) -> Outcome:
        """Keep the doubted answers as they are."""

        def work(connection: Connection, run: Run) -> Outcome:
            outcome = self._where(connection, run)
            if not isinstance(outcome, Doubted):
                return outcome
            return self._settled(connection, _with_doubts(connection, run, ()))

        return await self._change(person, run_id, work, once)

    async def tick_world(self, person: Person, run_id: int, world: str, *, is_on: bool, once: int) -> Outcome:
        """Tick a world, or take its tick away; the tap says which, so that a double tap is one."""

        def work(connection: Connection, run: Run) -> Outcome:
            if not run.is_finished:
                return self._settled(connection, run)
            others = tuple(each for each in run.worlds if each != world)
            if is_on and len(others) >= MOST_WORLDS:
                return WorldsAsked(run, is_full=True)
            worlds = (*others, world) if is_on else others
            rows.set_worlds(connection, run.id, worlds)
            return WorldsAsked(replace(run, worlds=worlds))

        return await self._change(person, run_id, work, once)

    async def end_worlds(self, person: Person, run_id: int, *, once: int) -> Outcome:
        """End the ticking of worlds, also without a tick."""

        def work(connection: Connection, run: Run) -> Outcome:
            if not run.is_finished:
                return self._settled(connection, run)
            rows.end_worlds(connection, run.id, self._clock.now())
            return Completed(replace(run, has_worlds=True))

        return await self._change(person, run_id, work, once)

    async def worlds_again(self, person: Person) -> Outcome:
        """Return the ticks of the last finished run, to be changed."""
        run = await self._database.read(lambda connection: rows.last_finished_run(connection, person.id))
        return WorldsAsked(run) if run else Unknown()

    async def _change(
        self, person: Person, run_id: int, work: Callable[[Connection, Run], Outcome], once: int
    ) -> Outcome:
        """Run `work` over a run of this person, whose row is locked meanwhile."""

        def on_own_run(connection: Connection) -> Outcome:
            run = rows.find_run(connection, person.id, run_id, lock=True)
            return Unknown() if run is None else work(connection, run)

        return await self._database.write(on_own_run, once=once)

    def _begin(self, connection: Connection, person: Person, *, only_first: bool) -> Outcome:
        # The person's row is locked, so that two taps at once cannot begin two runs.
        lock_person(connection, person.id)
        run = rows.latest_run(connection, person.id)
        if run is not None and (only_first or not run.is_finished):
            return self._settled(connection, run)
        version, now = self._models.keep(connection), self._clock.now()
        run_id = rows.add_run(connection, person.id, version, self._content_version, now)
        return self._where(connection, Run(run_id, {}, now, version))

    def _settled(self, connection: Connection, run: Run) -> Outcome:
        """Look at the run as it is now, and finish it when no question and no doubt is left."""
        outcome = self._where(connection, run)
        if run.is_finished or not isinstance(outcome, WorldsAsked | Completed):
            return outcome
        now = self._clock.now()
        rows.finish_run(connection, run.id, now, self._interest(connection, run))
        return replace(outcome, run=replace(run, finished_at=now))

    async def note_interests(self) -> int:
        """Note the strongest interest of runs that an older program finished; return of how many."""

        def work(connection: Connection) -> int:
            runs = rows.runs_without_interest(connection, _AT_A_TIME)
            for run in runs:
                rows.note_interest(connection, run.id, self._interest(connection, run))
            return len(runs)

        total = 0
        while noted := await self._database.write(work):
            total += noted
        return total

    def _interest(self, connection: Connection, run: Run) -> Interest:
        belief = Belief.after(self._models.of(connection, run), run.answers)
        return strongest(belief.interests, 1)[0]

    def _where(self, connection: Connection, run: Run, *, was_stale: bool = False) -> Outcome:
        stage, item = stage_of(self._models.of(connection, run), run)
        if item is not None:
            return replace(self._asked(connection, run, item), was_stale=was_stale)
        if stage is Stage.DOUBT:
            return Doubted(run)
        return Completed(run) if stage is Stage.RESULT else WorldsAsked(run)

    def _asked(self, connection: Connection, run: Run, item: str, *, is_doubted: bool = False) -> Asked:
        return Asked(run, item, self._models.of(connection, run).most, is_doubted=is_doubted)


def _with_answer(run: Run, item: str, choice: int | None, at: datetime) -> Run:
    """Return the run as its rows are now; an item that was answered before keeps its place."""
    return replace(run, answers={**run.answers, item: choice}, moments={**run.moments, item: at})


def _with_doubts(connection: Connection, run: Run, items: Iterable[str]) -> Run:
    """Store which items are to be looked at again, and return the run with them."""
    doubts = tuple(items)
    rows.set_doubts(connection, run.id, doubts)
    return replace(run, doubts=doubts)
