"""Rows of staff: who holds which role, and the audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert, select, update

from bot.db.staff_tables import audit_log, staff_grants
from bot.domain.staff import Grant

if TYPE_CHECKING:
    from datetime import datetime


def grants_of(connection: Connection, person_id: int) -> list[Grant]:
    """Return the roles that somebody holds now."""
    columns = (staff_grants.c.id, staff_grants.c.role, staff_grants.c.event_id)
    mine = (staff_grants.c.person_id == person_id, staff_grants.c.revoked_at.is_(None))
    return [
        Grant(**row._asdict()) for row in connection.execute(select(*columns).where(*mine).order_by(staff_grants.c.id))
    ]


def add_grant(connection: Connection, **values: Any) -> int:
    """Give somebody a role; `values` are columns of the table."""
    key = connection.execute(insert(staff_grants).values(values)).inserted_primary_key
    assert key is not None  # noqa: S101 -- an INSERT of one row always returns its key
    return int(key[0])


def revoke_grant(connection: Connection, grant_id: int, at: datetime) -> bool:
    """Take a role back; say whether it was held."""
    held = (staff_grants.c.id == grant_id, staff_grants.c.revoked_at.is_(None))
    return bool(connection.execute(update(staff_grants).where(*held).values(revoked_at=at)).rowcount)


def note_deed(
    connection: Connection, at: datetime, actor_id: int | None, deed: str, subject: str, number: int = 0
) -> None:
    """Write into the audit log; see its table."""
    row = {"at": at, "actor_id": actor_id, "deed": deed, "subject": subject, "number": number}
    connection.execute(insert(audit_log).values(row))


def labels_of(connection: Connection, event_id: int) -> dict[int, bytes]:
    """Return what is known of those who hold or held a role at an event or everywhere, sealed; by person, the latest one."""
    columns = (staff_grants.c.person_id, staff_grants.c.label)
    of_event = (staff_grants.c.event_id == event_id) | staff_grants.c.event_id.is_(None)
    rows = connection.execute(
        select(*columns).where(of_event, staff_grants.c.label.is_not(None)).order_by(staff_grants.c.id)
    )
    return {row.person_id: row.label for row in rows}
