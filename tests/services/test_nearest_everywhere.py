"""The nearest colleges from every settlement, against great-circle distances computed another way."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.services.atlas import Atlas

if TYPE_CHECKING:
    from bot.domain.geo import Point
    from bot.library import Shelf

EARTH_KM = 6371.0088
MOST = 5
MILLIMETRE = 1e-6


def _angle(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """Return the angle between two unit vectors, by cross and dot product: exact also for neighbours and antipodes."""
    (a, b, c), (d, e, f) = one, other
    cross = math.hypot(b * f - c * e, c * d - a * f, a * e - b * d)
    return math.atan2(cross, a * d + b * e + c * f)


def _vector(point: Point) -> tuple[float, float, float]:
    latitude, longitude = math.radians(point.latitude), math.radians(point.longitude)
    return (
        math.cos(latitude) * math.cos(longitude),
        math.cos(latitude) * math.sin(longitude),
        math.sin(latitude),
    )


def test_the_five_nearest_of_every_profession_from_every_settlement(shelf: Shelf) -> None:
    atlas = Atlas(shelf)
    vectors = {college.id: _vector(college.point) for college in shelf.colleges.values()}
    taught = {profession: shelf.colleges_for(profession) for profession in shelf.professions}
    compared = 0
    for place in shelf.places.values():
        home = _vector(place.point)
        kilometres = {college: _angle(home, vector) * EARTH_KM for college, vector in vectors.items()}
        for profession, colleges in taught.items():
            found = atlas.colleges_near(place.id, shelf.professions[profession])[:MOST]
            right = sorted(kilometres[college.id] for college in colleges)[:MOST]
            assert len(found) == len(right)
            for nearby, distance in zip(found, right, strict=True):
                # Two colleges of one point may change places; their distances may not.
                assert abs(nearby.distance_km - distance) < MILLIMETRE
                assert abs(kilometres[nearby.college.id] - distance) < MILLIMETRE
                compared += 1
    assert compared > len(shelf.places) * 100
