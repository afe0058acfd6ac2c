"""How pupils walk through the quiz in these tests: every tap is an update of its own, after a moment of thought."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from bot.services.quiz import Asked, Outcome, Quiz
from tests.domain.models import ITEMS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.domain.people import Person
    from bot.domain.quiz import Run
    from tests.conftest import HandClock

    Answers = Mapping[str, int | None]

# No two updates of a test have the same number.
updates: Iterator[int] = count(1)
PATIENT, HASTY = 3.0, 0.0


def by_scale(**choices: int | None) -> dict[str, int | None]:
    """Return what somebody would answer to every item, given by its scale."""
    return {item: choices[item[0]] for item in ITEMS}


HANDS = by_scale(R=5, I=4, C=2, A=1, S=1, E=1)
ARTIST = by_scale(R=1, I=4, A=5, S=3, E=2, C=1)
UNDECIDED = by_scale(R=4, I=4, A=3, S=3, E=4, C=3)
ALIKE = by_scale(R=3, I=3, A=3, S=3, E=3, C=3)


class Walker:
    """One person in one chat."""

    def __init__(self, quiz: Quiz, person: Person, clock: HandClock, seconds: float = PATIENT) -> None:
        self.quiz = quiz
        self.person = person
        self.clock = clock
        self._seconds = seconds

    async def begin(self) -> Asked:
        """Begin the quiz, or go on where a question is open."""
        return asked(await self.quiz.go_on(self.person))

    async def answer(self, run: int, item: str, choice: int | None) -> Outcome:
        """Answer an open question."""
        await self.clock.sleep(self._seconds)
        return await self.quiz.answer(self.person, run, item, choice, once=next(updates))

    async def revise(self, run: int, item: str, choice: int | None) -> Outcome:
        """Answer differently."""
        await self.clock.sleep(self._seconds)
        return await self.quiz.revise(self.person, run, item, choice, once=next(updates))

    async def walk(self, answers: Answers, steps: int = 99) -> Outcome:
        """Answer open questions until something else comes, or so many of them."""
        outcome = await self.quiz.go_on(self.person)
        while isinstance(outcome, Asked) and steps:
            outcome = await self.answer(outcome.run.id, outcome.item, answers[outcome.item])
            steps -= 1
        return outcome

    async def finish(self, answers: Answers) -> Run:
        """Take the quiz to its end, leave doubted answers as they are, and tick no world."""
        await self.walk(answers)
        run = await self.standing()
        await self.quiz.leave_as_is(self.person, run.id, once=next(updates))
        await self.quiz.end_worlds(self.person, run.id, once=next(updates))
        return await self.standing()

    async def again(self) -> Outcome:
        """Begin a new run."""
        return await self.quiz.begin_again(self.person, once=next(updates))

    async def standing(self) -> Run:
        """Return the run that was begun last, as it is stored."""
        run = await self.quiz.standing(self.person)
        assert run is not None
        return run


def asked(outcome: Outcome) -> Asked:
    """Return an outcome that is an open question."""
    assert isinstance(outcome, Asked), outcome
    return outcome
