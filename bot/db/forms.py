"""Rows of forms that are being filled in, and of what pupils let us remember; everything personal in them is sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select, update

from bot.db.event_tables import details, registration_drafts

if TYPE_CHECKING:
    from datetime import datetime


def find_draft(connection: Connection, person_id: int) -> bytes | None:
    """Return somebody's form, sealed."""
    statement = select(registration_drafts.c.about).where(registration_drafts.c.person_id == person_id)
    return connection.execute(statement).scalar_one_or_none()


def keep_draft(connection: Connection, person_id: int, session_id: int, about: bytes, now: datetime) -> None:
    """Keep a form in place of any other; expects the person's lock."""
    values = {"session_id": session_id, "about": about, "changed_at": now}
    mine = registration_drafts.c.person_id == person_id
    if not connection.execute(update(registration_drafts).where(mine).values(values)).rowcount:
        connection.execute(insert(registration_drafts).values(person_id=person_id, **values))


def erase_draft(connection: Connection, person_id: int) -> None:
    """Erase somebody's form."""
    connection.execute(delete(registration_drafts).where(registration_drafts.c.person_id == person_id))


def find_details(connection: Connection, person_id: int) -> bytes | None:
    """Return what somebody let us remember, sealed."""
    return connection.execute(select(details.c.about).where(details.c.person_id == person_id)).scalar_one_or_none()


def keep_details(connection: Connection, person_id: int, about: bytes, now: datetime) -> None:
    """Remember somebody's details; expects the person's lock."""
    values = {"about": about, "kept_at": now}
    if not connection.execute(update(details).where(details.c.person_id == person_id).values(values)).rowcount:
        connection.execute(insert(details).values(person_id=person_id, **values))


def erase_details(connection: Connection, person_id: int) -> None:
    """Remember somebody's details no more."""
    connection.execute(delete(details).where(details.c.person_id == person_id))
