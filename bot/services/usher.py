"""The usher hands every free seat to those who wait, inside the transaction that made it free. Expects the session's lock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from bot.db import seats as rows
from bot.domain.hours import after_day_hours
from bot.domain.line import Room, allot
from bot.domain.registration import HOLDS_SEAT

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.db.seats import LockedSession, Registered
    from bot.domain.line import Allotment
    from bot.domain.registration import State


class Herald(Protocol):
    """Puts a notice into the outbox, in the transaction that made it necessary."""

    def __call__(self, connection: Connection, kind: str, registration_id: int, /) -> None:
        """Note that the person of a registration has to be told something."""


class Usher:
    """Moves registrations between the line and the seats."""

    def __init__(self, herald: Herald) -> None:
        self._herald = herald

    def serve(self, connection: Connection, session_id: int, now: datetime, newcomer: int = 0) -> None:
        """Hand every free seat to those who wait, by the rule of `bot.domain.line`.

        Args:
            connection: the transaction that holds the session's lock.
            session_id: the session.
            now: the moment.
            newcomer: the party that came just now: what it gets is not an offer, it has asked for it.
        """
        session = rows.lock_session(connection, session_id)
        if session is None or not session.waiting or session.taken >= session.capacity or not _goes_on(session, now):
            return
        quota = session.terms.school_quota
        by_school = rows.taken_by_school(connection, session_id) if quota else {}
        room = Room(session.capacity, session.taken, quota, by_school)
        self._hand_over(connection, session, allot(room, rows.line_of(connection, session_id)), now, newcomer)

    def leave(self, connection: Connection, registration: Registered, state: State, now: datetime) -> None:
        """Take a registration out of its seat or out of the line."""
        rows.change_registration(connection, [registration.id], state=state, held_until=None, changed_at=now)
        if registration.state in HOLDS_SEAT:
            rows.count(connection, registration.session_id, taken=-1)
        elif registration.state == "waiting":
            rows.count(connection, registration.session_id, waiting=-1)
            rows.shrink_party(connection, registration.party_id)

    def keep(self, connection: Connection, session: LockedSession, registration: Registered, now: datetime) -> State:
        """Let a pupil keep the seat that was held for them: final, or held until a parent agrees."""
        state = _final(session, registration)
        held = _until(session, state, now)
        rows.change_registration(connection, [registration.id], state=state, held_until=held, changed_at=now)
        return state

    def expire(self, connection: Connection, session_id: int, now: datetime) -> None:
        """Take back the seats of a session that were held too long, and hand them on."""
        for late in rows.overdue(connection, session_id, now):
            self.leave(connection, late, "expired", now)
            self._herald(connection, "expired", late.id)
        self.serve(connection, session_id, now)

    def _hand_over(
        self, connection: Connection, session: LockedSession, decided: Allotment, now: datetime, newcomer: int
    ) -> None:
        rows.note_passed(connection, decided.passed)
        for party in decided.served:
            rows.change_party(connection, party.id, is_waiting=False)
            rows.count(connection, session.id, taken=party.size, waiting=-party.size)
            for member in rows.members(connection, [party.id], "waiting"):
                is_asked = party.id != newcomer or member.is_open
                state: State = "offered" if is_asked else _final(session, member)
                held = _until(session, state, now)
                rows.change_registration(connection, [member.id], state=state, held_until=held, changed_at=now)
                if is_asked:
                    self._herald(connection, "offered", member.id)


def _goes_on(session: LockedSession, now: datetime) -> bool:
    """Return whether a free seat is of use to somebody who waits; registration itself may be closed already."""
    return session.terms.session_is_on and session.terms.state in {"open", "closed"} and now < session.starts_at


def _final(session: LockedSession, registration: Registered) -> State:
    """Return the state of a seat that its pupil has taken: final, or held until a parent agrees."""
    return "consent" if session.terms.needs_parent and registration.parent_agreed_at is None else "seated"


def _until(session: LockedSession, state: State, now: datetime) -> datetime | None:
    """Return until when a seat in a state is held: so many hours of day, never past the beginning; None for a final one."""
    hours = {"offered": session.terms.offer_hours, "consent": session.terms.parent_hours}.get(state)
    if hours is None:
        return None
    return min(session.starts_at, after_day_hours(now, timedelta(hours=hours), ZoneInfo(session.zone)))
