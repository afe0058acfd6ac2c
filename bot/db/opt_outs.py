"""Who wants no announcements: of one author, or of anybody (`EVERYBODY` in the author's place)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Connection, delete, exists, select

from bot.db.announcement_tables import opt_outs
from bot.db.inserting import insert_new

if TYPE_CHECKING:
    from datetime import datetime

EVERYBODY: Final = 0


def refuse(connection: Connection, person_id: int, author_id: int, at: datetime) -> None:
    """Note that a person wants nothing from an author; doing so twice changes nothing."""
    insert_new(connection, opt_outs, {"person_id": person_id, "author_id": author_id, "at": at})


def allow(connection: Connection, person_id: int, author_id: int | None = None) -> None:
    """Take it back; for all authors when none is named."""
    statement = delete(opt_outs).where(opt_outs.c.person_id == person_id)
    connection.execute(statement if author_id is None else statement.where(opt_outs.c.author_id == author_id))


def refused_by(connection: Connection, person_id: int) -> dict[int, datetime]:
    """Return whose announcements a person does not want, and since when."""
    statement = select(opt_outs.c.author_id, opt_outs.c.at).where(opt_outs.c.person_id == person_id)
    return {row.author_id: row.at for row in connection.execute(statement.order_by(opt_outs.c.at))}


def has_refused(person_id: ColumnElement[Any] | int, author_id: int | None) -> ColumnElement[bool]:
    """Return the condition that a person wants nothing from an author."""
    authors = {EVERYBODY, author_id or EVERYBODY}
    return exists().where(opt_outs.c.person_id == person_id, opt_outs.c.author_id.in_(authors))
