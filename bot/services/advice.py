"""Advice from the last finished quiz: computed anew each time, the same for the same answers and the same content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.db.quiz_runs import latest_run
from bot.domain.advice import Suggestion, strongest, suggest
from bot.domain.quiz import has_enough_answers, interest_profile, is_flat

if TYPE_CHECKING:
    from bot.db import Database
    from bot.domain.interests import Interest, Profile
    from bot.domain.people import Person
    from bot.domain.quiz import Run
    from bot.services.atlas import Atlas


@dataclass(frozen=True, slots=True)
class Advised:
    """A result.

    Attributes:
        profile: the six interests, 1-5.
        strongest: the two strongest interests.
        suggestions: five professions, best first; empty when the interests have no shape.
        is_sure: whether every interest had enough answers.
    """

    run: Run
    profile: Profile
    strongest: tuple[Interest, ...]
    suggestions: tuple[Suggestion, ...]
    is_sure: bool


@dataclass(frozen=True, slots=True)
class NotAsked:
    """There is no finished quiz yet."""


class Advice:
    """Use-cases about the result."""

    def __init__(self, database: Database, atlas: Atlas) -> None:
        self._database = database
        self._atlas = atlas

    async def advise(self, person: Person) -> Advised | NotAsked:
        """Return what fits a person, from the quiz they finished last."""
        run = await self._database.read(lambda connection: latest_run(connection, person.id, only_finished=True))
        if run is None:
            return NotAsked()
        profile = interest_profile(run.answers)
        suggestions = [] if is_flat(profile) else suggest(profile, self._atlas.candidates(person.place))
        return Advised(
            run=run,
            profile=profile,
            strongest=strongest(profile),
            suggestions=tuple(suggestions),
            is_sure=has_enough_answers(run.answers),
        )
