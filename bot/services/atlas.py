"""What is near: distances from a pupil's town to colleges, and which professions are within reach. Only reads the shelf."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, Literal

from bot.domain.advice import Candidate
from bot.domain.catalogue import WHOLE_COUNTRY, Duration
from bot.domain.geo import distance_km
from bot.domain.people import entry_grade
from bot.domain.scoring import Need, need_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.domain.catalogue import College, Place, Profession
    from bot.domain.geo import Point
    from bot.domain.languages import Language
    from bot.library import Shelf

# A point farther than this from every settlement of the atlas is not taken for any of them.
FARTHEST_HOME_KM = 150.0
_KEPT_TOWNS: Final = 64


@dataclass(frozen=True, slots=True)
class Nearby:
    """A college and its distance, in kilometres as the crow flies, from the pupil's town."""

    college: College
    distance_km: float


class Atlas:
    """Questions about places, professions and colleges."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        # The same for all pupils of a town (and a grade), and the content does not change while we run.
        self._kilometres = lru_cache(maxsize=_KEPT_TOWNS)(self._measured)
        self._candidates = lru_cache(maxsize=_KEPT_TOWNS)(self._seen)

    @property
    def content_year(self) -> int:
        """The year in which the content was collected: figures age from it, not from today, so that a result stays the same."""
        return int(self.shelf.collected[:4])

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
        if place_id not in self.shelf.places:
            return []
        colleges: Iterable[College] = (
            self.shelf.colleges.values() if profession is None else self.shelf.colleges_for(profession.id)
        )
        kilometres = self._kilometres(place_id)
        found = [Nearby(college, kilometres[college.id]) for college in colleges]
        return sorted(found, key=lambda nearby: (nearby.distance_km, nearby.college.id))

    @cached_property
    def colleges_by_region(self) -> Mapping[str, int]:
        """Return how many colleges of each region the atlas knows; a region without any is left out."""
        places = self.shelf.places
        return Counter(places[college.place].region for college in self.shelf.colleges.values())

    def colleges_by_town(self, region: str) -> Mapping[str, int]:
        """Return how many colleges each town of a region has; a town without any is left out."""
        places = self.shelf.places
        towns = [each.place for each in self.shelf.colleges.values() if places[each.place].region == region]
        return Counter(towns)

    def candidates(self, place_id: str | None, grade: int | None) -> tuple[Candidate, ...]:
        """Return all professions as the advice sees them from a town and a grade."""
        return self._candidates(place_id or "", entry_grade(grade))

    def _seen(self, place_id: str, entry: int) -> tuple[Candidate, ...]:
        place = self.shelf.places.get(place_id)
        kilometres = self._kilometres(place_id) if place else {}
        needs = self._needs(place.region if place else None)
        return tuple(
            self._candidate(profession, kilometres, self._weightiest(profession, needs.get(profession.id, [])), entry)
            for profession in self.shelf.professions.values()
        )

    def _candidate(
        self, profession: Profession, kilometres: Mapping[str, float], need: Need | None, entry: int
    ) -> Candidate:
        colleges = self.shelf.colleges_for(profession.id) if kilometres else ()
        near = [(kilometres[each.id], each.id) for each in colleges]
        nearest_km, nearest = min(near, default=(None, None))
        with_dormitory = [kilometres[each.id] for each in colleges if each.dormitory and each.dormitory.has]
        after, other = self.durations_after(profession, entry)
        return Candidate(
            id=profession.id,
            sector=profession.sector,
            world=profession.world,
            profile=profession.interests,
            need=need,
            college=nearest,
            college_km=nearest_km,
            dormitory_km=min(with_dormitory, default=None),
            entry="open" if after else "other" if other else "unknown",
            months=after.months_from if after else None,
            outdoors=profession.outdoors,
        )

    def _measured(self, place_id: str) -> Mapping[str, float]:
        """Return the distance of every college from a town."""
        point = self.shelf.places[place_id].point
        return {college.id: distance_km(point, college.point) for college in self.shelf.colleges.values()}

    def _needs(self, region: str | None) -> dict[str, list[Need]]:
        """Return what sources say of the demand for each profession: the region's own needs, then the country's."""
        found: dict[str, list[Need]] = {}
        wanted = [each for each in self.shelf.needs if each.region in {region, WHOLE_COUNTRY}]
        for need in sorted(wanted, key=lambda each: each.region != region):
            kind: Literal["region", "country"] = "region" if need.region == region else "country"
            for profession in need.professions:
                found.setdefault(profession, []).append(Need(kind, "in_demand", need.year, need.sources[0]))
        return found

    def _weightiest(self, profession: Profession, needs: list[Need]) -> Need | None:
        """Return what weighs most today: a region's word of long ago must not hide the country's present one."""
        demand = profession.demand
        level = [Need("level", demand.level, demand.year, demand.source)] if demand else []
        # Of equal weights the first: the region's own before the country's.
        return max([*needs, *level], key=lambda need: need_points(need, self.content_year), default=None)

    def durations_after(self, profession: Profession, entry: int) -> tuple[Duration | None, Duration | None]:
        """Return how long one learns after the grade of entry, 9 or 11, and after the other one."""
        after9, after11 = self.durations(profession)
        return (after11, after9) if entry == 11 else (after9, after11)

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
