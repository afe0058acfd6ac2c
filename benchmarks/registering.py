"""What each step of registering for an event costs: `python -m benchmarks.registering` prints statements and processor time.

The conversation is called directly, without any network, one pupil after another; processor time is that of this whole process,
so on PostgreSQL without the server's. `--each` also prints the statements of each step; BEGIN and COMMIT are not counted.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import event as listening

from benchmarks.postgres import postgres_in
from bot.app import build_directory
from bot.building import Holdings, build_ground
from bot.chat.conversation import Caller, Conversation
from bot.clock import SystemClock
from bot.db import Database
from bot.db.migrating import migrate
from bot.domain.languages import Language
from bot.library import Shelf
from bot.places import CONTENT
from bot.seal import Keys, Seal
from tests.opening import open_event, open_sessions

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.chat.screen import Screen

CODE: Final = "STEPS2026"
_BY_HAND: Final = re.compile(r"BEGIN|COMMIT|ROLLBACK|PRAGMA")
_SECRET: Final = re.compile(r"start=(p_[0-9a-f]+)")


class Statements:
    """Listens to the statements of a database."""

    def __init__(self, database: Database) -> None:
        self.heard: list[str] = []
        listening.listen(database.engine, "before_cursor_execute", self._hear)

    def _hear(self, _connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not _BY_HAND.match(statement):
            self.heard.append(statement)

    @contextmanager
    def taken(self) -> Iterator[list[str]]:
        """Yield a list that holds, after the block, the statements that were made in it."""
        self.heard.clear()
        found: list[str] = []
        yield found
        found += self.heard


async def open_festival(database: Database, now: datetime, capacity: int = 30_000) -> int:
    """Open an event that asks for everything, and for a parent; return its session."""
    terms = {
        "code": CODE,
        "kind": "festival",
        "title": dict.fromkeys(Language, "MamandyqFest"),
        "place": "semey",
        "asks": ("name", "school", "class"),
        "questions": (dict.fromkeys(Language, "?"),),
        "needs_parent": True,
    }

    def work(connection: Connection) -> int:
        event = open_event(connection, now, **terms)
        (session,) = open_sessions(connection, event, [now + timedelta(days=31)], capacity)
        return session

    return await database.write(work)


class Walker:
    """A pupil who registers, and their parent; both talk with the conversation directly."""

    _updates = count(1)

    def __init__(self, conversation: Conversation, telegram_id: int) -> None:
        self._conversation = conversation
        self._id = telegram_id
        self._screen: Screen | None = None

    async def settles_in(self) -> None:
        """Agree, and tell grade and town."""
        await self._says("/start")
        for prefix in ("lt:ru", "ag:", "gt:9"):
            await self._taps(prefix)
        await self._says("Семей")

    def registers(self) -> Iterator[tuple[str, Callable[[], Awaitable[None]]]]:
        """Yield the steps by name; each is to be made before the next is asked for."""
        yield "card, by a link", lambda: self._says(f"/start e_{CODE}")
        yield "session chosen", lambda: self._taps("es:")
        yield "name", lambda: self._says("Әсем Қуатқызы")
        yield "school", lambda: self._says("№ 7 лицей")
        yield "class", lambda: self._says("9Б")
        yield "question", lambda: self._says("нет")
        yield "sent: ticket", lambda: self._taps("et:")
        yield "message for a parent", lambda: self._taps("tp:")
        found = _SECRET.search(self._screen.text if self._screen else "")
        if found is None:
            raise LookupError("no link for a parent")
        parent = Walker(self._conversation, self._id + 1_000_000)
        yield "parent: opens it", lambda: parent._says(f"/start {found[1]}")
        yield "parent: agrees", lambda: parent._taps("ky:")
        yield "ticket with its code", lambda: self._taps("tk:")

    async def _says(self, text: str) -> None:
        caller = self._caller()
        if text.startswith("/"):
            name, _, argument = text[1:].partition(" ")
            self._screen = await self._conversation.commanded(caller, name, argument)
        else:
            self._screen = await self._conversation.typed(caller, text)

    async def _taps(self, prefix: str) -> None:
        buttons = self._screen.buttons if self._screen else ()
        data = [button.tap.pack() for button in buttons if button.tap]
        wanted = next((each for each in data if each.startswith(prefix)), None)
        if wanted is None:
            raise LookupError(f"no button {prefix!r} among {data} under {self._screen and self._screen.text!r}")
        self._screen = await self._conversation.tapped(self._caller(), wanted)

    def _caller(self) -> Caller:
        return Caller(next(self._updates), self._id, "ru")


@dataclass
class Found:
    """What was seen of a step: the statements of the last pupil, and milliseconds of processor time for each pupil."""

    statements: list[str] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


async def walked(database: Database, conversation: Conversation, pupils: int) -> dict[str, Found]:
    """Let pupils register one after another; the first warms up what is made once, and does not count."""
    statements, found = Statements(database), defaultdict[str, Found](Found)
    for number in range(pupils + 1):
        walker = Walker(conversation, 1_000 + number)
        await walker.settles_in()
        for name, step in walker.registers():
            with statements.taken() as heard:
                begun = time.process_time()
                await step()
                took = time.process_time() - begun
            found[name].statements = heard
            found[name].cpu += [took * 1000] if number else []
    return found


async def measure(url: str, pupils: int) -> dict[str, Found]:
    """Measure on one database."""
    clock = SystemClock()
    database = Database(url, clock)
    ground = build_ground(database, clock, Holdings.of(Shelf.load(CONTENT)), Seal(Keys.new()), "temirqazyq_bot")
    try:
        await migrate(database)
        await open_festival(database, clock.now())
        return await walked(database, Conversation(ground, build_directory()), pupils)
    finally:
        ground.studio.close()
        ground.press.close()
        await database.close()


def main() -> None:
    """Read the arguments, measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pupils", type=int, default=50)
    parser.add_argument("--each", action="store_true", help="print the statements of each step on SQLite, too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        on_sqlite = asyncio.run(measure(f"sqlite:///{folder}/steps.sqlite3", given.pupils))
        with postgres_in(Path(folder) / "postgres") as address:
            on_server = asyncio.run(measure(address, given.pupils))
    print(f"{'':24} {'SQLite':>26} {'PostgreSQL':>26}")
    for name, one in on_sqlite.items():
        print(f"{name:24} {_told(one):>26} {_told(on_server[name]):>26}")
        for statement, times in Counter(one.statements).items() if given.each else ():
            print(f"    {times}x {' '.join(statement.split())[:200]}")
    print(f"{'all':24} {_told(_summed(on_sqlite)):>26} {_told(_summed(on_server)):>26}")


def _told(found: Found) -> str:
    return f"{len(found.statements)} statements, {statistics.median(found.cpu):6.2f} ms"


def _summed(found: Mapping[str, Found]) -> Found:
    statements = [each for one in found.values() for each in one.statements]
    return Found(statements, [sum(statistics.median(one.cpu) for one in found.values())])


if __name__ == "__main__":
    main()
