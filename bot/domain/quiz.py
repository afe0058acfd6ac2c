"""The rules of the interest quiz: what is asked next, what counts as finished, what the answers add up to.

The next question is a pure function of the plan and the answers, so that a restart, another phone and a language switch
all lead to the same screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.domain.interests import Interest, Profile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CHOICES: Final = (1, 2, 3, 4, 5)
NEUTRAL: Final = 3
# A scale with fewer real answers than this says too little; the result then tells so.
ENOUGH_ANSWERS: Final = 2


@dataclass(frozen=True, slots=True)
class Run:
    """One walk of a person through the questions.

    Attributes:
        plan: items in the order in which they are asked.
        answers: item -> choice 1-5, or None for "I don't know", in the order in which they were given.
    """

    id: int
    plan: tuple[str, ...]
    answers: Mapping[str, int | None]
    is_finished: bool

    @property
    def progress(self) -> tuple[int, int]:
        """Answered and all questions."""
        return len(self.answers), len(self.plan)


def next_item(plan: Sequence[str], answers: Mapping[str, int | None]) -> str | None:
    """Return the item to ask next, or None when the quiz is finished."""
    return next((item for item in plan if item not in answers), None)


def item_before(answers: Mapping[str, int | None], item: str) -> str | None:
    """Return the item answered before this one, for the way back; None at the beginning."""
    given = list(answers)
    position = given.index(item) if item in answers else len(given)
    return given[position - 1] if position else None


def scale_of(item: str) -> Interest:
    """Return the interest that an item asks about: its first letter."""
    return Interest(item[0])


def interest_profile(answers: Mapping[str, int | None]) -> Profile:
    """Return the mean answer (1-5) of every interest; an interest without answers stands at the neutral 3.

    "I don't know" is a missing answer, not a 3: it takes no part in the mean.
    """
    means = []
    for interest in Interest:
        given = [choice for item, choice in answers.items() if choice is not None and scale_of(item) is interest]
        means.append(sum(given) / len(given) if given else float(NEUTRAL))
    return Profile(tuple(means))


def is_flat(profile: Profile) -> bool:
    """Whether all interests are equally strong, so that no order can be read from them."""
    return len({round(profile.of(interest), 6) for interest in Interest}) == 1


def has_enough_answers(answers: Mapping[str, int | None]) -> bool:
    """Whether every interest has at least `ENOUGH_ANSWERS` real answers."""
    given = [scale_of(item) for item, choice in answers.items() if choice is not None]
    return all(given.count(interest) >= ENOUGH_ANSWERS for interest in Interest)
