"""Two workers as processes at one database; the one that sends is killed, and the other goes on in its place."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.domain.announcements import ANNOUNCEMENT
from bot.sandbox import Sandbox
from tests.delivery.doomed import TOKEN, Era
from tests.delivery.lives import Lives, arrived, fill, journal, rows

if TYPE_CHECKING:
    import asyncio
    from pathlib import Path

    from bot.db import Database

NUMBER = 600
# Seconds of the workers' own time; theirs goes five times as fast.
SPEED = 5
# Half a minute is measured by benchmarks.takeover; here it only must not be much more on a busy machine.
TAKEN_WITHIN = 150


async def _hears(child: asyncio.subprocess.Process, what: str, lives: Lives, times: int = 1) -> None:
    """Listen to a worker until it has said something so often."""
    assert child.stdout is not None
    while times:
        line = (await child.stdout.readline()).decode()
        assert line, "the worker ended"
        lives.hear(line)
        times -= line.startswith(what)


async def test_when_the_worker_that_sends_is_killed_another_takes_its_place(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    await database.write(lambda connection: fill(connection, NUMBER))
    sandbox = Sandbox(token=TOKEN, journal=journal(tmp_path / "people.jsonl", NUMBER), flood_control=False)
    async with sandbox.serve() as address:
        lives = Lives(database_url, address, Era(time.monotonic(), SPEED))
        # It ends itself in the middle, right after it sent; by then the other one has looked and must wait.
        sends = await lives.child("after_send", 250)
        await _hears(sends, "begins", lives)
        waits = await lives.child()
        await _hears(waits, "waits", lives)
        assert sends.stdout is not None
        for line in (await sends.stdout.read()).decode().splitlines():
            lives.hear(line)
        killed_at = time.monotonic()
        assert await sends.wait() == -9
        assert sum(lives.begun.values()) < NUMBER
        await _hears(waits, "begins", lives)
        assert (time.monotonic() - killed_at) * SPEED < TAKEN_WITHIN
        await lives.finishes(waits, database)
        times = await arrived(address)
    found = await database.read(rows)
    assert len(found) == NUMBER
    doubted = [row for row in found if row.state != "sent"]
    assert {row.state for row in doubted} <= {"uncertain"}
    # What the killed one had in its hands, and nothing else, is in doubt; nobody got an announcement twice.
    assert {row.id for row in doubted} <= lives.in_doubt
    assert all(times[row.telegram_id] == 1 for row in found if row.kind == ANNOUNCEMENT and row.state == "sent")
    assert all(times[row.telegram_id] <= 1 for row in doubted)
    assert all(1 <= times[row.telegram_id] <= 2 for row in found if row.kind != ANNOUNCEMENT)
