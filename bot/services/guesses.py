"""Keeps somebody from trying codes all day: after some wrong ones within an hour nothing is looked up for them for a while."""

from __future__ import annotations

from collections import OrderedDict
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from bot.clock import Clock

# A code is read from a poster or a paper: two or three slips, not ten.
MOST_WRONG: Final = 10
WITHIN: Final = timedelta(hours=1)
CAPACITY: Final = 10_000


class Guesses:
    """Which wrong codes somebody tried, and when; the same one again, a dead link that is tapped twice, counts once.

    In memory of this process, and bounded: who guessed first is forgotten first. Codes are known by their hash alone.
    """

    def __init__(self, clock: Clock, capacity: int = CAPACITY) -> None:
        self._clock = clock
        self._capacity = capacity
        self._wrong: OrderedDict[int, dict[int, datetime]] = OrderedDict()

    def are_enough(self, who: int) -> bool:
        """Say whether somebody guessed wrong so often within an hour that nothing is looked up for them now."""
        tried = self._wrong.get(who)
        if tried is None:
            return False
        since = self._clock.now() - WITHIN
        for code in [code for code, at in tried.items() if at <= since]:
            del tried[code]
        if not tried:
            del self._wrong[who]
        return len(tried) >= MOST_WRONG

    def note_wrong(self, who: int, code: str) -> None:
        """Note a code that is none."""
        tried = self._wrong.setdefault(who, {})
        if len(tried) < MOST_WRONG:
            tried.setdefault(hash(code), self._clock.now())
        if len(self._wrong) > self._capacity:
            self._wrong.popitem(last=False)
