"""Thousands of messages, a worker that is killed at every step, and a Telegram that fails in every way it knows.

The witness is the pretend Telegram's own log of calls, not our tables.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import aiohttp
from sqlalchemy import insert, select

from bot.db.tables import outbox, people
from bot.sandbox import Sandbox
from bot.sandbox.people import User
from tests.delivery.doomed import BEGINS, TOKEN
from tests.delivery.post import until

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from bot.db import Database
    from tests.delivery.doomed import Step

# Announcements, and a notice among so many.
RECIPIENTS = {"sqlite": 3000, "postgresql": 1000}
EVERY = 8
STEPS: tuple[Step, ...] = ("before_claim", "after_claim", "before_send", "after_send", "after_record")
FAULTS = (
    {"kind": "refuse", "count": 5},
    {"kind": "reset", "count": 3},
    {"kind": "500", "count": 4},
    {"kind": "429", "count": 20, "retry_after": 1},
    {"kind": "read_timeout", "count": 2},
)


@dataclass
class Lives:
    """What the workers said of each message: how often it was begun, and what became of it."""

    begun: Counter[int] = field(default_factory=Counter)
    ends: dict[int, list[str]] = field(default_factory=dict)
    number: int = 0

    def hear(self, line: str) -> None:
        """Take in a line."""
        what, number = line.split()
        if what == "begins":
            self.begun[int(number)] += 1
        else:
            self.ends.setdefault(int(number), []).append(what)

    @property
    def in_doubt(self) -> set[int]:
        """Messages that were begun more often than something became of them."""
        return {number for number, times in self.begun.items() if times > len(self.ends.get(number, ()))}


def _journal(path: Path, number: int) -> Path:
    """Let so many people start the bot before the pretend Telegram opens."""
    users = [User(1000 + each, "Әсем", language_code="kk", has_started=True) for each in range(number)]
    path.write_text("".join(json.dumps(["user", asdict(user)]) + "\n" for user in users), encoding="utf-8")
    return path


def _fill(connection: Connection, number: int) -> None:
    chats = range(1000, 1000 + number)
    connection.execute(
        insert(people),
        [{"telegram_id": chat, "language": "kk", "consent_version": "1", "consented_at": BEGINS} for chat in chats],
    )
    ids = connection.execute(select(people.c.id).order_by(people.c.telegram_id)).scalars()
    connection.execute(
        insert(outbox),
        [
            {
                "person_id": person,
                "kind": "bulletin" if place % EVERY else "ticket",
                "subject": 7,
                "is_notice": place % EVERY == 0,
                "due_at": BEGINS,
                "changed_at": BEGINS,
            }
            for place, person in enumerate(ids)
        ],
    )


async def _live(url: str, address: str, lives: Lives, step: Step, number: int) -> None:
    """Let a worker live until it is killed at a step, or until nothing is due any more."""
    lives.number += 1
    child = await _child(url, address, lives, step, number)
    assert child.stdout is not None
    while line := await child.stdout.readline():
        lives.hear(line.decode())
    assert await child.wait() == -9


async def _last_life(url: str, address: str, lives: Lives, database: Database) -> None:
    lives.number += 1
    child = await _child(url, address, lives, "never", 0)
    assert child.stdout is not None
    assert child.stdin is not None

    async def is_over() -> bool:
        return not await database.read(_is_due)

    async with asyncio.TaskGroup() as group:
        said = group.create_task(child.stdout.read())
        await until(is_over)
        child.stdin.close()
    await child.wait()
    for line in said.result().decode().splitlines():
        lives.hear(line)


async def _child(url: str, address: str, lives: Lives, step: Step, number: int) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.delivery.doomed", url, address, str(lives.number), step, str(number)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )


def _is_due(connection: Connection) -> bool:
    left = select(outbox.c.id).where(outbox.c.state.in_(("due", "sending"))).limit(1)
    return connection.execute(left).first() is not None


def _rows(connection: Connection) -> list[Any]:
    columns = (outbox.c.id, outbox.c.state, outbox.c.kind, people.c.telegram_id)
    return list(connection.execute(select(*columns).join(people, people.c.id == outbox.c.person_id)))


async def _arrived(address: str) -> Counter[int]:
    """Return how many messages arrived in each chat, by the log of the pretend Telegram."""
    async with aiohttp.ClientSession(address) as http, http.get("/sandbox/calls?after=0") as response:
        calls = (await response.json())["calls"]
    return Counter(
        int(call["parameters"]["chat_id"])
        for call in calls
        if call["method"] == "sendMessage" and call["status"] == 200
    )


async def test_nothing_is_lost_or_sent_twice_without_a_decision(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    lives, number = Lives(), RECIPIENTS[database.engine.dialect.name]
    await database.write(lambda connection: _fill(connection, number))
    sandbox = Sandbox(token=TOKEN, journal=_journal(tmp_path / "people.jsonl", number), flood_control=False)
    async with sandbox.serve() as address, aiohttp.ClientSession(address) as http:
        for place, step in enumerate(STEPS):
            await http.post("/sandbox/faults", json={"method": "sendMessage", **FAULTS[place]})
            for times in (30, 90):
                await _live(database_url, address, lives, step, times)
        await _last_life(database_url, address, lives, database)
        arrived = await _arrived(address)
    rows = await database.read(_rows)
    assert len(rows) == number
    assert {row.state for row in rows} == {"sent", "uncertain"}
    for row in rows:
        times = arrived[row.telegram_id]
        if row.kind == "bulletin":
            # An announcement: once when it was sent, at most once when nobody knows.
            assert times == 1 if row.state == "sent" else times <= 1
        else:
            # A notice: never lost, at most one repeat.
            assert 1 <= times <= 2 if row.state == "sent" else times <= 2
    uncertain = {row.id for row in rows if row.state == "uncertain" and row.kind == "bulletin"}
    told = {number for number, ends in lives.ends.items() if "uncertain" in ends}
    killed = {row.id for row in rows if row.kind == "bulletin"} & lives.in_doubt
    # Exactly those: what came back in doubt, and what a killed worker had in its hands.
    assert told & {row.id for row in rows if row.kind == "bulletin"} <= uncertain <= told | killed
    assert uncertain
