"""The rules of advice: the order, the five, and what may never happen."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.advice import Candidate, Part, Question, chosen, ranked, strongest, suggestion_of
from bot.domain.interests import Interest, Profile
from bot.domain.scoring import WORLD_POINTS, correlation
from tests.domain.candidates import candidates, catalogues, profiles, questions, sixes, suggest

if TYPE_CHECKING:
    from random import Random

same_each_time = settings(derandomize=True, deadline=None)
WORLDS = ("building", "drones", "safety")


@same_each_time
@given(questions, catalogues)
def test_all_professions_stand_in_the_order_of_their_parts_added_up(
    question: Question, catalogue: list[Candidate]
) -> None:
    order = ranked(question, catalogue)
    assert sorted(each.profession for each in order) == sorted(each.id for each in catalogue)
    for each in order:
        assert each.score == sum(each.parts.values())
        assert all(isinstance(points, int) for points in each.parts.values())
    for first, second in pairwise(order):
        assert first.score >= second.score
        if first.score == second.score:
            assert first.likeness > second.likeness - 1e-9
            assert first.likeness > second.likeness + 1e-9 or first.profession < second.profession


def test_equal_scores_stand_by_likeness_and_equal_likeness_by_id() -> None:
    question = Question((5, 4, 3, 2, 1, 1))
    like, less_like = Profile((7, 5.5, 4, 2.5, 1, 1)), Profile((7, 5.4, 4, 2.5, 1, 1))
    catalogue = [Candidate(name, "it", "it", like) for name in ("c", "b", "d")] + [
        Candidate("a", "it", "it", less_like)
    ]
    order = ranked(question, catalogue)
    assert len({each.score for each in order}) == 1
    assert [each.profession for each in order] == ["b", "c", "d", "a"]


@same_each_time
@given(questions, candidates, profiles, catalogues)
def test_a_better_match_of_interests_never_lowers_a_profession(
    question: Question, one: Candidate, profile: Profile, others: list[Candidate]
) -> None:
    other = replace(one, id=one.id + "z", profile=profile)
    better, worse = sorted((one, other), key=lambda each: -correlation(question.interests, each.profile.values))
    assert suggestion_of(question, better).score >= suggestion_of(question, worse).score
    names = [each.profession for each in ranked(question, [better, worse])]
    gap = correlation(question.interests, better.profile.values) - correlation(question.interests, worse.profile.values)
    assert names[0] == better.id or gap < 2e-9
    # The same profession among the same others, with the better and with the worse profile.
    rest = [each for each in others if each.id != one.id]
    upper, lower = ([*rest, replace(one, profile=each.profile)] for each in (better, worse))
    if gap > 2e-9:
        places = [[each.profession for each in ranked(question, each)].index(one.id) for each in (upper, lower)]
        assert places[0] <= places[1]
        five, before = ({each.profession for each in suggest(question, each)} for each in (upper, lower))
        assert one.id in five or one.id not in before


@same_each_time
@given(questions, candidates, st.sampled_from(WORLDS))
def test_a_ticked_world_moves_its_professions_by_exactly_its_points(
    question: Question, candidate: Candidate, world: str
) -> None:
    without = replace(question, worlds=tuple(each for each in question.worlds if each != world))
    before, after = (
        suggestion_of(each, candidate) for each in (without, replace(without, worlds=(*without.worlds, world)))
    )
    assert after.score - before.score == (WORLD_POINTS if candidate.world == world else 0)
    assert {**before.parts, Part.WORLDS: 0} == {**after.parts, Part.WORLDS: 0}


@same_each_time
@given(questions, catalogues, st.randoms(use_true_random=False))
def test_the_order_of_the_catalogue_changes_nothing(
    question: Question, catalogue: list[Candidate], random: Random
) -> None:
    mixed = list(catalogue)
    random.shuffle(mixed)
    assert ranked(question, mixed) == ranked(question, catalogue)
    assert suggest(question, mixed) == suggest(question, catalogue)


@same_each_time
@given(questions, catalogues)
def test_the_fifth_is_the_best_one_of_another_sector(question: Question, catalogue: list[Candidate]) -> None:
    order = ranked(question, catalogue)
    five = chosen(order)
    assert five == suggest(question, catalogue)
    assert len(five) == min(5, len(order))
    assert [each.profession for each in five[:4]] == [each.profession for each in order[:4]]
    assert not any(each.widens for each in five[:4])
    assert not any(each.widens for each in order)
    sectors = {each.candidate.sector for each in order[:4]}
    wider = [each.profession for each in order[4:] if each.candidate.sector not in sectors]
    if wider:
        assert five[4].profession == wider[0]
        assert five[4].widens
    elif len(order) > 4:
        assert five[4] == order[4]


@pytest.mark.parametrize(
    ("sectors", "expected", "widens"),
    [
        ("aaaaaab", "p0 p1 p2 p3 p6", True),
        ("aaaabab", "p0 p1 p2 p3 p4", True),
        ("abcdabe", "p0 p1 p2 p3 p6", True),
        ("aaaaaaa", "p0 p1 p2 p3 p4", False),
        ("aab", "p0 p1 p2", False),
        ("aaab", "p0 p1 p2 p3", False),
        ("", "", False),
    ],
)
def test_the_last_place_widens_the_view(sectors: str, expected: str, widens: object) -> None:
    profile = Profile((7, 6, 5, 4, 3, 2))
    catalogue = [Candidate(f"p{number}", sector, "it", profile) for number, sector in enumerate(sectors)]
    five = suggest(Question((7, 6, 5, 4, 3, 2)), catalogue)
    assert " ".join(each.profession for each in five) == expected
    assert [each.widens for each in five] == [False] * (len(five) - 1) + [widens] * bool(five)


@same_each_time
@given(questions, candidates)
def test_a_shared_interest_is_strong_on_both_sides(question: Question, candidate: Candidate) -> None:
    shared = suggestion_of(question, candidate).shared
    mine, theirs = question.interests, candidate.profile.values
    both = [
        interest
        for interest in Interest
        if mine[interest.position] > sum(mine) / 6 + 1e-9 and theirs[interest.position] > sum(theirs) / 6 + 1e-9
    ]
    assert len(set(shared)) == len(shared) <= 2
    assert len(shared) >= min(2, len(both))
    for interest in shared:
        assert mine[interest.position] > sum(mine) / 6 - 1e-9
        assert theirs[interest.position] > sum(theirs) / 6 - 1e-9


@same_each_time
@given(sixes)
def test_the_strongest_interests_are_the_highest(six: tuple[float, ...]) -> None:
    first, second = strongest(six)
    assert [six[first.position], six[second.position]] == sorted(six, reverse=True)[:2]


def test_equal_interests_stand_in_the_order_of_the_hexagon() -> None:
    assert strongest((3, 5, 5, 1, 1, 1)) == (Interest.I, Interest.A)
    assert strongest((3,) * 6) == (Interest.R, Interest.I)
