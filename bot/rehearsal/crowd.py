"""Many people at once: so many act at the same time, the next one begins when one is done."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

Item = TypeVar("Item")


async def crowd(items: Iterable[Item], at_once: int, act: Callable[[Item], Awaitable[None]]) -> None:
    """Let everybody act, at most `at_once` at the same time; whoever comes first begins first."""
    waiting = deque(items)

    async def one_after_another() -> None:
        while waiting:
            await act(waiting.popleft())

    async with asyncio.TaskGroup() as hands:
        for _ in range(max(1, at_once)):
            hands.create_task(one_after_another())
