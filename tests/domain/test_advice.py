"""The rules of advice: order, reasons, and what may never happen."""

from __future__ import annotations

from itertools import pairwise
from statistics import correlation as reference_correlation

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.advice import REACH_BONUS, Candidate, correlation, strongest, suggest
from bot.domain.interests import Interest, Profile

sixes = st.tuples(*[st.floats(1, 7, allow_nan=False).map(lambda value: round(value, 2))] * 6)
profiles = sixes.map(Profile)
candidates = st.lists(
    st.builds(Candidate, st.text("abcdefgh", min_size=1), profiles, st.booleans()), unique_by=lambda each: each.id
)


@given(profiles, candidates)
def test_suggestions_stand_in_the_order_of_their_parts_added_up(pupil: Profile, all_of_them: list[Candidate]) -> None:
    found = suggest(pupil, all_of_them)
    assert len(found) == min(5, len(all_of_them))
    assert all(each.score == each.likeness + each.reach for each in found)
    assert all(first.score >= second.score for first, second in pairwise(found))


@given(profiles, candidates)
def test_nobody_left_out_fits_better(pupil: Profile, all_of_them: list[Candidate]) -> None:
    everybody = suggest(pupil, all_of_them, how_many=len(all_of_them))
    assert suggest(pupil, all_of_them) == everybody[:5]


@given(profiles, candidates, st.randoms())
def test_the_order_of_the_catalogue_changes_nothing(
    pupil: Profile, all_of_them: list[Candidate], random: st.DataObject
) -> None:
    shuffled = list(all_of_them)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert suggest(pupil, shuffled) == suggest(pupil, all_of_them)


@given(profiles, profiles)
def test_a_college_in_reach_never_lowers_a_profession(pupil: Profile, profession: Profile) -> None:
    near, far = (suggest(pupil, [Candidate("x", profession, in_reach)])[0].score for in_reach in (True, False))
    assert near == pytest.approx(far + REACH_BONUS)


@given(sixes, sixes)
def test_correlation_is_pearsons(one: tuple[float, ...], other: tuple[float, ...]) -> None:
    assume(max(one) - min(one) > 0.1 and max(other) - min(other) > 0.1)
    assert correlation(one, other) == pytest.approx(reference_correlation(one, other))


@given(st.floats(1, 7), sixes)
def test_without_shape_there_is_no_likeness(value: float, other: tuple[float, ...]) -> None:
    assert correlation((value,) * 6, other) == 0.0


@given(profiles, profiles)
def test_a_shared_interest_is_strong_on_both_sides(pupil: Profile, profession: Profile) -> None:
    shared = suggest(pupil, [Candidate("x", profession, in_reach=False)])[0].shared
    assert len(shared) <= 2
    for interest in shared:
        assert pupil.of(interest) > sum(pupil.values) / 6
        assert profession.of(interest) > sum(profession.values) / 6


def test_equal_interests_stand_in_the_order_of_the_hexagon() -> None:
    assert strongest(Profile((3, 5, 5, 1, 1, 1))) == (Interest.I, Interest.A)
    assert strongest(Profile((3, 3, 3, 3, 3, 3))) == (Interest.R, Interest.I)
