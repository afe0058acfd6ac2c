"""The whole bot in this process, beside a pretend Telegram."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.app import build_bot, build_directory, build_ground
from bot.chat.conversation import Conversation
from bot.chat.dispatcher import build_dispatcher
from bot.chat.polling import poll
from bot.chat.presentation import present
from bot.clock import SystemClock
from bot.db import Database
from bot.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.chat.ground import Ground
    from bot.clock import Clock
    from bot.library import Shelf

TOKEN = "1000000001:sandbox-token-of-the-tests-only"


@dataclass(frozen=True, slots=True)
class RunningBot:
    """A bot that answers at a pretend Telegram."""

    address: str
    ground: Ground
    database: Database


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
    clock = clock or SystemClock()
    sandbox = Sandbox(token=TOKEN, journal=journal, flood_control=flood_control)
    database = Database(database_url, clock)
    async with sandbox.serve() as address, build_bot(TOKEN, address) as bot:
        ground, directory = build_ground(database, clock, shelf), build_directory()
        await present(bot, directory, ground.speeches)
        polling = asyncio.create_task(poll(bot, build_dispatcher(Conversation(ground, directory)), clock))
        try:
            yield RunningBot(address, ground, database)
        finally:
            polling.cancel()
            with suppress(asyncio.CancelledError):
                await polling
            await database.close()
