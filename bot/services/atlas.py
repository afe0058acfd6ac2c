"""What is near: distances from a pupil's town to colleges, and which professions are within reach. Only reads the shelf."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.advice import Candidate
from bot.domain.catalogue import Duration
from bot.domain.geo import distance_km

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.catalogue import College, Place, Profession
    from bot.domain.geo import Point
    from bot.domain.languages import Language
    from bot.library import Shelf

# A point farther than this from every settlement of the atlas is not taken for any of them.
FARTHEST_HOME_KM = 150.0


@dataclass(frozen=True, slots=True)
class Nearby:
    """A college and its distance, in kilometres as the crow flies, from the pupil's town."""

    college: College
    distance_km: float


class Atlas:
    """Questions about places, professions and colleges."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def place_name(self, place_id: str, language: Language) -> str:
        """Return a settlement's name; the id itself for one that later content no longer has."""
        words = self.shelf.words(language).places.get(place_id)
        return words.name if words else place_id

    def full_place_name(self, place_id: str, language: Language) -> str:
        """Return a settlement's name with its region; a city that is a region of its own has one name."""
        words, region = self.shelf.words(language), self.shelf.places[place_id].region
        towns = sum(place.region == region for place in self.shelf.places.values())
        town, name = words.places[place_id].name, words.regions[region].name
        return f"{town}, {name}" if towns > 1 else name

    def nearest_place(self, point: Point) -> Place | None:
        """Return the settlement nearest to a point, or None when all are too far."""
        places = self.shelf.places.values()
        distance, _, place = min((distance_km(point, place.point), place.id, place) for place in places)
        return place if distance <= FARTHEST_HOME_KM else None

    def colleges_near(self, place_id: str, profession: Profession | None = None) -> list[Nearby]:
        """Return colleges (that teach the profession), nearest first; those of one distance in the order of their ids."""
        place = self.shelf.places.get(place_id)
        if place is None:
            return []
        colleges: Iterable[College] = (
            self.shelf.colleges.values() if profession is None else self.shelf.colleges_for(profession.id)
        )
        found = [Nearby(college, distance_km(place.point, college.point)) for college in colleges]
        return sorted(found, key=lambda nearby: (nearby.distance_km, nearby.college.id))

    def candidates(self, place_id: str | None) -> list[Candidate]:
        """Return all professions as the advice sees them from a town."""
        place = self.shelf.places.get(place_id or "")
        region = place.region if place else None
        return [
            Candidate(profession.id, profession.interests, self._is_taught_in(profession.id, region))
            for profession in self.shelf.professions.values()
        ]

    def _is_taught_in(self, profession_id: str, region: str | None) -> bool:
        return any(self.region_of(college) == region for college in self.shelf.colleges_for(profession_id))

    def region_of(self, college: College) -> str:
        """Return the region in which a college lies."""
        return self.shelf.places[college.place].region

    def durations(self, profession: Profession) -> tuple[Duration | None, Duration | None]:
        """Return how long one learns after grade 9 and 11: the profession's own figures, else those of its specialties."""
        specialties = [self.shelf.specialties[code] for code in profession.specialties]
        after9 = [profession.after9] if profession.after9 else [each.after9 for each in specialties if each.after9]
        after11 = [profession.after11] if profession.after11 else [each.after11 for each in specialties if each.after11]
        return _span(after9), _span(after11)


def _span(durations: list[Duration]) -> Duration | None:
    """Return the shortest and the longest of several durations, or None when none is known."""
    if not durations:
        return None
    shortest, longest = min(each.months_from for each in durations), max(each.months_to for each in durations)
    return Duration(shortest, longest, durations[0].source)
