"""Which school a counsellor is of: what their invitation says, never what they type themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.db.classes import labels_of_counsellors, schools_of_classes
from bot.db.people import people_of
from bot.domain.classes import SchoolClass
from bot.domain.schools import school_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sqlalchemy import Connection

    from bot.seal import Seal


@dataclass(frozen=True, slots=True)
class School:
    """A school as it is called, and the digest that all its classes have."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class TownSchool:
    """A school that has classes, and its town as far as it is known."""

    school: School
    town: str | None


@dataclass(frozen=True, slots=True)
class Counsellor:
    """A counsellor whose invitation names them or their school; `school` is None when it names no school."""

    grant_id: int
    person_id: int
    label: str
    school: School | None


def school_named(seal: Seal, name: str, town: str | None) -> School | None:
    """Return the school that a text means in a town; None when it means none."""
    key = school_key(name, town)
    return School(name, seal.digest(key, "school")) if key else None


def schools_with_classes(connection: Connection, seal: Seal) -> list[TownSchool]:
    """Return the schools of all classes, each once, as its newest class calls it."""
    found: dict[str, TownSchool] = {}
    for row in schools_of_classes(connection):
        known = found.get(row.digest)
        if known and known.town:
            continue
        name = known.school.name if known else str(seal.open(row.school))
        # A counsellor may have moved since; then the digest tells that this is not the town the school was made with.
        meant = school_named(seal, str(seal.open(row.school)), row.place)
        town = row.place if meant and meant.digest == row.digest else None
        found[row.digest] = TownSchool(School(name, row.digest), town)
    return list(found.values())


def counsellors(connection: Connection, seal: Seal) -> list[Counsellor]:
    """Return the counsellors of whom something is known, each once, by their latest invitation."""
    latest = {label.person_id: label for label in reversed(labels_of_counsellors(connection))}
    towns = {person.id: person.place for person in people_of(connection, list(latest)).values()}
    found = []
    for label in latest.values():
        text = str(seal.open(label.label))
        school = school_named(seal, text, towns.get(label.person_id))
        found.append(Counsellor(label.grant_id, label.person_id, text, school))
    return found


def school_of(connection: Connection, seal: Seal, person_id: int) -> School | None:
    """Return the school that a counsellor's invitation names."""
    return next((each.school for each in counsellors(connection, seal) if each.person_id == person_id), None)


def opened_class(seal: Seal, row: Mapping[str, Any]) -> SchoolClass:
    """Return a class with its school's name opened."""
    return SchoolClass(**{**row, "school": str(seal.open(row["school"]))})
