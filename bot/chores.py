"""What the program does by itself from time to time: erase what is old, close what is silent."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from bot.logs import fault

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.clock import Clock

log = logging.getLogger(__name__)

EVERY_SECONDS: Final = 3600.0


async def tend(chores: Mapping[str, Callable[[], Awaitable[object]]], clock: Clock) -> None:
    """Do all chores, now and every hour. One that fails is logged and done again the next hour; it stops nothing else."""
    while True:
        for name, chore in chores.items():
            try:
                await chore()
            except Exception as error:  # noqa: BLE001 -- a database that is away for a moment ends nothing
                log.error("the chore %r failed: %s", name, type(error).__name__, extra=fault(error))
        await clock.sleep(EVERY_SECONDS)
