"""Advice from the last finished quiz: computed anew each time, the same for the same answers and the same content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.db.quiz_runs import finished_runs, latest_run
from bot.domain.advice import Question, Suggestion, chosen, ranked, strongest
from bot.domain.belief import HIGHEST, LOWEST
from bot.domain.interests import Profile
from bot.domain.quiz import has_enough_answers, has_shape
from bot.domain.reasons import Weighing
from bot.domain.scoring import Wish

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.db import Database
    from bot.domain.interests import Interest
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

    async def advise(self, person: Person, conditions: Conditions = AS_IT_IS) -> Advised | NotAsked:
        """Return what fits a person, from the quiz they finished last."""

        def work(connection: Connection) -> Advised | NotAsked:
            run = latest_run(connection, person.id, only_finished=True)
            return self._advised(person, run, self._weighed(connection, run), conditions) if run else NotAsked()

        return await self._database.read(work)

    async def explain(self, person: Person, profession: str, conditions: Conditions = AS_IT_IS) -> Explained | NotAsked:
        """Return why a profession stands where it stands for a person; NotAsked also when the answers have no shape."""

        def work(connection: Connection) -> Explained | NotAsked:
            run = latest_run(connection, person.id, only_finished=True)
            if run is None:
                return NotAsked()
            weighing = self._weighed(connection, run)
            advised = self._advised(person, run, weighing, conditions)
            if not advised.suggestions or profession not in self._atlas.shelf.professions:
                return NotAsked()
            place = advised.place_of(profession)
            suggestion = advised.order[place - 1]
            # One of the five says that it widens the view; the order of all does not know that.
            suggestion = next((each for each in advised.suggestions if each.profession == profession), suggestion)
            return Explained(advised, suggestion, weighing.reasons(suggestion.candidate.profile), place)

        return await self._database.read(work)

    async def has_result(self, person: Person) -> bool:
        """Say whether there is a result from which an order of professions can be read."""
        runs = await self._database.read(lambda connection: finished_runs(connection, person.id, most=1))
        return any(has_shape(run.answers) for run in runs)

    async def history(self, person: Person, most: int) -> list[Advised]:
        """Return the results of the last finished quizzes, the newest first, as the present content sees them."""

        def work(connection: Connection) -> list[Advised]:
            runs = finished_runs(connection, person.id, most)
            return [self._advised(person, run, self._weighed(connection, run), AS_IT_IS) for run in runs]

        return await self._database.read(work)

    def _weighed(self, connection: Connection, run: Run) -> Weighing:
        return Weighing(self._models.of(connection, run), run.answers)

    def _advised(self, person: Person, run: Run, weighing: Weighing, conditions: Conditions) -> Advised:
        interests = weighing.interests
        question = Question(interests, run.worlds, conditions.wish, self._atlas.content_year)
        candidates = self._atlas.candidates(conditions.place or person.place, person.grade)
        order = ranked(question, candidates) if has_shape(run.answers) else []
        five = chosen(order)
        return Advised(
            run=run,
            profile=Profile(tuple(min(max(value, LOWEST), HIGHEST) for value in interests)),
            strongest=strongest(interests),
            suggestions=tuple(five),
            order=tuple(order),
            is_sure=has_enough_answers(run.answers),
        )
