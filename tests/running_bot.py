"""The whole bot in this process, beside a pretend Telegram."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.app import AFTERWARDS, build_bot, build_directory, build_worker
from bot.building import build_ground
from bot.chat.conversation import Conversation
from bot.chat.dispatcher import build_dispatcher
from bot.chat.polling import poll
from bot.chat.presentation import present
from bot.clock import SystemClock
from bot.db import Database
from bot.delivery.ptb import ptb_sender
from bot.sandbox import Sandbox
from bot.services.outbox import Outbox
from tests.conftest import SEAL, holdings_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime
    from pathlib import Path

    from aiogram import Bot, Dispatcher

    from bot.chat.ground import Ground
    from bot.clock import Clock
    from bot.delivery.worker import Worker
    from bot.library import Shelf

TOKEN = "1000000001:sandbox-token-of-the-tests-only"


class PatientClock(SystemClock):
    """A clock by which everybody takes their time: each look at it comes three seconds after the one before."""

    def __init__(self) -> None:
        self._moment = super().now()

    def now(self) -> datetime:
        """Return a moment three seconds later than last time."""
        self._moment += timedelta(seconds=3)
        return self._moment


@dataclass(frozen=True, slots=True)
class RunningBot:
    """A bot that answers at a pretend Telegram, and sends what is due when a test tells its worker to."""

    address: str
    ground: Ground
    database: Database
    token: str
    worker: Worker
    _bot: Bot
    _dispatcher: Dispatcher

    async def deliver(self, update: dict[str, Any]) -> None:
        """Hand an update to the bot again, as Telegram does when its confirmation was lost."""
        await self._dispatcher.feed_raw_update(self._bot, update)


@asynccontextmanager
async def running_bot(
    database_url: str,
    shelf: Shelf,
    *,
    clock: Clock | None = None,
    journal: Path | None = None,
    flood_control: bool = False,
) -> AsyncIterator[RunningBot]:
    """Run the pretend Telegram and the bot until the end of the block; the database has its tables already."""
    clock = clock or PatientClock()
    sandbox = Sandbox(token=TOKEN, journal=journal, flood_control=flood_control, bot_name="Темірқазық")
    database = Database(database_url, clock)
    async with (
        sandbox.serve() as address,
        build_bot(TOKEN, address) as bot,
        ptb_sender(TOKEN, address) as sender,
    ):
        ground, directory = build_ground(database, clock, holdings_of(shelf), SEAL, "temirqazyq_bot"), build_directory()
        await present(bot, directory, ground.speeches)
        dispatcher = build_dispatcher(Conversation(ground, directory))
        worker = build_worker(Outbox(database, clock, AFTERWARDS), clock, ground, sender)
        try:
            async with asyncio.TaskGroup() as nursery:
                polling = nursery.create_task(poll(bot, dispatcher, clock))
                yield RunningBot(address, ground, database, TOKEN, worker, bot, dispatcher)
                polling.cancel()
        finally:
            ground.studio.close()
            ground.press.close()
            await database.close()
