"""Distances against an independent computation."""

from __future__ import annotations

from math import acos, cos, pi, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.geo import EARTH_RADIUS_KM, Point, distance_km

points = st.builds(Point, st.floats(-89, 89), st.floats(-180, 180))
ALMATY, ASTANA, SEMEY = Point(43.2380, 76.9456), Point(51.1694, 71.4491), Point(50.42675, 80.26669)


def _by_cosines(one: Point, other: Point) -> float:
    """The spherical law of cosines: less exact nearby, but another formula."""
    upper, lower = radians(one.latitude), radians(other.latitude)
    across = radians(other.longitude - one.longitude)
    value = sin(upper) * sin(lower) + cos(upper) * cos(lower) * cos(across)
    return EARTH_RADIUS_KM * acos(max(-1.0, min(1.0, value)))


@given(points, points)
def test_distance_is_the_great_circle(one: Point, other: Point) -> None:
    assert distance_km(one, other) == pytest.approx(_by_cosines(one, other), abs=0.2)


@given(points, points)
def test_distance_is_symmetric_and_bounded(one: Point, other: Point) -> None:
    assert distance_km(one, other) == pytest.approx(distance_km(other, one))
    assert 0 <= distance_km(one, other) <= pi * EARTH_RADIUS_KM + 1e-6


def test_known_distances() -> None:
    assert distance_km(ALMATY, ASTANA) == pytest.approx(973, abs=5)
    assert distance_km(SEMEY, SEMEY) == 0
