"""A running bot by a clock that goes on by itself and can be wound, and the people of a school."""

from __future__ import annotations

from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.classes.school import SchoolClock, hire
from tests.flows.walking import settle_in
from tests.pupil import Pupil, pupil_at
from tests.running_bot import RunningBot, running_bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.library import Shelf
    from tests.classes.school import Enter


@pytest.fixture
def school_clock() -> SchoolClock:
    """A Monday in school hours."""
    return SchoolClock(datetime(2026, 11, 23, 6, 0, tzinfo=UTC), timedelta(seconds=1.2))


@pytest.fixture
async def running(sqlite_url: str, shelf: Shelf, school_clock: SchoolClock) -> AsyncIterator[RunningBot]:
    """The bot over an empty SQLite file."""
    async with running_bot(sqlite_url, shelf, clock=school_clock) as bot:
        yield bot


@pytest.fixture
async def enter(running: RunningBot) -> AsyncIterator[Enter]:
    """Let somebody in who walks through the welcome in a language, to the menu."""
    async with AsyncExitStack() as stack:

        async def one(language: str = "ru") -> Pupil:
            person = await stack.enter_async_context(pupil_at(running.address, language))
            await settle_in(person, language)
            return person

        yield one


@pytest.fixture
async def pupil(enter: Enter) -> Pupil:
    """A pupil before the menu."""
    return await enter("ru")


@pytest.fixture
async def counsellor(running: RunningBot, enter: Enter) -> Pupil:
    """A counsellor whose invitation names a school."""
    person = await enter("ru")
    await hire(running, person)
    return person
