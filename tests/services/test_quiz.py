"""The quiz over real tables: identity of taps, races, whose run it is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.db import AlreadyDone
from bot.services.quiz import Asked, Completed, Quiz, Unknown, WorldsAsked
from tests.domain.models import walked
from tests.services.walking import ALIKE, ARTIST, HANDS, UNDECIDED, asked, updates

if TYPE_CHECKING:
    from bot.domain.belief import InterestModel
    from bot.domain.people import Person
    from tests.services.walking import Answers, Walker


@pytest.mark.parametrize("answers", [HANDS, ARTIST, UNDECIDED])
async def test_questions_come_as_the_model_chooses_them_and_end_by_themselves(
    walker: Walker, model: InterestModel, answers: Answers
) -> None:
    outcome = await walker.walk(answers)
    assert isinstance(outcome, WorldsAsked)
    assert outcome.run == await walker.standing()
    assert list(outcome.run.answers.items()) == list(walked(model, answers).items())
    assert model.least <= len(outcome.run.answers) <= model.most
    assert outcome.run.is_finished
    assert not outcome.run.has_worlds
    assert outcome.run.model == model.version


async def test_nothing_stands_before_the_first_run(quiz: Quiz, pupil: Person) -> None:
    assert await quiz.standing(pupil) is None
    assert await quiz.worlds_again(pupil) == Unknown()


async def test_going_on_shows_the_same_question_until_it_is_answered(walker: Walker, model: InterestModel) -> None:
    first = await walker.begin()
    assert (first.most, first.before, first.is_answered) == (model.most, None, False)
    assert await walker.begin() == first
    second = asked(await walker.answer(first.run.id, first.item, 4))
    assert second.before == first.item
    assert (await walker.begin()).item == second.item


async def test_beginning_at_once_from_two_phones_begins_one_run(quiz: Quiz, pupil: Person) -> None:
    outcomes = await asyncio.gather(*(quiz.go_on(pupil) for _ in range(5)))
    assert len({(asked(outcome).run.id, asked(outcome).item) for outcome in outcomes}) == 1


async def test_beginning_again_at_once_from_two_phones_begins_one_run(walker: Walker) -> None:
    first = await walker.finish(HANDS)
    runs = {asked(outcome).run.id for outcome in await asyncio.gather(*(walker.again() for _ in range(5)))}
    assert len(runs) == 1
    assert first.id not in runs


async def test_five_simultaneous_taps_store_one_answer(walker: Walker) -> None:
    first = await walker.begin()
    outcomes = await asyncio.gather(*(walker.answer(first.run.id, first.item, choice) for choice in (1, 2, 3, 4, 5)))
    assert list((await walker.standing()).answers) == [first.item]
    assert sum(not asked(outcome).was_stale for outcome in outcomes) == 1
    assert len({asked(outcome).item for outcome in outcomes} - {first.item}) == 1


async def test_five_simultaneous_last_answers_finish_once(walker: Walker, model: InterestModel) -> None:
    *_, last = walked(model, HANDS)
    before = asked(await walker.walk(HANDS, len(walked(model, HANDS)) - 1))
    assert before.item == last
    outcomes = await asyncio.gather(*(walker.answer(before.run.id, last, HANDS[last]) for _ in range(5)))
    assert all(isinstance(outcome, WorldsAsked) for outcome in outcomes)
    run = await walker.standing()
    assert run.finished_at == run.moments[last]


async def test_a_stale_tap_does_not_change_the_answer(walker: Walker) -> None:
    first = await walker.begin()
    second = asked(await walker.answer(first.run.id, first.item, 5))
    stale = asked(await walker.answer(first.run.id, first.item, 1))
    assert (stale.was_stale, stale.item) == (True, second.item)
    assert dict(stale.run.answers) == {first.item: 5}
    assert stale.run.moments == second.run.moments


async def test_a_stale_tap_after_the_end_leads_to_the_worlds(walker: Walker) -> None:
    run = await walker.finish(HANDS)
    item = next(iter(run.answers))
    assert isinstance(await walker.answer(run.id, item, 1), Completed)
    assert await walker.standing() == run


async def test_dont_know_is_an_answer_without_a_choice(walker: Walker) -> None:
    first = await walker.begin()
    second = asked(await walker.answer(first.run.id, first.item, None))
    assert second.item != first.item
    assert dict(second.run.answers) == {first.item: None}


async def test_a_redelivered_answer_is_not_applied_to_the_next_question(
    walker: Walker, quiz: Quiz, pupil: Person
) -> None:
    first, once = await walker.begin(), next(updates)
    second = asked(await quiz.answer(pupil, first.run.id, first.item, 5, once=once))
    with pytest.raises(AlreadyDone):
        await quiz.answer(pupil, first.run.id, second.item, 5, once=once)
    assert dict((await walker.standing()).answers) == {first.item: 5}


async def test_every_changing_tap_is_applied_once(walker: Walker, quiz: Quiz, pupil: Person) -> None:
    run = await walker.finish(HANDS)
    once, item, before = next(updates), next(iter(run.answers)), await walker.standing()
    assert isinstance(await quiz.begin_again(pupil, once=once), Asked)
    for redelivered in (
        quiz.begin_again(pupil, once=once),
        quiz.answer(pupil, run.id, item, 1, once=once),
        quiz.revise(pupil, run.id, item, 1, once=once),
        quiz.look_again(pupil, run.id, once=once),
        quiz.leave_as_is(pupil, run.id, once=once),
        quiz.tick_world(pupil, run.id, "energy", is_on=True, once=once),
        quiz.end_worlds(pupil, run.id, once=once),
    ):
        with pytest.raises(AlreadyDone):
            await redelivered
    assert (await walker.standing()).id == before.id + 1
    again = await quiz.worlds_again(pupil)
    assert isinstance(again, WorldsAsked)
    assert again.run == before


async def test_nobody_answers_for_somebody_else(walker: Walker, quiz: Quiz, stranger: Person) -> None:
    open_run = asked(await walker.walk(HANDS, 3)).run.id
    item, following = next(iter(HANDS)), (await walker.begin()).item
    for outcome in (
        await quiz.answer(stranger, open_run, following, 5, once=next(updates)),
        await quiz.revise(stranger, open_run, item, 5, once=next(updates)),
        await quiz.look_at(stranger, open_run, item),
        await quiz.look_again(stranger, open_run, once=next(updates)),
        await quiz.leave_as_is(stranger, open_run, once=next(updates)),
        await quiz.tick_world(stranger, open_run, "energy", is_on=True, once=next(updates)),
        await quiz.end_worlds(stranger, open_run, once=next(updates)),
    ):
        assert outcome == Unknown()
    assert len((await walker.standing()).answers) == 3
    assert await quiz.standing(stranger) is None


@pytest.mark.parametrize("item", ["A1", "Z9", "", "R1;DROP"])
async def test_an_item_that_was_not_asked_is_refused(walker: Walker, quiz: Quiz, pupil: Person, item: str) -> None:
    first = await walker.begin()
    assert first.item != item
    assert await walker.answer(first.run.id, item, 5) == Unknown()
    assert await walker.revise(first.run.id, item, 5) == Unknown()
    assert await quiz.look_at(pupil, first.run.id, item) == Unknown()
    assert (await walker.standing()).answers == {}


async def test_a_run_that_never_was_is_refused(walker: Walker) -> None:
    first = await walker.begin()
    assert await walker.answer(first.run.id + 1, first.item, 5) == Unknown()
    assert await walker.answer(2**31 - 1, first.item, 5) == Unknown()


async def test_again_goes_on_with_an_open_run_and_keeps_a_finished_one(walker: Walker, quiz: Quiz) -> None:
    first = (await walker.begin()).run.id
    assert asked(await walker.again()).run.id == first
    # At the doubt the run is still open.
    await walker.walk(ALIKE)
    assert (await walker.again()) == await quiz.go_on(walker.person)
    finished = await walker.finish(ALIKE)
    second = asked(await walker.again())
    assert second.run.id != first == finished.id
    assert second.run.answers == {}
    kept = await quiz.worlds_again(walker.person)
    assert isinstance(kept, WorldsAsked)
    assert kept.run == finished
