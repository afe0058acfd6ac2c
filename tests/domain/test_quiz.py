"""Where a run stands, and what its answers can and cannot say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.interests import Interest, scale_of
from bot.domain.quiz import (
    MOST_TO_LOOK_AT,
    Run,
    Stage,
    doubtful,
    has_enough_answers,
    has_shape,
    item_before,
    stage_of,
)
from tests.domain.models import ITEMS, SMALL, any_answers, equal_model

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.domain.models import Answers

START = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
MODEL = equal_model()
same_each_time = settings(derandomize=True, deadline=None)
answer_sets = st.dictionaries(st.sampled_from(ITEMS), any_answers)
flags = st.booleans()


def _run(answers: Answers, seconds: Iterable[float] | None = None) -> Run:
    """Return a run in which each answer came so many seconds after the one before."""
    gaps = [4.0] * len(answers) if seconds is None else seconds
    moments = (START + timedelta(seconds=passed) for passed in accumulate(gaps))
    return Run(1, answers, START, moments=dict(zip(answers, moments, strict=True)))


def test_a_run_goes_from_questions_over_doubts_and_worlds_to_the_result() -> None:
    answers: Answers = {}
    for _ in SMALL:
        stage, item = stage_of(MODEL, _run(answers))
        assert stage is Stage.QUESTION
        assert item is not None
        assert item not in answers
        answers[item] = 3
    run = _run(answers)
    assert stage_of(MODEL, run) == (Stage.DOUBT, None)
    assert stage_of(MODEL, replace(run, doubts=("R1", "I1"))) == (Stage.DOUBT, None)
    # Looked at, or declined.
    run = replace(run, doubts=())
    assert stage_of(MODEL, run) == (Stage.WORLDS, None)
    run = replace(run, finished_at=START)
    assert stage_of(MODEL, run) == (Stage.WORLDS, None)
    assert stage_of(MODEL, replace(run, worlds=("it",))) == (Stage.WORLDS, None)
    assert stage_of(MODEL, replace(run, has_worlds=True)) == (Stage.RESULT, None)


def test_answers_that_nobody_doubts_lead_to_the_worlds_at_once() -> None:
    run = _run({item: 5 if item[0] == "S" else 1 for item in SMALL})
    assert stage_of(MODEL, run) == (Stage.WORLDS, None)
    # Something that was marked earlier is still looked at.
    assert stage_of(MODEL, replace(run, doubts=("S1",))) == (Stage.DOUBT, None)


@same_each_time
@given(answer_sets, flags, st.sampled_from([None, (), ("R1",)]))
def test_a_finished_run_never_asks_again(answers: Answers, has_worlds: object, doubts: tuple[str, ...] | None) -> None:
    run = replace(_run(answers), finished_at=START, has_worlds=bool(has_worlds), doubts=doubts)
    assert run.is_finished
    assert stage_of(MODEL, run) == (Stage.RESULT if has_worlds else Stage.WORLDS, None)


@same_each_time
@given(st.lists(st.sampled_from(ITEMS), unique=True, min_size=1))
def test_the_way_back_visits_every_answer_and_ends(items: list[str]) -> None:
    answers: Answers = dict.fromkeys(items[:-1], 4)
    way = []
    item = item_before(answers, items[-1])
    while item is not None:
        way.append(item)
        item = item_before(answers, item)
    assert way == items[:-1][::-1]


@same_each_time
@given(answer_sets.filter(has_shape), st.lists(st.floats(1, 600), min_size=48, max_size=48))
def test_slow_and_different_answers_are_never_doubted(answers: Answers, seconds: list[float]) -> None:
    assert doubtful(_run(answers, seconds[: len(answers)])) == ()


@same_each_time
@given(answer_sets.filter(bool), st.lists(st.floats(0, 0.999), min_size=48, max_size=48))
def test_answers_faster_than_anybody_reads_are_doubted_the_quickest_first(
    answers: Answers, seconds: list[float]
) -> None:
    gaps = dict(zip(answers, seconds, strict=False))
    found = doubtful(_run(answers, gaps.values()))
    assert len(found) == min(MOST_TO_LOOK_AT, len(answers))
    assert set(found) <= set(answers)
    slowest = max(gaps[item] for item in found)
    # Moments are kept in whole microseconds.
    assert all(gaps[item] >= slowest - 1e-5 for item in answers if item not in found)


@pytest.mark.parametrize(("quick", "expected"), [(3, 0), (4, 0), (5, 4)])
def test_only_more_than_half_quick_answers_are_doubted(quick: int, expected: int) -> None:
    answers: Answers = {item: 1 + number % 5 for number, item in enumerate(ITEMS[:8])}
    assert len(doubtful(_run(answers, [0.5] * quick + [3.0] * (8 - quick)))) == expected


def test_answers_that_were_changed_on_the_way_back_are_not_quick() -> None:
    answers: Answers = {"R1": 1, "I1": 5, "A1": 2}
    moments = {item: START + timedelta(seconds=passed) for item, passed in zip(answers, (90, 80, 70), strict=True)}
    assert doubtful(Run(1, answers, START, moments=moments)) == ()


def test_answers_without_moments_are_not_quick() -> None:
    assert doubtful(Run(1, {"R1": 1, "I1": 5}, START)) == ()


@same_each_time
@given(st.lists(st.sampled_from(ITEMS), min_size=8, unique=True), st.integers(1, 5), st.sets(st.sampled_from(ITEMS)))
def test_equal_answers_are_doubted_with_items_of_different_scales(
    items: list[str], choice: int, unknown: set[str]
) -> None:
    real: Answers = dict.fromkeys(items, choice)
    answers: Answers = {**dict.fromkeys(sorted(unknown - set(items))), **real}
    found = doubtful(_run(answers))
    assert set(found) <= set(real)
    assert len({item[0] for item in found}) == len(found) == min(MOST_TO_LOOK_AT, len({item[0] for item in real}))


@same_each_time
@given(st.lists(st.sampled_from(ITEMS), max_size=7, unique=True), st.integers(1, 5))
def test_dont_know_is_no_equal_answer(known: list[str], choice: int) -> None:
    answers: Answers = {item: choice if item in known else None for item in ITEMS[:24]}
    assert doubtful(_run(answers)) == ()


def test_equal_answers_have_no_shape() -> None:
    assert not has_shape({})
    assert not has_shape(dict.fromkeys(ITEMS))
    assert not has_shape({**dict.fromkeys(ITEMS, 4), "R1": None})
    assert has_shape({**dict.fromkeys(ITEMS, 4), "R1": 5})
    assert has_shape({"R1": 1, "C8": 2})


def test_enough_means_eight_real_answers_with_one_of_every_interest() -> None:
    enough: Answers = dict.fromkeys(("R1", "I1", "A1", "S1", "E1", "C1", "R2", "R3"), 3)
    assert has_enough_answers(enough)
    assert not has_enough_answers({**enough, "R3": None})
    assert not has_enough_answers({**enough, "C1": None, "R4": 3})
    assert not has_enough_answers({})


@pytest.mark.parametrize("item", ITEMS)
def test_the_first_letter_of_an_item_is_its_interest(item: str) -> None:
    assert scale_of(item) is Interest(item[0])
