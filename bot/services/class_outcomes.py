"""What can come of a class that is to be registered for an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.db.class_parties import ClassParty
    from bot.domain.class_list import Fault
    from bot.domain.events import Event, Session
    from bot.domain.registration import State


@dataclass(frozen=True, slots=True)
class Hosts:
    """Where somebody may register classes, and which they have registered.

    Attributes:
        events: with a session ahead for which one can register now.
        classes: each with its event.
    """

    events: tuple[Event, ...]
    classes: tuple[tuple[ClassParty, Event], ...]


@dataclass(frozen=True, slots=True)
class Faulty:
    """The list cannot be taken; nothing was registered, and nothing was kept."""

    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """The list is without a fault and waits for its sender's yes.

    Attributes:
        pupils, companions: how many of each; both take seats.
        needs_papers: parents have to agree to this event.
    """

    draft_id: int
    event: Event
    session: Session
    pupils: int
    companions: int
    needs_papers: bool

    @property
    def number(self) -> int:
        """How many seats they need."""
        return self.pupils + self.companions

    @property
    def will_wait(self) -> bool:
        """Whether they would stand in line, as it is now."""
        return self.number > self.session.free


@dataclass(frozen=True, slots=True)
class Brought:
    """The class is registered: all of it has seats, or stands in line together."""

    party_id: int


@dataclass(frozen=True, slots=True)
class NoDraft:
    """The list waits no longer: it was registered, replaced by a newer one, or is older than a day."""


@dataclass(frozen=True, slots=True)
class ClassMember:
    """Somebody of a class; the name is empty for a place that nobody took yet."""

    registration_id: int
    name: str
    grade: str
    is_companion: bool
    state: State
    code: str
    has_chat: bool


@dataclass(frozen=True, slots=True)
class ClassSeen:
    """A class as its owner sees it; members that are gone stand last.

    Attributes:
        kept_until: until when places wait for pupils with the link; None when none do.
    """

    party: ClassParty
    event: Event
    session: Session
    members: tuple[ClassMember, ...]
    kept_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """So many members were changed at once."""

    seen: ClassSeen
    number: int
