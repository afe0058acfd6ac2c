"""Which answers raised a profession, and which one lowered it, in points that add up to the points of its likeness.

The expected interests are linear in the answers, and so is the numerator of the correlation: with w the profession's interests
less their mean and p the pupil's, likeness = sum over answers of w . share / (|p| |w|), plus what was expected before any answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final

from bot.domain.belief import Belief, shares
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


def expected_interests(model: InterestModel, answers: Mapping[str, int | None]) -> tuple[float, ...]:
    """Return the six expected interests as mean answers, as the advice compares them: not cut to 1-5, so that shares add up."""
    sums = Belief.after(model, answers).sums
    return tuple(total / count for total, count in zip(sums, model.items_of_scale, strict=True))


def reasons_for(model: InterestModel, answers: Mapping[str, int | None], profession: Profile) -> Reasons:
    """Return the answers that speak for and against a profession."""
    interests = expected_interests(model, answers)
    points = _points(model, answers, interests, profession)
    given = [(points[item], item, choice) for item, choice in answers.items() if choice is not None and item in points]
    up = sorted((each for each in given if each[0] > 0), key=lambda each: (-each[0], each[1]))[:MOST_RAISING]
    down = min((each for each in given if each[0] < 0), default=None)
    raising = tuple(Reason(item, choice, number) for number, item, choice in up)
    lowering = Reason(down[1], down[2], down[0]) if down else None
    total = likeness_points(correlation(interests, profession.values))
    shown = sum(reason.points for reason in raising) + (lowering.points if lowering else 0)
    return Reasons(raising, lowering, total - shown)


def _points(
    model: InterestModel, answers: Mapping[str, int | None], interests: tuple[float, ...], profession: Profile
) -> dict[str, int]:
    mine, theirs = deviations(interests), deviations(profession.values)
    size = sqrt(sum(value * value for value in mine) * sum(value * value for value in theirs))
    if size < 1e-12:
        return {}
    found = {}
    for item, share in shares(model, answers).items():
        parts = (weight * part / count for weight, part, count in zip(theirs, share, model.items_of_scale, strict=True))
        found[item] = round(PERFECT_LIKENESS * sum(parts) / size)
    return found
