"""Fits the interest model on answers of real people: means and covariances of 48 answers and six sums.

People are weighted by their top interest ("balanced prior"): volunteers with a realistic interest on top are few in the
published answers, and a quiz fitted without weights would hardly ever find them.
"""

from __future__ import annotations

from operator import mul
from typing import TYPE_CHECKING, Final

from bot.domain.interests import Interest, scale_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.calibration.records import Records

# Added to every variance, so that an item which nobody varies on still has one.
RIDGE: Final = 1e-3
DECIMALS: Final = 5
# 0 leaves people as they come, 1 makes the six top interests count the same; a little more than that finds the rare ones better
# (chosen by two-fold cross-validation on the published answers, see docs/quiz.md).
BALANCE: Final = 1.3


def scales_of(items: Sequence[str]) -> list[int]:
    """Return the place in the hexagon of each item's scale."""
    return [scale_of(item).position for item in items]


def sums_of(answers: Sequence[int], scales: Sequence[int]) -> list[int]:
    """Return the six sums of a person's answers."""
    sums = [0] * len(Interest)
    for answer, scale in zip(answers, scales, strict=True):
        sums[scale] += answer
    return sums


def tops_of(sums: Sequence[float]) -> list[int]:
    """Return the places of the largest sums: one, or several when they tie."""
    highest = max(sums)
    return [scale for scale, total in enumerate(sums) if total == highest]


def fit(records: Records) -> tuple[list[float], list[list[float]]]:
    """Return means and covariances of the items and the six sums, people weighted by their top interest.

    Raises:
        ValueError: an interest is nobody's strongest, so that it cannot count as much as the others.
    """
    scales = scales_of(records.items)
    sums = [sums_of(answers, scales) for answers in records.people]
    weights = _weights(sums)
    columns = [list(column) for column in zip(*records.people, strict=True)]
    columns += [list(column) for column in zip(*sums, strict=True)]
    total = sum(weights)
    means = [sum(map(mul, weights, column)) / total for column in columns]
    centred = [[value - mean for value in column] for column, mean in zip(columns, means, strict=True)]
    table = [[0.0] * len(columns) for _ in columns]
    for i, one in enumerate(centred):
        weighted = list(map(mul, weights, one))
        for j in range(i, len(centred)):
            value = sum(map(mul, weighted, centred[j])) / total + (RIDGE if i == j else 0.0)
            table[i][j] = table[j][i] = round(value, DECIMALS)
    return [round(mean, DECIMALS) for mean in means], table


def _weights(sums: Sequence[Sequence[int]]) -> list[float]:
    """Return a weight for each person; somebody with several tops belongs to each of them in part."""
    tops = [tops_of(each) for each in sums]
    sizes = [0.0] * len(Interest)
    for mine in tops:
        for scale in mine:
            sizes[scale] += 1 / len(mine)
    for interest in Interest:
        if sizes[interest.position] == 0:
            raise ValueError(f"nobody in these answers has {interest.value} as the strongest interest")
    return [sum(1 / len(mine) / sizes[scale] ** BALANCE for scale in mine) for mine in tops]
