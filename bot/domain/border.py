"""Does a point lie inside a country? The border is a coarse ring, so that a point a little outside of it is taken for inside."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.geo import Point

_KM_A_DEGREE: Final = 111.2


@dataclass(frozen=True, slots=True)
class Border:
    """A closed ring of points.

    Attributes:
        tolerance_km: how far outside of the ring a point may lie; the ring is that coarse.
    """

    ring: tuple[Point, ...]
    tolerance_km: float

    def holds(self, point: Point) -> bool:
        """Return whether a point lies inside the ring, or not farther from it than the tolerance."""
        return self._is_inside(point) or any(
            _distance_km(point, one, other) <= self.tolerance_km for one, other in self._sides()
        )

    def _sides(self) -> Iterator[tuple[Point, Point]]:
        yield from zip(self.ring, (*self.ring[1:], self.ring[0]), strict=True)

    def _is_inside(self, point: Point) -> bool:
        """Count the sides that a line from the point to the south pole crosses (Shimrat, CACM 5, 1962)."""
        crossed = 0
        for one, other in self._sides():
            if (one.longitude > point.longitude) != (other.longitude > point.longitude):
                share = (point.longitude - one.longitude) / (other.longitude - one.longitude)
                crossed += point.latitude > one.latitude + share * (other.latitude - one.latitude)
        return crossed % 2 == 1


def _distance_km(point: Point, one: Point, other: Point) -> float:
    """Return the distance to a side on a flat map around the point: good enough for the lengths of a tolerance."""
    shrink = cos(radians(point.latitude))
    x, y = (one.longitude - point.longitude) * shrink, one.latitude - point.latitude
    across, along = (other.longitude - one.longitude) * shrink, other.latitude - one.latitude
    length = across * across + along * along
    share = 0.0 if length == 0 else max(0.0, min(1.0, -(x * across + y * along) / length))
    return hypot(x + share * across, y + share * along) * _KM_A_DEGREE
