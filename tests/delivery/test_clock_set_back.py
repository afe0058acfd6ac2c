"""The machine's clock is set back by an hour, or ahead: whoever sends goes on at once, and nobody sends twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.delivery.pace import Pace
from bot.services.outbox import LEASE, Outbox
from tests.conftest import HandClock

if TYPE_CHECKING:
    from bot.db import Database

HOUR = timedelta(hours=1)


@pytest.mark.parametrize("jump", [-HOUR, HOUR, -24 * HOUR])
async def test_the_pace_goes_on_as_before(jump: timedelta) -> None:
    clock = HandClock()
    pace = Pace(clock, per_second=10)
    for chat in (1, 2, 3):
        await pace.turn(chat)
        await pace.room()
    clock.moment += jump
    begun = clock.moment
    for chat in (1, 2, 3, 4):
        await pace.turn(chat)
        await pace.room()
    assert clock.moment - begun < timedelta(seconds=3)


async def test_a_halt_that_telegram_ordered_lasts_as_long_as_it_said() -> None:
    clock = HandClock()
    pace = Pace(clock)
    pace.rest(30)
    clock.moment -= HOUR
    begun = clock.moment
    await pace.turn(1)
    assert timedelta(seconds=29) < clock.moment - begun < timedelta(seconds=31)


async def test_a_dead_workers_lease_does_not_hold_for_the_hour_that_was_set_back(
    database: Database, clock: HandClock
) -> None:
    dead, living = Outbox(database, clock), Outbox(database, clock)
    assert await dead.take_turn()
    clock.moment -= HOUR
    assert await living.take_turn()


async def test_a_living_worker_keeps_its_lease_over_the_jump(database: Database, clock: HandClock) -> None:
    one, other = Outbox(database, clock), Outbox(database, clock)
    assert await one.take_turn()
    clock.moment -= HOUR
    assert await one.take_turn()
    assert not await other.take_turn()
    # It says at which time, by the clock as it is now, another may take its place.
    clock.moment += LEASE
    assert await other.take_turn()


async def test_a_lease_of_a_machine_whose_clock_is_a_little_ahead_is_respected(
    database: Database, clock: HandClock
) -> None:
    one, other = Outbox(database, clock), Outbox(database, clock)
    clock.moment += timedelta(minutes=4)
    assert await one.take_turn()
    clock.moment -= timedelta(minutes=4)
    assert not await other.take_turn()
