"""The delivery worker in a process of its own, killed at a step of its own: `python -m tests.delivery.doomed URL ADDRESS ...`.

What it begins and what comes of it stands on standard output, a line each, before anything else is done. Announcements are looked
at once more by the service that does so in the bot.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import event

from bot.db import Database
from bot.delivery import ptb
from bot.delivery.letter import Dropped, Later, Letter, Post
from bot.delivery.pace import Pace
from bot.delivery.ptb import ptb_sender
from bot.delivery.worker import Worker
from bot.domain.announcements import ANNOUNCEMENT, Announcement
from bot.services.outbox import Outbox
from bot.services.reach import Reach, pause_when_refused

if TYPE_CHECKING:
    from bot.delivery.letter import Writer
    from bot.delivery.ptb import PtbSender
    from bot.domain.delivery import Errand, Fate, Outcome

Step = Literal["before_claim", "after_claim", "before_send", "after_send", "after_record", "never"]
BEGINS = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
TICKET = "ticket"
TOKEN = "1000000001:sandbox-token-of-the-tests-only"


class Doom:
    """Kills this process the n-th time that it comes to a step."""

    def __init__(self, step: Step, number: int) -> None:
        self._step = step
        self._left = number

    def passes(self, step: Step) -> None:
        """Come to a step."""
        if step == self._step:
            self._left -= 1
            if self._left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Era:
    """The time in which workers live: they share it, because the machine's own seconds count for all processes.

    Attributes:
        begun: the machine's monotonic seconds at `BEGINS`.
        speed: how much faster time goes, so that pauses are short.
    """

    begun: float
    speed: float


class LeapingClock:
    """The clock of an era, ahead by half a minute for every life, so that the lease of the one before has run out."""

    def __init__(self, era: Era, life: int) -> None:
        self._era = era
        self._ahead = BEGINS + life * timedelta(seconds=30)

    def now(self) -> datetime:
        """Return the moment."""
        return self._ahead + self._era.speed * timedelta(seconds=time.monotonic() - self._era.begun)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds / self._era.speed)


class DoomedOutbox(Outbox):
    """An outbox that says what it does and may die of it."""

    doom: Doom

    async def take_turn(self) -> bool:
        """Take or keep the lease."""
        has_turn = await super().take_turn()
        if not has_turn:
            _say("waits", 0)
        return has_turn

    async def begin(self, errand: Errand) -> Errand | None:
        """Claim a message."""
        self.doom.passes("before_claim")
        _say("begins", errand.id)
        begun = await super().begin(errand)
        self.doom.passes("after_claim")
        return begun

    async def finish(self, errand: Errand, outcome: Outcome) -> Fate:
        """Record what came back."""
        self.doom.passes("after_send")
        fate = await super().finish(errand, outcome)
        _say(fate.state, errand.id)
        self.doom.passes("after_record")
        return fate


class DoomedSender:
    """A sender that may die before it sends."""

    def __init__(self, sender: PtbSender, doom: Doom) -> None:
        self._sender = sender
        self._doom = doom

    async def send(self, post: Post) -> Outcome:
        """Send a letter."""
        self._doom.passes("before_send")
        return await self._sender.send(post)


def _say(what: str, number: int) -> None:
    sys.stdout.write(f"{what} {number}\n")
    sys.stdout.flush()


def _write_lightly(connection: Any, _record: object) -> None:
    connection.cursor().execute("PRAGMA synchronous=OFF").close()


def _writers(reach: Reach) -> dict[str, Writer]:
    async def announce(errand: Errand) -> Letter | Later | Dropped:
        found = await reach.to_be_sent(errand)
        if isinstance(found, Announcement):
            return Letter(errand.chat_id, found.texts[errand.language])
        return Later(found) if isinstance(found, datetime) else Dropped(found or "called off")

    async def hand_ticket(errand: Errand) -> Letter:
        return Letter(errand.chat_id, f"ticket {errand.subject}")

    return {ANNOUNCEMENT: announce, TICKET: hand_ticket}


async def main(url: str, address: str, clock: LeapingClock, doom: Doom) -> None:
    """Send until there is nothing left, or until the step."""
    database = Database(url, clock)
    if database.engine.dialect.name == "sqlite":
        # A killed process leaves to the system what it wrote; only a machine without power would lose it.
        event.listen(database.engine, "connect", _write_lightly)
    outbox = DoomedOutbox(database, clock, {ANNOUNCEMENT: pause_when_refused})
    outbox.doom = doom
    ptb._READ = 1.0
    async with ptb_sender(TOKEN, address) as sender:
        pace = Pace(clock, per_second=100)
        worker = Worker(outbox, DoomedSender(sender, doom), _writers(Reach(database, clock)), pace, clock)
        async with asyncio.TaskGroup() as nursery:
            nursery.create_task(worker.run())
            await asyncio.to_thread(sys.stdin.read)
            os._exit(0)


if __name__ == "__main__":
    _url, _address, _begun, _speed, _life, _step, _number = sys.argv[1:]
    _clock = LeapingClock(Era(float(_begun), float(_speed)), int(_life))
    asyncio.run(main(_url, _address, _clock, Doom(_step, int(_number))))  # type: ignore[arg-type]
