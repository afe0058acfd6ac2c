"""What each part of the advice is worth, in whole points, so that the shown parts add up exactly to the shown order.

A hundred points are a perfect likeness of interests. All other parts are small beside it on purpose: they decide between
professions that fit alike and never lift one that does not fit. The amounts are our own judgement and are shown to the pupil.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import sqrt
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.catalogue import DemandLevel, Outdoors

PERFECT_LIKENESS: Final = 100
WORLD_POINTS: Final = 15
# A region that names the profession among its needs says more than a statement about the whole country.
REGION_NEEDS: Final = 12
COUNTRY_NEEDS: Final = 8
COUNTRY_LEVELS: Final[dict[DemandLevel, int]] = {"in_demand": 6, "emerging": 6, "stable": 2, "declining": -6}
# A figure loses a fifth of its weight each year; one without a year weighs half.
YEARS_UNTIL_WORTHLESS: Final = 5
UNDATED_WEIGHT: Final = 0.5
# A college next door; nothing is added from this distance on.
NEXT_DOOR: Final = 10
FAR_KM: Final = 400.0
OPEN_ENTRY: Final = 2
OTHER_ENTRY: Final = -10
WISH_POINTS: Final = 20
OUTDOOR_POINTS: Final[dict[Outdoors, int]] = {"mostly": WISH_POINTS, "partly": 8, "rarely": 0}
# The shortest training in our atlas takes 10 months, the longest 46.
SHORTEST_MONTHS, LONGEST_MONTHS = 10, 46


class Wish(Enum):
    """What if ... A wish re-orders the same professions for the same answers; the value travels in taps."""

    NONE = ""
    DISTANCE_FREE = "f"
    DORMITORY = "d"
    OUTDOORS = "o"
    SOONER = "s"


Entry = Literal["open", "other", "unknown"]


@dataclass(frozen=True, slots=True)
class Need:
    """Why a profession is said to be needed.

    Attributes:
        kind: named by the pupil's region, by the country, or a level of demand in the country.
        year: None when the source names none.
    """

    kind: Literal["region", "country", "level"]
    level: DemandLevel
    year: int | None
    source: str


def correlation(one: Sequence[float], other: Sequence[float]) -> float:
    """Return Pearson's correlation; 0 when either side has no spread, because then it has no shape to compare."""
    left, right = deviations(one), deviations(other)
    spread = sqrt(sum(value * value for value in left) * sum(value * value for value in right))
    if spread < 1e-12:
        return 0.0
    return sum(a * b for a, b in zip(left, right, strict=True)) / spread


def deviations(values: Sequence[float]) -> list[float]:
    """Return how far each value lies from their mean."""
    mean = sum(values) / len(values)
    return [value - mean for value in values]


def likeness_points(likeness: float) -> int:
    """Return the points of a correlation, -100 to 100."""
    return round(PERFECT_LIKENESS * likeness)


def weight_of_age(year: int | None, content_year: int) -> float:
    """Return what is left of a figure's weight, 0 to 1, by its age in the year in which the content was collected."""
    if year is None:
        return UNDATED_WEIGHT
    return min(1.0, max(0.0, 1 - (content_year - year) / YEARS_UNTIL_WORTHLESS))


def need_points(need: Need | None, content_year: int) -> int:
    """Return the points of demand."""
    if need is None:
        return 0
    full = {"region": REGION_NEEDS, "country": COUNTRY_NEEDS, "level": COUNTRY_LEVELS[need.level]}[need.kind]
    return round(full * weight_of_age(need.year, content_year))


def reach_points(kilometres: float | None) -> int:
    """Return the points of the nearest college that teaches it; none when our list has no such college."""
    return 0 if kilometres is None else round(NEXT_DOOR * max(0.0, 1 - kilometres / FAR_KM))


def entry_points(entry: Entry) -> int:
    """Return the points of the way in: known after the pupil's grade, known only after another one, or not known."""
    return {"open": OPEN_ENTRY, "other": OTHER_ENTRY, "unknown": 0}[entry]


def sooner_points(months: int | None) -> int:
    """Return the points of a short training; what is not known adds nothing."""
    if months is None:
        return 0
    share = (LONGEST_MONTHS - months) / (LONGEST_MONTHS - SHORTEST_MONTHS)
    return round(WISH_POINTS * min(1.0, max(0.0, share)))
