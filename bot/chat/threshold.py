"""Where people stand who have not agreed to anything yet. Kept in memory only: nothing is stored before consent.

When it is lost (a restart, a second process) the worst that happens is that a stranger is asked for the language once more.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

CAPACITY: Final = 10_000


class Threshold:
    """The last screens of strangers; the longest silent one is forgotten first."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._spots: OrderedDict[int, str] = OrderedDict()
        self._capacity = capacity

    def spot_of(self, telegram_id: int) -> str:
        """Return the packed tap of a stranger's screen; empty when unknown."""
        return self._spots.get(telegram_id, "")

    def stands_at(self, telegram_id: int, spot: str) -> None:
        """Note where a stranger stands."""
        self._spots[telegram_id] = spot
        self._spots.move_to_end(telegram_id)
        if len(self._spots) > self._capacity:
            self._spots.popitem(last=False)

    def leaves(self, telegram_id: int) -> None:
        """Forget somebody who agreed, and is a stranger no more."""
        self._spots.pop(telegram_id, None)
