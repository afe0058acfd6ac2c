"""The way back: earlier answers are shown and changed, and it does not matter on which way the same answers were given."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from bot.db import AlreadyDone
from bot.domain.asking import next_question
from bot.services.quiz import Asked, Completed, Quiz, WorldsAsked
from tests.domain.models import walked
from tests.services.walking import ARTIST, HANDS, UNDECIDED, Walker, asked, updates

if TYPE_CHECKING:
    from bot.domain.belief import InterestModel
    from bot.domain.people import Person
    from tests.services.walking import Answers


async def test_the_way_back_shows_and_changes_the_earlier_answer(walker: Walker, quiz: Quiz, pupil: Person) -> None:
    third = asked(await walker.walk(HANDS, 2))
    (first, one), (second, two) = third.run.answers.items()
    assert (third.before, third.is_answered, third.earlier) == (second, False, None)
    looked = asked(await quiz.look_at(pupil, third.run.id, second))
    assert (looked.item, looked.earlier, looked.before, looked.is_answered) == (second, two, first, True)
    assert not looked.is_doubted
    beginning = asked(await quiz.look_at(pupil, third.run.id, first))
    assert (beginning.earlier, beginning.before) == (one, None)
    revised = asked(await walker.revise(third.run.id, second, 4))
    assert list(revised.run.answers.items()) == [(first, one), (second, 4)]
    assert revised.item not in revised.run.answers


async def test_looking_back_changes_nothing(walker: Walker, quiz: Quiz, pupil: Person) -> None:
    third = asked(await walker.walk(HANDS, 2))
    for item in third.run.answers:
        await quiz.look_at(pupil, third.run.id, item)
    assert await walker.begin() == third


async def test_a_changed_answer_keeps_its_place_and_gets_a_new_moment(walker: Walker) -> None:
    third = asked(await walker.walk(HANDS, 2))
    first, second = third.run.answers
    revised = asked(await walker.revise(third.run.id, first, 3))
    assert list(revised.run.answers) == [first, second]
    assert revised.run.moments[first] > third.run.moments[second] == revised.run.moments[second]


async def test_i_dont_know_may_become_an_answer_and_an_answer_i_dont_know(walker: Walker) -> None:
    first = await walker.begin()
    await walker.answer(first.run.id, first.item, None)
    assert dict(asked(await walker.revise(first.run.id, first.item, 2)).run.answers) == {first.item: 2}
    assert dict(asked(await walker.revise(first.run.id, first.item, None)).run.answers) == {first.item: None}
    assert (await walker.standing()).answers == {first.item: None}


async def test_the_next_question_follows_from_the_changed_answers(walker: Walker, model: InterestModel) -> None:
    outcome = asked(await walker.walk(UNDECIDED, 6))
    for choice in (1, 2, 3, 4, 5, None):
        item = next(iter(outcome.run.answers))
        outcome = asked(await walker.revise(outcome.run.id, item, choice))
        assert outcome.item == next_question(model, {**outcome.run.answers, item: choice})


async def test_a_finished_run_cannot_be_changed(walker: Walker, quiz: Quiz, pupil: Person) -> None:
    await walker.walk(HANDS)
    run = await walker.standing()
    for item in run.answers:
        for outcome in (
            await walker.revise(run.id, item, 3),
            await walker.answer(run.id, item, 3),
            await quiz.look_at(pupil, run.id, item),
        ):
            assert isinstance(outcome, WorldsAsked)
            assert outcome.run == run
    await walker.finish(HANDS)
    for item in run.answers:
        assert isinstance(await walker.revise(run.id, item, 3), Completed)
        assert isinstance(await quiz.look_at(pupil, run.id, item), Completed)
    assert (await walker.standing()).answers == run.answers


class Wanderer(Walker):
    """Somebody who taps twice, taps old messages, goes back and forth, and changes their mind and back."""

    async def stray(self, random: Random, here: Asked, model: InterestModel, truth: Answers) -> None:
        """Do something that in the end changes nothing."""
        run = here.run
        item = random.choice(list(run.answers))
        match random.randrange(4):
            case 0:
                assert asked(await self.answer(run.id, item, random.randint(1, 5))).was_stale
            case 1:
                assert asked(await self.quiz.look_at(self.person, run.id, item)).item == item
            case 2:
                assert asked(await self.revise(run.id, item, truth[item])).item == here.item
            case _:
                other = random.choice([1, 2, 3, 4, 5, None])
                # An answer that makes the quiz sure ends it, and then there is no way back.
                if next_question(model, {**run.answers, item: other}) is not None:
                    await self.revise(run.id, item, other)
                assert asked(await self.revise(run.id, item, truth[item])).item == here.item

    async def answer_twice(self, here: Asked, choice: int | None) -> None:
        """Tap an answer, which Telegram delivers twice."""
        once = next(updates)
        await self.quiz.answer(self.person, here.run.id, here.item, choice, once=once)
        with pytest.raises(AlreadyDone):
            await self.quiz.answer(self.person, here.run.id, here.item, choice, once=once)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("truth", [HANDS, ARTIST, UNDECIDED])
async def test_every_way_to_the_same_answers_is_the_same(
    walker: Walker, model: InterestModel, truth: Answers, seed: int
) -> None:
    random, wanderer = Random(seed), Wanderer(walker.quiz, walker.person, walker.clock)
    for number, (item, choice) in enumerate(walked(model, truth).items()):
        here = await wanderer.begin()
        assert (here.item, len(here.run.answers)) == (item, number)
        for _ in range(random.randrange(3) if number else 0):
            await wanderer.stray(random, here, model, truth)
        await wanderer.clock.sleep(3)
        await wanderer.answer_twice(here, choice)
    run = await wanderer.standing()
    assert run.is_finished
    assert list(run.answers.items()) == list(walked(model, truth).items())
