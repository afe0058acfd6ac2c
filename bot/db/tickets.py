"""Rows of what a pupil has after registering: the ticket, who of the party has come, what they said, their certificate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, exists, func, select, update

from bot.db.event_tables import certificates, check_ins, feedback, parties, registrations, sessions
from bot.db.inserting import insert_new
from bot.domain.registration import IS_ALIVE

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Exists, FromClause, ScalarSelect, Select

    from bot.domain.registration import State, WouldWork


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A registration as its owner sees it; name and answers stay sealed.

    Attributes:
        party, party_come: how many who stand together have or await a seat, and how many of those have come.
        kept: how many places the party still keeps for friends.
    """

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
    party: int
    party_come: int
    kept: int
    worth: int | None
    would_work: WouldWork | None


_mates = registrations.alias("mate")


def _have_come(those: FromClause) -> Exists:
    return exists().where(check_ins.c.registration_id == those.c.id, check_ins.c.undone_at.is_(None))


def _count_mates(*conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    alive = (_mates.c.party_id == registrations.c.party_id, _mates.c.state.in_(IS_ALIVE))
    return (
        select(func.count()).select_from(_mates).where(*alive, *conditions).correlate(registrations).scalar_subquery()
    )


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
    _have_come(registrations).label("has_come"),
    _count_mates().label("party"),
    _count_mates(_have_come(_mates)).label("party_come"),
    _count_mates(_mates.c.person_id.is_(None), _mates.c.about.is_(None)).label("kept"),
    feedback.c.worth,
    feedback.c.would_work,
)
_OF_TICKET = _OF_TICKET.join_from(registrations, parties, parties.c.id == registrations.c.party_id).outerjoin(
    feedback, feedback.c.registration_id == registrations.c.id
)
# Built once, because building one costs more than running it.
_BY_ID = _OF_TICKET.where(registrations.c.id == bindparam("id"))
_BY_LINK = _OF_TICKET.where(registrations.c.parent_link == bindparam("link"))
_SESSION_BY_LINK = select(registrations.c.session_id).where(registrations.c.parent_link == bindparam("link"))


def ticket_of(connection: Connection, registration_id: int) -> TicketRow | None:
    """Return a registration by its id."""
    return _ticket(connection, _BY_ID, id=registration_id)


def ticket_behind(connection: Connection, parent_link: str) -> TicketRow | None:
    """Return the registration to which a parent's link belongs, by the link's digest."""
    return _ticket(connection, _BY_LINK, link=parent_link)


def session_behind(connection: Connection, parent_link: str) -> int | None:
    """Return the session of the registration to which a parent's link belongs, to lock it first."""
    return connection.execute(_SESSION_BY_LINK, {"link": parent_link}).scalar_one_or_none()


def tickets_of_person(connection: Connection, person_id: int) -> list[TicketRow]:
    """Return a person's own registrations, the latest session first."""
    statement = _OF_TICKET.join(sessions, sessions.c.id == registrations.c.session_id)
    mine = statement.where(registrations.c.person_id == person_id)
    order = (sessions.c.starts_at.desc(), registrations.c.id.desc())
    return [TicketRow(**row._asdict()) for row in connection.execute(mine.order_by(*order))]


def link_parent(connection: Connection, registration_id: int, digest: str) -> None:
    """Keep the digest of the link that a parent taps."""
    connection.execute(update(registrations).where(registrations.c.id == registration_id).values(parent_link=digest))


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


def _ticket(connection: Connection, statement: Select[Any], **values: int | str) -> TicketRow | None:
    row = connection.execute(statement, values).one_or_none()
    return TicketRow(**row._asdict()) if row else None
