"""Which answers raised a profession, and which one lowered it, in points that add up to the points of its likeness.

The expected interests are linear in the answers, and so is the numerator of the correlation: with w the profession's interests
less their mean and p the pupil's, likeness = sum over answers of w . share / (|p| |w|), plus what was expected before any answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from operator import mul
from typing import TYPE_CHECKING, Final

from bot.domain.belief import learn_with_shares
from bot.domain.scoring import PERFECT_LIKENESS, correlation, deviations, likeness_points

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.belief import InterestModel
    from bot.domain.interests import Profile

MOST_RAISING: Final = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """An answer and the points that it added or took away."""

    item: str
    choice: int
    points: int


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why the interests of a pupil and a profession are alike, or not.

    Attributes:
        raising: the answers that raised the profession most.
        lowering: the answer that lowered it most; None when none did.
        others: points of all other answers, and of what is expected of people in general.
    """

    raising: tuple[Reason, ...]
    lowering: Reason | None
    others: int

    @property
    def total(self) -> int:
        """The points of the likeness."""
        shown = (*self.raising, *([self.lowering] if self.lowering else []))
        return sum(reason.points for reason in shown) + self.others


class Weighing:
    """What each answer of a pupil weighs; computed once, then asked for as many professions as wanted.

    Attributes:
        interests: the six expected interests as they are compared, see `Belief`.
        profile: the same as they are shown, 1-5.
    """

    def __init__(self, model: InterestModel, answers: Mapping[str, int | None]) -> None:
        self._choices = {item: choice for item, choice in answers.items() if choice is not None}
        counts = model.items_of_scale
        belief, found = learn_with_shares(model, answers)
        self._shares = {
            item: [part / count for part, count in zip(share, counts, strict=True)] for item, share in found.items()
        }
        self.interests = belief.interests
        self.profile = belief.profile

    def reasons(self, profession: Profile) -> Reasons:
        """Return the answers that speak for and against a profession."""
        given = [(number, item, self._choices[item]) for item, number in self._points(profession).items()]
        up = sorted((each for each in given if each[0] > 0), key=lambda each: (-each[0], each[1]))[:MOST_RAISING]
        down = min((each for each in given if each[0] < 0), default=None)
        raising = tuple(Reason(item, choice, number) for number, item, choice in up)
        lowering = Reason(down[1], down[2], down[0]) if down else None
        total = likeness_points(correlation(self.interests, profession.values))
        shown = sum(reason.points for reason in raising) + (lowering.points if lowering else 0)
        return Reasons(raising, lowering, total - shown)

    def _points(self, profession: Profile) -> dict[str, int]:
        mine, theirs = deviations(self.interests), deviations(profession.values)
        size = sqrt(sum(value * value for value in mine) * sum(value * value for value in theirs))
        if size < 1e-12:
            return {}
        return {
            item: round(PERFECT_LIKENESS * sum(map(mul, theirs, share)) / size) for item, share in self._shares.items()
        }
