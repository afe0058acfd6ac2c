"""The usher hands every free seat to those who wait, inside the transaction that made it free. Expects the session's lock."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from bot.db import line
from bot.db import seats as rows
from bot.domain.hours import after_day_hours
from bot.domain.line import Party, Room, allot
from bot.domain.registration import HOLDS_SEAT
from bot.services.seat_outcomes import InLine, NotInLine

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.db.seats import LockedSession, Registered
    from bot.domain.line import Allotment
    from bot.domain.notices import News
    from bot.domain.registration import State
    from bot.services.seat_outcomes import Newcomer


class Herald(Protocol):
    """Puts notices into the outbox, in the transaction that made them necessary."""

    def __call__(self, connection: Connection, kind: News, /, *registration_ids: int) -> None:
        """Note that the people of registrations have to be told something."""


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
        decided = allot(_room(connection, session), line.line_of(connection, session_id))
        self._hand_over(connection, session, decided, now, newcomer)

    def seats_at_once(self, connection: Connection, session: LockedSession, size: int, school: str | None) -> bool:
        """Return whether a party that comes now gets its seats without standing in line: nobody waits, and it fits."""
        if session.waiting:
            return False
        newcomer = Party(0, session.last_place + 1, size, school)
        return bool(allot(_room(connection, session), [newcomer]).served)

    def seat_of(self, session: LockedSession, newcomer: Newcomer, now: datetime) -> tuple[State, datetime | None]:
        """Return the state of a seat that a newcomer gets at once, and until when it is held."""
        if newcomer.is_open:
            return "offered", _until(session, "offered", now)
        state = _final(session, needs_parent=newcomer.needs_parent, has_agreed=newcomer.has_paper)
        return state, _until(session, state, now)

    def why_waiting(
        self, connection: Connection, session: LockedSession, registration: Registered, now: datetime
    ) -> InLine | NotInLine:
        """Say where in line a registration stands and why it still waits; needs no lock."""
        party = line.party_in_line(connection, registration.party_id) if registration.state == "waiting" else None
        if party is None or not _goes_on(session, now):
            return NotInLine(registration.state)
        room = _room(connection, session)
        # With no seat free, nobody else in line has a say in the reason.
        those = line.line_of(connection, session.id) if room.free else [party]
        before = line.people_before(connection, session.id, party.place)
        return InLine(before, party.size, party.passed, allot(room, those).reasons.get(party.id))

    def leave(self, connection: Connection, registration: Registered, state: State, now: datetime) -> None:
        """Take a registration out of its seat or out of the line."""
        rows.change_registration(connection, [registration.id], state=state, held_until=None, changed_at=now)
        if registration.state in HOLDS_SEAT:
            rows.count(connection, registration.session_id, taken=-1)
        elif registration.state in {"waiting", "approval"}:
            rows.count(connection, registration.session_id, waiting=-(registration.state == "waiting"))
            line.shrink_party(connection, registration.party_id)

    def keep(self, connection: Connection, session: LockedSession, registration: Registered, now: datetime) -> State:
        """Let a pupil keep the seat that was held for them: final, or held until a parent agrees."""
        state = _final_of(session, registration)
        held = _until(session, state, now)
        rows.change_registration(connection, [registration.id], state=state, held_until=held, changed_at=now)
        return state

    def expire(self, connection: Connection, session_id: int, now: datetime) -> None:
        """Take back the seats of a session that were held too long, and hand them on."""
        late = rows.overdue(connection, session_id, now)
        for each in late:
            self.leave(connection, each, "expired", now)
        self.tell(connection, "expired", [each for each in late if each.state == "offered"])
        self.tell(connection, "no_consent", [each for each in late if each.state == "consent"])
        self.serve(connection, session_id, now)

    def _hand_over(
        self, connection: Connection, session: LockedSession, decided: Allotment, now: datetime, newcomer: int
    ) -> None:
        line.note_passed(connection, decided.passed)
        served = [party.id for party in decided.served]
        seats = sum(party.size for party in decided.served)
        line.leave_line(connection, served)
        rows.count(connection, session.id, taken=seats, waiting=-seats)
        offers: list[Registered] = []
        wanted: list[Registered] = []
        for member in rows.members(connection, served, "waiting"):
            (offers if member.party_id != newcomer or member.is_open else wanted).append(member)
        self._hold(connection, session, offers, "offered", now)
        for state, those in groupby(wanted, lambda member: _final_of(session, member)):
            self._hold(connection, session, those, state, now)
        # Who came just now sees on the screen what was kept for friends.
        self.tell(connection, "offered", [each for each in offers if each.party_id != newcomer])

    def _hold(
        self, connection: Connection, session: LockedSession, those: Iterable[Registered], state: State, now: datetime
    ) -> None:
        values = {"state": state, "held_until": _until(session, state, now), "changed_at": now}
        rows.change_registration(connection, [each.id for each in those], **values)

    def tell(self, connection: Connection, kind: News, those: Iterable[Registered]) -> None:
        """Tell everybody with a chat, and the owner of a party once, however many of it have none."""
        told: dict[tuple[str, int], int] = {}
        for each in those:
            key = ("party", each.party_id) if each.person_id is None else ("pupil", each.id)
            told.setdefault(key, each.id)
        if told:
            self._herald(connection, kind, *told.values())


def _room(connection: Connection, session: LockedSession) -> Room:
    quota = session.terms.school_quota
    by_school = rows.taken_by_school(connection, session.id) if quota else {}
    return Room(session.capacity, session.taken, quota, by_school)


def _goes_on(session: LockedSession, now: datetime) -> bool:
    """Return whether a free seat is of use to somebody who waits; registration itself may be closed already."""
    return session.terms.session_is_on and session.terms.state in {"open", "closed"} and now < session.starts_at


def _final_of(session: LockedSession, registration: Registered) -> State:
    has_agreed = registration.parent_agreed_at is not None
    return _final(session, needs_parent=registration.needs_parent, has_agreed=has_agreed)


def _final(session: LockedSession, *, needs_parent: bool, has_agreed: bool) -> State:
    """Return the state of a seat that its pupil has taken: final, or held until a parent agrees."""
    return "consent" if (session.terms.needs_parent or needs_parent) and not has_agreed else "seated"


def _until(session: LockedSession, state: State, now: datetime) -> datetime | None:
    """Return until when a seat in a state is held: so many hours of day, never past the beginning; None for a final one."""
    hours = {"offered": session.terms.offer_hours, "consent": session.terms.parent_hours}.get(state)
    if hours is None:
        return None
    return min(session.starts_at, after_day_hours(now, timedelta(hours=hours), ZoneInfo(session.zone)))
