"""One time for several processes."""

from __future__ import annotations

import asyncio
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.rehearsal.clock import SharedClock

if TYPE_CHECKING:
    from pathlib import Path

DAY = timedelta(days=1)


def test_who_winds_it_winds_it_for_all(tmp_path: Path) -> None:
    with closing(SharedClock(tmp_path / "clock")) as mine, closing(SharedClock(tmp_path / "clock")) as yours:
        assert abs(yours.now() - datetime.now(UTC)) < timedelta(seconds=5)
        mine.wind_to(yours.now() + 3 * DAY)
        assert timedelta(days=2, hours=23) < yours.now() - datetime.now(UTC) <= 3 * DAY
        before = yours.now()
        mine.wind_to(before - DAY)
        assert yours.now() >= before
        yours.set_to(datetime(2020, 1, 1, tzinfo=UTC))
        assert mine.now().year == 2020


async def test_a_wound_clock_wakes_who_sleeps(tmp_path: Path) -> None:
    with closing(SharedClock(tmp_path / "clock")) as clock:
        begun = time.monotonic()
        async with asyncio.TaskGroup() as nursery:
            nursery.create_task(clock.sleep(3600))
            await asyncio.sleep(0.01)
            clock.wind(3601)
        assert time.monotonic() - begun < 30
        await clock.sleep(0)
