"""Points inside and outside of a ring."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.border import Border
from bot.domain.geo import Point

SQUARE = (Point(50, 60), Point(50, 62), Point(52, 62), Point(52, 60))


@given(st.floats(50.01, 51.99), st.floats(60.01, 61.99))
def test_what_is_inside(latitude: float, longitude: float) -> None:
    assert Border(SQUARE, 0.0).holds(Point(latitude, longitude))


@given(st.floats(-80, 80), st.floats(-179, 179))
def test_what_is_outside(latitude: float, longitude: float) -> None:
    beside = not (49.99 < latitude < 52.01 and 59.99 < longitude < 62.01)
    assert not (beside and Border(SQUARE, 0.0).holds(Point(latitude, longitude)))


@given(st.floats(50.01, 51.99), st.floats(60.01, 61.99), st.integers(0, 3))
def test_it_does_not_matter_where_the_ring_begins_or_how_it_turns(latitude: float, longitude: float, at: int) -> None:
    turned = (*SQUARE[at:], *SQUARE[:at])
    assert Border(turned, 0.0).holds(Point(latitude, longitude))
    assert Border(turned[::-1], 0.0).holds(Point(latitude, longitude))


@pytest.mark.parametrize(("kilometres", "is_near"), [(9.0, False), (13.0, True)])
def test_the_tolerance_is_in_kilometres(kilometres: float, is_near: bool) -> None:  # noqa: FBT001 -- a column of the table
    a_tenth_of_a_degree_south = Point(49.9, 61)
    assert Border(SQUARE, kilometres).holds(a_tenth_of_a_degree_south) is is_near


def test_a_notch_is_outside() -> None:
    notched = Border((Point(50, 60), Point(51.9, 61), Point(50, 62), Point(52, 62), Point(52, 60)), 0.0)
    assert not notched.holds(Point(50.5, 61))
    assert notched.holds(Point(51.95, 61))
