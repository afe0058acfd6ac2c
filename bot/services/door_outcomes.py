"""What can come of a ticket that is shown at the door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.db.check_ins import Entry, Numbers
    from bot.domain.door import Post
    from bot.domain.events import Event, Session
    from bot.domain.registration import State

NotNowReason = Literal["too_early", "over", "called_off"]


@dataclass(frozen=True, slots=True)
class Guest:
    """Who stands at the door, as far as who checks tickets has to know.

    Attributes:
        name: empty for a place that a friend did not take.
        together: how many came to the line together and have a seat, the guest included.
        together_in: how many of them are in.
    """

    registration_id: int
    name: str
    grade: str
    school: str
    is_companion: bool
    state: State
    event: Event
    session: Session
    together: int
    together_in: int


@dataclass(frozen=True, slots=True)
class Admitted:
    """They are in, by this very tap."""

    guest: Guest
    entry_id: int


@dataclass(frozen=True, slots=True)
class AlreadyIn:
    """They were let in before: when, and whether by the one who asks; `by` is how the helper is called, empty when not known."""

    guest: Guest
    entry_id: int
    at: datetime
    by_me: bool
    by: str = ""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """This tap let them in once, and that was taken back; an old button lets nobody in again."""

    guest: Guest


@dataclass(frozen=True, slots=True)
class WrongSession:
    """The ticket is for another session of the event; who runs the event may let them in anyway."""

    guest: Guest
    may_anyway: bool


@dataclass(frozen=True, slots=True)
class WrongEvent:
    """The ticket is for another event than the one for which the helper works."""

    guest: Guest


@dataclass(frozen=True, slots=True)
class NotSeated:
    """There is no seat behind the ticket: it was given back, or waits."""

    guest: Guest


@dataclass(frozen=True, slots=True)
class NotNow:
    """The door of that session is not open."""

    event: Event
    session: Session
    reason: NotNowReason


@dataclass(frozen=True, slots=True)
class Own:
    """It is the ticket of the one who opened it, or of somebody for whom they answer."""

    registration_id: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """There is no such ticket, or not for this person's eyes: both look the same."""


Scanned = Admitted | AlreadyIn | TakenBack | WrongSession | WrongEvent | NotSeated | NotNow | Own | Unknown


@dataclass(frozen=True, slots=True)
class EntrySeen:
    """An entry as it is now."""

    guest: Guest
    entry: Entry
    by_me: bool


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """The events whose door is open to somebody.

    Attributes:
        numbers: by session, of all events.
    """

    events: tuple[Event, ...]
    post: Post | None
    numbers: Mapping[int, Numbers]


@dataclass(frozen=True, slots=True)
class Found:
    """People of an event whose names are like what was typed.

    Attributes:
        guests: the likeliest first, at most `MOST_FOUND`.
        number: how many there are in all.
        is_in: the registrations of those who are in.
    """

    event: Event
    guests: tuple[Guest, ...]
    number: int
    is_in: frozenset[int]


@dataclass(frozen=True, slots=True)
class NoSeat:
    """Nobody can be let in without a ticket now.

    Attributes:
        waiting: how many wait before them.
    """

    event: Event
    session: Session
    reason: Literal["full", "line_first"]
    waiting: int


@dataclass(frozen=True, slots=True)
class NeedsPaper:
    """A parent has to agree to this event: only with the parent's paper in hand."""

    event: Event
    session: Session
