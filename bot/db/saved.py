"""Rows of saved professions and colleges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, select

from bot.db.inserting import insert_new
from bot.db.tables import saved_things

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.saved import Kind


def add_thing(connection: Connection, person_id: int, kind: Kind, thing: str, at: datetime) -> None:
    """Save a thing; saving it twice changes nothing."""
    row = {"person_id": person_id, "kind": kind, "thing": thing, "saved_at": at}
    insert_new(connection, saved_things, row)


def remove_thing(connection: Connection, person_id: int, kind: Kind, thing: str) -> None:
    """Take a thing off the list; one that is not on it changes nothing."""
    mine = (saved_things.c.person_id == person_id, saved_things.c.kind == kind, saved_things.c.thing == thing)
    connection.execute(delete(saved_things).where(*mine))


def things_of(connection: Connection, person_id: int) -> list[tuple[Kind, str]]:
    """Return what a person saved, the oldest first."""
    statement = (
        select(saved_things.c.kind, saved_things.c.thing)
        .where(saved_things.c.person_id == person_id)
        .order_by(saved_things.c.saved_at, saved_things.c.thing)
    )
    return [(row.kind, row.thing) for row in connection.execute(statement)]
