"""Workers that live and die as processes of their own, the crowd they write to, and the witness of what arrived."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import aiohttp
from sqlalchemy import insert, select

from bot.db.announcement_tables import announcements
from bot.db.announcements import json_of_texts
from bot.db.tables import outbox, people
from bot.domain.announcements import ANNOUNCEMENT
from bot.domain.languages import Language
from bot.sandbox.people import User
from tests.delivery.doomed import BEGINS, TICKET, Era
from tests.delivery.post import until

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from bot.db import Database
    from tests.delivery.doomed import Step

FIRST = 1000
# An announcement to everybody, and a notice among so many messages.
SUBJECT = 1
EVERY = 8


@dataclass
class Lives:
    """What the workers said of each message: how often it was begun, and what became of it."""

    url: str
    address: str
    era: Era = field(default_factory=lambda: Era(time.monotonic(), 20))
    begun: Counter[int] = field(default_factory=Counter)
    ends: dict[int, list[str]] = field(default_factory=dict)
    number: int = 0

    def hear(self, line: str) -> None:
        """Take in a line."""
        what, number = line.split()
        if what == "begins":
            self.begun[int(number)] += 1
        elif what != "waits":
            self.ends.setdefault(int(number), []).append(what)

    @property
    def in_doubt(self) -> set[int]:
        """Messages that were begun more often than something became of them."""
        return {number for number, times in self.begun.items() if times > len(self.ends.get(number, ()))}

    def told(self, what: str) -> set[int]:
        """Messages of which that became once."""
        return {number for number, ends in self.ends.items() if what in ends}

    async def child(self, step: Step = "never", number: int = 0) -> asyncio.subprocess.Process:
        """Start a worker that is killed at a step."""
        era = (str(self.era.begun), str(self.era.speed), str(self.number))
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.delivery.doomed", self.url, self.address, *era, step, str(number)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )

    async def until_killed(self, step: Step, number: int) -> None:
        """Let a worker live until it is killed at a step."""
        self.number += 1
        child = await self.child(step, number)
        assert child.stdout is not None
        while line := await child.stdout.readline():
            self.hear(line.decode())
        assert await child.wait() == -9

    async def until_done(self, database: Database) -> None:
        """Let a worker live until nothing is due any more."""
        self.number += 1
        await self.finishes(await self.child(), database)

    async def finishes(self, child: asyncio.subprocess.Process, database: Database) -> None:
        """Let a worker that lives go on until nothing is due any more."""
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
            self.hear(line)


def journal(path: Path, number: int) -> Path:
    """Let so many people start the bot before the pretend Telegram opens."""
    users = [User(FIRST + each, "Әсем", language_code="kk", has_started=True) for each in range(number)]
    path.write_text("".join(json.dumps(["user", asdict(user)]) + "\n" for user in users), encoding="utf-8")
    return path


def fill(connection: Connection, number: int) -> None:
    """Put an announcement on its way to so many people, and tickets among it."""
    agreed = {"language": "kk", "consent_version": "1", "consented_at": BEGINS}
    connection.execute(insert(people), [{"telegram_id": FIRST + each, **agreed} for each in range(number)])
    announcement = {
        "id": SUBJECT,
        "state": "sending",
        "texts": json_of_texts({Language.KK: "Семинар сағат онда басталады."}),
        "created_at": BEGINS,
    }
    connection.execute(insert(announcements).values(announcement))
    ids = connection.execute(select(people.c.id).order_by(people.c.telegram_id)).scalars()
    connection.execute(
        insert(outbox),
        [
            {
                "person_id": person,
                "kind": ANNOUNCEMENT if place % EVERY else TICKET,
                "subject": SUBJECT,
                "is_notice": place % EVERY == 0,
                "due_at": BEGINS,
                "changed_at": BEGINS,
            }
            for place, person in enumerate(ids)
        ],
    )


def rows(connection: Connection) -> list[Any]:
    """Return the outbox with the chats of its addressees."""
    columns = (outbox.c.id, outbox.c.state, outbox.c.kind, outbox.c.round, people.c.telegram_id)
    return list(connection.execute(select(*columns).join(people, people.c.id == outbox.c.person_id)))


async def arrived(address: str) -> Counter[int]:
    """Return how many messages arrived in each chat, by the log of the pretend Telegram."""
    async with aiohttp.ClientSession(address) as http, http.get("/sandbox/calls?after=0") as response:
        calls = (await response.json())["calls"]
    return Counter(
        int(call["parameters"]["chat_id"])
        for call in calls
        if call["method"] == "sendMessage" and call["status"] == 200
    )


def _is_due(connection: Connection) -> bool:
    left = select(outbox.c.id).where(outbox.c.state.in_(("due", "sending"))).limit(1)
    return connection.execute(left).first() is not None
