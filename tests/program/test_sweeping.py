"""Whoever runs the bot looks after seats that are held in vain, and goes on looking when the database is away for a moment."""

from __future__ import annotations

import asyncio
import logging
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from bot.app import SWEEPING_SECONDS, sweep
from tests.conftest import HandClock

if TYPE_CHECKING:
    from datetime import datetime

    from bot.chat.ground import Ground

ROUNDS, FAILS = 4, 2


class Sweeper:
    """Stands for the seats and for the planner: fails the second time, and stops everything at last."""

    def __init__(self, clock: HandClock) -> None:
        self._clock = clock
        self.swept: list[datetime] = []
        self.planned = 0
        self.tended = 0

    async def sweep(self) -> int:
        """Note when, or fail."""
        self.swept.append(self._clock.now())
        if len(self.swept) >= ROUNDS:
            raise asyncio.CancelledError
        if len(self.swept) == FAILS:
            raise OSError("the disk is away")
        return 0

    async def plan(self) -> int:
        """Note that it was asked."""
        self.planned += 1
        return 0

    async def tend(self) -> int:
        """Note that it was asked."""
        self.tended += 1
        return 0


async def test_seats_are_looked_after_even_after_a_failure(clock: HandClock, caplog: pytest.LogCaptureFixture) -> None:
    sweeper = Sweeper(clock)
    with pytest.raises(asyncio.CancelledError), caplog.at_level(logging.ERROR):
        await sweep(cast("Ground", SimpleNamespace(seats=sweeper, planner=sweeper, broadcasting=sweeper)), clock)
    gaps = {(later - earlier).total_seconds() for earlier, later in zip(sweeper.swept, sweeper.swept[1:], strict=False)}
    # What failed held nothing else up.
    assert sweeper.planned == sweeper.tended == ROUNDS - 1
    assert gaps == {SWEEPING_SECONDS}
    assert [record.getMessage() for record in caplog.records] == ["the chore 'seats' failed: OSError"]
