"""Rows of what somebody wrote about themselves, to be shown to them: registrations, a form begun, what we may remember."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, exists, select

from bot.db.event_tables import (
    certificates,
    check_ins,
    details,
    events,
    feedback,
    registration_drafts,
    registrations,
    sessions,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_HAS_COME: Final = exists().where(check_ins.c.registration_id == registrations.c.id, check_ins.c.undone_at.is_(None))
_REGISTRATION: Final = (
    select(
        events.c.code.label("event"),
        events.c.title,
        events.c.zone,
        sessions.c.starts_at,
        registrations.c.state,
        registrations.c.code.label("ticket"),
        registrations.c.about,
        registrations.c.needs_parent,
        registrations.c.parent_agreed_at,
        registrations.c.parent_withdrew_at,
        registrations.c.is_companion,
        registrations.c.held_until,
        registrations.c.created_at,
        registrations.c.changed_at,
        _HAS_COME.label("has_come"),
        feedback.c.worth,
        feedback.c.would_work,
        feedback.c.said_at,
        certificates.c.code.label("certificate"),
        certificates.c.issued_at.label("certificate_issued_at"),
    )
    .join(sessions, sessions.c.id == registrations.c.session_id)
    .join(events, events.c.id == sessions.c.event_id)
    .outerjoin(feedback, feedback.c.registration_id == registrations.c.id)
    .outerjoin(certificates, certificates.c.registration_id == registrations.c.id)
)


def registrations_about(connection: Connection, person_id: int) -> list[dict[str, Any]]:
    """Return every column of somebody's registrations that says something of them, the latest session first."""
    mine = _REGISTRATION.where(registrations.c.person_id == person_id)
    rows = connection.execute(mine.order_by(sessions.c.starts_at.desc(), registrations.c.id.desc()))
    return [row._asdict() for row in rows]


def details_about(connection: Connection, person_id: int) -> Mapping[str, Any] | None:
    """Return what somebody let us remember for their next registration, sealed, and since when."""
    mine = select(details.c.about, details.c.kept_at).where(details.c.person_id == person_id)
    row = connection.execute(mine).one_or_none()
    return row._asdict() if row else None


def draft_about(connection: Connection, person_id: int) -> Mapping[str, Any] | None:
    """Return the form that somebody has begun, sealed, for which event, and when it was touched."""
    statement = (
        select(events.c.title, registration_drafts.c.about, registration_drafts.c.changed_at)
        .join(sessions, sessions.c.id == registration_drafts.c.session_id)
        .join(events, events.c.id == sessions.c.event_id)
    )
    row = connection.execute(statement.where(registration_drafts.c.person_id == person_id)).one_or_none()
    return row._asdict() if row else None
