"""Thousands of messages, a worker that is killed at every step, and a Telegram that fails in every way it knows.

The witness is the pretend Telegram's own log of calls, not our tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp

from bot.domain.announcements import ANNOUNCEMENT
from bot.sandbox import Sandbox
from bot.services.aftermath import Aftermath
from bot.services.broadcasting import Broadcasting
from tests.conftest import SEAL
from tests.delivery.doomed import TOKEN
from tests.delivery.lives import SUBJECT, Lives, arrived, fill, journal, rows

if TYPE_CHECKING:
    from collections import Counter
    from pathlib import Path

    from bot.db import Database
    from bot.library import Shelf
    from tests.conftest import HandClock
    from tests.delivery.doomed import Step

RECIPIENTS = {"sqlite": 3000, "postgresql": 700}
STEPS: tuple[Step, ...] = ("before_claim", "after_claim", "before_send", "after_send", "after_record")
FAULTS = (
    {"kind": "refuse", "count": 5},
    {"kind": "reset", "count": 3},
    {"kind": "500", "count": 4},
    {"kind": "429", "count": 20, "retry_after": 1},
    {"kind": "read_timeout", "count": 2},
)


async def test_nothing_is_lost_or_sent_twice_without_a_decision(
    database: Database, database_url: str, tmp_path: Path, clock: HandClock, shelf: Shelf
) -> None:
    number = RECIPIENTS[database.engine.dialect.name]
    await database.write(lambda connection: fill(connection, number))
    sandbox = Sandbox(token=TOKEN, journal=journal(tmp_path / "people.jsonl", number), flood_control=False)
    async with sandbox.serve() as address, aiohttp.ClientSession(address) as http:
        lives = Lives(database_url, address)
        for place, step in enumerate(STEPS):
            await http.post("/sandbox/faults", json={"method": "sendMessage", **FAULTS[place]})
            for times in (30, 90):
                await lives.until_killed(step, times)
        await lives.until_done(database)
        first = await arrived(address)
        uncertain = _check(await database.read(rows), first, number, lives)

        # A person decides; and only those in doubt get it once more, once.
        await http.delete("/sandbox/faults")
        await Broadcasting(database, clock, shelf).tend()
        decided = await Aftermath(database, clock, SEAL).send_again(None, SUBJECT)
        assert decided == len(uncertain)
        await lives.until_done(database)
        again = await arrived(address)
    assert again - first == dict.fromkeys(uncertain, 1)
    final = [row for row in await database.read(rows) if row.kind == ANNOUNCEMENT]
    assert {row.state for row in final if row.round == 1} == {"sent"}
    assert not [row for row in final if row.state == "uncertain"]


def _check(found: list[Any], times: Counter[int], number: int, lives: Lives) -> set[int]:
    """Compare what our tables say with what arrived; return the chats in which nobody knows whether the announcement stands."""
    assert len(found) == number
    assert {row.state for row in found} == {"sent", "uncertain"}
    for row in found:
        arrived_so_often = times[row.telegram_id]
        if row.kind == ANNOUNCEMENT:
            # Once when it was sent, at most once when nobody knows.
            assert arrived_so_often == 1 if row.state == "sent" else arrived_so_often <= 1
        else:
            # A notice: never lost, at most one repeat.
            assert 1 <= arrived_so_often <= 2 if row.state == "sent" else arrived_so_often <= 2
    announced = {row.id for row in found if row.kind == ANNOUNCEMENT}
    uncertain = {row.id for row in found if row.state == "uncertain"} & announced
    # Exactly those: what came back in doubt, and what a killed worker had in its hands.
    assert lives.told("uncertain") & announced <= uncertain <= lives.told("uncertain") | lives.in_doubt
    assert uncertain
    return {row.telegram_id for row in found if row.id in uncertain}
