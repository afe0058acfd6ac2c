"""Rows of what a pupil has after registering: the ticket, who of the party has come, what they said, their certificate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, exists, func, select, update

from bot.db.event_tables import certificates, check_ins, feedback, parties, registrations, sessions
from bot.db.inserting import insert_new

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.registration import State, WouldWork


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A registration as its owner sees it; name and answers stay sealed."""

    id: int
    session_id: int
    party_id: int
    person_id: int | None
    owner_id: int | None
    party_code: str | None
    state: State
    code: str
    about: bytes | None
    held_until: datetime | None
    needs_parent: bool
    parent_agreed_at: datetime | None
    parent_withdrew_at: datetime | None
    has_come: bool


_HAS_COME = exists().where(check_ins.c.registration_id == registrations.c.id, check_ins.c.undone_at.is_(None))
_OF_TICKET = select(
    registrations.c.id,
    registrations.c.session_id,
    registrations.c.party_id,
    registrations.c.person_id,
    parties.c.owner_id,
    parties.c.code.label("party_code"),
    registrations.c.state,
    registrations.c.code,
    registrations.c.about,
    registrations.c.held_until,
    registrations.c.needs_parent,
    registrations.c.parent_agreed_at,
    registrations.c.parent_withdrew_at,
    _HAS_COME.label("has_come"),
).join(parties, parties.c.id == registrations.c.party_id)


def ticket_of(connection: Connection, registration_id: int) -> TicketRow | None:
    """Return a registration by its id."""
    return _ticket(connection, _OF_TICKET.where(registrations.c.id == registration_id))


def ticket_behind(connection: Connection, parent_link: str) -> TicketRow | None:
    """Return the registration to which a parent's link belongs, by the link's digest."""
    return _ticket(connection, _OF_TICKET.where(registrations.c.parent_link == parent_link))


def tickets_of_person(connection: Connection, person_id: int) -> list[TicketRow]:
    """Return a person's own registrations, the latest session first."""
    statement = _OF_TICKET.join(sessions, sessions.c.id == registrations.c.session_id)
    mine = statement.where(registrations.c.person_id == person_id)
    order = (sessions.c.starts_at.desc(), registrations.c.id.desc())
    return [TicketRow(**row._asdict()) for row in connection.execute(mine.order_by(*order))]


def count_party(connection: Connection, party_id: int, states: frozenset[State]) -> tuple[int, int]:
    """Return how many of a party are in some states, and how many of those have come."""
    mine = (registrations.c.party_id == party_id, registrations.c.state.in_(states))
    everybody = connection.execute(select(func.count()).select_from(registrations).where(*mine)).scalar_one()
    come = connection.execute(select(func.count()).select_from(registrations).where(*mine, _HAS_COME)).scalar_one()
    return everybody, come


def count_kept(connection: Connection, party_id: int, states: frozenset[State]) -> int:
    """Return how many places a party still keeps for friends."""
    kept = (registrations.c.person_id.is_(None), registrations.c.about.is_(None), registrations.c.state.in_(states))
    mine = registrations.c.party_id == party_id
    return connection.execute(select(func.count()).select_from(registrations).where(mine, *kept)).scalar_one()


def link_parent(connection: Connection, registration_id: int, digest: str) -> None:
    """Keep the digest of the link that a parent taps."""
    connection.execute(update(registrations).where(registrations.c.id == registration_id).values(parent_link=digest))


def find_feedback(connection: Connection, registration_id: int) -> tuple[int | None, WouldWork | None]:
    """Return what a pupil said: worth it (1-5), and whether they would like to work like that."""
    said = select(feedback.c.worth, feedback.c.would_work).where(feedback.c.registration_id == registration_id)
    row = connection.execute(said).one_or_none()
    return (row.worth, row.would_work) if row else (None, None)


def keep_feedback(connection: Connection, registration_id: int, at: datetime, **said: Any) -> None:
    """Keep an answer in place of the one before; the other question's answer stays."""
    if not insert_new(connection, feedback, {"registration_id": registration_id, "said_at": at, **said}):
        mine = feedback.c.registration_id == registration_id
        connection.execute(update(feedback).where(mine).values(said_at=at, **said))


def issue_certificate(connection: Connection, registration_id: int, code: str, at: datetime) -> tuple[str, datetime]:
    """Issue a certificate, unless there is one; return its code, and when it was issued."""
    insert_new(connection, certificates, {"registration_id": registration_id, "code": code, "issued_at": at})
    mine = select(certificates.c.code, certificates.c.issued_at).where(
        certificates.c.registration_id == registration_id
    )
    row = connection.execute(mine).one()
    return row.code, row.issued_at


def certified(connection: Connection, code: str) -> TicketRow | None:
    """Return the registration whose certificate has a code."""
    statement = _OF_TICKET.join(certificates, certificates.c.registration_id == registrations.c.id)
    return _ticket(connection, statement.where(certificates.c.code == code))


def _ticket(connection: Connection, statement: Select[Any]) -> TicketRow | None:
    row = connection.execute(statement).one_or_none()
    return TicketRow(**row._asdict()) if row else None
