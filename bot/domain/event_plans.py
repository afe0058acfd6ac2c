"""An event as a file plans it, before it stands in the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.events import Ask, Audience, Kind, Texts
    from bot.domain.geo import Point


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """A session of a file; times in UTC."""

    starts_at: datetime
    ends_at: datetime
    capacity: int
    label: Texts
    hall: Texts


@dataclass(frozen=True, slots=True)
class EventPlan:
    """An event of a file; fields as in `bot.domain.events.Event`.

    Attributes:
        is_open: whether pupils may register at once; else it is a draft.
        opens_at, closes_at: None: as they stand; of a new event now, and when the last session begins.
    """

    code: str
    kind: Kind
    is_open: bool
    title: Texts
    about: Texts
    place: str | None
    address: Texts
    point: Point | None
    link: str | None
    zone: str
    opens_at: datetime | None
    closes_at: datetime | None
    cancel_until: datetime | None
    audience: Audience
    professions: tuple[str, ...]
    questions: tuple[Texts, ...]
    asks: frozenset[Ask]
    needs_approval: bool
    needs_parent: bool
    parent_under_age: int | None
    offer_hours: int
    parent_hours: int
    school_quota: int | None
    sessions: tuple[SessionPlan, ...]


# What a file's event means for the tables.
Change = Literal["added", "changed", "unchanged", "over"]


@dataclass(frozen=True, slots=True)
class Planned:
    """What came of an event of a file, or would.

    Attributes:
        fields: names of what is changed.
        added, kept: how many sessions are new, and how many stand in the tables but not in the file (they stay).
        too_small: beginnings of sessions whose capacity cannot become so small, because more seats are taken.
    """

    code: str
    change: Change
    fields: tuple[str, ...] = ()
    added: int = 0
    kept: int = 0
    too_small: tuple[datetime, ...] = ()
