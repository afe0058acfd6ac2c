"""Rows of forms that are being filled in, and of what pupils let us remember; everything personal in them is sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, bindparam, delete, select

from bot.db.event_tables import details, registration_drafts
from bot.db.inserting import put

if TYPE_CHECKING:
    from datetime import datetime

# Built once, because building one costs more than running it.
_DRAFT: Final = select(registration_drafts.c.about).where(registration_drafts.c.person_id == bindparam("person"))
_LOCKED_DRAFT: Final = _DRAFT.with_for_update()
_DETAILS: Final = select(details.c.about).where(details.c.person_id == bindparam("person"))
_ERASE: Final = {
    table: delete(table).where(table.c.person_id == bindparam("person")) for table in (registration_drafts, details)
}


def find_draft(connection: Connection, person_id: int, *, locks: bool = False) -> bytes | None:
    """Return somebody's form, sealed; with `locks` nobody else changes it until the transaction ends."""
    found: bytes | None = connection.execute(
        _LOCKED_DRAFT if locks else _DRAFT, {"person": person_id}
    ).scalar_one_or_none()
    return found


def keep_draft(connection: Connection, person_id: int, session_id: int, about: bytes, now: datetime) -> None:
    """Keep a form in place of any other."""
    row = {"person_id": person_id, "session_id": session_id, "about": about, "changed_at": now}
    put(connection, registration_drafts, row, key="person_id")


def erase_draft(connection: Connection, person_id: int) -> None:
    """Erase somebody's form."""
    connection.execute(_ERASE[registration_drafts], {"person": person_id})


def find_details(connection: Connection, person_id: int) -> bytes | None:
    """Return what somebody let us remember, sealed."""
    found: bytes | None = connection.execute(_DETAILS, {"person": person_id}).scalar_one_or_none()
    return found


def keep_details(connection: Connection, person_id: int, about: bytes, now: datetime) -> None:
    """Remember somebody's details in place of earlier ones."""
    put(connection, details, {"person_id": person_id, "about": about, "kept_at": now}, key="person_id")


def erase_details(connection: Connection, person_id: int) -> None:
    """Remember somebody's details no more."""
    connection.execute(_ERASE[details], {"person": person_id})
