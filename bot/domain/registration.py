"""A pupil's registration for a session: its states, and which of them hold a seat or stand in line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

# draft: only its organiser sees it; open: pupils may register; closed: no longer; held: it is over; cancelled: it will not be.
EventState = Literal["draft", "open", "closed", "held", "cancelled"]

State = Literal[
    "approval",  # the organiser has to approve it; holds no seat
    "waiting",  # in line
    "offered",  # a freed seat is held until the pupil answers
    "consent",  # a seat is held until a parent agrees
    "seated",  # the seat is theirs
    "cancelled",  # the pupil gave it back
    "refused",  # the pupil did not want the offer, or the organiser or a parent said no
    "expired",  # nobody answered in time
    "removed",  # the organiser took it away
]
# So long after a session its names, schools, classes and answers are kept, for certificates and the organiser's account.
NAMES_KEPT: Final = timedelta(days=180)
HOLDS_SEAT: Final[frozenset[State]] = frozenset({"offered", "consent", "seated"})
IS_ALIVE: Final[frozenset[State]] = HOLDS_SEAT | {"approval", "waiting"}


@dataclass(frozen=True, slots=True)
class SeatCount:
    """How the registrations of a session stand: people in each state, and those who are in."""

    seated: int
    held: int
    waiting: int
    approval: int
    came: int

    @property
    def told(self) -> int:
        """How many have or await a seat, and so are told of a change."""
        return self.seated + self.held + self.waiting + self.approval


@dataclass(frozen=True, slots=True)
class About:
    """What a registration says of somebody; it is kept sealed (`as_json`), and nowhere else.

    Attributes:
        name: as it is to stand on the certificate.
        answers: to the organiser's questions, in their order; empty where one was not answered.
    """

    name: str
    school: str = ""
    grade: str = ""
    answers: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as it is sealed."""
        return {"name": self.name, "school": self.school, "class": self.grade, "answers": list(self.answers)}

    @classmethod
    def read(cls, found: Mapping[str, Any]) -> About:
        """Return what was sealed."""
        return cls(found["name"], found.get("school", ""), found.get("class", ""), tuple(found.get("answers", ())))


# What a pupil says afterwards: would they like to work like that.
WouldWork = Literal["yes", "maybe", "no"]

# Why nobody can register now.
Closed = Literal["not_open_yet", "over", "event_closed", "session_cancelled"]


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a session takes pupils.

    Attributes:
        opens_at, closes_at: when registration is possible; `closes_at` is never after the session's start.
        needs_parent: whether a parent has to agree for everybody; for single pupils their registration says it.
        offer_hours: hours of day (08:00-20:00) in which an offered seat must be accepted.
        parent_hours: hours of day in which a parent must agree before a held seat goes on to the next.
        school_quota: how many seats one school may take; None when there is no quota.
    """

    state: EventState
    session_is_on: bool
    opens_at: datetime
    closes_at: datetime
    needs_approval: bool
    needs_parent: bool
    offer_hours: int
    parent_hours: int
    school_quota: int | None


def why_closed(terms: Terms, now: datetime) -> Closed | None:
    """Return why nobody can register now, or None when they can."""
    if not terms.session_is_on or terms.state == "cancelled":
        return "session_cancelled"
    if terms.state != "open":
        return "event_closed"
    if now < terms.opens_at:
        return "not_open_yet"
    return "over" if now >= terms.closes_at else None
