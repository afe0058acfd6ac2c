"""Rows of people: found by their Telegram id, changed field by field, forgotten wholly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, delete, exists, select, update

from bot.db.inserting import insert_new
from bot.db.portions import portions
from bot.db.tables import people
from bot.domain.languages import Language
from bot.domain.people import Person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_COLUMNS = (
    people.c.id,
    people.c.telegram_id,
    people.c.language,
    people.c.grade,
    people.c.place,
    people.c.spot,
    people.c.consent_version,
    people.c.consented_at,
    people.c.pilot_at,
    people.c.goal,
    people.c.visited_on,
)
_PEOPLE = select(*_COLUMNS)
# Built once, because building one costs more than running it.
_BY_TELEGRAM_ID = _PEOPLE.where(people.c.telegram_id == bindparam("telegram_id"))
_CHANGE = update(people).where(people.c.telegram_id == bindparam("whose"))


def find_person(connection: Connection, telegram_id: int) -> Person | None:
    """Return the person behind a Telegram id, or None when they never agreed."""
    row = connection.execute(_BY_TELEGRAM_ID, {"telegram_id": telegram_id}).one_or_none()
    return _person(row) if row else None


def people_of(connection: Connection, ids: Sequence[int]) -> dict[int, Person]:
    """Return people by their own numbers; those that are no more are missing."""
    found = (row for some in portions(ids) for row in connection.execute(_PEOPLE.where(people.c.id.in_(some))))
    return {row.id: _person(row) for row in found}


def add_person(connection: Connection, telegram_id: int, language: Language, version: str, at: datetime) -> bool:
    """Keep a person who agreed to a version of the privacy text; say whether they are new."""
    row = {
        "telegram_id": telegram_id,
        "language": language.value,
        "consent_version": version,
        "consented_at": at,
        "visited_on": at.date(),
    }
    return insert_new(connection, people, row)


def renew_consent(connection: Connection, telegram_id: int, version: str, at: datetime) -> None:
    """Note that a person agreed to another version than before; to the same one they agreed already."""
    older = (people.c.telegram_id == telegram_id, people.c.consent_version != version)
    connection.execute(update(people).where(*older).values(consent_version=version, consented_at=at))


def change_person(connection: Connection, telegram_id: int, **values: Any) -> None:
    """Change some fields of a person."""
    connection.execute(_CHANGE, {"whose": telegram_id, **values})


def delete_person(connection: Connection, telegram_id: int) -> bool:
    """Erase a person; their answers go with them by the tables' own rule. Say whether there was one."""
    return bool(connection.execute(delete(people).where(people.c.telegram_id == telegram_id)).rowcount)


def unreachable_since(connection: Connection, person_id: int) -> datetime | None:
    """Return since when a person cannot be written to; None when they can, as far as we know."""
    statement = select(people.c.unreachable_at).where(people.c.id == person_id)
    return connection.execute(statement).scalar_one_or_none()


def move_person(connection: Connection, person_id: int, telegram_id: int) -> None:
    """Give a person another Telegram id, unless it is somebody else's already."""
    others = people.alias()
    taken = exists().where(others.c.telegram_id == telegram_id)
    connection.execute(update(people).where(people.c.id == person_id, ~taken).values(telegram_id=telegram_id))


def lock_person(connection: Connection, person_id: int) -> None:
    """Hold the person's row until the transaction ends (SQLite's writers hold the whole file anyway)."""
    connection.execute(select(people.c.id).where(people.c.id == person_id).with_for_update())


def _person(row: Any) -> Person:
    values = row._asdict()
    return Person(**{**values, "language": Language(values["language"])})
