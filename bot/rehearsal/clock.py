"""One time for several processes, which can be wound forward: the machine's clock and a shift that all of them see at once."""

from __future__ import annotations

import asyncio
import mmap
import struct
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_SHIFT: Final = struct.Struct("d")
# Who sleeps looks so often whether the clock was wound meanwhile.
_LOOK_SECONDS: Final = 0.1


class SharedClock:
    """A clock over eight bytes of a file: how many seconds it is ahead of the machine's."""

    def __init__(self, path: Path) -> None:
        """Open the file, which is made (with no shift) when there is none.

        Raises:
            OSError: it cannot be opened.
        """
        if not path.exists():
            path.write_bytes(_SHIFT.pack(0.0))
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), _SHIFT.size)

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return datetime.now(UTC) + self._shift

    async def sleep(self, seconds: float) -> None:
        """Wait so many seconds of this clock; a wound clock ends it earlier."""
        ends = self.now() + timedelta(seconds=seconds)
        left = seconds
        # Nobody tells this process when another one winds the clock.
        while left > 0:
            await asyncio.sleep(min(left, _LOOK_SECONDS))
            left = (ends - self.now()).total_seconds()

    def set_to(self, moment: datetime) -> None:
        """Show this moment now, also one that is over; only before anybody has looked."""
        _SHIFT.pack_into(self._memory, 0, (moment - datetime.now(UTC)).total_seconds())

    def wind_to(self, moment: datetime) -> None:
        """Go forward to a moment; one that is over changes nothing."""
        if moment > self.now():
            self.set_to(moment)

    def wind(self, seconds: float) -> None:
        """Go forward by so many seconds."""
        self.set_to(self.now() + timedelta(seconds=seconds))

    def close(self) -> None:
        """Close the file."""
        self._memory.close()

    @property
    def _shift(self) -> timedelta:
        return timedelta(seconds=_SHIFT.unpack_from(self._memory)[0])
