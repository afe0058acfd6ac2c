"""Advice from the last finished quiz: computed anew each time, the same for the same answers and the same content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.db.quiz_runs import finished_runs, last_finished_run
from bot.domain.advice import Question, Suggestion, chosen, ranked, strongest
from bot.domain.quiz import has_enough_answers, has_shape
from bot.domain.reasons import Weighing
from bot.domain.scoring import Wish

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.db import Database
    from bot.domain.interests import Interest, Profile
    from bot.domain.people import Person
    from bot.domain.quiz import Run
    from bot.domain.reasons import Reasons
    from bot.services.atlas import Atlas
    from bot.services.models import Models


@dataclass(frozen=True, slots=True)
class Advised:
    """A result.

    Attributes:
        profile: the six interests, 1-5.
        strongest: the two strongest interests.
        suggestions: five professions, best first; empty when the answers have no shape.
        order: all professions, best first.
        is_sure: whether there were enough answers for more than a rough picture.
    """

    run: Run
    profile: Profile
    strongest: tuple[Interest, ...]
    suggestions: tuple[Suggestion, ...]
    order: tuple[Suggestion, ...]
    is_sure: bool

    def place_of(self, profession: str) -> int:
        """Return where a profession stands among all, from 1.

        Raises:
            StopIteration: the atlas no longer has it.
        """
        return next(place for place, each in enumerate(self.order, start=1) if each.profession == profession)


@dataclass(frozen=True, slots=True)
class NotAsked:
    """There is no finished quiz yet."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """A result as it is, and as it would be under some conditions."""

    before: Advised
    after: Advised


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a profession stands where it stands.

    Attributes:
        place: its place among all professions, from 1.
    """

    advised: Advised
    suggestion: Suggestion
    reasons: Reasons
    place: int


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the advice supposes: a wish of "what if", and a town other than the pupil's own."""

    wish: Wish = Wish.NONE
    place: str | None = None


AS_IT_IS = Conditions()


class Advice:
    """Use-cases about the result."""

    def __init__(self, database: Database, atlas: Atlas, models: Models) -> None:
        self._database = database
        self._atlas = atlas
        self._models = models

    @property
    def professions(self) -> tuple[str, ...]:
        """Ids of all professions that can be suggested."""
        return tuple(self._atlas.shelf.professions)

    async def advise(self, person: Person) -> Advised | NotAsked:
        """Return what fits a person, from the quiz they finished last."""
        return await self._database.read(lambda connection: self.advised(connection, person) or NotAsked())

    def advised(self, connection: Connection, person: Person) -> Advised | None:
        """Return what fits a person, inside somebody's transaction; None when no quiz is finished."""
        last = self._last(connection, person)
        return self._advised(person, *last, AS_IT_IS) if last else None

    async def suppose(self, person: Person, conditions: Conditions) -> Supposed | NotAsked:
        """Return what would fit a person under some conditions, beside what fits them as it is."""

        def work(connection: Connection) -> Supposed | NotAsked:
            last = self._last(connection, person)
            if last is None:
                return NotAsked()
            return Supposed(self._advised(person, *last, AS_IT_IS), self._advised(person, *last, conditions))

        return await self._database.read(work)

    async def explain(self, person: Person, profession: str, conditions: Conditions = AS_IT_IS) -> Explained | NotAsked:
        """Return why a profession stands where it stands for a person; NotAsked also when the answers have no shape."""

        def work(connection: Connection) -> Explained | NotAsked:
            last = self._last(connection, person)
            if last is None:
                return NotAsked()
            advised = self._advised(person, *last, conditions)
            if not advised.suggestions or profession not in self._atlas.shelf.professions:
                return NotAsked()
            place = advised.place_of(profession)
            suggestion = advised.order[place - 1]
            # One of the five says that it widens the view; the order of all does not know that.
            suggestion = next((each for each in advised.suggestions if each.profession == profession), suggestion)
            _, weighing = last
            return Explained(advised, suggestion, weighing.reasons(suggestion.candidate.profile), place)

        return await self._database.read(work)

    async def has_result(self, person: Person) -> bool:
        """Say whether there is a result from which an order of professions can be read."""
        run = await self._database.read(lambda connection: last_finished_run(connection, person.id))
        return run is not None and has_shape(run.answers)

    async def history(self, person: Person, most: int) -> list[Advised]:
        """Return the results of the last finished quizzes, the newest first, as the present content sees them."""

        def work(connection: Connection) -> list[Advised]:
            runs = finished_runs(connection, person.id, most)
            return [self._advised(person, run, self._weighed(connection, run), AS_IT_IS) for run in runs]

        return await self._database.read(work)

    def _last(self, connection: Connection, person: Person) -> tuple[Run, Weighing] | None:
        """Return the run finished last with what its answers weigh."""
        run = last_finished_run(connection, person.id)
        return (run, self._weighed(connection, run)) if run else None

    def _weighed(self, connection: Connection, run: Run) -> Weighing:
        return Weighing(self._models.of(connection, run), run.answers)

    def _advised(self, person: Person, run: Run, weighing: Weighing, conditions: Conditions) -> Advised:
        question = Question(weighing.interests, run.worlds, conditions.wish, self._atlas.content_year)
        candidates = self._atlas.candidates(conditions.place or person.place, person.grade)
        order = ranked(question, candidates) if has_shape(run.answers) else []
        return Advised(
            run=run,
            profile=weighing.profile,
            strongest=strongest(weighing.interests),
            suggestions=tuple(chosen(order)),
            order=tuple(order),
            is_sure=has_enough_answers(run.answers),
        )
