"""Work that, once begun, is brought to its end also while the program stops."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Coroutine


async def to_its_end(work: Coroutine[Any, Any, None]) -> None:
    """Do a work that is not broken off half-way when this task is cancelled; the cancellation comes after it.

    Raises:
        ExceptionGroup: what the work raised.
    """
    async with asyncio.TaskGroup() as group:
        task = group.create_task(work)
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            await task
            raise
