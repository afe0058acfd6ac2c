"""Seats as use-cases: lock the session, look, let the pure rule decide, write. A freed seat goes on in the same transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.db import line
from bot.db import seats as rows
from bot.domain.registration import IS_ALIVE, State, why_closed
from bot.services.seat_outcomes import (
    AlreadyIn,
    Changed,
    Gone,
    InLine,
    Newcomer,
    NotInLine,
    NotPossible,
    Placed,
    Resized,
    TooLate,
    TooMany,
)
from bot.services.usher import Herald, Usher

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.db.seats import LockedSession, Registered

Joined = Placed | AlreadyIn | NotPossible | TooMany | Gone
Moved = Changed | TooLate | Gone
# What is to become of a registration: another state ("seated" for the seat that is held for it), or why not.
Decision = State | TooLate


class Seats:
    """Use-cases of seats. `once` is the id of the update that asks; see `Database.write`."""

    def __init__(self, database: Database, clock: Clock, codes: Callable[[], str], herald: Herald) -> None:
        self._database = database
        self._clock = clock
        self._codes = codes
        self._usher = Usher(herald)

    async def join(
        self,
        session_id: int,
        newcomers: Sequence[Newcomer],
        *,
        school: str | None = None,
        owner_id: int | None = None,
        once: int | None = None,
    ) -> Joined:
        """Register a party: seats when enough are free and nobody waits for them, else the end of the line, all together.

        Args:
            session_id: the session.
            newcomers: at least one; the first is the one who asks, if they have a chat with us.
            school: keyed digest of the school, for its quota.
            owner_id: the teacher who answers for those without a chat.
            once: see `Database.write`.
        """
        return await self._database.write(
            lambda connection: self.join_in(connection, session_id, newcomers, school, owner_id), once=once
        )

    def join_in(
        self,
        connection: Connection,
        session_id: int,
        newcomers: Sequence[Newcomer],
        school: str | None,
        owner_id: int | None,
    ) -> Joined:
        """Register a party in the caller's transaction; see `join`."""
        session = rows.lock_session(connection, session_id)
        if session is None:
            return Gone()
        before = rows.registrations_of(connection, session_id, [each.person_id for each in newcomers])
        for each in before.values():
            if each.state in IS_ALIVE:
                return AlreadyIn(each.id, each.state)
        reason = why_closed(session.terms, self._clock.now())
        if reason is not None:
            return NotPossible(reason)
        quota = session.terms.school_quota if school else None
        most = min(session.capacity, quota or session.capacity)
        if len(newcomers) > max(1, most):
            return TooMany(most)
        return self._placed(connection, session, newcomers, before, school, owner_id)

    async def take_kept_place(
        self, party_code: str, newcomer: Newcomer, *, once: int | None = None
    ) -> Placed | AlreadyIn | Gone:
        """Let a friend take a place that a party keeps, in line or among the seats; the person must not be registered yet."""
        return await self._database.write(
            lambda connection: self.take_kept_place_in(connection, party_code, newcomer), once=once
        )

    def take_kept_place_in(
        self, connection: Connection, party_code: str, newcomer: Newcomer
    ) -> Placed | AlreadyIn | Gone:
        """Let a friend take a place in the caller's transaction; see `take_kept_place`."""
        session_id = rows.session_of_party(connection, party_code)
        session = rows.lock_session(connection, session_id) if session_id else None
        now = self._clock.now()
        place = rows.open_place(connection, party_code, now)
        if session is None or place is None or newcomer.person_id is None:
            return Gone()
        before = rows.registration_of(connection, session.id, newcomer.person_id)
        if before and before.state in IS_ALIVE:
            return AlreadyIn(before.id, before.state)
        if before:
            rows.remove_registration(connection, before.id)
        values = {"person_id": newcomer.person_id, "about": newcomer.about, "needs_parent": newcomer.needs_parent}
        rows.change_registration(connection, [place.id], changed_at=now, **values)
        state = place.state
        if state == "offered":
            taken = replace(place, needs_parent=newcomer.needs_parent)
            state = self._usher.keep(connection, session, taken, now)
        return Placed(place.id, state)

    async def give_back(
        self, registration_id: int, person_id: int, *, code: str | None = None, once: int | None = None
    ) -> Moved:
        """Cancel a registration; its seat goes to the first in line at once.

        `code` is the ticket's: a tap of an old keyboard does not mean the registration that was made anew since.
        """

        def decide(session: LockedSession, registration: Registered, now: datetime) -> Decision:
            possible = registration.state in IS_ALIVE and now < session.cancel_until
            is_meant = code in {None, registration.code}
            return "cancelled" if possible and is_meant else TooLate(registration.state)

        return await self._move(registration_id, person_id, decide, once)

    async def answer(
        self,
        registration_id: int,
        person_id: int,
        *,
        accepts: bool,
        until: int | None = None,
        once: int | None = None,
    ) -> Moved:
        """Accept or refuse an offered seat.

        `until` (seconds since 1970) is when the offer ends that is answered: an old keyboard does not mean a newer offer.
        """

        def decide(_session: LockedSession, registration: Registered, now: datetime) -> Decision:
            held_until = registration.held_until
            late = held_until is not None and held_until <= now
            is_meant = until is None or held_until is None or until == int(held_until.timestamp())
            if registration.state != "offered" or late or not is_meant:
                return TooLate(registration.state)
            return "seated" if accepts else "refused"

        return await self._move(registration_id, person_id, decide, once)

    async def resize(self, session_id: int, capacity: int, *, once: int | None = None) -> Resized | Gone:
        """Change a session's capacity; new seats go to those who wait."""

        def work(connection: Connection) -> Resized | Gone:
            session = rows.lock_session(connection, session_id)
            if session is None:
                return Gone()
            possible = max(capacity, session.taken)
            rows.resize(connection, session_id, possible)
            self._usher.serve(connection, session_id, self._clock.now())
            return Resized(possible, is_as_wished=possible == capacity)

        return await self._database.write(work, once=once)

    async def place_in_line(self, registration_id: int, person_id: int) -> InLine | NotInLine | Gone:
        """Say where in line a registration stands and why it still waits, to the pupil or to who answers for them."""

        def work(connection: Connection) -> InLine | NotInLine | Gone:
            registration = rows.find_registration(connection, registration_id)
            if registration is None or not _answers_for(registration, person_id):
                return Gone()
            session = rows.see_session(connection, registration.session_id)
            return self._usher.why_waiting(connection, session, registration, self._clock.now()) if session else Gone()

        return await self._database.read(work)

    async def sweep(self) -> int:
        """Take back seats that were held too long, hand on what is free; return how many sessions had any overdue."""
        now = self._clock.now()
        overdue = await self._database.read(lambda connection: rows.sessions_overdue(connection, now))
        # An organiser may have changed whom there is room for.
        unsettled = await self._database.read(lambda connection: rows.sessions_with_seats_and_line(connection, now))
        for session_id in sorted({*overdue, *unsettled}):
            await self._database.write(self._expiry_of(session_id))
        return len(overdue)

    def _expiry_of(self, session_id: int) -> Callable[[Connection], None]:
        def work(connection: Connection) -> None:
            if rows.lock_session(connection, session_id) is not None:
                self._usher.expire(connection, session_id, self._clock.now())

        return work

    def _placed(
        self,
        connection: Connection,
        session: LockedSession,
        newcomers: Sequence[Newcomer],
        before: Mapping[int, Registered],
        school: str | None,
        owner_id: int | None,
    ) -> Placed:
        """Give a party its seats at once, or put it at the end of the line and see whether the line gives them."""
        now, waits = self._clock.now(), not session.terms.needs_approval
        is_seated = waits and self._usher.seats_at_once(connection, session, len(newcomers), school)
        code = self._codes() if any(each.is_open for each in newcomers) else None
        party = line.add_party(
            connection,
            session,
            takes=len(newcomers) if is_seated else 0,
            size=len(newcomers),
            is_waiting=waits and not is_seated,
            school=school,
            owner_id=owner_id,
            code=code,
            created_at=now,
        )
        waiting: tuple[State, datetime | None] = ("waiting" if waits else "approval", None)
        seats = [self._usher.seat_of(session, each, now) if is_seated else waiting for each in newcomers]
        values = {"party_id": party.id, "school": school, "changed_at": now}
        first, *_ = [
            self._written(connection, session, newcomer, before, state=state, held_until=held_until, **values)
            for newcomer, (state, held_until) in zip(newcomers, seats, strict=True)
        ]
        if is_seated or not waits or not session.waiting or session.taken >= session.capacity:
            return Placed(first, seats[0][0], code)
        self._usher.serve(connection, session.id, now, newcomer=party.id)
        placed = rows.find_registration(connection, first)
        return Placed(first, placed.state if placed else "waiting", code)

    def _written(
        self,
        connection: Connection,
        session: LockedSession,
        newcomer: Newcomer,
        before: Mapping[int, Registered],
        **values: object,
    ) -> int:
        """Keep one member of a party; who gave a seat back and comes again keeps the row, but not the place in line."""
        values |= {"code": self._codes(), "about": newcomer.about, "needs_parent": newcomer.needs_parent}
        values |= {"is_companion": newcomer.is_companion, "parent_link": None, "parent_withdrew_at": None}
        values["parent_agreed_at"] = values["changed_at"] if newcomer.has_paper else None
        person = newcomer.person_id
        earlier = before.get(person) if person is not None else None
        if earlier is not None:
            rows.change_registration(connection, [earlier.id], **values)
            return earlier.id
        created = values["changed_at"]
        return rows.add_registration(connection, session_id=session.id, person_id=person, created_at=created, **values)

    async def _move(
        self,
        registration_id: int,
        person_id: int,
        decide: Callable[[LockedSession, Registered, datetime], Decision],
        once: int | None,
    ) -> Moved:
        """Let somebody change a registration that is theirs, or for which they answer."""

        def work(connection: Connection) -> Moved:
            session_id = rows.session_of(connection, registration_id)
            session = rows.lock_session(connection, session_id) if session_id else None
            registration = rows.find_registration(connection, registration_id)
            if session is None or registration is None or not _answers_for(registration, person_id):
                return Gone()
            now = self._clock.now()
            decision = decide(session, registration, now)
            if isinstance(decision, TooLate):
                return decision
            if decision == "seated":
                return Changed(self._usher.keep(connection, session, registration, now))
            self._usher.leave(connection, registration, decision, now)
            self._usher.serve(connection, session.id, now)
            return Changed(decision)

        return await self._database.write(work, once=once)


def _answers_for(registration: Registered, person_id: int) -> bool:
    """Return whether somebody may speak for a registration: the pupil, or the owner of a party for those without a chat."""
    if registration.person_id is not None:
        return registration.person_id == person_id
    return registration.owner_id == person_id
