"""A pretend Telegram without a bot, whose faults are ordered; and a conversation without any network."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot.app import build_bot, build_directory
from bot.building import build_ground
from bot.chat.conversation import Conversation
from bot.db import Database
from bot.sandbox import Sandbox
from tests.conftest import SEAL, holdings_of
from tests.pupil import Pupil, pupil_at
from tests.running_bot import TOKEN, RunningBot, running_bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiogram import Bot

    from bot.chat.ground import Ground
    from bot.library import Shelf
    from tests.conftest import HandClock


class Witness:
    """Orders faults, and sees what was called."""

    def __init__(self, address: str) -> None:
        self.address = address

    async def order(self, method: str, kind: str, count: int = 1, retry_after: int = 1) -> None:
        """Let the next calls of a method fail."""
        body = {"method": method, "kind": kind, "count": count, "retry_after": retry_after}
        async with aiohttp.ClientSession(self.address) as http, http.post("/sandbox/faults", json=body) as response:
            assert response.status == 201, await response.text()

    async def calls(self, *methods: str) -> list[dict[str, Any]]:
        """Return the calls of some methods so far."""
        async with aiohttp.ClientSession(self.address) as http, http.get("/sandbox/calls") as response:
            return [call for call in (await response.json())["calls"] if call["method"] in methods]

    async def waiting(self) -> int:
        """Return how many updates were not confirmed."""
        async with aiohttp.ClientSession(self.address) as http, http.get("/sandbox/bot") as response:
            return int((await response.json())["pending_update_count"])


@dataclass(slots=True)
class Telegram:
    """A pretend Telegram to which no bot listens.

    Attributes:
        ahead: seconds by which its clock is ahead.
    """

    bot: Bot
    witness: Witness
    ahead: float = 0.0

    def now(self) -> float:
        """Return the time in it."""
        return time.time() + self.ahead


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """A pretend Telegram, and a client for it."""
    ahead: list[Telegram] = []
    sandbox = Sandbox(token=TOKEN, flood_control=False, clock=lambda: ahead[0].now() if ahead else time.time())
    async with sandbox.serve() as address, build_bot(TOKEN, address) as bot:
        ahead.append(Telegram(bot, Witness(address)))
        yield ahead[0]


@pytest.fixture
async def somebody(telegram: Telegram) -> AsyncIterator[Pupil]:
    """A person who wrote to the bot, so that it may write to them."""
    async with pupil_at(telegram.witness.address) as person:
        await person.post("say", {"text": "/start"})
        yield person


@pytest.fixture
async def running(sqlite_url: str, shelf: Shelf) -> AsyncIterator[RunningBot]:
    """The whole bot over an empty SQLite file."""
    async with running_bot(sqlite_url, shelf) as bot:
        yield bot


@pytest.fixture
def witness(running: RunningBot) -> Witness:
    """Orders faults for the running bot."""
    return Witness(running.address)


@pytest.fixture
async def pupil(running: RunningBot) -> AsyncIterator[Pupil]:
    """Somebody before the welcome of the running bot, in English."""
    async with pupil_at(running.address, "en") as person:
        await person.say("/start")
        await person.tap("English")
        yield person


@pytest.fixture
async def ground(sqlite_url: str, shelf: Shelf, clock: HandClock) -> AsyncIterator[Ground]:
    """Services over an empty SQLite file."""
    database = Database(sqlite_url, clock)
    yield build_ground(database, clock, holdings_of(shelf), SEAL)
    await database.close()


@pytest.fixture
def conversation(ground: Ground) -> Conversation:
    """The conversation with all flows, without a network."""
    return Conversation(ground, build_directory())
