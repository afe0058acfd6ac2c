"""Points on the globe and the distance between them."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Final

# Mean radius R1 of the International Union of Geodesy and Geophysics (Moritz, Geodetic Reference System 1980).
EARTH_RADIUS_KM: Final = 6371.0088


@dataclass(frozen=True, slots=True)
class Point:
    """A point in degrees, WGS 84."""

    latitude: float
    longitude: float


def distance_km(one: Point, other: Point) -> float:
    """Return the great-circle distance in kilometres by the haversine formula (Sinnott, Sky & Telescope 68, 1984)."""
    upper, lower = radians(one.latitude), radians(other.latitude)
    across = radians(other.longitude - one.longitude)
    half = sin((lower - upper) / 2) ** 2 + cos(upper) * cos(lower) * sin(across / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))
