"""Rows of reminders: one a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select, update

from bot.db.tables import people, reminders

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Reminder:
    """Who wants to be reminded of the admission after grade `entry` in the summer of `year`, where they live, and since when."""

    person_id: int
    entry: int
    year: int
    place: str | None
    asked_at: datetime


_REMINDERS = select(
    reminders.c.person_id, reminders.c.entry, reminders.c.year, people.c.place, reminders.c.asked_at
).join(people, people.c.id == reminders.c.person_id)


def find_reminder(connection: Connection, person_id: int) -> Reminder | None:
    """Return a person's reminder."""
    row = connection.execute(_REMINDERS.where(reminders.c.person_id == person_id)).one_or_none()
    return Reminder(**row._asdict()) if row else None


def all_reminders(connection: Connection) -> list[Reminder]:
    """Return everybody's."""
    return [Reminder(**row._asdict()) for row in connection.execute(_REMINDERS.order_by(reminders.c.person_id))]


def keep_reminder(connection: Connection, person_id: int, entry: int, year: int, at: datetime) -> None:
    """Keep a reminder in place of the one before; expects the person's lock."""
    values = {"entry": entry, "year": year, "asked_at": at}
    changed = connection.execute(update(reminders).where(reminders.c.person_id == person_id).values(values))
    if not changed.rowcount:
        connection.execute(insert(reminders).values(person_id=person_id, **values))


def erase_reminder(connection: Connection, person_id: int) -> None:
    """Erase a person's reminder, if there is one."""
    connection.execute(delete(reminders).where(reminders.c.person_id == person_id))
