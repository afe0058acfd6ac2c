"""What each part of the advice is worth: which way it moves, and how far at most."""

from __future__ import annotations

from itertools import pairwise
from statistics import correlation as reference_correlation
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.scoring import (
    FAR_KM,
    LONGEST_MONTHS,
    NEXT_DOOR,
    REGION_NEEDS,
    SHORTEST_MONTHS,
    UNDATED_WEIGHT,
    WISH_POINTS,
    Need,
    correlation,
    deviations,
    entry_points,
    likeness_points,
    need_points,
    reach_points,
    sooner_points,
    weight_of_age,
)
from tests.domain.candidates import CONTENT_YEAR, LEVELS, levels, needs, sixes, years

if TYPE_CHECKING:
    from bot.domain.catalogue import DemandLevel

same_each_time = settings(derandomize=True, deadline=None)


@same_each_time
@given(sixes, sixes)
def test_likeness_is_pearsons_correlation(one: tuple[float, ...], other: tuple[float, ...]) -> None:
    assume(max(one) - min(one) > 0.1)
    assume(max(other) - min(other) > 0.1)
    assert correlation(one, other) == pytest.approx(reference_correlation(one, other), abs=1e-9)
    assert correlation(one, other) == correlation(other, one)
    assert -100 <= likeness_points(correlation(one, other)) <= 100


@same_each_time
@given(st.floats(1, 7), sixes)
def test_without_shape_there_is_no_likeness(value: float, other: tuple[float, ...]) -> None:
    assert correlation((value,) * 6, other) == 0.0
    assert correlation(other, (value,) * 6) == 0.0


@same_each_time
@given(sixes, st.floats(0.1, 10), st.floats(-50, 50))
def test_only_the_shape_counts_not_the_height_nor_the_spread(
    one: tuple[float, ...], factor: float, shift: float
) -> None:
    assume(max(one) - min(one) > 0.1)
    other = tuple(factor * value + shift for value in one)
    assert likeness_points(correlation(one, other)) == 100
    assert likeness_points(correlation(one, tuple(-value for value in other))) == -100


@same_each_time
@given(sixes)
def test_deviations_add_up_to_nothing(values: tuple[float, ...]) -> None:
    assert sum(deviations(values)) == pytest.approx(0, abs=1e-9)


@same_each_time
@given(st.floats(-1, 1), st.floats(-1, 1))
def test_more_likeness_is_never_fewer_points(one: float, other: float) -> None:
    assert likeness_points(max(one, other)) >= likeness_points(min(one, other))


@pytest.mark.parametrize(
    ("year", "weight"),
    [(2030, 1), (2026, 1), (2025, 0.8), (2024, 0.6), (2022, 0.2), (2021, 0), (1990, 0), (None, UNDATED_WEIGHT)],
)
def test_a_figure_weighs_less_each_year_and_half_without_a_year(year: int | None, weight: float) -> None:
    assert weight_of_age(year, CONTENT_YEAR) == pytest.approx(weight)
    assert UNDATED_WEIGHT == 0.5


@same_each_time
@given(st.integers(1990, 2040), st.integers(1990, 2040))
def test_an_older_figure_never_weighs_more(one: int, other: int) -> None:
    older, newer = sorted((one, other))
    assert 0 <= weight_of_age(older, CONTENT_YEAR) <= weight_of_age(newer, CONTENT_YEAR) <= 1


@same_each_time
@given(levels, years)
def test_a_need_of_the_region_is_worth_no_less_than_the_countrys_and_that_no_less_than_a_level(
    level: DemandLevel, year: int | None
) -> None:
    region, country, by_level = (
        need_points(Need("region", "in_demand", year, ""), CONTENT_YEAR),
        need_points(Need("country", "in_demand", year, ""), CONTENT_YEAR),
        need_points(Need("level", level, year, ""), CONTENT_YEAR),
    )
    assert REGION_NEEDS >= region >= country >= by_level
    assert country >= 0
    assert by_level <= 0 or level != "declining"
    assert by_level >= 0 or level == "declining"


def test_each_level_of_demand_is_worth_no_less_than_the_next_worse_one() -> None:
    points = [need_points(Need("level", level, CONTENT_YEAR, ""), CONTENT_YEAR) for level in LEVELS]
    assert points[0] == points[1] > points[2] > 0 > points[3]
    region = need_points(Need("region", "in_demand", CONTENT_YEAR, ""), CONTENT_YEAR)
    country = need_points(Need("country", "in_demand", CONTENT_YEAR, ""), CONTENT_YEAR)
    assert region > country > points[0]


@same_each_time
@given(needs, st.integers(2015, 2030), st.integers(2015, 2030))
def test_a_need_never_counts_more_as_it_ages(need: Need, one: int, other: int) -> None:
    old, new = (abs(need_points(Need(need.kind, need.level, year, ""), CONTENT_YEAR)) for year in sorted((one, other)))
    assert old <= new
    assert need_points(None, CONTENT_YEAR) == 0


@same_each_time
@given(st.floats(0, 3000), st.floats(0, 3000))
def test_nearer_is_never_fewer_points(one: float, other: float) -> None:
    near, far = sorted((one, other))
    assert NEXT_DOOR >= reach_points(near) >= reach_points(far) >= reach_points(None) == 0


def test_next_door_counts_in_full_and_far_away_not_at_all() -> None:
    assert [reach_points(each) for each in (0, FAR_KM / 2, FAR_KM, 5 * FAR_KM)] == [NEXT_DOOR, NEXT_DOOR / 2, 0, 0]


def test_an_open_way_in_is_worth_more_than_an_unknown_one_and_that_more_than_a_closed_one() -> None:
    assert entry_points("open") > entry_points("unknown") == 0 > entry_points("other")


def test_a_shorter_training_is_never_fewer_points() -> None:
    points = [sooner_points(months) for months in range(70)]
    assert all(shorter >= longer for shorter, longer in pairwise(points))
    assert points[SHORTEST_MONTHS] == points[0] == WISH_POINTS
    assert points[LONGEST_MONTHS] == points[-1] == sooner_points(None) == 0
    assert points[SHORTEST_MONTHS] > points[28] > points[LONGEST_MONTHS]
