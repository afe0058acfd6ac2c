"""The pace: even, slower in one chat, and at rest when Telegram says so. By a clock on which many can wait at once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import pairwise

import pytest

from bot.delivery.pace import Pace

START = datetime(2027, 6, 6, 5, tzinfo=UTC)


class WaitingRoom:
    """A clock that goes on to the next moment for which anybody waits, once everybody waits."""

    def __init__(self) -> None:
        self.moment = START
        self._waiting: list[tuple[datetime, int, asyncio.Event]] = []
        self._number = 0

    def now(self) -> datetime:
        return self.moment

    async def sleep(self, seconds: float) -> None:
        self._number += 1
        bell = asyncio.Event()
        heappush(self._waiting, (self.moment + timedelta(seconds=seconds), self._number, bell))
        await bell.wait()

    async def go_on(self) -> None:
        while True:
            for _ in range(10):
                await asyncio.sleep(0)
            if not self._waiting:
                return
            moment, _, bell = heappop(self._waiting)
            self.moment = max(self.moment, moment)
            bell.set()


async def _sent(clock: WaitingRoom, pace: Pace, chats: list[int], *, flood_at: int | None = None) -> list[float]:
    """Let all send at once; return the seconds at which each did. The one numbered `flood_at` is told to rest for 7 s."""
    moments: list[float] = []

    async def one(chat: int) -> None:
        await pace.turn(chat)
        moments.append((clock.now() - START).total_seconds())
        if len(moments) == flood_at:
            pace.rest(7)

    async with asyncio.TaskGroup() as group:
        for chat in chats:
            group.create_task(one(chat))
        await clock.go_on()
    return moments


async def test_messages_are_evenly_spaced_from_the_first_second() -> None:
    clock = WaitingRoom()
    moments = await _sent(clock, Pace(clock), list(range(100)))
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert min(gaps) == pytest.approx(0.04)
    assert max(gaps) == pytest.approx(0.04)
    assert moments[-1] == pytest.approx(3.96)


async def test_one_chat_hears_at_most_one_a_second_and_holds_up_nobody() -> None:
    clock = WaitingRoom()
    moments = await _sent(clock, Pace(clock), [1, 1, 1, 2, 3, 4])
    assert moments == pytest.approx([0, 0.04, 0.08, 0.12, 1, 2])


async def test_a_halt_holds_also_for_those_who_wait_already() -> None:
    clock = WaitingRoom()
    moments = await _sent(clock, Pace(clock), list(range(10)), flood_at=3)
    assert moments[:3] == pytest.approx([0, 0.04, 0.08])
    assert moments[3] == pytest.approx(7.08)
    assert all(later - earlier > 0.039 for earlier, later in pairwise(moments[3:]))


async def test_chats_of_long_ago_are_forgotten() -> None:
    clock = WaitingRoom()
    pace = Pace(clock, per_second=10_000)
    await _sent(clock, pace, list(range(3000)))
    clock.moment += timedelta(seconds=5)
    await _sent(clock, pace, list(range(3000, 4500)))
    assert len(pace._chats) < 4096


async def test_the_rate_falls_by_a_tenth_with_each_flood_wait_and_recovers_after_half_an_hour() -> None:
    clock = WaitingRoom()
    pace = Pace(clock, per_second=20)
    rates = []
    for _ in range(3):
        pace.slow_down()
        pace.rest(5)
        rates.append(pace.per_second)
    assert rates == pytest.approx([18, 16.2, 14.58])
    for _ in range(50):
        pace.slow_down()
    assert pace.per_second == pytest.approx(4)
    clock.moment += timedelta(minutes=31)
    assert pace.per_second == 20


async def test_who_comes_late_makes_up_for_it_but_never_in_a_burst() -> None:
    clock = WaitingRoom()
    pace = Pace(clock)
    first = await _sent(clock, pace, [1])
    clock.moment += timedelta(seconds=10)
    later = await _sent(clock, pace, list(range(2, 52)))
    assert first == [0]
    assert later[3] - later[0] == pytest.approx(0.0)
    # A hundred and twenty milliseconds are made up for, no more.
    assert later[-1] - later[0] == pytest.approx(49 * 0.04 - 0.12)


async def test_whoever_was_held_up_at_once_does_not_send_at_once() -> None:
    clock, moments = WaitingRoom(), list[datetime]()
    pace = Pace(clock)

    async def one(chat: int) -> None:
        await pace.turn(chat)
        await pace.room()
        moments.append(clock.now())

    async with asyncio.TaskGroup() as group:
        for chat in range(100):
            group.create_task(one(chat))
        await asyncio.sleep(0)
        # The machine stands still for two seconds.
        clock.moment += timedelta(seconds=2)
        await clock.go_on()
    assert len(moments) == 100
    for place, moment in enumerate(moments):
        assert sum(other < moment + timedelta(seconds=1) for other in moments[place:]) <= 28
