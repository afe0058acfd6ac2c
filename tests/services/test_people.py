"""Agreement, changes and forgetting, seen through a second connection."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from bot.db import AlreadyDone, Database
from bot.db.tables import people, quiz_answers, quiz_runs
from bot.domain.languages import Language
from bot.services.people import People
from bot.services.quiz import Asked, Quiz

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from sqlalchemy import Connection, Table

    from tests.conftest import HandClock


@pytest.fixture
async def witness(database_url: str, clock: HandClock) -> AsyncIterator[Database]:
    """A second connection, so that only what was committed is seen."""
    database = Database(database_url, clock)
    yield database
    await database.close()


@pytest.fixture
def service(database: Database, clock: HandClock) -> People:
    return People(database, clock, "1")


async def test_a_stranger_is_nobody(service: People) -> None:
    assert await service.recognise(42) is None


async def test_agreement_is_kept_with_version_and_moment(service: People, clock: HandClock) -> None:
    await service.agree(42, Language.KK, "1", once=1)
    person = await service.recognise(42)
    assert person is not None
    assert (person.language, person.consent_version, person.consented_at) == (Language.KK, "1", clock.now())
    assert not person.is_ready


async def test_agreeing_twice_keeps_the_first_agreement(service: People) -> None:
    await service.agree(42, Language.KK, "1", once=1)
    await service.agree(42, Language.RU, "1", once=2)
    person = await service.recognise(42)
    assert person is not None
    assert person.language is Language.KK


async def test_a_redelivered_update_changes_nothing(service: People) -> None:
    await service.agree(42, Language.KK, "1", once=1)
    await service.study_in(42, 9, once=2)
    await service.study_in(42, 11, once=3)
    with pytest.raises(AlreadyDone):
        await service.study_in(42, 9, once=2)
    person = await service.recognise(42)
    assert person is not None
    assert person.grade == 11


async def test_the_same_update_five_times_at_once_is_applied_once(service: People) -> None:
    await service.agree(42, Language.KK, "1", once=1)
    results = await asyncio.gather(*(service.study_in(42, 9, once=2) for _ in range(5)), return_exceptions=True)
    assert sum(isinstance(result, AlreadyDone) for result in results) == 4
    assert sum(result is None for result in results) == 1


async def test_forgetting_leaves_no_row(
    service: People, database: Database, clock: HandClock, witness: Database
) -> None:
    await service.agree(42, Language.EN, "1", once=1)
    person = await service.recognise(42)
    assert person is not None
    quiz = Quiz(database, clock, ["R1", "I1"], "v1")
    asked = await quiz.go_on(person)
    assert isinstance(asked, Asked)
    await quiz.answer(person, asked.run.id, "R1", 5, once=2)
    assert await service.forget(42, once=3)
    for table in (people, quiz_runs, quiz_answers):
        assert await witness.read(_counting(table)) == 0
    assert not await service.forget(42, once=4)


def _counting(table: Table) -> Callable[[Connection], int]:
    return lambda connection: connection.execute(select(func.count()).select_from(table)).scalar_one()


async def test_everything_about_somebody_has_every_column(
    service: People, database: Database, clock: HandClock
) -> None:
    await service.agree(42, Language.EN, "1", once=1)
    await service.study_in(42, 9, once=2)
    await service.live_in(42, "semey", once=3)
    await service.stand_at(42, "m")
    person = await service.recognise(42)
    assert person is not None
    quiz = Quiz(database, clock, ["R1", "I1"], "v1")
    asked = await quiz.go_on(person)
    assert isinstance(asked, Asked)
    await quiz.answer(person, asked.run.id, "R1", None, once=4)
    assert await service.all_about(person) == {
        "telegram_id": 42,
        "language": "en",
        "grade": 9,
        "place": "semey",
        "last_screen": "m",
        "agreed_to_version": "1",
        "agreed_at": clock.now().isoformat(),
        "quizzes": [{"started_at": clock.now().isoformat(), "finished_at": None, "answers": {"R1": None}}],
    }


async def test_update_ids_are_forgotten_after_two_days(service: People, database: Database, clock: HandClock) -> None:
    await service.agree(42, Language.KK, "1", once=1)
    await clock.sleep(47 * 3600)
    assert await database.forget_old_updates() == 0
    await clock.sleep(2 * 3600)
    assert await database.forget_old_updates() == 1
