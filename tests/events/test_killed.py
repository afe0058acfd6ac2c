"""Acceptance of seats under `kill -9`: nothing that was acknowledged is lost, and every notice that was promised is sent."""

from __future__ import annotations

import asyncio
import json
import random
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select, text

from bot.db.event_tables import registrations, sessions
from bot.db.tables import done_updates, outbox
from bot.delivery.pace import Pace
from bot.delivery.worker import Worker
from bot.services.outbox import Outbox
from tests.delivery.post import FakeSender
from tests.events.doomed import BEGINS, LEAP, MOST_SEATS, write_notice
from tests.events.witness import look

if TYPE_CHECKING:
    import pytest

    from tests.events.conftest import Hall

PUPILS = 60
# Time leaps here.
DAYS = 3000

# The databases themselves keep a ledger of what has to be told; nothing of ours writes it.
_LEDGER = "CREATE TABLE told (registration_id INTEGER NOT NULL, kind VARCHAR(10) NOT NULL)"
_TRIGGERS = {
    "sqlite": [
        """CREATE TRIGGER tells AFTER UPDATE ON registration
        WHEN NEW.state IN ('offered', 'expired') AND NEW.state <> OLD.state
        BEGIN INSERT INTO told VALUES (NEW.id, NEW.state); END"""
    ],
    "postgresql": [
        """CREATE OR REPLACE FUNCTION tells() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN INSERT INTO told VALUES (NEW.id, NEW.state); RETURN NEW; END $$""",
        """CREATE TRIGGER tells AFTER UPDATE ON registration FOR EACH ROW
        WHEN (NEW.state IN ('offered', 'expired') AND NEW.state <> OLD.state) EXECUTE FUNCTION tells()""",
    ],
}


@dataclass
class Heard:
    """What all children said, in order; `open` is what was begun and not acknowledged when one was killed."""

    leaps: int = 0
    letters: Counter[str] = field(default_factory=Counter)
    done: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    once: set[int] = field(default_factory=set)
    capacity: dict[int, int] = field(default_factory=dict)
    open: set[tuple[int, int]] = field(default_factory=set)

    def forget_open(self) -> None:
        """Forget what was known of those whose last act nobody acknowledged: it was done or it was not."""
        for hall, pupil in self.open:
            self.done.pop((hall, pupil), None)
            if not pupil:
                self.capacity.pop(hall, None)
        self.open.clear()

    def hear(self, line: dict[str, Any]) -> None:
        """Take in a line."""
        about = (line.get("hall", 0), line.get("pupil", 0))
        match line["what"]:
            case "leap":
                self.leaps = line["leaps"]
            case "letter":
                self.letters[line["text"]] += 1
            case "begins":
                self.open.add(about)
            case "resized":
                self.open.discard(about)
                self.capacity[line["hall"]] = line["capacity"]
            case "done":
                self.open.discard(about)
                self.done[about] = line
                self.once.add(line["once"])


async def _live_and_die(url: str, heard: Heard, dice: random.Random) -> None:
    """Start a child, let it act for a moment, kill it, and hear everything that it said."""
    arguments = ("-m", "tests.events.doomed", url, str(dice.getrandbits(32)), str(heard.leaps))
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdout
    assert child.stderr
    ready = await child.stdout.readline()
    assert ready, (await child.stderr.read()).decode()[-2000:]
    lines = asyncio.gather(child.stdout.read(), child.stderr.read())
    await asyncio.sleep(dice.uniform(0.2, 1.2))
    assert child.returncode is None, "it fell before it was killed"
    child.kill()
    said, trouble = await lines
    await child.wait()
    assert not trouble, trouble.decode()[-2000:]
    for line in said.decode().splitlines(keepends=True):
        if line.endswith("\n"):
            heard.hear(json.loads(line))


async def test_killed_at_any_moment(hall: Hall, pytestconfig: pytest.Config) -> None:
    dice, heard = random.Random(7), Heard()
    for _ in range(2):
        await hall.opened(MOST_SEATS, days=DAYS, offer_hours=8)
    await hall.pupils(PUPILS)
    for statement in (_LEDGER, *_TRIGGERS[hall.database.engine.dialect.name]):
        await _run(hall, statement)
    try:
        for _ in range(pytestconfig.getoption("kills")):
            before = len(heard.once)
            await _live_and_die(hall.database.url.render_as_string(hide_password=False), heard, dice)
            assert len(heard.once) > before
            await hall.database.read(lambda connection: _is_all_there(connection, heard))
            await hall.database.read(look)
            heard.forget_open()
        await _everything_is_sent(hall, heard)
    finally:
        await _clear(hall)


def _is_all_there(connection: Connection, heard: Heard) -> None:
    """Hold what was acknowledged against the rows."""
    assert heard.once <= set(connection.execute(select(done_updates.c.update_id)).scalars())
    columns = (registrations.c.session_id, registrations.c.person_id, registrations.c.state)
    now = {(row.session_id, row.person_id): row.state for row in connection.execute(select(*columns))}
    # What a pupil has done is changed by the pupil alone, but for these: the line moves on and the clock goes.
    later = defaultdict(set, {"waiting": {"offered", "expired"}, "offered": {"expired"}})
    for about, line in heard.done.items():
        if line["state"] is not None and about not in heard.open:
            assert now[about] in {line["state"], *later[line["state"]]}
    capacities = {row.id: row.capacity for row in connection.execute(select(sessions.c.id, sessions.c.capacity))}
    for session, capacity in heard.capacity.items():
        assert capacities[session] == capacity or (session, 0) in heard.open


async def _everything_is_sent(hall: Hall, heard: Heard) -> None:
    """Let the real worker empty the outbox, and hold the letters against the ledger of the database."""
    hall.clock.moment = BEGINS + (heard.leaps + 3) * LEAP
    sender = FakeSender()
    writers = {"offered": write_notice, "expired": write_notice}
    pace = Pace(hall.clock, per_second=10_000)
    worker = Worker(Outbox(hall.database, hall.clock), sender, writers, pace, hall.clock)
    while await worker.round() or await _is_due(hall):
        await hall.clock.sleep(30)
    letters = heard.letters + Counter(str(letter.text) for letter in sender.letters)
    ledger = await hall.database.read(
        lambda connection: Counter(
            (row.kind, row.registration_id)
            for row in connection.execute(text("SELECT kind, registration_id FROM told"))
        )
    )
    promised = {f"{kind} {subject} {number}" for (kind, subject), times in ledger.items() for number in range(times)}
    assert len(promised) >= 20
    assert set(letters) == promised
    assert set(letters.values()) <= {1, 2}
    states = await hall.database.read(lambda connection: list(connection.execute(select(outbox.c.state)).scalars()))
    assert len(states) == len(promised)
    assert set(states) <= {"sent", "uncertain"}


async def _is_due(hall: Hall) -> bool:
    due = select(outbox.c.id).where(outbox.c.state == "due").limit(1)
    return await hall.database.read(lambda connection: connection.execute(due).first() is not None)


async def _run(hall: Hall, statement: str) -> None:
    await hall.database.write(lambda connection: connection.execute(text(statement)))


async def _clear(hall: Hall) -> None:
    if hall.database.engine.dialect.name == "postgresql":
        await _run(hall, "DROP TRIGGER tells ON registration")
    await _run(hall, "DROP TABLE told")
