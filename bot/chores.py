"""What the program does by itself from time to time: hand on seats, plan what is due, erase what is old, close what is silent."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from bot.complaints import Complaint

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.clock import Clock

log = logging.getLogger(__name__)

HOUR_SECONDS: Final = 3600.0


async def tend(chores: Mapping[str, Callable[[], Awaitable[object]]], clock: Clock, every: float) -> None:
    """Do all chores, now and again and again. One that fails is done again the next time; it stops nothing else.

    Several processes may: the second finds nothing left to do.

    Args:
        chores: what is done, by the names under which the log speaks of them.
        clock: by which time goes on.
        every: seconds between two rounds. What goes on failing is logged once an hour.
    """
    again = max(1, round(HOUR_SECONDS / every))
    complaints = {
        name: Complaint(
            log, f"the chore '{name}' failed: %s", f"the chore '{name}' is done again; failures: %d", again=again
        )
        for name in chores
    }
    while True:
        for name, chore in chores.items():
            try:
                await chore()
            except Exception as error:  # noqa: BLE001 -- a database that is away for a moment ends nothing
                complaints[name].failed(error)
            else:
                complaints[name].worked()
        await clock.sleep(every)
