"""A conversation without a network, and the world of others in it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.app import build_directory
from bot.building import build_ground
from bot.chat.conversation import Conversation
from bot.db import Database
from tests.abuse.world import World, made_world
from tests.conftest import SEAL, HandClock, holdings_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.library import Shelf


@pytest.fixture
async def world(database_url: str, shelf: Shelf, clock: HandClock) -> AsyncIterator[World]:
    """What belongs to others, over each kind of database."""
    database = Database(database_url, clock)
    ground = build_ground(database, clock, holdings_of(shelf), SEAL, "temirqazyq_bot")
    with closing(ground.studio), closing(ground.press):
        yield await made_world(Conversation(ground, build_directory()), database)
    await database.close()
