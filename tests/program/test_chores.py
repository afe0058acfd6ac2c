"""What the program does by itself goes on when a part of it fails."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.chores import HOUR_SECONDS, tend
from tests.conftest import HandClock


async def test_a_chore_that_fails_stops_no_other_and_is_done_again(
    clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[tuple[str, float]] = []
    begun = clock.now()

    def note(name: str) -> None:
        done.append((name, (clock.now() - begun).total_seconds()))

    async def fails() -> None:
        note("fails")
        raise OSError("the disk is away")

    async def works() -> None:
        note("works")
        if len(done) == 4:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError), caplog.at_level(logging.ERROR):
        await tend({"first": fails, "second": works}, clock, HOUR_SECONDS)
    assert done == [("fails", 0), ("works", 0), ("fails", HOUR_SECONDS), ("works", HOUR_SECONDS)]
    assert [record.getMessage() for record in caplog.records] == ["the chore 'first' failed: OSError"] * 2


async def test_what_fails_often_is_said_once_an_hour_and_once_when_it_goes_on(
    clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    tries = 0

    async def fails_for_an_hour_and_a_bit() -> None:
        nonlocal tries
        tries += 1
        if tries == 70:
            raise asyncio.CancelledError
        if tries <= 65:
            raise OSError("the disk is away")

    with pytest.raises(asyncio.CancelledError), caplog.at_level(logging.WARNING):
        await tend({"seats": fails_for_an_hour_and_a_bit}, clock, 60.0)
    assert caplog.messages == ["the chore 'seats' failed: OSError"] * 2 + [
        "the chore 'seats' is done again; failures: 65"
    ]
