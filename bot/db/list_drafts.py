"""Rows of lists that were read and wait for their sender's yes: one a person, sealed, kept a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal

from sqlalchemy import Connection, delete, insert, select

from bot.db.door_tables import list_drafts

if TYPE_CHECKING:
    from datetime import datetime

Kind = Literal["class", "ticks"]
KEPT: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Draft:
    """A list that waits."""

    id: int
    session_id: int
    content: bytes


def put_draft(connection: Connection, person_id: int, session_id: int, kind: Kind, content: bytes, at: datetime) -> int:
    """Keep a list in place of the one before, and return its id; lists of yesterday are forgotten on the way."""
    mine, old = list_drafts.c.person_id == person_id, list_drafts.c.made_at <= at - KEPT
    connection.execute(delete(list_drafts).where(mine | old))
    row = {"person_id": person_id, "session_id": session_id, "kind": kind, "content": content, "made_at": at}
    key = connection.execute(insert(list_drafts).values(row)).inserted_primary_key
    assert key is not None  # noqa: S101 -- an INSERT of one row always returns its key
    return int(key[0])


def find_draft(connection: Connection, draft_id: int, person_id: int, kind: Kind, now: datetime) -> Draft | None:
    """Return a list that waits for this person's yes; None when it does not any more."""
    mine = (list_drafts.c.id == draft_id, list_drafts.c.person_id == person_id, list_drafts.c.kind == kind)
    columns = (list_drafts.c.id, list_drafts.c.session_id, list_drafts.c.content)
    row = connection.execute(select(*columns).where(*mine, list_drafts.c.made_at > now - KEPT)).one_or_none()
    return Draft(**row._asdict()) if row else None


def draft_since(connection: Connection, person_id: int) -> datetime | None:
    """Return since when a list of somebody waits for their yes."""
    return connection.execute(select(list_drafts.c.made_at).where(list_drafts.c.person_id == person_id)).scalar()


def drop_draft(connection: Connection, draft_id: int) -> bool:
    """Forget a list; say whether it was there: of two who say yes at once one is first."""
    return bool(connection.execute(delete(list_drafts).where(list_drafts.c.id == draft_id)).rowcount)
