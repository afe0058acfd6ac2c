"""What may be told of a class or a school without telling of anybody in it. Pure rules, the same for every report.

Three rules, which together hold against whoever collects all reports there ever were:

- *Cells.* No figure is told that counts fewer than five pupils, or all but fewer than five, nor one that follows from the
  others: where every pupil is counted a fixed number of times, what is hidden is at least two cells, of at least five together.
- *Differences.* Everybody who is counted stands in some set of reports. Those who stand in exactly the same reports are at
  least five. Whatever is added up and taken away from reports is a sum over such groups, so nothing about fewer than five can
  be had from it: not from two reports of a class, not from a school's report and those of its classes.
- *Changes.* What is counted is not a person but a person's result: a retaken quiz, a new town that changes the advice, or an
  event one has been to since, is another one. So a change counts like somebody who left and somebody who came.

Where a report would break a rule, those who would break it are left out until there are five of them; where too little is left,
the earlier report is shown again with its date.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from bot.domain.interests import Interest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

FEWEST: Final = 5
MOST_PROFESSIONS: Final = 10
Cell = TypeVar("Cell")
# Stands for one person's result at one time, and tells nothing of it.
Unit = str
Units = frozenset[Unit]


@dataclass(frozen=True, slots=True)
class Counted:
    """What one pupil adds to a report: two interests, five professions, whether they have been to an event."""

    unit: Unit
    interests: tuple[Interest, ...]
    professions: tuple[str, ...]
    has_been: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a report; None where they may not be told.

    Attributes:
        people: how many are counted.
        interests: for how many each interest is among the two strongest.
        professions: for how many each is among the five, the most frequent first; those that may not be told are missing.
        have_been: how many have been to an event.
        waiting: how many of the class have not finished the quiz.
    """

    people: int
    interests: Mapping[Interest, int | None]
    professions: tuple[tuple[str, int], ...]
    have_been: int | None
    waiting: int | None


@dataclass(frozen=True, slots=True)
class ClassReport:
    """A report as it was published.

    Attributes:
        title: the class, or the school.
        town: id of the settlement of its counsellor, whose region's needs stand beside; None when not known.
        is_earlier: whether it is an earlier one, because a newer one would tell of too few.
    """

    title: str
    town: str | None
    figures: Figures
    published_at: datetime
    is_earlier: bool


def units_to_publish(present: Units, latest: Units | None, published: Iterable[Units]) -> Units | None:
    """Return who is counted in a new report; None when there can be none, and the latest one (if any) is shown again.

    Args:
        present: those who could be counted now.
        latest: who was counted in the latest report about the same.
        published: who was counted in each report there ever was, about whatever.
    """
    part = countable(present, published)
    if not part or part == latest:
        return None
    # A report about a remnant would replace a fuller one; the fuller one still says more.
    is_remnant = latest is not None and len(part) < len(latest) and part != present
    return None if is_remnant else part


def countable(present: Units, published: Iterable[Units]) -> Units:
    """Return the largest part of those present whose report leaves every group of at least five."""
    part: set[Unit] = set()
    groups = _groups(present, published)
    for group in groups:
        staying, leaving = group & present, group - present
        if len(staying) >= FEWEST and (not leaving or len(leaving) >= FEWEST):
            part |= staying
    fresh = present.difference(*groups)
    return frozenset(part | fresh if len(fresh) >= FEWEST else part)


def _groups(present: Units, published: Iterable[Units]) -> list[Units]:
    """Return the groups of those who stand in exactly the same reports, of every report that counts somebody present."""
    reports = set(published)
    around = frozenset[Unit]().union(*(each for each in reports if not each.isdisjoint(present)))
    stands_in: defaultdict[Unit, list[int]] = defaultdict(list)
    for number, report in enumerate(each for each in reports if not each.isdisjoint(around)):
        for unit in report & around:
            stands_in[unit].append(number)
    groups: defaultdict[tuple[int, ...], set[Unit]] = defaultdict(set)
    for unit, numbers in stands_in.items():
        groups[tuple(numbers)].add(unit)
    return [frozenset(each) for each in groups.values()]


def figures_of(counted: Collection[Counted], professions: Iterable[str], waiting: int) -> Figures:
    """Return the figures of those who are counted. `professions` are all there are, `waiting` those without a finished quiz."""
    people = len(counted)
    interests = Counter(interest for each in counted for interest in each.interests)
    named = Counter(profession for each in counted for profession in each.professions)
    told = tellable({each: named[each] for each in {*professions, *named}}, people)
    first = sorted(
        ((each, count) for each, count in told.items() if count is not None), key=lambda pair: (-pair[1], pair[0])
    )
    return Figures(
        people=people,
        interests=tellable({each: interests[each] for each in Interest}, people),
        professions=tuple(first[:MOST_PROFESSIONS]),
        have_been=_told_alone(sum(each.has_been for each in counted), people),
        waiting=waiting if waiting >= FEWEST else None,
    )


def tellable(counts: Mapping[Cell, int], people: int) -> dict[Cell, int | None]:
    """Return the counts of a table in which everybody is counted equally often; None for those that stay hidden."""
    shown = {cell: count for cell, count in counts.items() if _told_alone(count, people) is not None}
    while shown and not _rest_is_safe(counts, set(shown), people):
        del shown[min(shown, key=lambda cell: (shown[cell], str(cell)))]
    return {cell: shown.get(cell) for cell in counts}


def _rest_is_safe(counts: Mapping[Cell, int], shown: set[Cell], people: int) -> bool:
    """Say whether what is hidden, whose sum follows from what is shown, tells nothing of fewer than five."""
    hidden = [count for cell, count in counts.items() if cell not in shown]
    if not hidden:
        return True
    rest = sum(hidden)
    return len(hidden) > 1 and rest >= FEWEST and len(hidden) * people - rest >= FEWEST


def _told_alone(count: int, people: int) -> int | None:
    return count if count >= FEWEST and people - count >= FEWEST else None
