"""How fast seats are given: `python -m benchmarks.registration` prints a table for SQLite and for PostgreSQL.

SQLite is a file with every commit on the disk (synchronous=FULL); PostgreSQL is the one of the tests with its own default
settings, started here. Nothing is sent to anybody: the worker delivers to a list.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, insert

from benchmarks.postgres import postgres_in
from bot.clock import SystemClock
from bot.db import Database
from bot.db.migrating import migrate
from bot.db.tables import people
from bot.delivery.letter import Letter, Post
from bot.delivery.pace import Pace
from bot.delivery.worker import Worker
from bot.domain.delivery import Delivered
from bot.services.codes import new_code
from bot.services.notices import Notices
from bot.services.outbox import Outbox
from bot.services.seat_outcomes import Newcomer, Placed
from bot.services.seats import Seats
from tests.opening import open_event, open_sessions

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.delivery import Errand

Found = list[tuple[str, str]]

SESSIONS: Final = 5
OFFERS: Final = 20


def _promise() -> asyncio.Future[float]:
    return asyncio.get_running_loop().create_future()


@dataclass
class Mailbox:
    """Takes letters and remembers when each chat's came."""

    came: dict[int, asyncio.Future[float]] = field(default_factory=lambda: defaultdict(_promise))

    async def send(self, post: Post) -> Delivered:
        """Take a letter."""
        self.came[post.chat_id].set_result(time.perf_counter())
        return Delivered(None)


class Bench:
    """One database with pupils who have agreed."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = SystemClock()
        self.seats = Seats(database, self.clock, new_code, Notices(self.clock))
        self._last_pupil = 0

    async def pupils(self, number: int) -> list[int]:
        """Let so many more agree; their ids are their chats too."""
        now, first = self.clock.now(), self._last_pupil + 1
        self._last_pupil += number
        ids = list(range(first, self._last_pupil + 1))
        rows = [
            {"id": each, "telegram_id": each, "language": "kk", "consent_version": "1", "consented_at": now}
            for each in ids
        ]
        await self.database.write(lambda connection: connection.execute(insert(people), rows))
        return ids

    async def opened(self, capacity: int) -> int:
        """Open a session of an event of its own."""
        now = self.clock.now()

        def work(connection: Connection) -> int:
            event = open_event(connection, now, title={})
            (session,) = open_sessions(connection, event, [now + timedelta(days=30)], capacity)
            return session

        return await self.database.write(work)

    async def join(self, session: int, *people_ids: int) -> int:
        """Register somebody; return the registration."""
        placed = await self.seats.join(session, [Newcomer(each, b"sealed") for each in people_ids], once=people_ids[0])
        if not isinstance(placed, Placed):
            raise TypeError(f"not placed: {placed}")
        return placed.registration_id


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    """Return how many seconds a work takes."""
    begun = time.perf_counter()
    await work()
    return time.perf_counter() - begun


async def median_ms(bench: Bench, session: int, number: int) -> str:
    """Return how long one more pupil's registration takes."""
    times = [await timed(lambda pupil=each: bench.join(session, pupil)) for each in await bench.pupils(number)]  # type: ignore[misc]
    return f"{statistics.median(times) * 1000:.1f} ms"


async def crowd(bench: Bench, pupils: int) -> Found:
    """Let a crowd come at once to several sessions that have seats for three quarters of them."""
    halls = [await bench.opened(pupils * 3 // 4 // SESSIONS) for _ in range(SESSIONS)]
    ids = await bench.pupils(pupils)
    wishes = [bench.join(halls[each % SESSIONS], each) for each in ids]
    seconds = await timed(lambda: asyncio.gather(*wishes))
    return [(f"{pupils} pupils at once for {pupils * 3 // 4} seats", f"{pupils / seconds:.0f} a second")]


async def long_line(bench: Bench, seats: int) -> Found:
    """Fill one hall, let a line grow that is as long, and add seats."""
    hall = await bench.opened(seats)
    found = [("one by one, seats free", await median_ms(bench, hall, seats))]
    await median_ms(bench, hall, seats - OFFERS)
    found.append((f"one by one, {seats} in line, none free", await median_ms(bench, hall, OFFERS)))
    (last,) = await bench.pupils(1)
    mine = await bench.join(hall, last)
    asked = await timed(lambda: bench.seats.place_in_line(mine, last))
    found.append(("why am I still waiting?", f"{asked * 1000:.1f} ms"))
    added = await timed(lambda: bench.seats.resize(hall, seats + seats // 3))
    found.append((f"{seats // 3} seats added, as many offers", f"{added * 1000:.0f} ms"))
    return found


async def held_line(bench: Bench, waiting: int) -> Found:
    """Hold a free seat for a pair that was passed over three times, with a line behind it."""
    hall = await bench.opened(2)
    one, *others = await bench.pupils(6 + waiting)
    await bench.join(hall, one)
    await bench.join(hall, *others[:2])
    for each in others[2:5]:
        await bench.seats.give_back(await bench.join(hall, each), each)
    for each in others[5:]:
        await bench.join(hall, each)
    return [(f"one by one, a seat held, {waiting} in line", await median_ms(bench, hall, OFFERS))]


async def offers(bench: Bench) -> Found:
    """Give seats back one by one, and wait for the letter to the next in line."""
    hall = await bench.opened(OFFERS)
    mine = {pupil: await bench.join(hall, pupil) for pupil in await bench.pupils(2 * OFFERS)}
    leaving, waiting = list(mine)[:OFFERS], list(mine)[OFFERS:]
    mailbox = Mailbox()

    async def write(errand: Errand) -> Letter:
        return Letter(errand.chat_id, "offered")

    worker = Worker(Outbox(bench.database, bench.clock), mailbox, {"offered": write}, Pace(bench.clock), bench.clock)
    stored, delivered = [], []
    async with asyncio.TaskGroup() as nursery:
        sending = nursery.create_task(worker.run())
        for pupil, heir in zip(leaving, waiting, strict=True):
            begun = time.perf_counter()
            stored.append(await timed(lambda pupil=pupil: bench.seats.give_back(mine[pupil], pupil)))  # type: ignore[misc]
            delivered.append(await mailbox.came[heir] - begun)
        sending.cancel()
    return [
        ("from a cancel to the next one's offer, stored", f"{statistics.median(stored) * 1000:.1f} ms"),
        (
            "from a cancel to the next one's letter",
            f"{statistics.median(delivered):.2f} s, longest {max(delivered):.2f} s",
        ),
    ]


async def measure(url: str, pupils: int) -> Found:
    """Measure everything on one database; offers first, because afterwards the outbox is full."""
    database = Database(url, SystemClock())
    try:
        await migrate(database)
        bench = Bench(database)
        found = await offers(bench)
        found += await crowd(bench, pupils)
        found += await long_line(bench, pupils * 3 // 4)
        found += await held_line(bench, pupils // 4)
    finally:
        await database.close()
    return found


def main() -> None:
    """Read the arguments, measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pupils", type=int, default=2000, help="how many come at once")
    pupils = parser.parse_args().pupils
    with tempfile.TemporaryDirectory() as folder:
        on_sqlite = asyncio.run(measure(f"sqlite:///{folder}/registration.sqlite3", pupils))
        with postgres_in(Path(folder) / "postgres") as address:
            on_server = asyncio.run(measure(address, pupils))
    print(f"{'':48} {'SQLite':>26} {'PostgreSQL':>26}")
    for (name, one), (_, other) in zip(on_sqlite, on_server, strict=True):
        print(f"{name:48} {one:>26} {other:>26}")


if __name__ == "__main__":
    main()
