"""The atlas as the rules see it: facts without words, frozen. Words stand beside, by language, under the same ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from bot.domain.geo import Point
    from bot.domain.interests import Profile
    from bot.domain.languages import Language

Ownership = Literal["state", "private"]
# Stands where a region's id stands when all regions are meant.
WHOLE_COUNTRY: Final = "KZ"
Outdoors = Literal["mostly", "partly", "rarely"]
DemandLevel = Literal["in_demand", "stable", "emerging", "declining"]


@dataclass(frozen=True, slots=True)
class Region:
    """A region or one of the three big cities; `centre` is the id of a place."""

    id: str
    kind: Literal["region", "city"]
    centre: str
    point: Point


@dataclass(frozen=True, slots=True)
class Place:
    """A settlement; `population` only ranks places of the same name and is never shown."""

    id: str
    region: str
    kind: Literal["city", "town", "district_centre", "village"]
    point: Point
    population: int


@dataclass(frozen=True, slots=True)
class Duration:
    """How long one learns, in months: from, to (equal when the source gives one number)."""

    months_from: int
    months_to: int
    source: str


@dataclass(frozen=True, slots=True)
class Specialty:
    """A specialty or qualification of the classifier; a code that begins with "nc-" is our own and never shown."""

    code: str
    kind: Literal["specialty", "qualification"]
    parent: str | None
    after9: Duration | None
    after11: Duration | None


@dataclass(frozen=True, slots=True)
class Pay:
    """Tenge a month. `basis` says whose pay it is: often a whole sector's, which is then said."""

    average: int | None
    lowest: int | None
    highest: int | None
    basis: str
    year: int
    source: str


@dataclass(frozen=True, slots=True)
class Demand:
    """How much a profession is looked for, by a source of a year (None when the source names none), read in a month."""

    level: DemandLevel
    year: int | None
    source: str
    collected: str


@dataclass(frozen=True, slots=True)
class RegionNeed:
    """Professions that a region (or the whole country) is named to need, by sources of a year."""

    region: str
    professions: tuple[str, ...]
    year: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Worldskills:
    """The competence of WorldSkills in which one can compete, by its official English name."""

    competence: str
    source: str


@dataclass(frozen=True, slots=True)
class Profession:
    """A profession; `interests` are O*NET's six numbers, 1-7. A figure that is None is not known.

    Attributes:
        subjects: ids of the school subjects that help most.
        health: ids of what loads the body at this work; our reading of the work, not a list of the law.
    """

    id: str
    sector: str
    world: str
    specialties: tuple[str, ...]
    interests: Profile
    after9: Duration | None
    after11: Duration | None
    pay: Pay | None
    demand: Demand | None
    outdoors: Outdoors | None
    worldskills: Worldskills | None
    subjects: tuple[str, ...]
    health: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dormitory:
    """What is known of a dormitory."""

    has: bool
    planned: bool
    beds: int | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Dual:
    """Dual training is there: a part of the time at an enterprise. Students in it and year as far as a source names them."""

    students: int | None
    year: int | None


@dataclass(frozen=True, slots=True)
class College:
    """A college; what is None or empty is not known."""

    id: str
    place: str
    point: Point
    point_precision: Literal["town", "district", "exact"]
    ownership: Ownership | None
    specialties: tuple[str, ...]
    professions: tuple[str, ...]
    fields: tuple[str, ...]
    dormitory: Dormitory | None
    address: str | None
    website: str | None
    phone: str | None
    instagram: str | None
    patrons: tuple[str, ...]
    dual: Dual | None
    official_name_in: tuple[Language, ...]
    sources: tuple[str, ...]
    collected: str


@dataclass(frozen=True, slots=True)
class Consent:
    """The version of the privacy text, the day from which it holds, and the text's hash in each language."""

    version: str
    since: str
    sha256: dict[str, str] = field(compare=False)
