"""The line before a session's seats: who gets a free seat next. Pure, so that a simple model can be held against it.

The rule, as it is told to those who wait:

1. Seats go in the order in which people came. Nobody who comes later is served before somebody who waits and fits.
2. Friends or a class stand as one party: all together or not at all.
3. A party that does not fit into the free seats may be passed over `PATIENCE` times by those behind it. Then free seats are
   held for it, and nobody passes any more, until enough are free.
4. A party that its school's quota leaves no room for, or that is larger than the whole session, holds up nobody.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PATIENCE: Final = 3

# Why a party still waits; the words for each stand with the screens.
Reason = Literal["full", "held_for_party", "party_too_large_for_free", "school_quota", "larger_than_session"]


@dataclass(frozen=True, slots=True)
class Party:
    """Those who stand in line together.

    Attributes:
        id: its number; those of one session are compared by `place` alone.
        place: its place in line; unique in a session, growing in the order of arrival.
        size: how many seats it needs; at least 1.
        school: whose quota it counts against; None when no school was given.
        passed: how often somebody behind it got a seat while it did not fit.
    """

    id: int
    place: int
    size: int
    school: str | None = None
    passed: int = 0


@dataclass(frozen=True, slots=True)
class Room:
    """What a session has, and what of it is taken (by final seats, and by seats held for offers and for parents' consent).

    Attributes:
        quota: how many seats one school may take; None when there is no quota.
        by_school: seats taken by school.
    """

    capacity: int
    taken: int
    quota: int | None = None
    by_school: Mapping[str, int] = field(default_factory=dict)

    @property
    def free(self) -> int:
        """Seats that nobody holds; not negative."""
        return max(0, self.capacity - self.taken)


@dataclass(frozen=True, slots=True)
class Allotment:
    """What a look along the line decided.

    Attributes:
        served: parties that get their seats, in order.
        passed: parties that were passed over, by id, and how often now.
        reasons: why each of the others still waits, by id.
    """

    served: tuple[Party, ...]
    passed: Mapping[int, int]
    reasons: Mapping[int, Reason]


def allot(room: Room, line: Sequence[Party]) -> Allotment:
    """Give the free seats to those who wait, by the rule above; `line` may stand in any order."""
    free, by_school = room.free, Counter(room.by_school)
    served: list[Party] = []
    skipped: list[Party] = []
    times: dict[int, int] = {}
    reasons: dict[int, Reason] = {}
    held = False
    for party in sorted(line, key=lambda each: each.place):
        reason = _obstacle(room, party, free, by_school, held=held)
        if reason is None:
            served.append(party)
            free -= party.size
            by_school[party.school or ""] += party.size
            for other in skipped:
                times[other.id] = times.get(other.id, other.passed) + 1
            held = any(times.get(other.id, other.passed) >= PATIENCE for other in skipped)
            continue
        reasons[party.id] = reason
        if reason == "party_too_large_for_free" and free > 0:
            skipped.append(party)
            held = held or party.passed >= PATIENCE
    return Allotment(tuple(served), times, reasons)


def _obstacle(room: Room, party: Party, free: int, by_school: Mapping[str, int], *, held: bool) -> Reason | None:
    """Return what keeps a party from its seats, or None when nothing does."""
    if party.size > room.capacity or (room.quota is not None and party.school and party.size > room.quota):
        return "larger_than_session"
    if room.quota is not None and party.school and by_school.get(party.school, 0) + party.size > room.quota:
        return "school_quota"
    if free == 0:
        return "full"
    if held:
        return "held_for_party"
    return None if party.size <= free else "party_too_large_for_free"
