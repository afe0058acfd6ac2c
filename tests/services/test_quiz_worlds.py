"""Worlds after the questions: ticked and unticked, three at most, and ended."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.domain.quiz import MOST_WORLDS
from bot.services.quiz import Completed, Outcome, WorldsAsked
from tests.services.walking import HANDS, UNDECIDED, Walker, updates

if TYPE_CHECKING:
    from bot.domain.quiz import Run

FOUR = ("energy", "building", "transport", "safety")


@pytest.fixture
async def run(walker: Walker) -> Run:
    """A run whose questions are over."""
    await walker.walk(HANDS)
    return await walker.standing()


async def _tick(walker: Walker, run: Run, world: str, *, is_on: bool = True) -> WorldsAsked:
    outcome = await walker.quiz.tick_world(walker.person, run.id, world, is_on=is_on, once=next(updates))
    assert isinstance(outcome, WorldsAsked)
    return outcome


async def _end(walker: Walker, run: Run) -> Outcome:
    return await walker.quiz.end_worlds(walker.person, run.id, once=next(updates))


async def test_a_tick_is_set_once_however_often_it_is_tapped(walker: Walker, run: Run) -> None:
    for _ in range(3):
        assert (await _tick(walker, run, "energy")).run.worlds == ("energy",)
    assert (await walker.standing()).worlds == ("energy",)
    for _ in range(2):
        assert (await _tick(walker, run, "energy", is_on=False)).run.worlds == ()
    assert (await walker.standing()).worlds == ()


async def test_a_tick_that_was_never_set_may_be_taken_away(walker: Walker, run: Run) -> None:
    await _tick(walker, run, "energy")
    assert (await _tick(walker, run, "building", is_on=False)).run.worlds == ("energy",)


async def test_at_most_three_worlds_are_ticked(walker: Walker, run: Run) -> None:
    for world in FOUR[:MOST_WORLDS]:
        assert not (await _tick(walker, run, world)).is_full
    fourth = await _tick(walker, run, FOUR[3])
    assert (fourth.is_full, fourth.run.worlds) == (True, FOUR[:3])
    assert (await walker.standing()).worlds == FOUR[:3]
    # One of the three again is no fourth.
    assert not (await _tick(walker, run, FOUR[0])).is_full
    await _tick(walker, run, FOUR[1], is_on=False)
    assert set((await _tick(walker, run, FOUR[3])).run.worlds) == {FOUR[0], FOUR[2], FOUR[3]}


async def test_four_ticks_at_once_leave_three(walker: Walker, run: Run) -> None:
    outcomes = await asyncio.gather(*(_tick(walker, run, world) for world in FOUR))
    assert sum(outcome.is_full for outcome in outcomes) == 1
    assert len((await walker.standing()).worlds) == MOST_WORLDS


async def test_ticks_survive_a_pause_and_end_with_the_result(walker: Walker, run: Run) -> None:
    await _tick(walker, run, "energy")
    paused = await walker.quiz.go_on(walker.person)
    assert isinstance(paused, WorldsAsked)
    assert paused.run.worlds == ("energy",)
    ended = await _end(walker, run)
    assert isinstance(ended, Completed)
    assert ended == await walker.quiz.go_on(walker.person)
    assert ended.run == await walker.standing()
    assert (ended.run.worlds, ended.run.has_worlds) == (("energy",), True)


async def test_no_tick_is_fine_too(walker: Walker, run: Run) -> None:
    for _ in range(2):
        ended = await _end(walker, run)
        assert isinstance(ended, Completed)
        assert ended.run.worlds == ()


async def test_ticks_may_be_changed_after_the_result(walker: Walker, run: Run) -> None:
    await _tick(walker, run, "energy")
    await _end(walker, run)
    again = await walker.quiz.worlds_again(walker.person)
    assert isinstance(again, WorldsAsked)
    assert (again.run.worlds, again.run.has_worlds) == (("energy",), True)
    changed = await _tick(walker, run, "safety")
    assert (changed.run.worlds, changed.run.has_worlds) == (("energy", "safety"), True)
    assert isinstance(await walker.quiz.go_on(walker.person), Completed)


async def test_there_is_nothing_to_tick_while_a_question_is_open(walker: Walker) -> None:
    first = await walker.begin()
    assert await walker.quiz.tick_world(walker.person, first.run.id, "energy", is_on=True, once=next(updates)) == first
    assert await _end(walker, first.run) == first
    assert (await walker.standing()).worlds == ()


async def test_ticks_of_the_last_finished_run_are_shown_while_another_is_open(walker: Walker) -> None:
    finished = await walker.finish(HANDS)
    await _tick(walker, finished, "energy")
    await walker.again()
    await walker.walk(UNDECIDED, 2)
    again = await walker.quiz.worlds_again(walker.person)
    assert isinstance(again, WorldsAsked)
    assert (again.run.id, again.run.worlds) == (finished.id, ("energy",))
    assert (await walker.standing()).worlds == ()
