"""Services over real tables, and people who use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.db import Database
from bot.domain.languages import Language
from bot.services.advice import Advice
from bot.services.atlas import Atlas
from bot.services.models import Models
from bot.services.notices import Notices
from bot.services.own_data import OwnData
from bot.services.people import People
from bot.services.quiz import Quiz
from tests.conftest import SEAL
from tests.services.walking import Walker, updates

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.domain.belief import InterestModel
    from bot.domain.people import Person
    from bot.library import Shelf
    from tests.conftest import HandClock


@pytest.fixture
async def witness(database_url: str, clock: HandClock) -> AsyncIterator[Database]:
    """A second connection, so that only what was committed is seen."""
    database = Database(database_url, clock)
    yield database
    await database.close()


@pytest.fixture
def people(database: Database, clock: HandClock) -> People:
    """Use-cases about people."""
    return People(database, clock, "1")


@pytest.fixture
def own_data(database: Database, clock: HandClock) -> OwnData:
    """Use-cases about what is kept."""
    return OwnData(database, clock, SEAL, Notices(clock))


@pytest.fixture
def model(shelf: Shelf) -> InterestModel:
    """The real numbers of the quiz."""
    return shelf.interest_model


@pytest.fixture
def quiz(database: Database, clock: HandClock, model: InterestModel) -> Quiz:
    """The quiz with the real numbers."""
    return Quiz(database, clock, Models(model), "v1")


async def settled(people: People, telegram_id: int) -> Person:
    """Let a ninth-grader of Semey agree."""
    await people.agree(telegram_id, Language.KK, "1", once=next(updates))
    await people.study_in(telegram_id, 9, once=next(updates))
    await people.live_in(telegram_id, "semey", once=next(updates))
    person = await people.recognise(telegram_id)
    assert person is not None
    return person


@pytest.fixture
async def pupil(people: People) -> Person:
    """A ninth-grader of Semey."""
    return await settled(people, 1000)


@pytest.fixture
async def stranger(people: People) -> Person:
    """Somebody else of the same town."""
    return await settled(people, 2000)


@pytest.fixture
def walker(quiz: Quiz, pupil: Person, clock: HandClock) -> Walker:
    """The pupil, who takes their time."""
    return Walker(quiz, pupil, clock)


@pytest.fixture
def advice(database: Database, shelf: Shelf, model: InterestModel) -> Advice:
    """Advice with the real content and the real numbers."""
    return Advice(database, Atlas(shelf), Models(model))
