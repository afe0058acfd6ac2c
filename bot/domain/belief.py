"""What is believed of a person after some answers: a linear-Gaussian model of 48 answers and the six full-scale sums.

Source of the formulas: conditioning of a multivariate normal distribution (for instance Bishop, "Pattern recognition and
machine learning", 2006, section 2.3.1). After answer y to item j:  d = (y - m[j]) / S[j,j];  m += S[:,j] d;
S -= S[:,j] S[j,:] / S[j,j].  Written with v = S[:,j] / sqrt(S[j,j]), so that S = S0 - sum of v v' and no 54 x 54 table is
copied: a step costs some 1,200 multiplications.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import erf, sqrt
from typing import TYPE_CHECKING, Final

from bot.domain.interests import Interest, Profile, on_the_scale, scale_of

if TYPE_CHECKING:
    from collections.abc import Mapping

SCALES: Final = len(Interest)
# Two answers that are each other's copies leave nothing unknown; dividing by less than this would only magnify rounding.
LEAST_VARIANCE: Final = 1e-6


@dataclass(frozen=True)
class InterestModel:
    """Means and covariances of the answers 1-5 and of the six sums, fitted on real people.

    Attributes:
        version: changes when any number does.
        items: ids of the items, in the order of the numbers; an item's first letter is its scale.
        means: one number for each item, then for each of the six sums in the order of the hexagon.
        covariances: a row for each of the same variables.
        least: real answers before which the quiz does not end, with one of every scale.
        most: questions after which it ends in any case.
        sure: probability that the leading interest is the strongest one, from which on the quiz ends.
        breadth: weight of the whole profile beside the contest for the first place.
    """

    version: str
    items: tuple[str, ...]
    means: tuple[float, ...]
    covariances: tuple[tuple[float, ...], ...]
    least: int
    most: int
    sure: float
    breadth: float

    @cached_property
    def positions(self) -> dict[str, int]:
        """Where an item stands in the order of the numbers."""
        return {item: position for position, item in enumerate(self.items)}

    @cached_property
    def scale_positions(self) -> tuple[int, ...]:
        """The scale of each item, as its place in the hexagon."""
        return tuple(scale_of(item).position for item in self.items)

    @cached_property
    def items_of_scale(self) -> tuple[int, ...]:
        """How many items each scale has."""
        return tuple(self.scale_positions.count(position) for position in range(SCALES))


class Belief:
    """Means and covariances given the answers learnt so far."""

    def __init__(self, model: InterestModel) -> None:
        self.model = model
        count = len(model.items)
        self._count = count
        self._learnt: list[list[float]] = []
        self.means = list(model.means)
        self.variances = [model.covariances[i][i] for i in range(count)]
        # Six rows: covariance of a scale's sum with every item.
        self.with_items = [list(model.covariances[count + scale][:count]) for scale in range(SCALES)]
        self.of_sums = [list(model.covariances[count + scale][count:]) for scale in range(SCALES)]

    @classmethod
    def after(cls, model: InterestModel, answers: Mapping[str, int | None]) -> Belief:
        """Return what is believed after answers; in the order of the items, so that the order of answering changes nothing.

        "I don't know" (None) and items that the model does not know teach nothing.
        """
        belief = cls(model)
        for position, item in enumerate(model.items):
            choice = answers.get(item)
            if choice is not None:
                belief.learn(position, choice)
        return belief

    def learn(self, position: int, answer: float) -> tuple[list[float], float]:
        """Take in the answer 1-5 to the item at a position; return v (see above) and the item's standard deviation before."""
        vector = list(self.model.covariances[position])
        for earlier in self._learnt:
            factor = earlier[position]
            vector = [value - factor * other for value, other in zip(vector, earlier, strict=True)]
        root = sqrt(max(vector[position], LEAST_VARIANCE))
        vector = [value / root for value in vector]
        surprise = (answer - self.means[position]) / root
        self._learnt.append(vector)
        self.means = [mean + surprise * value for mean, value in zip(self.means, vector, strict=True)]
        items, sums = vector[: self._count], vector[self._count :]
        self.variances = [value - other * other for value, other in zip(self.variances, items, strict=True)]
        for row, factor in zip(self.with_items, sums, strict=True):
            row[:] = [value - factor * other for value, other in zip(row, items, strict=True)]
        for row, factor in zip(self.of_sums, sums, strict=True):
            row[:] = [value - factor * other for value, other in zip(row, sums, strict=True)]
        return vector, root

    @property
    def sums(self) -> list[float]:
        """The six expected full-scale sums."""
        return self.means[self._count :]

    @property
    def interests(self) -> tuple[float, ...]:
        """The six expected interests as mean answers, as they are compared: not cut to 1-5, so that shares add up."""
        return tuple(total / count for total, count in zip(self.sums, self.model.items_of_scale, strict=True))

    @property
    def profile(self) -> Profile:
        """The six expected interests as they are shown, 1-5."""
        return on_the_scale(self.interests)

    def leader(self) -> int:
        """Return the place in the hexagon of the interest with the largest expected sum; of equal ones the first."""
        sums = self.sums
        return max(range(SCALES), key=lambda scale: (sums[scale], -scale))

    def rivals(self) -> list[tuple[int, float, float]]:
        """Return for every other interest: its place, how far the leader is ahead, and the variance of that difference."""
        sums, table, leader = self.sums, self.of_sums, self.leader()
        return [
            (
                rival,
                sums[leader] - sums[rival],
                max(table[leader][leader] + table[rival][rival] - 2 * table[leader][rival], LEAST_VARIANCE),
            )
            for rival in range(SCALES)
            if rival != leader
        ]

    def certainty(self) -> float:
        """Return the product, over the rivals, of the normal probability that the leader is ahead of this one."""
        product = 1.0
        for _, gap, variance in self.rivals():
            product *= normal_probability(gap / sqrt(variance))
        return product


def normal_probability(value: float) -> float:
    """Return the probability that a standard normal variable is below a value."""
    return 0.5 * (1.0 + erf(value / sqrt(2.0)))


def learn_with_shares(model: InterestModel, answers: Mapping[str, int | None]) -> tuple[Belief, dict[str, list[float]]]:
    """Return what is believed after answers, and for each real answer what it added to the six expected sums.

    The expected sums are linear in the answers, so these shares and the sums before any answer add up to the sums after all.
    """
    belief, found = Belief(model), dict[str, list[float]]()
    for position, item in enumerate(model.items):
        choice = answers.get(item)
        if choice is None:
            continue
        vector, root = belief.learn(position, choice)
        # What the earlier answers made us expect here is part of their share, and is taken back as this answer is learnt.
        for earlier in found.values():
            factor = earlier[position] / root
            earlier[:] = [value - factor * other for value, other in zip(earlier, vector, strict=True)]
        surprise = (choice - model.means[position]) / root
        found[item] = [surprise * value for value in vector]
    return belief, {item: share[len(model.items) :] for item, share in found.items()}
