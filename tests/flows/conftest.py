"""A running bot with the real content, and people who talk to it."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import pytest

from tests.flows.walking import settle_in
from tests.pupil import Pupil, pupil_at
from tests.running_bot import RunningBot, running_bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.library import Shelf


@pytest.fixture
async def running(sqlite_url: str, shelf: Shelf) -> AsyncIterator[RunningBot]:
    """The bot over an empty SQLite file."""
    async with running_bot(sqlite_url, shelf) as bot:
        yield bot


@pytest.fixture
async def enter(running: RunningBot) -> AsyncIterator[Callable[[str], Awaitable[Pupil]]]:
    """Let a person in whose Telegram speaks a language."""
    async with AsyncExitStack() as stack:

        async def one(language_code: str = "ru") -> Pupil:
            return await stack.enter_async_context(pupil_at(running.address, language_code))

        yield one


@pytest.fixture
async def pupil(enter: Callable[[str], Awaitable[Pupil]]) -> Pupil:
    """A pupil of grade 9 in Ekibastuz who stands before the menu, in Russian."""
    person = await enter("ru")
    await settle_in(person)
    return person
