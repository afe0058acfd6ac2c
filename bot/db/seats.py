"""Rows of seats: everything here expects that the caller holds the session's lock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, insert, select, update

from bot.db.event_tables import events, parties, registrations, sessions
from bot.db.portions import portions
from bot.domain.registration import HOLDS_SEAT, IS_ALIVE, State, Terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class LockedSession:
    """A session whose seats nobody else can change until the transaction ends."""

    id: int
    event_id: int
    starts_at: datetime
    capacity: int
    taken: int
    waiting: int
    last_place: int
    zone: str
    cancel_until: datetime
    terms: Terms


@dataclass(frozen=True, slots=True)
class Registered:
    """A registration as its row says; sealed texts stay sealed."""

    id: int
    session_id: int
    party_id: int
    person_id: int | None
    state: State
    code: str
    school: str | None
    held_until: datetime | None
    needs_parent: bool
    parent_agreed_at: datetime | None
    owner_id: int | None
    has_name: bool

    @property
    def is_open(self) -> bool:
        """Whether the place was kept for a friend who did not take it yet."""
        return self.person_id is None and not self.has_name


_OF_SESSION = select(
    sessions.c.id,
    sessions.c.event_id,
    sessions.c.starts_at,
    sessions.c.capacity,
    sessions.c.taken,
    sessions.c.waiting,
    sessions.c.last_place,
    sessions.c.is_on,
    events.c.state,
    events.c.zone,
    events.c.opens_at,
    events.c.closes_at,
    events.c.cancel_until,
    events.c.needs_approval,
    events.c.needs_parent,
    events.c.parent_under_age,
    events.c.offer_hours,
    events.c.parent_hours,
    events.c.school_quota,
).join(events, events.c.id == sessions.c.event_id)
_OF_REGISTRATION = select(
    registrations.c.id,
    registrations.c.session_id,
    registrations.c.party_id,
    registrations.c.person_id,
    registrations.c.state,
    registrations.c.code,
    registrations.c.school,
    registrations.c.held_until,
    registrations.c.needs_parent,
    registrations.c.parent_agreed_at,
    parties.c.owner_id,
    registrations.c.about.is_not(None).label("has_name"),
).join(parties, parties.c.id == registrations.c.party_id)

# Built once, because building one costs more than running it.
_ONE_SESSION: Final = _OF_SESSION.where(sessions.c.id == bindparam("session"))
# The event's row stays free for the other sessions; it is only read.
_LOCKED_SESSION: Final = _ONE_SESSION.with_for_update(of=sessions)
_BY_ID: Final = _OF_REGISTRATION.where(registrations.c.id == bindparam("id"))
_OF_PERSON: Final = _OF_REGISTRATION.where(
    registrations.c.session_id == bindparam("session"), registrations.c.person_id == bindparam("person")
)
_OWN_IN_EVENT: Final = (
    select(registrations.c.session_id, registrations.c.id)
    .join(sessions, sessions.c.id == registrations.c.session_id)
    .where(sessions.c.event_id == bindparam("event"), registrations.c.person_id == bindparam("person"))
    .where(registrations.c.state.in_(IS_ALIVE))
)
_SESSION_OF: Final = select(registrations.c.session_id).where(registrations.c.id == bindparam("id"))
_MEMBERS: Final = (
    _OF_REGISTRATION.where(registrations.c.party_id.in_(bindparam("parties", expanding=True)))
    .where(registrations.c.state == bindparam("state"))
    .order_by(parties.c.place, registrations.c.id)
)
_ADD: Final = insert(registrations)
_CHANGE: Final = update(registrations).where(registrations.c.id.in_(bindparam("ids", expanding=True)))

_COUNT: Final = (
    update(sessions)
    .where(sessions.c.id == bindparam("session"))
    .values(
        taken=sessions.c.taken + bindparam("more_taken"),
        waiting=sessions.c.waiting + bindparam("more_waiting"),
    )
)


def lock_session(connection: Connection, session_id: int) -> LockedSession | None:
    """Take the lock of a session and return it as it is now, or None when there is no such session."""
    return _session(connection, _LOCKED_SESSION, session_id)


def see_session(connection: Connection, session_id: int) -> LockedSession | None:
    """Return a session as it is now without taking its lock: to look only."""
    return _session(connection, _ONE_SESSION, session_id)


def session_of(connection: Connection, registration_id: int) -> int | None:
    """Return the session of a registration, to lock it first."""
    return connection.execute(_SESSION_OF, {"id": registration_id}).scalar_one_or_none()


def find_registration(connection: Connection, registration_id: int) -> Registered | None:
    """Return a registration."""
    row = connection.execute(_BY_ID, {"id": registration_id}).one_or_none()
    return _registered(row) if row else None


def registration_of(connection: Connection, session_id: int, person_id: int) -> Registered | None:
    """Return a person's registration for a session, alive or not."""
    row = connection.execute(_OF_PERSON, {"session": session_id, "person": person_id}).one_or_none()
    return _registered(row) if row else None


def registrations_of(
    connection: Connection, session_id: int, person_ids: Iterable[int | None]
) -> dict[int, Registered]:
    """Return the registrations of people for a session, alive or not, by person."""
    people = [each for each in person_ids if each is not None]
    found = [registration_of(connection, session_id, person) for person in people]
    return {person: each for person, each in zip(people, found, strict=True) if each is not None}


def own_in_event(connection: Connection, person_id: int, event_id: int) -> dict[int, int]:
    """Return a person's registrations for an event that have or await a seat: their ids by the session's."""
    found = connection.execute(_OWN_IN_EVENT, {"event": event_id, "person": person_id})
    return {row.session_id: row.id for row in found}


def sessions_around(connection: Connection, person_id: int) -> list[int]:
    """Return the sessions in which somebody is registered, whatever became of it, or answers for others; by their ids."""
    own = select(registrations.c.session_id).where(registrations.c.person_id == person_id)
    answered_for = select(parties.c.session_id).where(parties.c.owner_id == person_id)
    return sorted(connection.execute(own.union(answered_for)).scalars())


def alive_of(connection: Connection, person_id: int) -> list[Registered]:
    """Return a person's registrations that have or await a seat."""
    mine = (registrations.c.person_id == person_id, registrations.c.state.in_(IS_ALIVE))
    found = connection.execute(_OF_REGISTRATION.where(*mine).order_by(registrations.c.id))
    return [_registered(row) for row in found]


def open_place(connection: Connection, code: str, now: datetime) -> Registered | None:
    """Return a place that a party keeps for a friend, by the party's code; None when none is left or all are held too long."""
    kept = (parties.c.code == code, registrations.c.person_id.is_(None), registrations.c.about.is_(None))
    alive = registrations.c.state.in_(IS_ALIVE)
    in_time = registrations.c.held_until.is_(None) | (registrations.c.held_until > now)
    statement = _OF_REGISTRATION.where(*kept, alive, in_time).order_by(registrations.c.id).limit(1)
    row = connection.execute(statement).one_or_none()
    return _registered(row) if row else None


def session_of_party(connection: Connection, code: str) -> int | None:
    """Return the session before which a party stands, by its code, to lock it first."""
    statement = select(parties.c.session_id).where(parties.c.code == code)
    return connection.execute(statement).scalar_one_or_none()


def members(connection: Connection, party_ids: Sequence[int], state: State) -> list[Registered]:
    """Return the members of parties that are in a state, in the order of the line and then of their ids."""
    return [
        _registered(row)
        for ids in portions(party_ids)
        for row in connection.execute(_MEMBERS, {"parties": ids, "state": state})
    ]


def overdue(connection: Connection, session_id: int, now: datetime) -> list[Registered]:
    """Return seats of a session that were held for somebody until a moment that has passed."""
    late = (registrations.c.session_id == session_id, registrations.c.held_until <= now)
    return [_registered(row) for row in connection.execute(_OF_REGISTRATION.where(*late).order_by(registrations.c.id))]


def sessions_overdue(connection: Connection, now: datetime) -> list[int]:
    """Return the sessions in which a seat is held longer than promised."""
    statement = select(registrations.c.session_id).where(registrations.c.held_until <= now).distinct()
    return list(connection.execute(statement).scalars())


def sessions_with_seats_and_line(connection: Connection, now: datetime) -> list[int]:
    """Return the sessions to come in which seats are free while somebody waits, with or without a reason."""
    both = (
        sessions.c.taken < sessions.c.capacity,
        sessions.c.waiting > 0,
        sessions.c.starts_at > now,
        sessions.c.is_on,
    )
    return list(connection.execute(select(sessions.c.id).where(*both)).scalars())


def taken_by_school(connection: Connection, session_id: int) -> dict[str, int]:
    """Return how many seats the pupils of each school hold."""
    statement = (
        select(registrations.c.school, func.count())
        .where(registrations.c.session_id == session_id, registrations.c.state.in_(HOLDS_SEAT))
        .where(registrations.c.school.is_not(None))
        .group_by(registrations.c.school)
    )
    return {row[0]: row[1] for row in connection.execute(statement)}


def add_registration(connection: Connection, **values: Any) -> int:
    """Keep a registration and return its id."""
    key = connection.execute(_ADD, values).inserted_primary_key
    assert key is not None  # noqa: S101 -- an INSERT of one row always returns its key
    return int(key[0])


def remove_registration(connection: Connection, registration_id: int) -> None:
    """Erase a registration that is over, so that its person can stand in another row of the session."""
    connection.execute(delete(registrations).where(registrations.c.id == registration_id))


def change_registration(connection: Connection, registration_ids: Sequence[int], **values: Any) -> None:
    """Change some fields of registrations."""
    for ids in portions(registration_ids):
        connection.execute(_CHANGE, {"ids": ids, **values})


def count(connection: Connection, session_id: int, *, taken: int = 0, waiting: int = 0) -> None:
    """Add to the counters of a session; the table refuses what would go over its capacity."""
    if taken or waiting:
        connection.execute(_COUNT, {"session": session_id, "more_taken": taken, "more_waiting": waiting})


def resize(connection: Connection, session_id: int, capacity: int) -> None:
    """Change a session's capacity; the caller made sure that it is not under what is taken."""
    connection.execute(update(sessions).where(sessions.c.id == session_id).values(capacity=capacity))


def _session(connection: Connection, statement: Select[Any], session_id: int) -> LockedSession | None:
    row = connection.execute(statement, {"session": session_id}).one_or_none()
    if row is None:
        return None
    return LockedSession(
        id=row.id,
        event_id=row.event_id,
        starts_at=row.starts_at,
        capacity=row.capacity,
        taken=row.taken,
        waiting=row.waiting,
        last_place=row.last_place,
        zone=row.zone,
        cancel_until=min(row.cancel_until or row.starts_at, row.starts_at),
        terms=Terms(
            state=row.state,
            session_is_on=row.is_on,
            opens_at=row.opens_at,
            closes_at=min(row.closes_at, row.starts_at),
            needs_approval=row.needs_approval,
            needs_parent=row.needs_parent and row.parent_under_age is None,
            offer_hours=row.offer_hours,
            parent_hours=row.parent_hours,
            school_quota=row.school_quota,
        ),
    )


def _registered(row: Row[*tuple[Any, ...]]) -> Registered:
    return Registered(**row._asdict())
