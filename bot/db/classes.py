"""Rows of classes and of who is in them. Schools and names stay sealed here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Connection, delete, exists, func, insert, select, update

from bot.db.class_tables import class_members, school_classes
from bot.db.inserting import insert_new
from bot.db.staff_tables import staff_grants
from bot.db.tables import people, quiz_runs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

# A class whose counsellor may lead no classes any more, or asked to be forgotten, waits for another one.
_IS_LED: Final = exists().where(
    staff_grants.c.person_id == school_classes.c.counsellor_id,
    staff_grants.c.role == "counsellor",
    staff_grants.c.revoked_at.is_(None),
)
_HAS_FINISHED: Final = exists().where(
    quiz_runs.c.person_id == class_members.c.person_id, quiz_runs.c.finished_at.is_not(None)
)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody in a class; the name is sealed, None of those who did not agree to be seen by name."""

    person_id: int
    joined_at: datetime
    name: bytes | None
    has_finished: bool


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """How a class calls its school (sealed), and where the class's counsellor lives."""

    digest: str
    school: bytes
    place: str | None


@dataclass(frozen=True, slots=True)
class Label:
    """A counsellor's role with what is known of them (their school), sealed."""

    grant_id: int
    person_id: int
    label: bytes


def add_class(connection: Connection, **values: Any) -> int:
    """Add a class; `values` are columns of the table."""
    key = connection.execute(insert(school_classes).values(values)).inserted_primary_key
    assert key is not None  # noqa: S101 -- an INSERT of one row always returns its key
    return int(key[0])


def change_class(connection: Connection, class_id: int, **values: Any) -> None:
    """Change some columns of a class."""
    connection.execute(update(school_classes).where(school_classes.c.id == class_id).values(**values))


def find_class(connection: Connection, class_id: int, *, lock: bool = False) -> Mapping[str, Any] | None:
    """Return a class; `lock` holds it until the transaction ends."""
    statement = select(school_classes).where(school_classes.c.id == class_id)
    return _one(connection, statement.with_for_update() if lock else statement)


def class_with_code(connection: Connection, code: str, *, lock: bool = False) -> Mapping[str, Any] | None:
    """Return the class of a code."""
    statement = select(school_classes).where(school_classes.c.code == code)
    return _one(connection, statement.with_for_update() if lock else statement)


def classes_of(connection: Connection, counsellor_id: int) -> list[Mapping[str, Any]]:
    """Return the classes that somebody leads, open ones first, by grade and letter."""
    return _classes(connection, school_classes.c.counsellor_id == counsellor_id)


def classes_of_school(connection: Connection, digest: str) -> list[Mapping[str, Any]]:
    """Return the classes of a school."""
    return _classes(connection, school_classes.c.school_digest == digest)


def classes_without_counsellor(connection: Connection, digest: str | None = None) -> list[Mapping[str, Any]]:
    """Return the classes, of one school or of all, that nobody leads."""
    of_school = () if digest is None else (school_classes.c.school_digest == digest,)
    return _classes(connection, ~_IS_LED, *of_school)


def schools_of_classes(connection: Connection) -> list[SchoolRow]:
    """Return what every class says of its school, the newest first; pupils stay in classes that are closed for new ones."""
    lives = school_classes.outerjoin(people, people.c.id == school_classes.c.counsellor_id)
    columns = (school_classes.c.school_digest, school_classes.c.school, people.c.place)
    statement = select(*columns).select_from(lives).order_by(school_classes.c.id.desc())
    return [SchoolRow(*row) for row in connection.execute(statement)]


def is_led(connection: Connection, class_id: int) -> bool:
    """Return whether a class has a counsellor who may lead it."""
    statement = select(exists().where(school_classes.c.id == class_id, _IS_LED))
    return bool(connection.execute(statement).scalar_one())


def add_member(connection: Connection, class_id: int, person_id: int, at: datetime) -> bool:
    """Let somebody into a class; say whether they are new in it."""
    return insert_new(connection, class_members, {"class_id": class_id, "person_id": person_id, "joined_at": at})


def remove_member(connection: Connection, class_id: int, person_id: int) -> bool:
    """Erase that somebody is in a class; say whether they were."""
    mine = (class_members.c.class_id == class_id, class_members.c.person_id == person_id)
    return bool(connection.execute(delete(class_members).where(*mine)).rowcount)


def share_name(connection: Connection, class_id: int, person_id: int, name: bytes | None) -> bool:
    """Note a name by which the counsellor may see somebody and their result, or (None) that they may not; False: not in it."""
    mine = (class_members.c.class_id == class_id, class_members.c.person_id == person_id)
    values = {"name": name, "shares_result": name is not None}
    return bool(connection.execute(update(class_members).where(*mine).values(values)).rowcount)


def count_members(connection: Connection, class_id: int) -> int:
    """Return how many are in a class."""
    statement = select(func.count()).select_from(class_members).where(class_members.c.class_id == class_id)
    return int(connection.execute(statement).scalar_one())


def members_of(connection: Connection, class_id: int) -> list[MemberRow]:
    """Return who is in a class, in the order in which they joined."""
    statement = (
        select(
            class_members.c.person_id,
            class_members.c.joined_at,
            class_members.c.name,
            _HAS_FINISHED.label("has_finished"),
        )
        .where(class_members.c.class_id == class_id)
        .order_by(class_members.c.joined_at, class_members.c.person_id)
    )
    return [MemberRow(**row._asdict()) for row in connection.execute(statement)]


def memberships_of(connection: Connection, person_id: int) -> list[tuple[Mapping[str, Any], bytes | None]]:
    """Return the classes that somebody is in, the newest first, each with the name by which they let themselves be seen."""
    statement = (
        select(school_classes, class_members.c.name.label("member_name"))
        .join(class_members, class_members.c.class_id == school_classes.c.id)
        .where(class_members.c.person_id == person_id)
        .order_by(class_members.c.joined_at.desc(), school_classes.c.id)
    )
    rows = [row._asdict() for row in connection.execute(statement)]
    return [(row, row.pop("member_name")) for row in rows]


def labels_of_counsellors(connection: Connection) -> list[Label]:
    """Return all counsellors of whom something is known, the latest invitation first."""
    columns = (staff_grants.c.id.label("grant_id"), staff_grants.c.person_id, staff_grants.c.label)
    held = (staff_grants.c.role == "counsellor", staff_grants.c.revoked_at.is_(None), staff_grants.c.label.is_not(None))
    rows = connection.execute(select(*columns).where(*held).order_by(staff_grants.c.id.desc()))
    return [Label(**row._asdict()) for row in rows]


def _classes(connection: Connection, *where: ColumnElement[bool]) -> list[Mapping[str, Any]]:
    order = (
        school_classes.c.closed_at.is_not(None),
        school_classes.c.grade,
        school_classes.c.letter,
        school_classes.c.id,
    )
    return [row._asdict() for row in connection.execute(select(school_classes).where(*where).order_by(*order))]


def _one(connection: Connection, statement: Any) -> Mapping[str, Any] | None:
    row = connection.execute(statement).one_or_none()
    return row._asdict() if row else None
