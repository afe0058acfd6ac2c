"""What a region offers, as facts without words: who hires, what is being built, figures of demand, known events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EventKind = Literal["festival", "open_day", "workshop", "excursion", "masterclass", "contest", "forum", "job_fair"]
PayKind = Literal["average", "median", "highest"]
Unit = Literal["people", "count", "percent", "tenge_month"]


@dataclass(frozen=True, slots=True)
class Enterprise:
    """An enterprise that hires, or that teaches together with colleges.

    Attributes:
        place: its town; None when the source names only the region.
        professions: those that the source names.
        colleges: its patron or partner colleges.
        called: its names among the patrons of those colleges.
        jobs: people it employs or takes; `jobs_or_more` when the source says "more than". None when it does not say.
        pay: tenge a month; `pay_is` says what that is.
        year: of the source.
    """

    id: str
    region: str
    place: str | None
    industry: str
    professions: tuple[str, ...]
    colleges: tuple[str, ...]
    called: tuple[str, ...]
    jobs: int | None
    jobs_or_more: bool
    pay: int | None
    pay_is: PayKind | None
    year: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """An investment project, or a region's whole pool of them.

    Attributes:
        place: its town; None when the source names only the region, or there are many.
        enterprise: id of the enterprise that it belongs to.
        projects: how many they are, for a pool.
        jobs: jobs that the source promises; `jobs_or_more` when it says "more than".
        working_percent: share of the jobs that are for working professions.
        seats: places for students, when it is for them.
        until: year by which it is to be done.
        year: of the source.
    """

    id: str
    region: str
    place: str | None
    industry: str | None
    professions: tuple[str, ...]
    colleges: tuple[str, ...]
    enterprise: str | None
    projects: int | None
    jobs: int | None
    jobs_or_more: bool
    working_percent: int | None
    seats: int | None
    until: int | None
    year: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of demand, of a region or of the whole country, by a source of a year.

    Attributes:
        kind: id of what is counted; its words name it.
        profession: of which profession it speaks; None when of all.
        or_more: whether the source says "more than".
        until: the year to which a forecast reaches.
    """

    region: str
    kind: str
    value: float
    unit: Unit
    profession: str | None
    or_more: bool
    until: int | None
    year: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Yearly:
    """An event that comes back every year, as its source says. A month that it does not name is None.

    Attributes:
        last_sunday: whether it is the month's last Sunday.
    """

    month: int | None
    last_sunday: bool


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """An event of which public sources tell; nobody can register for it here.

    Attributes:
        region: its id, or "KZ" for the whole country.
        begins: a day, a month or a year as "2025-05-19", "2025-05", "2025"; None when no source names one.
        ends: the last day.
        planned: whether the source tells of a plan, not of what happened.
        yearly: how it comes back; None when no source says that it does.
    """

    id: str
    kind: EventKind
    region: str
    place: str | None
    professions: tuple[str, ...]
    colleges: tuple[str, ...]
    begins: str | None
    ends: str | None
    planned: bool
    yearly: Yearly | None
    sources: tuple[str, ...]
