"""What pupils are told unasked about their registrations: which message, until when it is of use, and never at night."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal, get_args
from zoneinfo import ZoneInfo

from bot.domain.hours import NIGHT_BEGINS, by_day
from bot.domain.registration import IS_ALIVE, State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

# `kind` of the outbox; the subject is the id of the registration.
News = Literal[
    "offered",  # a freed seat is held until the pupil answers
    "expired",  # the offer ran out
    "no_consent",  # no parent agreed in time
    "parent_agreed",
    "parent_withdrew",
    "approved",
    "not_approved",
    "removed",  # the organiser took the seat away
    "moved",  # another time or place; `round` is the session's version
    "called_off",
]
Planned = Literal["day_before", "hours_before", "thanks"]
Notice = News | Planned
NOTICES: Final[tuple[str, ...]] = (*get_args(News), *get_args(Planned))


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder of a session: so long before it, and no later than `too_late` before it."""

    before: timedelta
    too_late: timedelta


REMINDERS: Final[Mapping[Literal["day_before", "hours_before"], Reminder]] = {
    "day_before": Reminder(timedelta(hours=24), too_late=timedelta(hours=4)),
    "hours_before": Reminder(timedelta(hours=2), too_late=timedelta(0)),
}
# Who came is thanked when the session is over, also when the list of the door was typed in the day after, but not a week later.
THANKS_FOR: Final = timedelta(days=3)
# So near to the event people are awake, or want to be woken.
_NEAR: Final = timedelta(hours=12)

# The states in which a message about one registration is still true.
_TRUE_IN: Final[Mapping[str, frozenset[State]]] = {
    "offered": frozenset({"offered"}),
    "expired": frozenset({"expired"}),
    "no_consent": frozenset({"expired"}),
    "parent_agreed": IS_ALIVE,
    "parent_withdrew": frozenset({"refused"}),
    "approved": IS_ALIVE - {"approval"},
    "not_approved": frozenset({"refused"}),
    "removed": frozenset({"removed"}),
    "moved": IS_ALIVE,
    "called_off": IS_ALIVE,
    "day_before": frozenset({"seated"}),
    "hours_before": frozenset({"seated"}),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a registration and its session stand at the moment at which a message about them would be sent.

    Attributes:
        held_until: until when the seat is held; None when it is final, or there is none.
        is_on: whether the session will be, or was.
        version: of the session's time and place.
        has_come: whether the door let them in.
        parent_agreed, parent_withdrew: what a parent said last.
    """

    state: State
    held_until: datetime | None
    is_on: bool
    starts_at: datetime
    ends_at: datetime
    zone: str
    version: int
    has_come: bool
    parent_agreed: bool
    parent_withdrew: bool


def is_wanted(kind: str, standing: Standing, version: int, now: datetime) -> bool:
    """Return whether a message is still true and of use; `version` is the one of which it tells (moves and reminders)."""
    if kind == "thanks":
        return standing.has_come and now < standing.ends_at + THANKS_FOR
    if standing.state not in _TRUE_IN[kind] or now >= standing.starts_at:
        return False
    if standing.is_on == (kind == "called_off"):
        return False
    return _is_timely(kind, standing, version, now)


def _is_timely(kind: str, standing: Standing, version: int, now: datetime) -> bool:
    match kind:
        case "offered":
            return standing.held_until is None or now < standing.held_until
        case "parent_agreed":
            return standing.parent_agreed
        case "parent_withdrew":
            return standing.parent_withdrew
        case "moved":
            return standing.version == version
        case "day_before" | "hours_before":
            return standing.version == version and now < standing.starts_at - REMINDERS[kind].too_late
        case _:
            return True


def sending_moment(kind: str, standing: Standing, now: datetime) -> datetime:
    """Return now, or the next 08:00 in the event's zone when it is night there and the event is not near."""
    is_near = kind != "thanks" and standing.starts_at - now <= _NEAR
    return now if is_near else by_day(now, ZoneInfo(standing.zone), until=NIGHT_BEGINS)
