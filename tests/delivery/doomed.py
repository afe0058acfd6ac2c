"""The delivery worker in a process of its own, killed at a step of its own: `python -m tests.delivery.doomed URL ADDRESS ...`.

What it begins and what comes of it stands on standard output, a line each, before anything else is done.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import event

from bot.db import Database
from bot.delivery import ptb
from bot.delivery.letter import Letter, Post
from bot.delivery.pace import Pace
from bot.delivery.ptb import ptb_sender
from bot.delivery.worker import Worker
from bot.services.outbox import Outbox

if TYPE_CHECKING:
    from bot.delivery.ptb import PtbSender
    from bot.domain.delivery import Errand, Fate, Outcome

Step = Literal["before_claim", "after_claim", "before_send", "after_send", "after_record", "never"]
BEGINS = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
KINDS = ("bulletin", "ticket")
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


class LeapingClock:
    """The machine's clock, ahead by half a minute for every life, so that the lease of the one before has run out."""

    def __init__(self, life: int) -> None:
        self._ahead = BEGINS + life * timedelta(seconds=30)
        self._begun = time.monotonic()

    def now(self) -> datetime:
        """Return the moment: time goes twenty times as fast, so that pauses are short."""
        return self._ahead + 20 * timedelta(seconds=time.monotonic() - self._begun)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds / 20)


class DoomedOutbox(Outbox):
    """An outbox that says what it does and may die of it."""

    doom: Doom

    async def begin(self, errand: Errand) -> Errand | None:
        """Claim a message."""
        self.doom.passes("before_claim")
        _say("begins", errand)
        begun = await super().begin(errand)
        self.doom.passes("after_claim")
        return begun

    async def finish(self, errand: Errand, outcome: Outcome) -> Fate:
        """Record what came back."""
        self.doom.passes("after_send")
        fate = await super().finish(errand, outcome)
        _say(fate.state, errand)
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


def _say(what: str, errand: Errand) -> None:
    sys.stdout.write(f"{what} {errand.id}\n")
    sys.stdout.flush()


def _write_lightly(connection: Any, _record: object) -> None:
    connection.cursor().execute("PRAGMA synchronous=OFF").close()


async def _write(errand: Errand) -> Letter:
    return Letter(errand.chat_id, f"{errand.kind} {errand.subject}")


async def main(url: str, address: str, life: int, step: Step, number: int) -> None:
    """Send until there is nothing left, or until the step."""
    clock, doom = LeapingClock(life), Doom(step, number)
    database = Database(url, clock)
    if database.engine.dialect.name == "sqlite":
        # A killed process leaves to the system what it wrote; only a machine without power would lose it.
        event.listen(database.engine, "connect", _write_lightly)
    outbox = DoomedOutbox(database, clock)
    outbox.doom = doom
    ptb._READ = 1.0
    async with ptb_sender(TOKEN, address) as sender:
        pace = Pace(clock, per_second=100)
        worker = Worker(outbox, DoomedSender(sender, doom), dict.fromkeys(KINDS, _write), pace, clock)
        async with asyncio.TaskGroup() as nursery:
            nursery.create_task(worker.run())
            await asyncio.to_thread(sys.stdin.read)
            os._exit(0)


if __name__ == "__main__":
    _url, _address, _life, _step, _number = sys.argv[1:]
    asyncio.run(main(_url, _address, int(_life), _step, int(_number)))  # type: ignore[arg-type]
