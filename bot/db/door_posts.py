"""Rows of the door: which helper works for which session, and which events have their door open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select

from bot.db.door_tables import door_posts
from bot.db.event_tables import events, sessions
from bot.db.staff_tables import audit_log, staff_grants
from bot.domain.door import Post

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


def post_of(connection: Connection, person_id: int, since: datetime) -> Post | None:
    """Return for which session a helper works; None when they did not say, or it ended before a moment."""
    statement = (
        select(sessions.c.event_id, door_posts.c.session_id)
        .join(sessions, sessions.c.id == door_posts.c.session_id)
        .where(door_posts.c.person_id == person_id, sessions.c.ends_at > since)
    )
    row = connection.execute(statement).one_or_none()
    return Post(row.event_id, row.session_id) if row else None


def post_of_person(connection: Connection, person_id: int) -> int | None:
    """Return the session that somebody chose to work for, over or not."""
    return connection.execute(select(door_posts.c.session_id).where(door_posts.c.person_id == person_id)).scalar()


def take_post(connection: Connection, person_id: int, session_id: int | None, at: datetime) -> None:
    """Note for which session a helper works from now on; None: for none in particular."""
    connection.execute(delete(door_posts).where(door_posts.c.person_id == person_id))
    if session_id is not None:
        connection.execute(insert(door_posts).values(person_id=person_id, session_id=session_id, chosen_at=at))


def label_of(connection: Connection, person_id: int, event_id: int) -> bytes | None:
    """Return how those who invited somebody call them, sealed; of an event's own role rather than of a general one."""
    mine = (staff_grants.c.person_id == person_id, staff_grants.c.label.is_not(None))
    here = (staff_grants.c.event_id == event_id) | staff_grants.c.event_id.is_(None)
    order = (staff_grants.c.event_id.is_(None), staff_grants.c.id.desc())
    return connection.execute(select(staff_grants.c.label).where(*mine, here).order_by(*order).limit(1)).scalar()


def events_at_door(connection: Connection, since: datetime, event_ids: Iterable[int] | None) -> list[int]:
    """Return the events, of some or of all (None), with a session that is on and ends after a moment."""
    statement = (
        select(sessions.c.event_id)
        .join(events, events.c.id == sessions.c.event_id)
        .where(sessions.c.ends_at > since, sessions.c.is_on, events.c.state.in_(("open", "closed", "held")))
        .distinct()
    )
    if event_ids is not None:
        statement = statement.where(sessions.c.event_id.in_(list(event_ids)))
    return list(connection.execute(statement).scalars())


def was_noted(connection: Connection, actor_id: int | None, deed: str, subject: str, since: datetime) -> bool:
    """Return whether the audit log holds a deed of somebody since a moment."""
    mine = (audit_log.c.actor_id == actor_id, audit_log.c.deed == deed, audit_log.c.subject == subject)
    statement = select(audit_log.c.id).where(*mine, audit_log.c.at >= since).limit(1)
    return connection.execute(statement).first() is not None
