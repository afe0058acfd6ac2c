"""A bot's worth of registrations in a process of its own, to be killed: `python -m tests.events.doomed URL SEED LEAPS`.

Pupils come, give back, accept and refuse, seats are added and taken, offers run out, a worker sends. What is acknowledged
stands on standard output, a line for each commit and for each letter, before anything else is done.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.db import Database
from bot.db.event_tables import registrations, sessions
from bot.db.tables import people
from bot.delivery.letter import Letter, Post
from bot.delivery.pace import Pace
from bot.delivery.worker import Worker
from bot.domain.delivery import Delivered
from bot.services.codes import new_code
from bot.services.notices import Notices
from bot.services.outbox import Outbox
from bot.services.seat_outcomes import Changed, Newcomer, Placed, Resized
from bot.services.seats import Seats

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from sqlalchemy import Connection

    from bot.domain.delivery import Errand

BEGINS = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
LEAP = timedelta(hours=5)
HANDS = 4
MOST_SEATS = 12


class LeapingClock:
    """The machine's clock, moved ahead by leaps, so that offers run out in a test's time."""

    def __init__(self, leaps: int) -> None:
        self.leaps = leaps
        self._begun = time.monotonic()

    def now(self) -> datetime:
        """Return the moment."""
        return BEGINS + self.leaps * LEAP + timedelta(seconds=time.monotonic() - self._begun)

    async def sleep(self, seconds: float) -> None:
        """Wait a little, however long was asked for."""
        await asyncio.sleep(min(seconds, 0.01))


def tell(what: str, **values: object) -> None:
    """Acknowledge something: it is in the pipe before the next statement, and a kill leaves it there."""
    sys.stdout.write(json.dumps({"what": what, **values}) + "\n")
    sys.stdout.flush()


async def write_notice(errand: Errand) -> Letter:
    """Write a letter that tells which notice it is."""
    return Letter(errand.chat_id, f"{errand.kind} {errand.subject} {errand.round}")


class LoudSender:
    """Delivers to standard output."""

    async def send(self, post: Post) -> Delivered:
        """Tell a letter."""
        tell("letter", text=post.text if isinstance(post, Letter) else "")
        await asyncio.sleep(0)
        return Delivered(1)


class Doomed:
    """Several hands at once over one database; every pupil belongs to one hand, so that their own acts have an order."""

    def __init__(self, database: Database, clock: LeapingClock, dice: random.Random) -> None:
        self.database, self.clock, self.dice = database, clock, dice
        self.seats = Seats(database, clock, new_code, Notices(clock))

    async def run(self) -> None:
        """Act until killed."""
        outbox = Outbox(self.database, self.clock)
        writers = {"offered": write_notice, "expired": write_notice}
        worker = Worker(outbox, LoudSender(), writers, Pace(self.clock, per_second=10_000), self.clock)
        halls, pupils = await self._all(sessions.c.id), await self._all(people.c.id)
        tell("ready")
        async with asyncio.TaskGroup() as nursery:
            nursery.create_task(worker.run())
            nursery.create_task(self._keep_time(halls))
            for hand in range(HANDS):
                nursery.create_task(self._act(halls, pupils[hand::HANDS]))

    async def _all(self, column: Any) -> list[int]:
        return await self.database.read(lambda connection: list(connection.execute(select(column)).scalars()))

    async def _keep_time(self, halls: list[int]) -> None:
        while True:
            self.clock.leaps += 1
            tell("leap", leaps=self.clock.leaps)
            await self.seats.sweep()
            hall, size = self.dice.choice(halls), self.dice.randint(MOST_SEATS // 2, MOST_SEATS)
            tell("begins", hall=hall)
            resized = await self.seats.resize(hall, size)
            assert isinstance(resized, Resized)
            tell("resized", hall=hall, capacity=resized.capacity)
            await asyncio.sleep(0.03)

    async def _act(self, halls: list[int], mine: list[int]) -> None:
        while True:
            hall, pupil = self.dice.choice(halls), self.dice.choice(mine)
            known = await self.database.read(lambda connection: _known(connection, hall, pupil))  # noqa: B023 -- awaited here
            once = self.dice.getrandbits(48)
            tell("begins", hall=hall, pupil=pupil, once=once)
            outcome = await self._move(hall, pupil, known, once)
            state = outcome.state if isinstance(outcome, Placed | Changed) else None
            tell("done", hall=hall, pupil=pupil, once=once, state=state)

    def _move(self, hall: int, pupil: int, known: tuple[int, str] | None, once: int) -> Awaitable[object]:
        match known:
            case (registration, "offered") if self.dice.random() < 0.8:
                accepts = self.dice.random() < 0.5
                return self.seats.answer(registration, pupil, accepts=accepts, once=once)
            case (registration, "seated" | "waiting" | "offered"):
                return self.seats.give_back(registration, pupil, once=once)
            case _:
                return self.seats.join(hall, [Newcomer(pupil)], once=once)


def _known(connection: Connection, hall: int, pupil: int) -> tuple[int, str] | None:
    mine = (registrations.c.session_id == hall, registrations.c.person_id == pupil)
    row = connection.execute(select(registrations.c.id, registrations.c.state).where(*mine)).one_or_none()
    return (row.id, row.state) if row else None


async def main(url: str, seed: int, leaps: int) -> None:
    """Open the database and act until killed."""
    clock = LeapingClock(leaps)
    await Doomed(Database(url, clock), clock, random.Random(seed)).run()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
