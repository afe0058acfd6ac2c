"""Where people stand who have not agreed to anything yet. Kept in memory only: nothing is stored before consent.

When it is lost (a restart, a second process) the worst that happens is that a stranger is asked for the language once more.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

CAPACITY: Final = 10_000


class Threshold:
    """The last screens of strangers, and the links that they followed; the longest silent one is forgotten first."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._spots: OrderedDict[int, str] = OrderedDict()
        self._goals: dict[int, str] = {}
        self._capacity = capacity

    def spot_of(self, telegram_id: int) -> str:
        """Return the packed tap of a stranger's screen; empty when unknown."""
        return self._spots.get(telegram_id, "")

    def goal_of(self, telegram_id: int) -> str:
        """Return the packed tap to be opened once the welcome is over; empty when there is none."""
        return self._goals.get(telegram_id, "")

    def aims_at(self, telegram_id: int, goal: str) -> None:
        """Note what a stranger wants to open once the welcome is over."""
        self._goals[telegram_id] = goal
        self.stands_at(telegram_id, self.spot_of(telegram_id))

    def stands_at(self, telegram_id: int, spot: str) -> None:
        """Note where a stranger stands."""
        self._spots[telegram_id] = spot
        self._spots.move_to_end(telegram_id)
        if len(self._spots) > self._capacity:
            forgotten, _ = self._spots.popitem(last=False)
            self._goals.pop(forgotten, None)

    def leaves(self, telegram_id: int) -> None:
        """Forget somebody who agreed, and is a stranger no more."""
        self._spots.pop(telegram_id, None)
        self._goals.pop(telegram_id, None)
