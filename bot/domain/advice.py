"""Which professions fit, and why: a sum of named parts in whole points, so that the order can be read off what is shown.

The likeness of interests is Pearson's correlation between the pupil's six interests and the profession's (O*NET 29.3), the
usual measure of profile similarity for such interests (Rounds, Walker, Day, Hubert, Lewis and Rivkin, "O*NET Interest Profiler:
reliability, validity, and self-scoring", National Center for O*NET Development, 1999, rank professions by it).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from bot.domain.interests import Interest
from bot.domain.scoring import (
    OUTDOOR_POINTS,
    WORLD_POINTS,
    Wish,
    correlation,
    deviations,
    entry_points,
    likeness_points,
    need_points,
    reach_points,
    sooner_points,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.domain.catalogue import Outdoors
    from bot.domain.interests import Profile
    from bot.domain.scoring import Entry, Need

HOW_MANY: Final = 5


class Part(Enum):
    """A part of the score, in the order in which parts are shown."""

    INTERESTS = "interests"
    WORLDS = "worlds"
    DEMAND = "demand"
    REACH = "reach"
    ENTRY = "entry"
    WISH = "wish"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A profession as the rules see it from a pupil's town and grade.

    Attributes:
        profile: the six interests of the profession, 1-7.
        need: why it is said to be needed; None when no source says anything.
        college: id of the nearest college that teaches it; None when our list has none.
        college_km: its distance.
        dormitory_km: the same among colleges that are known to have a dormitory.
        entry: whether the way in after the pupil's grade is known.
        months: the shortest known training after the pupil's grade.
        outdoors: how much of the work is outdoors.
    """

    id: str
    sector: str
    world: str
    profile: Profile
    need: Need | None = None
    college: str | None = None
    college_km: float | None = None
    dormitory_km: float | None = None
    entry: Entry = "unknown"
    months: int | None = None
    outdoors: Outdoors | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What the advice is asked with.

    Attributes:
        interests: the pupil's six interests; only their shape counts.
        worlds: ids of the ticked worlds.
        content_year: the year in which the content was collected, from which the age of figures is counted.
    """

    interests: tuple[float, ...]
    worlds: tuple[str, ...] = ()
    wish: Wish = Wish.NONE
    content_year: int = 2026


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A profession with the parts of its score.

    Attributes:
        likeness: correlation of interests, -1 to 1; decides between equal scores.
        interests: the pupil's, with which the profession was compared.
        parts: points of each part; a part that the wish leaves out is missing.
        widens: stands among the five because it comes from another sector than the others.
    """

    candidate: Candidate
    interests: tuple[float, ...]
    likeness: float
    parts: dict[Part, int]
    widens: bool = False

    @property
    def profession(self) -> str:
        """Id of the profession."""
        return self.candidate.id

    @property
    def score(self) -> int:
        """The parts added up; the order of suggestions is the order of this sum."""
        return sum(self.parts.values())

    @property
    def shared(self) -> tuple[Interest, ...]:
        """Interests in which pupil and profession are both above their own average, strongest first; at most two."""
        mine, theirs = deviations(self.interests), deviations(self.candidate.profile.values)
        common = [(a * b, interest) for a, b, interest in zip(mine, theirs, Interest, strict=True) if a > 0 and b > 0]
        common.sort(key=lambda pair: -round(pair[0], 9))
        return tuple(interest for _, interest in common[:2])


def ranked(question: Question, candidates: Iterable[Candidate]) -> list[Suggestion]:
    """Return all professions, best first; equal scores by likeness, then by id."""
    suggestions = [suggestion_of(question, candidate) for candidate in candidates]
    suggestions.sort(key=lambda each: (-each.score, -round(each.likeness, 9), each.profession))
    return suggestions


def chosen(order: Sequence[Suggestion]) -> list[Suggestion]:
    """Return the first ones of an order, the last place kept for the best one of another sector: it widens the view."""
    first, rest = list(order[: HOW_MANY - 1]), order[HOW_MANY - 1 :]
    sectors = {each.candidate.sector for each in first}
    wider = next((each for each in rest if each.candidate.sector not in sectors), None)
    if wider is not None:
        return [*first, replace(wider, widens=True)]
    return [*first, *rest[:1]]


def suggestion_of(question: Question, candidate: Candidate) -> Suggestion:
    """Return a profession with the parts of its score."""
    likeness = correlation(question.interests, candidate.profile.values)
    parts = {
        Part.INTERESTS: likeness_points(likeness),
        Part.WORLDS: WORLD_POINTS if candidate.world in question.worlds else 0,
        Part.DEMAND: need_points(candidate.need, question.content_year),
    }
    if question.wish is not Wish.DISTANCE_FREE:
        parts[Part.REACH] = _reach(question.wish, candidate)
    parts[Part.ENTRY] = entry_points(candidate.entry)
    if question.wish is Wish.OUTDOORS:
        parts[Part.WISH] = OUTDOOR_POINTS[candidate.outdoors] if candidate.outdoors else 0
    if question.wish is Wish.SOONER:
        parts[Part.WISH] = sooner_points(candidate.months)
    return Suggestion(candidate, question.interests, likeness, parts)


def strongest(interests: Sequence[float], how_many: int = 2) -> tuple[Interest, ...]:
    """Return the strongest interests; equal ones in the order of the hexagon R, I, A, S, E, C."""
    return tuple(sorted(Interest, key=lambda interest: -round(interests[interest.position], 9))[:how_many])


def _reach(wish: Wish, candidate: Candidate) -> int:
    """Return the points of distance; who may live in a dormitory has a college that offers one next door."""
    if wish is Wish.DORMITORY and candidate.dormitory_km is not None:
        return reach_points(0.0)
    return reach_points(candidate.college_km)
