"""Those who stand at the door without a seat: seats that are left go to them, under the session's lock, so that counters hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.db import check_ins as tickets
from bot.db import line
from bot.db import seats as rows
from bot.db.events import find_event
from bot.db.staff import note_deed
from bot.domain.door import decide_seat_at_door, why_shut
from bot.services.access import NotAllowed, is_allowed
from bot.services.door_guests import already_in, guest_of, note_look
from bot.services.door_outcomes import Admitted, AlreadyIn, NeedsPaper, NoSeat, NotNow, NotSeated
from bot.services.usher import Herald, Usher

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.db.check_ins import Ticket
    from bot.db.seats import LockedSession, Registered
    from bot.domain.door import Way
    from bot.domain.events import Event, Session
    from bot.domain.registration import About
    from bot.seal import Seal

Taken = Admitted | AlreadyIn | NoSeat | NeedsPaper | NotSeated | NotNow | NotAllowed


class WalkIns:
    """Use-cases of seats at the door. `once` is the id of the update that asks; see `Database.write`."""

    def __init__(self, database: Database, clock: Clock, seal: Seal, codes: Callable[[], str], herald: Herald) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal
        self._codes = codes
        self._usher = Usher(herald)

    async def newcomer(
        self, actor_id: int, session_id: int, about: About, nonce: str, *, has_paper: bool, once: int
    ) -> Taken:
        """Let in somebody without a ticket, if a seat is left that nobody waits for.

        Args:
            actor_id: who stands at the door.
            session_id: the session.
            about: name and class.
            nonce: of the screen.
            has_paper: the helper says that the parent's paper is here, where a parent has to agree.
            once: see `Database.write`.
        """

        def work(connection: Connection) -> Taken:
            session = rows.lock_session(connection, session_id)
            if session is None or not is_allowed(connection, actor_id, "check_in", session.event_id):
                return NotAllowed()
            # How old they are is not asked for at the door.
            event = find_event(connection, session.event_id)
            asks = event is not None and event.needs_parent
            refusal = self._refusal(connection, session, session.waiting, needs_paper=asks and not has_paper)
            if refusal is not None:
                return refusal
            registration_id = self._seated(connection, session, about)
            self._note(connection, actor_id, registration_id, has_paper=asks and has_paper)
            return self._entered(connection, actor_id, registration_id, nonce, "walk_in")

        return await self._database.write(work, once=once)

    async def from_line(self, actor_id: int, registration_id: int, nonce: str, *, has_paper: bool, once: int) -> Taken:
        """Let in somebody who waits in line, or for whom a seat is held, and who stands at the door."""

        def work(connection: Connection) -> Taken:
            session_id = rows.session_of(connection, registration_id)
            session = rows.lock_session(connection, session_id) if session_id else None
            registered = rows.find_registration(connection, registration_id)
            if session is None or registered is None:
                return NotAllowed()
            if not is_allowed(connection, actor_id, "check_in", session.event_id):
                return NotAllowed()
            ticket = _ticket(connection, registration_id)
            shown = guest_of(connection, self._seal, ticket)
            note_look(connection, self._clock.now(), actor_id, shown.event)
            standing = tickets.standing_entry(connection, registration_id)
            if standing is not None:
                return already_in(connection, self._seal, shown, standing, actor_id)
            if registered.state not in {"waiting", "offered", "consent"} or registered.is_open:
                return NotSeated(shown)
            must = session.terms.needs_parent or registered.needs_parent
            asks = must and registered.parent_agreed_at is None and not ticket.is_companion
            refusal = self._refusal(
                connection,
                session,
                _ahead(connection, registered),
                needs_paper=asks and not has_paper,
                holds_seat=registered.state != "waiting",
            )
            if refusal is not None:
                return refusal
            self._take_seat(connection, session, registered)
            self._note(connection, actor_id, registration_id, has_paper=asks and has_paper)
            return self._entered(connection, actor_id, registration_id, nonce, "name")

        return await self._database.write(work, once=once)

    def give_back(self, connection: Connection, registration_id: int, now: datetime) -> None:
        """Take back the seat of somebody who came without a ticket and whose entry was undone."""
        registered = rows.find_registration(connection, registration_id)
        if registered is not None and registered.state == "seated":
            self._usher.leave(connection, registered, "removed", now)
            self._usher.serve(connection, registered.session_id, now)

    def _refusal(
        self, connection: Connection, session: LockedSession, ahead: int, *, needs_paper: bool, holds_seat: bool = False
    ) -> NotNow | NoSeat | NeedsPaper | None:
        (event, shown), now = _session(connection, session), self._clock.now()
        is_on = shown.is_on and event.state != "cancelled"
        shut = why_shut(shown.starts_at, shown.ends_at, now) if is_on else "called_off"
        if shut is not None:
            return NotNow(event, shown, shut)
        free = 1 if holds_seat else session.capacity - session.taken
        before = 0 if holds_seat else ahead
        verdict = decide_seat_at_door(free, before, now, session.starts_at, needs_paper=needs_paper)
        match verdict:
            case "seat":
                return None
            case "needs_paper":
                return NeedsPaper(event, shown)
            case "full" | "line_first":
                return NoSeat(event, shown, verdict, before)
            case _:
                assert_never(verdict)

    def _seated(self, connection: Connection, session: LockedSession, about: About) -> int:
        now = self._clock.now()
        party = line.add_party(connection, session, size=1, is_waiting=False, created_at=now)
        rows.count(connection, session.id, taken=1)
        return rows.add_registration(
            connection,
            session_id=session.id,
            party_id=party.id,
            state="seated",
            code=self._codes(),
            about=self._seal.close(about.as_json()),
            created_at=now,
            changed_at=now,
        )

    def _take_seat(self, connection: Connection, session: LockedSession, registered: Registered) -> None:
        now = self._clock.now()
        rows.change_registration(connection, [registered.id], state="seated", held_until=None, changed_at=now)
        if registered.state == "waiting":
            rows.count(connection, session.id, taken=1, waiting=-1)
            line.shrink_party(connection, registered.party_id)
            # The party that they leave behind is smaller and may fit now.
            self._usher.serve(connection, session.id, now)

    def _note(self, connection: Connection, actor_id: int, registration_id: int, *, has_paper: bool) -> None:
        now = self._clock.now()
        note_deed(connection, now, actor_id, "seat_at_door", f"registration:{registration_id}", 1)
        if has_paper:
            note_deed(connection, now, actor_id, "parents_paper", f"registration:{registration_id}", 1)

    def _entered(self, connection: Connection, actor_id: int, registration_id: int, nonce: str, way: Way) -> Admitted:
        now = self._clock.now()
        tapped = f"{nonce}.{registration_id}"
        tickets.add_entry(connection, registration_id=registration_id, at=now, by_id=actor_id, way=way, nonce=tapped)
        entry = tickets.standing_entry(connection, registration_id)
        if entry is None:
            raise LookupError("an entry was neither made nor found")
        shown = guest_of(connection, self._seal, _ticket(connection, registration_id))
        note_look(connection, now, actor_id, shown.event)
        return Admitted(shown, entry.id)


def _ticket(connection: Connection, registration_id: int) -> Ticket:
    ticket = tickets.find_ticket(connection, registration_id)
    if ticket is None:
        raise LookupError("a registration vanished under its session's lock")
    return ticket


def _session(connection: Connection, session: LockedSession) -> tuple[Event, Session]:
    event = find_event(connection, session.event_id)
    shown = event.session(session.id) if event else None
    if event is None or shown is None:
        raise LookupError("a session vanished under its own lock")
    return event, shown


def _ahead(connection: Connection, registered: Registered) -> int:
    party = line.party_in_line(connection, registered.party_id)
    return line.people_before(connection, registered.session_id, party.place) if party else 0
