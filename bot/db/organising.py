"""Rows as an organiser needs them: locks of events, counters, those who wait for a yes. Who may see them is asked before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select, update

from bot.db.check_ins import count_at_door
from bot.db.event_tables import events, parties, registrations, sessions
from bot.domain.registration import SeatCount

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody who waits for the organiser's yes; what they wrote stays sealed."""

    id: int
    party_id: int
    session_id: int
    about: bytes | None
    is_companion: bool


def lock_event(connection: Connection, event_id: int) -> bool:
    """Take the lock of an event's own fields; say whether there is such an event. Sessions are locked after it."""
    statement = select(events.c.id).where(events.c.id == event_id).with_for_update()
    return connection.execute(statement).scalar_one_or_none() is not None


def number_registered(connection: Connection, event_id: int) -> int:
    """Return how many registered for an event, whatever became of it."""
    statement = select(func.count()).select_from(registrations).join(sessions).where(sessions.c.event_id == event_id)
    return connection.execute(statement).scalar_one()


def count_session(connection: Connection, session_id: int) -> SeatCount:
    """Count a session's registrations by their state."""
    statement = (
        select(registrations.c.state, func.count())
        .where(registrations.c.session_id == session_id)
        .group_by(registrations.c.state)
    )
    by_state = {row[0]: row[1] for row in connection.execute(statement)}
    return SeatCount(
        seated=by_state.get("seated", 0),
        held=by_state.get("offered", 0) + by_state.get("consent", 0),
        waiting=by_state.get("waiting", 0),
        approval=by_state.get("approval", 0),
        came=count_at_door(connection, session_id).came,
    )


def hold_until(connection: Connection, session_id: int, moment: datetime | None) -> None:
    """Let no seat of a session be held beyond a moment; None: nothing runs out any more, the session will not be."""
    held = registrations.c.held_until.is_not(None) if moment is None else registrations.c.held_until > moment
    mine = registrations.c.session_id == session_id
    connection.execute(update(registrations).where(mine, held).values(held_until=moment))


def parties_for_approval(connection: Connection, event_id: int) -> list[int]:
    """Return the parties that wait for the organiser's yes, in the order in which they came."""
    statement = (
        select(parties.c.id)
        .join(sessions, sessions.c.id == parties.c.session_id)
        .join(registrations, registrations.c.party_id == parties.c.id)
        .where(sessions.c.event_id == event_id, registrations.c.state == "approval")
        .group_by(parties.c.id, sessions.c.starts_at, parties.c.place)
        .order_by(sessions.c.starts_at, parties.c.place, parties.c.id)
    )
    return list(connection.execute(statement).scalars())


def applicants(connection: Connection, party_ids: Sequence[int]) -> list[Applicant]:
    """Return the members of some parties that wait for the organiser's yes."""
    statement = (
        select(
            registrations.c.id,
            registrations.c.party_id,
            registrations.c.session_id,
            registrations.c.about,
            registrations.c.is_companion,
        )
        .where(registrations.c.party_id.in_(list(party_ids)), registrations.c.state == "approval")
        .order_by(registrations.c.id)
    )
    return [Applicant(**row._asdict()) for row in connection.execute(statement)]


def session_of_party(connection: Connection, party_id: int) -> int | None:
    """Return the session before which a party stands, to lock it first."""
    return connection.execute(select(parties.c.session_id).where(parties.c.id == party_id)).scalar_one_or_none()
