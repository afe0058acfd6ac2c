"""Rows of staff: who holds which role, and the audit log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, bindparam, insert, select, update

from bot.db.staff_tables import audit_log, invitations, staff_grants
from bot.domain.staff import Entry, Grant, Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation that can be taken now; the label stays sealed."""

    role: Role
    event_id: int | None
    label: bytes | None
    created_by_id: int | None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A role that somebody holds; the label stays sealed."""

    id: int
    person_id: int
    role: Role
    event_id: int | None
    label: bytes | None
    granted_at: datetime


# Built once, because building one costs more than running it.
_GRANTS: Final = (
    select(staff_grants.c.id, staff_grants.c.role, staff_grants.c.event_id)
    .where(staff_grants.c.person_id == bindparam("person"), staff_grants.c.revoked_at.is_(None))
    .order_by(staff_grants.c.id)
)


def grants_of(connection: Connection, person_id: int) -> list[Grant]:
    """Return the roles that somebody holds now."""
    return [Grant(**row._asdict()) for row in connection.execute(_GRANTS, {"person": person_id})]


def administrators(connection: Connection) -> list[int]:
    """Return the people who hold the role of an administrator."""
    held = (staff_grants.c.role == "administrator", staff_grants.c.revoked_at.is_(None))
    statement = select(staff_grants.c.person_id).where(*held).distinct().order_by(staff_grants.c.person_id)
    return list(connection.execute(statement).scalars())


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


def entries(connection: Connection, most: int, skip: int = 0) -> list[Entry]:
    """Return the lines of the audit log, the newest first."""
    columns = (audit_log.c.at, audit_log.c.actor_id, audit_log.c.deed, audit_log.c.subject, audit_log.c.number)
    statement = select(*columns).order_by(audit_log.c.id.desc()).limit(most).offset(skip)
    return [Entry(**row._asdict()) for row in connection.execute(statement)]


def members(connection: Connection, event_ids: Sequence[int] | None = None) -> list[MemberRow]:
    """Return who holds which role now: everybody, or only for some events."""
    columns = [staff_grants.c[name] for name in ("id", "person_id", "role", "event_id", "label", "granted_at")]
    statement = select(*columns).where(staff_grants.c.revoked_at.is_(None)).order_by(staff_grants.c.id)
    if event_ids is not None:
        statement = statement.where(staff_grants.c.event_id.in_(event_ids))
    return [MemberRow(**row._asdict()) for row in connection.execute(statement)]


def find_member(connection: Connection, grant_id: int) -> MemberRow | None:
    """Return a role that is held now."""
    return next((each for each in members(connection) if each.id == grant_id), None)


def add_invitation(connection: Connection, **values: Any) -> None:
    """Keep an invitation; `values` are columns of the table."""
    connection.execute(insert(invitations).values(values))


def find_invitation(connection: Connection, digest: str, now: datetime) -> InvitationRow | None:
    """Return an invitation by the digest of its link; None when it is used, has expired, or never was."""
    columns = (invitations.c.role, invitations.c.event_id, invitations.c.label, invitations.c.created_by_id)
    row = connection.execute(select(*columns).where(*_open(digest, now))).one_or_none()
    return InvitationRow(**row._asdict()) if row else None


def use_invitation(connection: Connection, digest: str, now: datetime) -> bool:
    """Use an invitation up; say whether it could be used."""
    statement = update(invitations).where(*_open(digest, now)).values(used_at=now)
    return bool(connection.execute(statement).rowcount)


def _open(digest: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (invitations.c.digest == digest, invitations.c.used_at.is_(None), invitations.c.expires_at > now)
