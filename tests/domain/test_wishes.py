"""What if ...: which parts a wish has, which way it moves a profession, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.advice import Candidate, Part, Question, suggestion_of
from bot.domain.scoring import NEXT_DOOR, WISH_POINTS, Wish
from tests.domain.candidates import candidates, questions, wishes

if TYPE_CHECKING:
    from bot.domain.catalogue import Outdoors

same_each_time = settings(derandomize=True, deadline=None)
ALWAYS = {Part.INTERESTS, Part.WORLDS, Part.DEMAND, Part.ENTRY}
PARTS = {
    Wish.NONE: ALWAYS | {Part.REACH},
    Wish.DISTANCE_FREE: ALWAYS,
    Wish.DORMITORY: ALWAYS | {Part.REACH},
    Wish.OUTDOORS: ALWAYS | {Part.REACH, Part.WISH},
    Wish.SOONER: ALWAYS | {Part.REACH, Part.WISH},
}
distances = st.floats(0, 2000)


@same_each_time
@given(questions, candidates)
def test_a_wish_has_its_own_parts_and_leaves_the_others_alone(question: Question, candidate: Candidate) -> None:
    plain = suggestion_of(replace(question, wish=Wish.NONE), candidate)
    for wish, parts in PARTS.items():
        found = suggestion_of(replace(question, wish=wish), candidate)
        assert set(found.parts) == parts
        # In the order in which they are shown.
        assert list(found.parts) == [part for part in Part if part in parts]
        assert found.score == sum(found.parts.values())
        assert (found.likeness, found.shared) == (plain.likeness, plain.shared)
        for part in parts - {Part.WISH} - ({Part.REACH} if wish is Wish.DORMITORY else set()):
            assert found.parts[part] == plain.parts[part]
        assert 0 <= found.parts.get(Part.WISH, 0) <= WISH_POINTS


@same_each_time
@given(questions, candidates, distances, distances, wishes)
def test_a_nearer_college_never_lowers_a_profession(
    question: Question, candidate: Candidate, one: float, other: float, wish: Wish
) -> None:
    near, far = sorted((one, other))
    question = replace(question, wish=wish)
    scores = [suggestion_of(question, replace(candidate, college_km=each)).score for each in (near, far, None)]
    assert scores == sorted(scores, reverse=True)


@same_each_time
@given(questions, candidates, st.none() | distances, st.none() | distances)
def test_when_distance_is_free_no_distance_matters(
    question: Question, candidate: Candidate, college: float | None, dormitory: float | None
) -> None:
    question = replace(question, wish=Wish.DISTANCE_FREE)
    elsewhere = replace(candidate, college_km=college, dormitory_km=dormitory)
    here, there = suggestion_of(question, candidate), suggestion_of(question, elsewhere)
    assert Part.REACH not in here.parts
    assert here.parts == there.parts


@same_each_time
@given(questions, candidates, distances)
def test_a_dormitory_anywhere_counts_as_a_college_next_door(
    question: Question, candidate: Candidate, kilometres: float
) -> None:
    with_dormitory, without = replace(candidate, dormitory_km=kilometres), replace(candidate, dormitory_km=None)
    plain, dormitory = replace(question, wish=Wish.NONE), replace(question, wish=Wish.DORMITORY)
    assert suggestion_of(dormitory, with_dormitory).parts[Part.REACH] == NEXT_DOOR
    assert suggestion_of(dormitory, with_dormitory).score >= suggestion_of(plain, with_dormitory).score
    assert suggestion_of(dormitory, without).parts == suggestion_of(plain, without).parts


@same_each_time
@given(questions, candidates)
def test_who_likes_to_be_outdoors_gets_the_more_the_more_of_the_work_is_outdoors(
    question: Question, candidate: Candidate
) -> None:
    question = replace(question, wish=Wish.OUTDOORS)
    amounts: tuple[Outdoors | None, ...] = ("mostly", "partly", "rarely", None)
    points = [suggestion_of(question, replace(candidate, outdoors=each)).parts[Part.WISH] for each in amounts]
    assert points[0] == WISH_POINTS > points[1] > points[2] == points[3] == 0


@same_each_time
@given(questions, candidates, st.integers(1, 60), st.integers(1, 60))
def test_who_wants_to_earn_sooner_gets_no_less_for_a_shorter_training(
    question: Question, candidate: Candidate, one: int, other: int
) -> None:
    question = replace(question, wish=Wish.SOONER)
    short, long = sorted((one, other))
    points = [suggestion_of(question, replace(candidate, months=each)).parts[Part.WISH] for each in (short, long, None)]
    assert points == sorted(points, reverse=True)
    assert points[2] == 0
    assert suggestion_of(question, replace(candidate, months=10)).parts[Part.WISH] == WISH_POINTS


@same_each_time
@given(questions, candidates, wishes)
def test_the_outdoors_and_the_months_count_only_when_they_were_wished_for(
    question: Question, candidate: Candidate, wish: Wish
) -> None:
    question = replace(question, wish=wish)
    score = suggestion_of(question, candidate).score
    if wish is not Wish.OUTDOORS:
        assert suggestion_of(question, replace(candidate, outdoors="mostly")).score == score
    if wish is not Wish.SOONER:
        assert suggestion_of(question, replace(candidate, months=10)).score == score
    if wish is not Wish.DORMITORY:
        assert suggestion_of(question, replace(candidate, dormitory_km=0.0)).score == score
