"""Rows of classes at events: the parties for whose members a teacher answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, func, select

from bot.db.event_tables import parties, registrations, sessions
from bot.domain.registration import HOLDS_SEAT, IS_ALIVE

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class ClassParty:
    """A class at a session.

    Attributes:
        code: of the link by which pupils take kept places; None for a class that was registered from a list.
        alive: members who have or await a seat.
        seated: those of them who hold one.
    """

    id: int
    session_id: int
    event_id: int
    code: str | None
    alive: int
    seated: int


def find_class(connection: Connection, party_id: int, owner_id: int) -> ClassParty | None:
    """Return a class of its owner; None when there is none, or it is somebody else's."""
    found = _found(connection, (parties.c.id == party_id) & (parties.c.owner_id == owner_id))
    return found[0] if found else None


def classes_of(connection: Connection, owner_id: int, since: datetime) -> list[ClassParty]:
    """Return the classes of an owner whose sessions end after a moment, the soonest first."""
    found = _found(connection, (parties.c.owner_id == owner_id) & (sessions.c.ends_at > since))
    return [each for each in found if each.alive]


def members_of(connection: Connection, owner_id: int, session_id: int) -> list[bytes]:
    """Return the sealed texts of all whom an owner registered for a session and who are not gone again."""
    statement = (
        select(registrations.c.about)
        .join(parties, parties.c.id == registrations.c.party_id)
        .where(parties.c.owner_id == owner_id, registrations.c.session_id == session_id)
        .where(registrations.c.about.is_not(None), registrations.c.state.in_(IS_ALIVE))
    )
    return list(connection.execute(statement).scalars())


def kept_until(connection: Connection, party_id: int) -> datetime | None:
    """Return until when the first of the places that nobody took yet is kept; None when there are none, or they only wait."""
    kept = (registrations.c.party_id == party_id, registrations.c.person_id.is_(None), registrations.c.about.is_(None))
    statement = select(func.min(registrations.c.held_until)).where(*kept, registrations.c.state == "offered")
    until: datetime | None = connection.execute(statement).scalar_one()
    return until


def _found(connection: Connection, condition: ColumnElement[bool]) -> list[ClassParty]:
    def number(states: frozenset[Any]) -> ColumnElement[int]:
        return func.count(registrations.c.id).filter(registrations.c.state.in_(states))

    statement = (
        select(
            parties.c.id,
            parties.c.session_id,
            sessions.c.event_id,
            parties.c.code,
            number(IS_ALIVE).label("alive"),
            number(HOLDS_SEAT).label("seated"),
        )
        .join(sessions, sessions.c.id == parties.c.session_id)
        .join(registrations, registrations.c.party_id == parties.c.id)
        .where(condition)
        .group_by(parties.c.id, parties.c.session_id, sessions.c.event_id, parties.c.code, sessions.c.starts_at)
        .order_by(sessions.c.starts_at, parties.c.id)
    )
    return [ClassParty(**row._asdict()) for row in connection.execute(statement)]
