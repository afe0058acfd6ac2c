"""A clock that does not jump, and what keeps it right.

A machine's clock may leap: a dead battery, a wrong hand, a machine that slept. Offers would end and retention would erase as if
it really were that late. So time goes on steadily from the last moment that was believed, and a leap is taken over only when the
Bot API server says that it is true.
"""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import aiohttp

from bot.clock import time_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

# More at once is no correction of a clock that runs a little fast or slow.
LEAP: Final = timedelta(minutes=1)
_LOOK_SECONDS: Final = 15.0
_TIMEOUT: Final = aiohttp.ClientTimeout(total=10)


def _wall() -> datetime:
    return datetime.now(UTC)


class SteadyClock:
    """The machine's clock without its leaps.

    It follows the machine's own time as long as that goes on as a stopwatch does, to within a minute; after a leap it goes on by
    the stopwatch alone, until it is set.
    """

    def __init__(self, wall: Callable[[], datetime] = _wall, stopwatch: Callable[[], float] = time.monotonic) -> None:
        self._wall = wall
        self._stopwatch = stopwatch
        # One value, so that other threads see both of the same moment.
        self._believed = (wall(), stopwatch())

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        steady, wall = self._steady(), self._wall()
        if abs(wall - steady) > LEAP:
            return steady
        self._believed = (wall, self._stopwatch())
        return wall

    async def sleep(self, seconds: float) -> None:
        """Wait so many seconds."""
        await asyncio.sleep(seconds)

    @property
    def has_leapt(self) -> bool:
        """Whether the machine's clock shows another time than this one."""
        return abs(self._wall() - self._steady()) > LEAP

    def set(self, moment: datetime) -> None:
        """Believe that it is this moment now."""
        self._believed = (moment, self._stopwatch())

    def _steady(self) -> datetime:
        moment, since = self._believed
        return moment + timedelta(seconds=self._stopwatch() - since)


async def correct(clock: SteadyClock, ask: Callable[[], Awaitable[datetime | None]]) -> None:
    """Set a clock that is wrong by more than a leap to the time of somebody who knows; who cannot be asked changes nothing."""
    there = await ask()
    if there is None:
        return
    off = clock.now() - there
    if abs(off) > LEAP:
        log.error("the clock was %d s off and is set to the time of the Bot API server", off.total_seconds())
        clock.set(there)


async def keep_right(clock: SteadyClock, ask: Callable[[], Awaitable[datetime | None]]) -> None:
    """Ask, until cancelled, what time it is whenever the machine's clock has leapt."""
    is_told = False
    while True:
        if clock.has_leapt:
            if not is_told:
                log.error("the machine's clock has leapt; until the Bot API server agrees, time goes on as before")
            await correct(clock, ask)
        is_told = clock.has_leapt
        await clock.sleep(_LOOK_SECONDS)


async def time_at(url: str) -> datetime | None:
    """Return what time it is at a server; None when it cannot be asked or does not say."""
    try:
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as http, http.head(url, allow_redirects=False) as response:
            return time_of(response.headers.get("Date"))
    except (aiohttp.ClientError, TimeoutError) as error:
        log.warning("what time it is could not be asked: %s", type(error).__name__)
        return None
