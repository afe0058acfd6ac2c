"""What can come of an organiser's wish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.event_edits import EditFault, Lack
    from bot.domain.events import Event
    from bot.domain.registration import About, SeatCount, State


@dataclass(frozen=True, slots=True)
class Overview:
    """An organiser's own events, the newest first; of an administrator all."""

    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """An event with the counters of its sessions, by their ids."""

    event: Event
    counts: Mapping[int, SeatCount]

    @property
    def told(self) -> int:
        """How many have or await a seat in all sessions."""
        return sum(each.told for each in self.counts.values())

    @property
    def for_approval(self) -> int:
        """How many wait for the organiser's yes."""
        return sum(each.approval for each in self.counts.values())


@dataclass(frozen=True, slots=True)
class Edited:
    """The event as it is now.

    Attributes:
        session_id: the session that was made or changed; 0 when none was.
    """

    event: Event
    session_id: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """The edit is not possible; nothing was changed."""

    event: Event
    fault: EditFault


@dataclass(frozen=True, slots=True)
class Over:
    """The event was held or called off, or the session is over: nothing of it changes any more."""

    event: Event


@dataclass(frozen=True, slots=True)
class Lacking:
    """Pupils cannot see the event yet: this is missing."""

    event: Event
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class Unfit:
    """The event is in another state than the tap supposed; nothing was changed."""

    event: Event


@dataclass(frozen=True, slots=True)
class Turned:
    """The event is in another state now, and so many messages go out about it."""

    event: Event
    told: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """The session changed, and so many messages go out about it."""

    event: Event
    session_id: int
    number: int


@dataclass(frozen=True, slots=True)
class Capacity:
    """The session has a capacity now; it can be no smaller than the seats that are taken.

    Attributes:
        promoted: how many of those who waited got a seat or an offer by that.
    """

    event: Event
    session_id: int
    capacity: int
    is_as_wished: bool
    promoted: int


@dataclass(frozen=True, slots=True)
class Applied:
    """A party that waits for a yes: friends, a class, or somebody alone.

    Attributes:
        members: as they are called; a place that no friend took yet has an empty name.
    """

    party_id: int
    session_id: int
    members: tuple[About, ...]


@dataclass(frozen=True, slots=True)
class Applications:
    """A page of those who wait for a yes, in the order in which they came; `number` is how many parties there are in all."""

    event: Event
    parties: tuple[Applied, ...]
    page: int
    pages: int
    number: int


@dataclass(frozen=True, slots=True)
class Decided:
    """The organiser has decided, and those people are told; `state` is what the first of them has now."""

    event: Event
    people: int
    state: State


@dataclass(frozen=True, slots=True)
class DecidedBefore:
    """Nobody of that party waits for a yes any more, or the session has begun or will not be."""

    event: Event
