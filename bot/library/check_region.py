"""Do enterprises, projects, figures and known events lead somewhere, and do they stand where they are said to?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.catalogue import WHOLE_COUNTRY
from bot.domain.languages import Language
from bot.domain.regional import Enterprise, Figure, KnownEvent, Project
from bot.library.reading import problem_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.library.folders import Folders
    from bot.library.problems import Problem
    from bot.library.shelf import Shelf

ENTERPRISES: Final = "facts/enterprises.yaml"
PROJECTS: Final = "facts/projects.yaml"
EVENTS: Final = "facts/known_events.yaml"


def region_problems(folders: Folders, shelf: Shelf) -> Iterator[Problem]:
    """Return what is wrong."""
    for source, items in ((ENTERPRISES, shelf.enterprises), (PROJECTS, shelf.projects), (EVENTS, shelf.known_events)):
        for name, item in items.items():
            for message in _messages(shelf, item):
                yield problem_of(folders, source, name, f"{name}: {message}")
    yield from _copies(folders, shelf)
    seen: set[tuple[object, ...]] = set()
    for row, figure in zip(shelf.figure_rows, shelf.figures, strict=True):
        for message in _figure_messages(shelf, figure, seen):
            yield row.problem(f"{figure.region}, {figure.kind}: {message}")


def _messages(shelf: Shelf, item: Enterprise | Project | KnownEvent) -> Iterator[str]:
    yield from _where(shelf, item.region, item.place)
    yield from _links(shelf, item)
    yield from _own(shelf, item)
    if item.region != WHOLE_COUNTRY:
        for college in item.colleges:
            there = shelf.colleges.get(college)
            home = shelf.places.get(there.place) if there else None
            # A place without a region is a slip of its own, named where it stands.
            if home and home.region in shelf.regions and home.region != item.region:
                yield f"college {college} stands in another region"


def _where(shelf: Shelf, region: str, place: str | None) -> Iterator[str]:
    if region != WHOLE_COUNTRY and region not in shelf.regions:
        yield f"region {region} is no region"
    if place is None:
        return
    if place not in shelf.places:
        yield f"place {place} is no place"
    elif shelf.places[place].region in shelf.regions and shelf.places[place].region != region:
        yield f"place {place} lies in {shelf.places[place].region}, not in {region}"


def _links(shelf: Shelf, item: Enterprise | Project | KnownEvent) -> Iterator[str]:
    yield from _missing("profession", item.professions, shelf.professions)
    yield from _missing("college", item.colleges, shelf.colleges)


def _own(shelf: Shelf, item: Enterprise | Project | KnownEvent) -> Iterator[str]:
    """What only one kind of items can get wrong."""
    yield from _years(shelf, item)
    patrons = {
        patron for college in item.colleges if college in shelf.colleges for patron in shelf.colleges[college].patrons
    }
    for called in item.called if isinstance(item, Enterprise) else ():
        if called not in patrons:
            yield f"{called!r} is no patron of its colleges"
    if isinstance(item, Project) and item.enterprise:
        yield from _missing("enterprise", [item.enterprise], shelf.enterprises)


def _years(shelf: Shelf, item: Enterprise | Project | KnownEvent | Figure) -> Iterator[str]:
    """A source cannot be younger than our reading of it, and what it tells of as past must have been."""
    year = _year_of(item) if isinstance(item, KnownEvent) else item.year
    if year > int(shelf.newest[:4]):
        yield f"{year} lies after the content was collected"
    if isinstance(item, Project | Figure) and item.until is not None and item.until < item.year:
        yield f"until {item.until} lies before its source of {item.year}"


def _year_of(event: KnownEvent) -> int:
    """Return the year of an event that took place; 0 for a plan, which may lie in the future."""
    return int(event.begins[:4]) if event.begins and not event.planned else 0


def _figure_messages(shelf: Shelf, figure: Figure, seen: set[tuple[object, ...]]) -> Iterator[str]:
    yield from _where(shelf, figure.region, None)
    yield from _years(shelf, figure)
    yield from _missing("profession", [figure.profession] if figure.profession else [], shelf.professions)
    key = (figure.region, figure.kind, figure.profession)
    if key in seen:
        yield "stands twice; keep the newer one"
    seen.add(key)


def _copies(folders: Folders, shelf: Shelf) -> Iterator[Problem]:
    """A sentence in Kazakh must not be the Russian one; names of companies and events often are the same."""
    kazakh, russian = shelf.words(Language.KK), shelf.words(Language.RU)
    for kind in ("enterprises", "projects", "known_events"):
        other = getattr(russian, kind)
        for name, words in getattr(kazakh, kind).items():
            if name in other and words.fact == other[name].fact:
                yield problem_of(folders, f"kk/{kind}.yaml", name, f"{name}: the sentence is the same as in Russian")


def _missing(kind: str, ids: Iterable[str], known: Mapping[str, object]) -> Iterator[str]:
    return (f"{kind} {each} does not exist" for each in ids if each not in known)
