"""What a region offers a pupil: needs, enterprises, projects, events, figures. Only reads the shelf."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bot.domain.catalogue import WHOLE_COUNTRY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.domain.catalogue import Profession, RegionNeed
    from bot.domain.regional import Enterprise, Figure, KnownEvent, Project
    from bot.library import Shelf


@dataclass(frozen=True, slots=True)
class Partner:
    """An enterprise that a college names among its patrons and of which we know nothing else."""

    name: str
    college: str


@dataclass(frozen=True, slots=True)
class Overview:
    """A region in numbers of what we know of it.

    Attributes:
        needed: ids of the professions that the region itself is named to need, then those that its enterprises name.
        colleges_listed: colleges of the region in our list.
        colleges_counted: how many a source counts; None when none does.
    """

    needed: tuple[str, ...]
    enterprises: int
    projects: int
    events: int
    colleges_listed: int
    colleges_counted: Figure | None
    figures: tuple[Figure, ...]


class RegionView:
    """Questions about regions. An unknown region has nothing, an unknown profession is needed nowhere."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def overview(self, region: str) -> Overview:
        """Return what we know of a region."""
        places, figures = self._shelf.places, self.figures(region)
        return Overview(
            needed=tuple(dict.fromkeys([*_all_of(self.needs(region)), *self.hired(region)])),
            enterprises=len(self.enterprises(region)),
            projects=len(self.projects(region)),
            events=len(self.events(region)),
            colleges_listed=sum(places[each.place].region == region for each in self._shelf.colleges.values()),
            colleges_counted=next((each for each in figures if each.kind == "colleges"), None),
            figures=tuple(each for each in figures if each.kind != "colleges" and each.profession is None),
        )

    def needs(self, region: str) -> tuple[RegionNeed, ...]:
        """Return what sources say that a region (or the country) needs, the newest first."""
        found = [need for need in self._shelf.needs if need.region == region]
        return tuple(sorted(found, key=lambda need: -need.year))

    def need(self, profession: str, region: str | None) -> RegionNeed | None:
        """Return the newest word that a region needs a profession; None when there is none."""
        return next((need for need in self.needs(region or "") if profession in need.professions), None)

    def years_of_needs(self, region: str) -> dict[str, int]:
        """Return the professions that sources say a region needs, each with the year of the newest word."""
        return {profession: need.year for need in reversed(self.needs(region)) for profession in need.professions}

    def figures(self, region: str) -> tuple[Figure, ...]:
        """Return the numbers of a region (or of the country) in the order of their file."""
        return tuple(figure for figure in self._shelf.figures if figure.region == region)

    def figure_of(self, profession: str, region: str) -> Figure | None:
        """Return the number that a source gives for a profession in a region (or in the country)."""
        return next((each for each in self.figures(region) if each.profession == profession), None)

    def enterprises(self, region: str) -> tuple[Enterprise, ...]:
        """Return a region's enterprises, those with the newest source first."""
        found = [each for each in self._shelf.enterprises.values() if each.region == region]
        return tuple(sorted(found, key=lambda each: -each.year))

    def hiring(self, profession: str, region: str | None) -> tuple[Enterprise, ...]:
        """Return the enterprises of a region of which a source says that they need a profession."""
        return tuple(each for each in self.enterprises(region or "") if profession in each.professions)

    def hired(self, region: str) -> tuple[str, ...]:
        """Return the professions that sources name at the enterprises and projects of a region."""
        return tuple(dict.fromkeys([*_all_of(self.enterprises(region)), *_all_of(self.projects(region))]))

    def patrons(self, college: str) -> tuple[Enterprise, ...]:
        """Return the enterprises that are patrons or partners of a college."""
        return tuple(each for each in self._shelf.enterprises.values() if college in each.colleges)

    def partners(self, region: str) -> tuple[Partner, ...]:
        """Return the patrons that colleges of a region name and of which we have no card."""
        known = {
            (college, name)
            for each in self._shelf.enterprises.values()
            for college in each.colleges
            for name in each.called
        }
        colleges = [each for each in self._shelf.colleges.values() if self._shelf.places[each.place].region == region]
        named = [(college.id, patron) for college in colleges for patron in college.patrons]
        return tuple(Partner(name, college) for college, name in named if (college, name) not in known)

    def projects(self, region: str) -> tuple[Project, ...]:
        """Return a region's projects, whole pools first, then those with the newest source."""
        found = [each for each in self._shelf.projects.values() if each.region == region]
        return tuple(sorted(found, key=lambda each: (each.projects is None or each.place is not None, -each.year)))

    def events(self, region: str) -> tuple[KnownEvent, ...]:
        """Return the events of a region and of the whole country: those that come back first, then the latest."""
        found = [each for each in self._shelf.known_events.values() if each.region in {region, WHOLE_COUNTRY}]
        found.sort(key=lambda each: each.begins or "", reverse=True)
        return tuple(sorted(found, key=lambda each: (each.yearly is None, each.region == WHOLE_COUNTRY)))

    def events_for(self, profession: str, region: str | None) -> tuple[KnownEvent, ...]:
        """Return the events of a region and of the country at which a source says that a profession was shown."""
        return tuple(each for each in self.events(region or "") if profession in each.professions)

    @cached_property
    def outlook(self) -> tuple[Profession, ...]:
        """The professions of which a source says that they grow as new ones, then those of which fewer are needed."""
        professions = [each for each in self._shelf.professions.values() if each.demand]
        growing = [each for each in professions if each.demand and each.demand.level == "emerging"]
        shrinking = [each for each in professions if each.demand and each.demand.level == "declining"]
        return (*growing, *shrinking)


def _all_of(items: Iterable[RegionNeed | Enterprise | Project]) -> Iterator[str]:
    return (profession for item in items for profession in item.professions)
