"""A second look at hasty or equal answers: offered once, four questions at most, and refusing it costs nothing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.domain.quiz import MOST_TO_LOOK_AT
from bot.services.quiz import Asked, Doubted, Quiz, Unknown, WorldsAsked
from tests.domain.models import walked
from tests.services.walking import ALIKE, HANDS, HASTY, Walker, asked, by_scale, updates

if TYPE_CHECKING:
    from bot.domain.belief import InterestModel
    from bot.domain.people import Person
    from tests.conftest import HandClock


@pytest.fixture
async def doubted(walker: Walker) -> Doubted:
    """The pupil's answers, which were all the same."""
    outcome = await walker.walk(ALIKE)
    assert isinstance(outcome, Doubted)
    return outcome


async def _look(walker: Walker, run: int) -> Asked:
    return asked(await walker.quiz.look_again(walker.person, run, once=next(updates)))


async def test_equal_answers_are_doubted_however_slowly_they_came(
    doubted: Doubted, walker: Walker, quiz: Quiz, model: InterestModel
) -> None:
    run = await walker.standing()
    assert doubted.run == run
    assert (len(run.answers), run.is_finished, run.doubts) == (model.most, False, None)
    assert await quiz.go_on(walker.person) == doubted
    assert await quiz.tick_world(walker.person, run.id, "energy", is_on=True, once=next(updates)) == doubted
    assert await quiz.end_worlds(walker.person, run.id, once=next(updates)) == doubted


async def test_hasty_answers_are_doubted(quiz: Quiz, pupil: Person, clock: HandClock, model: InterestModel) -> None:
    outcome = await Walker(quiz, pupil, clock, HASTY).walk(HANDS)
    assert isinstance(outcome, Doubted)
    assert dict(outcome.run.answers) == walked(model, HANDS)
    assert not outcome.run.is_finished


async def test_answers_that_took_a_second_are_not_doubted(quiz: Quiz, pupil: Person, clock: HandClock) -> None:
    assert isinstance(await Walker(quiz, pupil, clock, 1.0).walk(HANDS), WorldsAsked)


async def test_not_knowing_anything_is_not_doubted(walker: Walker, model: InterestModel) -> None:
    outcome = await walker.walk(by_scale(R=None, I=None, A=None, S=None, E=None, C=None))
    assert isinstance(outcome, WorldsAsked)
    assert len(outcome.run.answers) == model.most


async def test_answers_that_are_left_as_they_are_finish_the_run(doubted: Doubted, walker: Walker, quiz: Quiz) -> None:
    outcome = await quiz.leave_as_is(walker.person, doubted.run.id, once=next(updates))
    assert isinstance(outcome, WorldsAsked)
    run = await walker.standing()
    assert outcome.run == run
    assert (run.answers, run.moments, run.doubts) == (doubted.run.answers, doubted.run.moments, ())
    assert run.is_finished


async def test_a_second_look_walks_through_at_most_four_questions_and_finishes(
    doubted: Doubted, walker: Walker
) -> None:
    outcome: object = await _look(walker, doubted.run.id)
    seen = []
    while isinstance(outcome, Asked):
        assert outcome.is_doubted
        assert (outcome.earlier, outcome.before) == (3, None)
        seen.append(outcome.item)
        outcome = await walker.revise(outcome.run.id, outcome.item, 5 - len(seen))
    assert isinstance(outcome, WorldsAsked)
    run = await walker.standing()
    assert len(seen) == len(set(seen)) == MOST_TO_LOOK_AT
    assert len({item[0] for item in seen}) == MOST_TO_LOOK_AT
    assert [run.answers[item] for item in seen] == [4, 3, 2, 1]
    assert list(run.answers) == list(doubted.run.answers)
    assert (run.doubts, run.is_finished) == ((), True)


async def test_equal_answers_that_were_looked_at_again_are_not_doubted_again(doubted: Doubted, walker: Walker) -> None:
    outcome: object = await _look(walker, doubted.run.id)
    while isinstance(outcome, Asked):
        outcome = await walker.revise(outcome.run.id, outcome.item, 3)
    assert isinstance(outcome, WorldsAsked)
    assert outcome.run.answers == doubted.run.answers


async def test_a_second_look_goes_on_after_a_pause(doubted: Doubted, walker: Walker, quiz: Quiz) -> None:
    first = await _look(walker, doubted.run.id)
    second = asked(await walker.revise(first.run.id, first.item, 5))
    paused = await quiz.go_on(walker.person)
    assert isinstance(paused, Doubted)
    assert paused.run.doubts is not None
    assert len(paused.run.doubts) == MOST_TO_LOOK_AT - 1
    assert await _look(walker, doubted.run.id) == second
    assert asked(await quiz.look_at(walker.person, doubted.run.id, second.item)) == second
    left = await quiz.leave_as_is(walker.person, doubted.run.id, once=next(updates))
    assert isinstance(left, WorldsAsked)
    assert left.run.answers[first.item] == 5


async def test_a_double_tap_at_a_second_look_shows_the_next_question_again(doubted: Doubted, walker: Walker) -> None:
    first = await _look(walker, doubted.run.id)
    second = asked(await walker.revise(first.run.id, first.item, 5))
    again = asked(await walker.revise(first.run.id, first.item, 5))
    assert (again.item, again.is_doubted, again.run.doubts) == (second.item, True, second.run.doubts)


async def test_hasty_answers_that_change_may_open_a_question_and_are_not_doubted_anew(
    quiz: Quiz, pupil: Person, clock: HandClock
) -> None:
    walker = Walker(quiz, pupil, clock, HASTY)
    await walker.walk(HANDS)
    run = (await walker.standing()).id
    outcome: object = await _look(walker, run)
    doubts, was_opened = 0, False
    while isinstance(outcome, Asked | Doubted):
        if isinstance(outcome, Doubted):
            outcome = await _look(walker, run)
        elif outcome.is_doubted:
            doubts += 1
            # The other way round: whoever likes to help likes to make nothing.
            outcome = await walker.revise(run, outcome.item, 6 - (HANDS[outcome.item] or 0))
        else:
            was_opened = True
            outcome = await walker.answer(run, outcome.item, 3)
    assert isinstance(outcome, WorldsAsked)
    assert was_opened
    assert doubts == MOST_TO_LOOK_AT
    assert outcome.run.doubts == ()


async def test_yes_and_no_at_once_are_one_of_them(doubted: Doubted, walker: Walker, quiz: Quiz) -> None:
    person, run = walker.person, doubted.run.id
    looks = await asyncio.gather(*(quiz.look_again(person, run, once=next(updates)) for _ in range(5)))
    assert len({asked(outcome).item for outcome in looks}) == 1
    leaves = await asyncio.gather(*(quiz.leave_as_is(person, run, once=next(updates)) for _ in range(5)))
    assert all(isinstance(outcome, WorldsAsked) for outcome in leaves)
    assert (await walker.standing()).answers == doubted.run.answers


async def test_an_offer_of_last_week_changes_nothing(walker: Walker, quiz: Quiz) -> None:
    first = await walker.begin()
    for offered in (quiz.look_again, quiz.leave_as_is):
        assert await offered(walker.person, first.run.id, once=next(updates)) == first
        assert await offered(walker.person, first.run.id + 1, once=next(updates)) == Unknown()
    await walker.walk(HANDS)
    run = await walker.standing()
    for offered in (quiz.look_again, quiz.leave_as_is):
        assert isinstance(await offered(walker.person, run.id, once=next(updates)), WorldsAsked)
    assert await walker.standing() == run
