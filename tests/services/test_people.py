"""Agreement, changes and forgetting, seen through a second connection."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from bot.db import AlreadyDone, Database, tables
from bot.domain.languages import Language
from bot.services.things import Things
from tests.retaining import erased
from tests.services.walking import HANDS, Walker, updates

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Table

    from bot.domain.people import Person
    from bot.services.own_data import OwnData
    from bot.services.people import People
    from bot.services.quiz import Quiz
    from tests.conftest import HandClock


OURS = (tables.people, tables.quiz_runs, tables.quiz_answers, tables.saved_things)


async def test_a_stranger_is_nobody(people: People) -> None:
    assert await people.recognise(42) is None


async def test_agreement_is_kept_with_version_and_moment(people: People, clock: HandClock) -> None:
    await people.agree(42, Language.KK, "1", once=1)
    person = await people.recognise(42)
    assert person is not None
    assert (person.language, person.consent_version, person.consented_at) == (Language.KK, "1", clock.now())
    assert not person.is_ready


async def test_agreeing_twice_keeps_the_first_agreement(people: People) -> None:
    await people.agree(42, Language.KK, "1", once=1)
    await people.agree(42, Language.RU, "1", once=2)
    person = await people.recognise(42)
    assert person is not None
    assert person.language is Language.KK


async def test_a_redelivered_update_changes_nothing(people: People) -> None:
    await people.agree(42, Language.KK, "1", once=1)
    await people.study_in(42, 9, once=2)
    await people.study_in(42, 11, once=3)
    with pytest.raises(AlreadyDone):
        await people.study_in(42, 9, once=2)
    person = await people.recognise(42)
    assert person is not None
    assert person.grade == 11


async def test_the_same_update_five_times_at_once_is_applied_once(people: People) -> None:
    await people.agree(42, Language.KK, "1", once=1)
    results = await asyncio.gather(*(people.study_in(42, 9, once=2) for _ in range(5)), return_exceptions=True)
    assert sum(isinstance(result, AlreadyDone) for result in results) == 4
    assert sum(result is None for result in results) == 1


async def test_forgetting_leaves_no_row(
    people: People, own_data: OwnData, walker: Walker, database: Database, clock: HandClock, witness: Database
) -> None:
    person, things = walker.person, Things(database, clock)
    await walker.finish(HANDS)
    await walker.again()
    await walker.walk(HANDS, 3)
    await things.keep(person, "profession", "welder", is_on=True, once=next(updates))
    await people.join_pilot(person.telegram_id, joins=True, once=next(updates))
    assert [await witness.read(_counting(table)) for table in OURS] == [1, 2, 11, 1]
    assert await own_data.forget(person.telegram_id, once=next(updates))
    assert [await witness.read(_counting(table)) for table in OURS] == [0, 0, 0, 0]
    assert not await own_data.forget(person.telegram_id, once=next(updates))


async def test_forgetting_one_person_leaves_the_others(
    people: People, own_data: OwnData, walker: Walker, quiz: Quiz, stranger: Person, clock: HandClock
) -> None:
    theirs = await Walker(quiz, stranger, clock).finish(HANDS)
    await walker.finish(HANDS)
    await own_data.forget(walker.person.telegram_id, once=next(updates))
    assert await people.recognise(stranger.telegram_id) == stranger
    assert await quiz.standing(stranger) == theirs


async def test_whoever_comes_back_after_forgetting_begins_anew(
    people: People, own_data: OwnData, walker: Walker, quiz: Quiz
) -> None:
    await walker.finish(HANDS)
    await people.join_pilot(walker.person.telegram_id, joins=True, once=next(updates))
    await own_data.forget(walker.person.telegram_id, once=next(updates))
    await people.agree(walker.person.telegram_id, Language.KK, "1", once=next(updates))
    person = await people.recognise(walker.person.telegram_id)
    assert person is not None
    assert (person.grade, person.place, person.pilot_at) == (None, None, None)
    assert await quiz.standing(person) is None
    about = await own_data.all_about(person)
    assert (about["saved"], about["quizzes"]) == ([], [])


def _counting(table: Table) -> Callable[[Connection], int]:
    return lambda connection: connection.execute(select(func.count()).select_from(table)).scalar_one()


async def test_update_ids_are_forgotten_after_two_days(people: People, database: Database, clock: HandClock) -> None:
    await people.agree(42, Language.KK, "1", once=1)
    await clock.sleep(47 * 3600)
    assert await erased(database, clock) == {}
    await clock.sleep(2 * 3600)
    assert await erased(database, clock) == {"updates": 1}
