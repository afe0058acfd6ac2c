"""Holds up a person who sends on and on without waiting for an answer, so that they take nobody else's time.

How fast a finger is tells nothing: the quiz is tapped quickly, a helper at the door scans one ticket after another. What tells
is whether somebody waits. An update counts only when it comes while an earlier one of the same person is not answered yet, so
whoever goes on after each answer, however fast, is never held up.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

# A child that hammers on a button does so five times a second and stops when the screen changes; an album has ten pictures.
MOST: Final = 60
WITHIN_SECONDS: Final = 10.0
# What was sent while the bot stood still comes all at once when it starts.
MOST_AT_START: Final = 200
START_SECONDS: Final = 15.0
# So long nothing of that person is answered.
REST_SECONDS: Final = 10.0
# Whoever goes on all the same is told again only after this.
TOLD_AGAIN_SECONDS: Final = 60.0
CAPACITY: Final = 10_000


class Verdict(Enum):
    """What is done with an update: it is answered, its sender is asked to wait, or nothing."""

    ANSWER = "answer"
    ASK_TO_WAIT = "ask_to_wait"
    DROP = "drop"


@dataclass(slots=True)
class _Haste:
    """How somebody pushes: since when and how often, until when they rest, and until when they need not be told again."""

    since: float
    times: int = 0
    rests_until: float = 0.0
    told_until: float = 0.0


class Throttle:
    """What is under way for whom, and who pushes. In memory, of this process, and bounded: who began first is forgotten first."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic, capacity: int = CAPACITY) -> None:
        self._seconds = seconds
        self._starts_until = seconds() + START_SECONDS
        self._capacity = capacity
        self._under_way: dict[int, int] = {}
        self._hasty: OrderedDict[int, _Haste] = OrderedDict()

    def admit(self, person: int) -> Verdict:
        """Say what is done with an update; one that is to be answered must come to `done` afterwards."""
        under_way = self._under_way.get(person, 0)
        if (under_way or person in self._hasty) and (verdict := self._look(person, under_way)) is not Verdict.ANSWER:
            return verdict
        self._under_way[person] = under_way + 1
        return Verdict.ANSWER

    def done(self, person: int) -> None:
        """Note that an update was answered."""
        left = self._under_way.get(person, 0) - 1
        if left > 0:
            self._under_way[person] = left
        else:
            self._under_way.pop(person, None)

    @property
    def known(self) -> int:
        """Of how many people anything is kept."""
        return len(self._under_way.keys() | self._hasty.keys())

    def _look(self, person: int, under_way: int) -> Verdict:
        now = self._seconds()
        haste = self._hasty.get(person) or self._begun(person, now)
        if now < haste.rests_until:
            return Verdict.DROP
        if now - haste.since >= WITHIN_SECONDS:
            haste.since, haste.times = now, 0
            if not under_way and now >= haste.told_until:
                del self._hasty[person]
        return self._counted(haste, now) if under_way else Verdict.ANSWER

    def _begun(self, person: int, now: float) -> _Haste:
        haste = self._hasty[person] = _Haste(now)
        if len(self._hasty) > self._capacity:
            self._hasty.popitem(last=False)
        return haste

    def _counted(self, haste: _Haste, now: float) -> Verdict:
        haste.times += 1
        if haste.times <= (MOST_AT_START if now < self._starts_until else MOST):
            return Verdict.ANSWER
        haste.since, haste.times, haste.rests_until = now, 0, now + REST_SECONDS
        if now < haste.told_until:
            return Verdict.DROP
        haste.told_until = now + TOLD_AGAIN_SECONDS
        return Verdict.ASK_TO_WAIT
