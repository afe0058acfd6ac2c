"""Whether the event loop stays free while something is done beside it."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TICK_SECONDS = 0.001


@asynccontextmanager
async def ticking() -> AsyncIterator[list[float]]:
    """Wake a thousand times a second until the end of the block; yield the list that grows by each sleep, in seconds."""
    delays: list[float] = []

    async def tick() -> None:
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(TICK_SECONDS)
            delays.append(time.perf_counter() - begun)

    async with asyncio.TaskGroup() as nursery:
        task = nursery.create_task(tick())
        try:
            yield delays
        finally:
            task.cancel()
