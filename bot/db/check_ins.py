"""Rows of the door: tickets as they are shown there, and who came. A registration has at most one entry that stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, update

from bot.db.event_tables import check_ins, parties, registrations, sessions
from bot.db.inserting import insert_new

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.domain.door import UndoReason, Way
    from bot.domain.registration import State


@dataclass(frozen=True, slots=True)
class Ticket:
    """A registration as the door needs it; the name stays sealed.

    Attributes:
        owner_id: who answers for a pupil without a chat.
    """

    id: int
    code: str
    state: State
    event_id: int
    session_id: int
    party_id: int
    person_id: int | None
    owner_id: int | None
    is_companion: bool
    about: bytes | None


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody came."""

    id: int
    registration_id: int
    at: datetime
    by_id: int | None
    way: Way
    nonce: str | None
    undone_at: datetime | None
    undone_reason: UndoReason | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """How a session fills.

    Attributes:
        seated: how many have a seat.
        came: how many of all are in.
        walk_ins: how many of those came without a ticket.
        waiting: how many stand in line.
    """

    seated: int
    came: int
    walk_ins: int
    waiting: int


_OF_TICKET = (
    select(
        registrations.c.id,
        registrations.c.code,
        registrations.c.state,
        sessions.c.event_id,
        registrations.c.session_id,
        registrations.c.party_id,
        registrations.c.person_id,
        parties.c.owner_id,
        registrations.c.is_companion,
        registrations.c.about,
    )
    .join(sessions, sessions.c.id == registrations.c.session_id)
    .join(parties, parties.c.id == registrations.c.party_id)
)
_OF_ENTRY = select(
    check_ins.c.id,
    check_ins.c.registration_id,
    check_ins.c.at,
    check_ins.c.by_id,
    check_ins.c.way,
    check_ins.c.nonce,
    check_ins.c.undone_at,
    check_ins.c.undone_reason,
)
_STANDS = check_ins.c.undone_at.is_(None)


def find_ticket(connection: Connection, registration_id: int) -> Ticket | None:
    """Return a ticket."""
    return _ticket(connection, _OF_TICKET.where(registrations.c.id == registration_id))


def find_ticket_by_code(connection: Connection, code: str) -> Ticket | None:
    """Return a ticket by the code that stands on it."""
    return _ticket(connection, _OF_TICKET.where(registrations.c.code == code))


def tickets_of_event(connection: Connection, event_id: int) -> list[Ticket]:
    """Return every ticket of an event."""
    return _tickets(connection, sessions.c.event_id == event_id)


def tickets_of_session(connection: Connection, session_id: int) -> list[Ticket]:
    """Return every ticket of a session."""
    return _tickets(connection, registrations.c.session_id == session_id)


def tickets_of_party(connection: Connection, party_id: int) -> list[Ticket]:
    """Return the tickets of those who stand together."""
    return _tickets(connection, registrations.c.party_id == party_id)


def find_entry(connection: Connection, entry_id: int) -> Entry | None:
    """Return an entry, undone or not."""
    return _entry(connection, check_ins.c.id == entry_id)


def standing_entry(connection: Connection, registration_id: int) -> Entry | None:
    """Return the entry of a registration that was not undone."""
    return _entry(connection, (check_ins.c.registration_id == registration_id) & _STANDS)


def entry_of_nonce(connection: Connection, nonce: str) -> Entry | None:
    """Return the entry that a tap made, undone or not."""
    return _entry(connection, check_ins.c.nonce == nonce)


def add_entry(connection: Connection, **values: Any) -> bool:
    """Keep an entry; say whether it is new: two who tap at once make one."""
    return insert_new(connection, check_ins, values)


def undo_entry(connection: Connection, entry_id: int, at: datetime, by_id: int | None, reason: UndoReason) -> bool:
    """Take an entry back; say whether it stood."""
    statement = update(check_ins).where(check_ins.c.id == entry_id, _STANDS)
    values = {"undone_at": at, "undone_by_id": by_id, "undone_reason": reason}
    return bool(connection.execute(statement.values(values)).rowcount)


def who_is_in(connection: Connection, session_ids: Iterable[int]) -> dict[int, Entry]:
    """Return the standing entries of sessions, by registration."""
    mine = registrations.c.session_id.in_(list(session_ids))
    of_session = _OF_ENTRY.join(registrations, registrations.c.id == check_ins.c.registration_id)
    return {row.registration_id: Entry(**row._asdict()) for row in connection.execute(of_session.where(mine, _STANDS))}


def count_at_door(connection: Connection, session_id: int) -> Numbers:
    """Count a session's seats and those who came."""
    mine = registrations.c.session_id == session_id
    seated = select(func.count()).select_from(registrations).where(mine, registrations.c.state == "seated")
    came = (
        select(check_ins.c.way, func.count())
        .join(registrations, registrations.c.id == check_ins.c.registration_id)
        .where(mine, _STANDS)
        .group_by(check_ins.c.way)
    )
    by_way = {row[0]: row[1] for row in connection.execute(came)}
    waiting = select(sessions.c.waiting).where(sessions.c.id == session_id)
    return Numbers(
        seated=connection.execute(seated).scalar_one(),
        came=sum(by_way.values()),
        walk_ins=by_way.get("walk_in", 0),
        waiting=connection.execute(waiting).scalar_one_or_none() or 0,
    )


def _ticket(connection: Connection, statement: Select[Any]) -> Ticket | None:
    row = connection.execute(statement).one_or_none()
    return Ticket(**row._asdict()) if row else None


def _tickets(connection: Connection, condition: ColumnElement[bool]) -> list[Ticket]:
    statement = _OF_TICKET.where(condition).order_by(registrations.c.session_id, registrations.c.id)
    return [Ticket(**row._asdict()) for row in connection.execute(statement)]


def _entry(connection: Connection, condition: ColumnElement[bool]) -> Entry | None:
    row = connection.execute(_OF_ENTRY.where(condition)).one_or_none()
    return Entry(**row._asdict()) if row else None
