"""Which professions fit, and why: a sum of named parts, so that the order can be read off what is shown.

The likeness of interests is Pearson's correlation between the pupil's six interests and the profession's (O*NET 29.3), the
usual measure of profile similarity for such interests (Rounds, Walker, Day, Hubert, Lewis and Rivkin, "O*NET Interest Profiler:
reliability, validity, and self-scoring", National Center for O*NET Development, 1999, rank professions by it).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final

from bot.domain.interests import Interest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from bot.domain.interests import Profile

HOW_MANY: Final = 5
# What a college within the pupil's own region adds: about the step between neighbours in the order, so that it decides between
# professions that fit alike and never lifts one that does not fit.
REACH_BONUS: Final = 0.10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A profession as the rules see it.

    Attributes:
        profile: the six interests of the profession, 1-7.
        in_reach: whether a college of the pupil's region teaches it.
    """

    id: str
    profile: Profile
    in_reach: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A profession with the parts of its score.

    Attributes:
        likeness: correlation of interests, -1 to 1.
        reach: what a college within the region adds.
        shared: interests in which pupil and profession are both above their own average, strongest first; at most two.
    """

    profession: str
    likeness: float
    reach: float
    shared: tuple[Interest, ...]

    @property
    def score(self) -> float:
        """The parts added up; the order of suggestions is the order of this sum."""
        return self.likeness + self.reach


def suggest(pupil: Profile, candidates: Iterable[Candidate], how_many: int = HOW_MANY) -> list[Suggestion]:
    """Return the best fitting professions, best first; equal scores stand in the order of their ids."""
    suggestions = [_suggestion(pupil, candidate) for candidate in candidates]
    suggestions.sort(key=lambda suggestion: (-suggestion.score, suggestion.profession))
    return suggestions[:how_many]


def strongest(pupil: Profile, how_many: int = 2) -> tuple[Interest, ...]:
    """Return the strongest interests; equal ones in the order of the hexagon R, I, A, S, E, C."""
    return tuple(sorted(Interest, key=lambda interest: -pupil.of(interest))[:how_many])


def correlation(one: Collection[float], other: Collection[float]) -> float:
    """Return Pearson's correlation; 0 when either side has no spread, because then it has no shape to compare."""
    left, right = _deviations(one), _deviations(other)
    spread = sqrt(sum(value * value for value in left) * sum(value * value for value in right))
    if spread < 1e-12:
        return 0.0
    return sum(a * b for a, b in zip(left, right, strict=True)) / spread


def _suggestion(pupil: Profile, candidate: Candidate) -> Suggestion:
    return Suggestion(
        profession=candidate.id,
        likeness=correlation(pupil.values, candidate.profile.values),
        reach=REACH_BONUS if candidate.in_reach else 0.0,
        shared=_shared_interests(pupil, candidate.profile),
    )


def _shared_interests(pupil: Profile, profession: Profile) -> tuple[Interest, ...]:
    mine, theirs = _deviations(pupil.values), _deviations(profession.values)
    common = [(a * b, interest) for a, b, interest in zip(mine, theirs, Interest, strict=True) if a > 0 and b > 0]
    common.sort(key=lambda pair: -pair[0])
    return tuple(interest for _, interest in common[:2])


def _deviations(values: Collection[float]) -> list[float]:
    mean = sum(values) / len(values)
    return [value - mean for value in values]
