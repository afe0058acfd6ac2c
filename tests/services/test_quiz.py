"""The quiz over real tables: identity of taps, races, the way back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.db import AlreadyDone
from bot.domain.languages import Language
from bot.services.people import People
from bot.services.quiz import Asked, Completed, Quiz, Unknown

if TYPE_CHECKING:
    from bot.db import Database
    from bot.domain.people import Person
    from tests.conftest import HandClock

PLAN = ["R1", "I1", "A1"]


@pytest.fixture
def quiz(database: Database, clock: HandClock) -> Quiz:
    return Quiz(database, clock, PLAN, "v1")


async def _person(database: Database, clock: HandClock, telegram_id: int) -> Person:
    people = People(database, clock, "1")
    await people.agree(telegram_id, Language.KK, "1", once=telegram_id)
    person = await people.recognise(telegram_id)
    assert person is not None
    return person


@pytest.fixture
async def pupil(database: Database, clock: HandClock) -> Person:
    return await _person(database, clock, 1000)


async def _begun(quiz: Quiz, pupil: Person) -> int:
    asked = await quiz.go_on(pupil)
    assert isinstance(asked, Asked)
    return asked.run.id


async def test_questions_come_in_the_order_of_the_plan(quiz: Quiz, pupil: Person) -> None:
    run = await _begun(quiz, pupil)
    items = []
    outcome: object = await quiz.go_on(pupil)
    while isinstance(outcome, Asked):
        items.append(outcome.item)
        outcome = await quiz.answer(pupil, run, outcome.item, 4, once=len(items))
    assert items == PLAN
    assert isinstance(outcome, Completed)
    assert outcome.run.is_finished
    assert isinstance(await quiz.go_on(pupil), Completed)


async def test_beginning_at_once_from_two_phones_begins_one_run(quiz: Quiz, pupil: Person) -> None:
    runs = {outcome.run.id for outcome in await asyncio.gather(*(quiz.go_on(pupil) for _ in range(5)))}
    assert len(runs) == 1


async def test_five_simultaneous_taps_store_one_answer(quiz: Quiz, pupil: Person) -> None:
    run = await _begun(quiz, pupil)
    outcomes = await asyncio.gather(*(quiz.answer(pupil, run, "R1", choice, once=choice) for choice in (1, 2, 3, 4, 5)))
    standing = await quiz.standing(pupil)
    assert standing is not None
    assert len(standing.answers) == 1
    assert sum(isinstance(outcome, Asked) and not outcome.was_stale for outcome in outcomes) == 1
    assert all(isinstance(outcome, Asked) and outcome.item == "I1" for outcome in outcomes)


async def test_a_stale_tap_does_not_change_the_answer(quiz: Quiz, pupil: Person) -> None:
    run = await _begun(quiz, pupil)
    await quiz.answer(pupil, run, "R1", 5, once=1)
    outcome = await quiz.answer(pupil, run, "R1", 1, once=2)
    assert isinstance(outcome, Asked)
    assert outcome.was_stale
    assert outcome.run.answers == {"R1": 5}


async def test_the_way_back_shows_and_changes_the_earlier_answer(quiz: Quiz, pupil: Person) -> None:
    run = await _begun(quiz, pupil)
    await quiz.answer(pupil, run, "R1", 5, once=1)
    asked = await quiz.answer(pupil, run, "I1", 2, once=2)
    assert isinstance(asked, Asked)
    assert asked.before == "I1"
    looked = await quiz.look_at(pupil, run, "I1")
    assert isinstance(looked, Asked)
    assert (looked.item, looked.earlier, looked.before) == ("I1", 2, "R1")
    revised = await quiz.revise(pupil, run, "I1", 4, once=3)
    assert isinstance(revised, Asked)
    assert revised.item == "A1"
    assert dict(revised.run.answers) == {"R1": 5, "I1": 4}


async def test_dont_know_is_an_answer_without_a_choice(quiz: Quiz, pupil: Person) -> None:
    run = await _begun(quiz, pupil)
    outcome = await quiz.answer(pupil, run, "R1", None, once=1)
    assert isinstance(outcome, Asked)
    assert outcome.item == "I1"
    assert dict(outcome.run.answers) == {"R1": None}


async def test_a_redelivered_answer_is_not_applied_to_the_next_question(quiz: Quiz, pupil: Person) -> None:
    run = await _begun(quiz, pupil)
    await quiz.answer(pupil, run, "R1", 5, once=7)
    with pytest.raises(AlreadyDone):
        await quiz.answer(pupil, run, "I1", 5, once=7)
    standing = await quiz.standing(pupil)
    assert standing is not None
    assert dict(standing.answers) == {"R1": 5}


async def test_nobody_answers_for_somebody_else(
    quiz: Quiz, pupil: Person, database: Database, clock: HandClock
) -> None:
    stranger = await _person(database, clock, 2000)
    run = await _begun(quiz, pupil)
    assert await quiz.answer(stranger, run, "R1", 5, once=1) == Unknown()
    assert await quiz.revise(stranger, run, "R1", 5, once=2) == Unknown()
    assert await quiz.look_at(stranger, run, "R1") == Unknown()


@pytest.mark.parametrize("item", ["A1", "C8", "", "R1;DROP"])
async def test_an_item_that_was_not_asked_is_refused(quiz: Quiz, pupil: Person, item: str) -> None:
    run = await _begun(quiz, pupil)
    assert await quiz.answer(pupil, run, item, 5, once=1) == Unknown()
    assert await quiz.revise(pupil, run, item, 5, once=2) == Unknown()


async def test_again_keeps_the_old_run_and_an_open_one(quiz: Quiz, pupil: Person) -> None:
    first = await _begun(quiz, pupil)
    assert (await quiz.begin_again(pupil, once=1)).run.id == first
    for number, item in enumerate(PLAN, start=2):
        await quiz.answer(pupil, first, item, 3, once=number)
    second = await quiz.begin_again(pupil, once=9)
    assert isinstance(second, Asked)
    assert second.run.id != first
    assert isinstance(await quiz.revise(pupil, first, "R1", 1, once=10), Completed)
    assert isinstance(await quiz.look_at(pupil, first, "R1"), Completed)


async def test_a_deploy_in_the_middle_changes_nothing(
    quiz: Quiz, pupil: Person, database: Database, clock: HandClock
) -> None:
    run = await _begun(quiz, pupil)
    await quiz.answer(pupil, run, "R1", 5, once=1)
    newer = Quiz(database, clock, ["C1", "E1"], "v2")
    outcome = await newer.go_on(pupil)
    assert isinstance(outcome, Asked)
    assert (outcome.item, outcome.run.plan) == ("I1", tuple(PLAN))
