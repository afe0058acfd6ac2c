"""What a pupil has after registering, as use-cases: the ticket as it is now, one's own ones, and what follows the event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.db import tickets as rows
from bot.db.events import event_of_session, events_of_sessions
from bot.domain.notices import Standing, is_wanted, sending_moment
from bot.domain.registration import IS_ALIVE, About

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.db.tickets import TicketRow
    from bot.domain.delivery import Errand
    from bot.domain.events import Event, Session
    from bot.domain.registration import State, WouldWork
    from bot.seal import Seal


@dataclass(frozen=True, slots=True)
class Ticket:
    """A registration as it is now, for those who may see it.

    Attributes:
        party_id: those who stand together; a class, where somebody answers for it.
        is_own: whether it is the pupil's own; else somebody answers for a pupil without a chat.
        about: None for a place that is kept for a friend.
        party: how many stand together, itself included; only those who still have or await a seat.
        party_come: how many of them the door let in.
        friends_code: of the link by which friends take the places that are kept for them; None when none is left.
        kept: how many places are kept for friends.
        worth, would_work: what the pupil said afterwards.
        now: when this was looked at.
    """

    id: int
    party_id: int
    is_own: bool
    state: State
    code: str
    event: Event
    session: Session
    about: About | None
    held_until: datetime | None
    needs_parent: bool
    parent_agreed_at: datetime | None
    parent_withdrew_at: datetime | None
    has_come: bool
    party: int
    party_come: int
    friends_code: str | None
    kept: int
    worth: int | None
    would_work: WouldWork | None
    now: datetime

    @property
    def is_on(self) -> bool:
        """Whether the session will be, or was."""
        return self.session.is_on and self.event.state != "cancelled"

    @property
    def is_over(self) -> bool:
        """Whether the session has ended."""
        return self.now >= self.session.ends_at

    @property
    def give_back_until(self) -> datetime:
        """Until when the seat can be given back."""
        return min(self.event.cancel_until or self.session.starts_at, self.session.starts_at)

    @property
    def is_alive(self) -> bool:
        """Whether it has or awaits a seat in a session that has not begun and will be."""
        return self.state in IS_ALIVE and self.is_on and self.now < self.session.starts_at

    @property
    def standing(self) -> Standing:
        """As the rules of notices see it."""
        return Standing(
            state=self.state,
            held_until=self.held_until,
            is_on=self.is_on,
            starts_at=self.session.starts_at,
            ends_at=self.session.ends_at,
            zone=self.event.zone,
            version=self.session.version,
            has_come=self.has_come,
            parent_agreed=self.parent_agreed_at is not None,
            parent_withdrew=self.parent_withdrew_at is not None,
        )


@dataclass(frozen=True, slots=True)
class NoTicket:
    """There is no such registration, or it is somebody else's; which of the two is not told."""


@dataclass(frozen=True, slots=True)
class NotYet:
    """It is for those who came, once the session is over."""


@dataclass(frozen=True, slots=True)
class Certified:
    """A certificate, with the code by which anybody can verify it."""

    ticket: Ticket
    code: str
    issued_at: datetime


class Tickets:
    """Use-cases. `once` is the id of the update that asks; see `Database.write`."""

    def __init__(self, database: Database, clock: Clock, seal: Seal, codes: Callable[[], str]) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal
        self._codes = codes

    async def see(self, registration_id: int, person_id: int) -> Ticket | NoTicket:
        """Return a registration to its pupil, or to who answers for a pupil without a chat."""
        return await self._database.read(lambda connection: self._mine(connection, registration_id, person_id))

    async def mine(self, person_id: int) -> list[Ticket]:
        """Return a person's own registrations, the latest session first."""

        def work(connection: Connection) -> list[Ticket]:
            found = rows.tickets_of_person(connection, person_id)
            events = events_of_sessions(connection, {row.session_id for row in found})
            return [ticket_from(self._seal, row, events[row.session_id], self._clock.now()) for row in found]

        return await self._database.read(work)

    async def to_be_told(self, errand: Errand) -> Ticket | datetime | None:
        """Look at a notice when its turn has come: what it tells of, or when to look again, or None when nobody needs it."""
        found = await self.see(errand.subject, errand.person_id)
        if isinstance(found, NoTicket) or not is_wanted(errand.kind, found.standing, errand.round, found.now):
            return None
        moment = sending_moment(errand.kind, found.standing, found.now)
        return found if moment <= found.now else moment

    async def say_worth(
        self, registration_id: int, person_id: int, worth: int, *, once: int
    ) -> Ticket | NoTicket | NotYet:
        """Keep whether it was worth it, 1-5; it may be changed."""
        return await self._say(registration_id, person_id, once, worth=worth)

    async def say_would_work(
        self, registration_id: int, person_id: int, would_work: WouldWork, *, once: int
    ) -> Ticket | NoTicket | NotYet:
        """Keep whether the pupil would like to work like that; it may be changed."""
        return await self._say(registration_id, person_id, once, would_work=would_work)

    async def certify(self, registration_id: int, person_id: int) -> Certified | NoTicket | NotYet:
        """Issue the certificate of somebody who came; a second time it is the same one."""

        def work(connection: Connection) -> Certified | NoTicket | NotYet:
            ticket = self._attended(connection, registration_id, person_id)
            if not isinstance(ticket, Ticket):
                return ticket
            if ticket.about is None:
                return NoTicket()
            return Certified(ticket, *rows.issue_certificate(connection, ticket.id, self._codes(), ticket.now))

        return await self._database.write(work)

    async def verify(self, code: str) -> Ticket | NoTicket:
        """Return what a certificate certifies, to anybody who holds its code; none when the entry at the door was undone."""

        def work(connection: Connection) -> Ticket | NoTicket:
            row = rows.certified(connection, code)
            if row is None or not row.has_come:
                return NoTicket()
            return ticket_from(self._seal, row, event_of_registration(connection, row), self._clock.now())

        return await self._database.read(work)

    async def _say(
        self, registration_id: int, person_id: int, once: int, **said: int | str
    ) -> Ticket | NoTicket | NotYet:
        def work(connection: Connection) -> Ticket | NoTicket | NotYet:
            ticket = self._attended(connection, registration_id, person_id)
            if not isinstance(ticket, Ticket):
                return ticket
            rows.keep_feedback(connection, ticket.id, ticket.now, **said)
            return self._mine(connection, registration_id, person_id)

        return await self._database.write(work, once=once)

    def _attended(self, connection: Connection, registration_id: int, person_id: int) -> Ticket | NoTicket | NotYet:
        ticket = self._mine(connection, registration_id, person_id)
        if isinstance(ticket, Ticket) and not (ticket.has_come and ticket.is_over):
            return NotYet()
        return ticket

    def _mine(self, connection: Connection, registration_id: int, person_id: int) -> Ticket | NoTicket:
        row = rows.ticket_of(connection, registration_id)
        if row is None or person_id != (row.person_id if row.person_id is not None else row.owner_id):
            return NoTicket()
        return ticket_from(self._seal, row, event_of_registration(connection, row), self._clock.now())


def event_of_registration(connection: Connection, row: TicketRow) -> Event:
    """Return the event for which a registration is."""
    event = event_of_session(connection, row.session_id)
    if event is None:
        raise LookupError("a registration without its event: the tables do not allow that")
    return event


def ticket_from(seal: Seal, row: TicketRow, event: Event, now: datetime) -> Ticket:
    """Return a registration with everything that belongs to it."""
    session = event.session(row.session_id)
    if session is None:
        raise LookupError("a registration for a session of another event")
    has_friends_link = row.party_code is not None and row.kept > 0
    return Ticket(
        id=row.id,
        party_id=row.party_id,
        is_own=row.person_id is not None,
        state=row.state,
        code=row.code,
        event=event,
        session=session,
        about=About.read(seal.open(row.about)) if row.about is not None else None,
        held_until=row.held_until,
        needs_parent=row.needs_parent or (event.needs_parent and event.parent_under_age is None),
        parent_agreed_at=row.parent_agreed_at,
        parent_withdrew_at=row.parent_withdrew_at,
        has_come=row.has_come,
        party=row.party,
        party_come=row.party_come,
        friends_code=row.party_code if has_friends_link else None,
        kept=row.kept if has_friends_link else 0,
        worth=row.worth,
        would_work=row.would_work,
        now=now,
    )
