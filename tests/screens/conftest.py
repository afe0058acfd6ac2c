"""A pupil who stands before any screen, without a chat around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.building import build_ground
from bot.chat.visit import Visit
from bot.db import Database
from bot.db.migrating import migrate
from bot.domain.languages import Language
from bot.domain.people import Person
from tests.conftest import SEAL, holdings_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.chat.ground import Ground
    from bot.library import Shelf
    from tests.conftest import HandClock


@pytest.fixture
async def ground(sqlite_url: str, clock: HandClock, shelf: Shelf) -> AsyncIterator[Ground]:
    """All services over an empty database."""
    database = Database(sqlite_url, clock)
    await migrate(database)
    try:
        yield build_ground(database, clock, holdings_of(shelf), SEAL)
    finally:
        await database.close()


@pytest.fixture(params=Language)
def visit(ground: Ground, clock: HandClock, request: pytest.FixtureRequest) -> Visit:
    """A pupil of grade 9 in Ekibastuz, in each language."""
    person = Person(
        id=1,
        telegram_id=1,
        language=request.param,
        grade=9,
        place="ekibastuz",
        spot="",
        consent_version=ground.shelf.consent.version,
        consented_at=clock.now(),
    )
    return Visit(update_id=1, telegram_id=1, person=person, language=request.param, ground=ground)
