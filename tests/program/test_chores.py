"""What the program does by itself goes on when a part of it fails."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.chores import EVERY_SECONDS, tend
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
        await tend({"first": fails, "second": works}, clock)
    assert done == [("fails", 0), ("works", 0), ("fails", EVERY_SECONDS), ("works", EVERY_SECONDS)]
    assert [record.getMessage() for record in caplog.records] == ["the chore 'first' failed: OSError"] * 2
