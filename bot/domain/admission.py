"""When colleges take documents: from today, a pupil's grade, and what sources say of earlier years.

No dates are invented: what is not announced is expected by the last known year, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, Literal, get_args

from bot.domain.hours import KAZAKHSTAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WindowKind = Literal["mid_level", "worker", "creative", "pedagogy_medicine"]
KINDS: Final[tuple[WindowKind, ...]] = get_args(WindowKind)
Section = Literal["documents", "apply", "money"]

# The grades after which one enters a college.
ENTRIES: Final = (9, 11)
# A new school year begins, and every pupil is a grade further.
_SCHOOL_BEGINS_IN: Final = 9
_SOON_BEFORE: Final = timedelta(days=14)
# When a reminder comes, in Kazakhstan: late enough for holidays, early enough to do something the same day.
_COMES_AT: Final = time(10)


@dataclass(frozen=True, slots=True)
class Window:
    """Between which days documents were taken, as a source says.

    Attributes:
        entries: the grades, 9 or 11, after which one could apply then.
        opens, closes: month and day, the first and the last one.
        year: of which the source speaks; None when it names none.
        region: whose source it is; None when it names none.
    """

    id: str
    kind: WindowKind
    entries: tuple[int, ...]
    opens: tuple[int, int]
    closes: tuple[int, int]
    year: int | None
    region: str | None
    sources: tuple[str, ...]

    def opens_on(self, year: int) -> date:
        """Return the first day in a year."""
        return date(year, *self.opens)

    def closes_on(self, year: int) -> date:
        """Return the last day in a year."""
        return date(year, *self.closes)

    def is_open(self, day: date) -> bool:
        """Whether documents are taken on a day, if its year is like that of the source."""
        return self.opens_on(day.year) <= day <= self.closes_on(day.year)


@dataclass(frozen=True, slots=True)
class Statement:
    """Something to know before one applies; `values` stand in its words, those that begin with "tenge" are amounts of money.

    Attributes:
        year: of which the source speaks; None when it names none.
    """

    id: str
    section: Section
    values: Mapping[str, int]
    year: int | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Admission:
    """All that the atlas knows of applying; `collected` is the month in which it was gathered."""

    windows: tuple[Window, ...]
    statements: tuple[Statement, ...]
    collected: str


@dataclass(frozen=True, slots=True)
class Season:
    """One summer of admission after a grade, for pupils of a region: the likeliest window of each kind.

    Attributes:
        windows: one a kind, in the order of `KINDS`; never empty.
    """

    entry: int
    year: int
    region: str | None
    windows: tuple[Window, ...]

    @property
    def opens_on(self) -> date:
        """The first day on which any of the windows opens."""
        return min(window.opens_on(self.year) for window in self.windows)

    @property
    def is_announced(self) -> bool:
        """Whether the first day is known for this very year, not expected by an earlier one."""
        first = [window for window in self.windows if window.opens_on(self.year) == self.opens_on]
        return any(window.year == self.year and window.region in {None, self.region} for window in first)

    def open_on(self, day: date) -> tuple[Window, ...]:
        """Return the windows in which documents are taken on a day."""
        return tuple(window for window in self.windows if day.year == self.year and window.is_open(day))


@dataclass(frozen=True, slots=True)
class ReminderDays:
    """When a reminder comes: about two weeks before the first window opens, and on that day."""

    soon: date
    opening: date

    @property
    def soon_at(self) -> datetime:
        """The moment of the first one."""
        return datetime.combine(self.soon, _COMES_AT, KAZAKHSTAN)

    @property
    def opening_at(self) -> datetime:
        """The moment of the second one."""
        return datetime.combine(self.opening, _COMES_AT, KAZAKHSTAN)


def season(windows: Iterable[Window], entry: int, region: str | None, year: int) -> Season | None:
    """Return what is known or expected of a summer for pupils of a region; None when nothing is known at all."""
    fitting = [window for window in windows if entry in window.entries]
    best = [_best([w for w in fitting if w.kind == kind], region, year) for kind in KINDS]
    found = tuple(window for window in best if window is not None)
    return Season(entry, year, region, found) if found else None


def next_season(
    windows: Iterable[Window], grade: int | None, entry: int, region: str | None, today: date
) -> Season | None:
    """Return the first summer that a pupil can wait for: not before they finish the grade, and not open yet."""
    known, first = tuple(windows), first_summer(grade, entry, today)
    # Something may be announced for a later summer than the next, and nothing be known of that one.
    last = max([first, *(window.year for window in known if window.year)]) + 1
    coming = (season(known, entry, region, year) for year in range(first, last + 1))
    return next((each for each in coming if each is not None and each.opens_on > today), None)


def first_summer(grade: int | None, entry: int, today: date) -> int:
    """Return the year in whose summer somebody of a grade has finished grade 9 or 11; this summer when they have already.

    A grade that is not known counts as the grade itself.
    """
    school_year_ends = today.year + (today.month >= _SCHOOL_BEGINS_IN)
    return school_year_ends + (max(0, entry - grade) if grade is not None else 0)


def reminder_days(waited_for: Season) -> ReminderDays:
    """Return on which days a reminder of a summer comes."""
    opening = waited_for.opens_on
    return ReminderDays(opening - _SOON_BEFORE, opening)


def _best(windows: list[Window], region: str | None, year: int) -> Window | None:
    """Return the window to go by: announced for this year, then of one's own region, then the newest, then the first."""

    def rank(window: Window) -> tuple[bool, bool, int]:
        is_ours = window.region == region or window.region is None
        return (is_ours and window.year == year, window.region == region, window.year or 0)

    known = [window for window in windows if window.year is None or window.year <= year]
    return max(known, key=rank, default=None)
