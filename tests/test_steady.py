"""The clock that does not jump: a leap of the machine's clock counts only when the Bot API server agrees."""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import Sandbox
from bot.steady import LEAP, SteadyClock, correct, keep_right, time_at

NOON = datetime(2026, 12, 2, 7, tzinfo=UTC)
YEARS = timedelta(days=5 * 365)


class Machine:
    """A machine whose clock and stopwatch are moved by hand."""

    def __init__(self) -> None:
        self.wall = NOON
        self.ticks = 1000.0
        self.clock = SteadyClock(lambda: self.wall, lambda: self.ticks)

    def goes_on(self, seconds: float, leap: timedelta = timedelta()) -> None:
        """Let time pass, and the clock leap besides."""
        self.ticks += seconds
        self.wall += timedelta(seconds=seconds) + leap


@pytest.fixture
def machine() -> Machine:
    """A machine that was right at noon."""
    return Machine()


def test_it_follows_a_clock_that_is_set_by_little(machine: Machine) -> None:
    for _ in range(100):
        machine.goes_on(3600, timedelta(seconds=2))
        assert machine.clock.now() == machine.wall
    assert not machine.clock.has_leapt


@pytest.mark.parametrize("leap", [YEARS, -YEARS, timedelta(minutes=2), -timedelta(minutes=2)])
async def test_a_leap_is_taken_over_only_when_the_server_agrees(machine: Machine, leap: timedelta) -> None:
    machine.goes_on(10, leap)
    assert machine.clock.has_leapt
    assert machine.clock.now() == NOON + timedelta(seconds=10)

    async def silent() -> None:
        return None

    async def disagrees() -> datetime:
        return NOON + timedelta(seconds=11)

    async def agrees() -> datetime:
        return machine.wall + timedelta(seconds=1)

    for ask in (silent, disagrees):
        await correct(machine.clock, ask)
        machine.goes_on(5)
        assert machine.clock.has_leapt
    assert machine.clock.now() == NOON + timedelta(seconds=20)
    await correct(machine.clock, agrees)
    assert not machine.clock.has_leapt
    assert machine.clock.now() == machine.wall


async def test_a_clock_that_is_wrong_from_the_start_is_set(machine: Machine, caplog: pytest.LogCaptureFixture) -> None:
    async def knows() -> datetime:
        return NOON + YEARS

    await correct(machine.clock, knows)
    machine.goes_on(60)
    assert machine.clock.now() == NOON + YEARS + timedelta(seconds=60)
    assert [record.message for record in caplog.records] == [
        f"the clock was {-YEARS.total_seconds():.0f} s off and is set to the time of the Bot API server"
    ]
    # The machine's clock is put right at last: it is followed again.
    machine.wall = NOON + YEARS + timedelta(seconds=61)
    assert not machine.clock.has_leapt
    assert machine.clock.now() == machine.wall


async def test_nobody_is_asked_while_all_is_well_and_a_leap_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    machine = Machine()

    class StoppedError(Exception):
        """The end of the test."""

    class Turning(SteadyClock):
        """Every sleep is one turn."""

        turns = 0

        async def sleep(self, seconds: float) -> None:
            """Let time pass; the clock leaps after the second turn and is right again after the sixth."""
            self.turns += 1
            machine.goes_on(seconds, {3: YEARS, 7: -YEARS}.get(self.turns, timedelta()))
            if self.turns == 9:
                raise StoppedError

    clock = Turning(lambda: machine.wall, lambda: machine.ticks)
    asked: list[int] = []

    async def ask() -> datetime:
        asked.append(clock.turns)
        return clock.now()

    with caplog.at_level(logging.ERROR), pytest.raises(StoppedError):
        await keep_right(clock, ask)
    assert asked == [3, 4, 5, 6]
    assert len(caplog.records) == 1


@given(st.lists(st.tuples(st.floats(0, 3600), st.integers(-(10**8), 10**8)), max_size=30))
def test_without_anybody_to_ask_it_never_goes_far_from_the_stopwatch(steps: list[tuple[float, int]]) -> None:
    machine = Machine()
    for seconds, leap in steps:
        before = machine.clock.now()
        machine.goes_on(seconds, timedelta(seconds=leap))
        passed = machine.clock.now() - before - timedelta(seconds=seconds)
        assert abs(passed) <= LEAP + timedelta(milliseconds=1)


async def test_the_server_is_asked_by_its_date(unused_port: int) -> None:
    sandbox = Sandbox(token="1000000001:" + "x" * 35, clock=lambda: time.time() + 86_400)
    async with sandbox.serve() as address:
        there = await time_at(address)
    assert there is not None
    assert abs(there - datetime.now(UTC) - timedelta(days=1)) < timedelta(minutes=1)
    assert await time_at(f"http://127.0.0.1:{unused_port}") is None
