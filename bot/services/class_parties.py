"""A class at an event as its owner sees it: who has a seat, who gives it back, the whole class or one pupil."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.db import seats as rows
from bot.db.check_ins import tickets_of_party
from bot.db.class_parties import find_class, kept_until
from bot.db.events import find_event
from bot.db.staff import note_deed
from bot.domain.registration import IS_ALIVE, About
from bot.services.access import NotAllowed
from bot.services.class_outcomes import Answered, ClassMember, ClassSeen
from bot.services.usher import Herald, Usher

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.db.check_ins import Ticket
    from bot.db.seats import LockedSession, Registered
    from bot.seal import Seal


class ClassParties:
    """Use-cases of an owner. `once` is the id of the update that asks; see `Database.write`."""

    def __init__(self, database: Database, clock: Clock, seal: Seal, herald: Herald) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal
        self._usher = Usher(herald)

    async def see(self, actor_id: int, party_id: int) -> ClassSeen | NotAllowed:
        """Return a class to its owner."""
        return await self._database.read(lambda connection: self._seen(connection, actor_id, party_id))

    async def take_list(self, actor_id: int, party_id: int) -> ClassSeen | NotAllowed:
        """Return a class to its owner for a file of names, and note that."""

        def work(connection: Connection) -> ClassSeen | NotAllowed:
            seen = self._seen(connection, actor_id, party_id)
            if isinstance(seen, ClassSeen):
                note_deed(connection, self._clock.now(), actor_id, "class_file", f"party:{party_id}", seen.party.alive)
            return seen

        return await self._database.write(work)

    async def give_back(self, actor_id: int, party_id: int, *, once: int) -> Answered | NotAllowed:
        """Give back the seats and places of all who have no chat of their own; the line moves on once, with all of them."""

        def change(connection: Connection, session: LockedSession, member: Registered, now: datetime) -> bool:
            possible = member.state in IS_ALIVE and now < session.cancel_until
            if possible:
                self._usher.leave(connection, member, "cancelled", now)
            return possible

        return await self._change(actor_id, party_id, change, once)

    async def accept(self, actor_id: int, party_id: int, *, once: int) -> Answered | NotAllowed:
        """Accept the seats that were offered to a class, all at once."""

        def change(connection: Connection, session: LockedSession, member: Registered, now: datetime) -> bool:
            in_time = member.held_until is None or member.held_until > now
            possible = member.state == "offered" and in_time and not member.is_open
            if possible:
                self._usher.keep(connection, session, member, now)
            return possible

        return await self._change(actor_id, party_id, change, once)

    async def _change(
        self,
        actor_id: int,
        party_id: int,
        change: Callable[[Connection, LockedSession, Registered, datetime], bool],
        once: int,
    ) -> Answered | NotAllowed:
        def work(connection: Connection) -> Answered | NotAllowed:
            party, now = find_class(connection, party_id, actor_id), self._clock.now()
            session = rows.lock_session(connection, party.session_id) if party else None
            if party is None or session is None:
                return NotAllowed()
            number = 0
            for ticket in tickets_of_party(connection, party_id):
                member = rows.find_registration(connection, ticket.id)
                # Who took a place by the link speaks for themselves.
                if member is not None and member.person_id is None:
                    number += change(connection, session, member, now)
            self._usher.serve(connection, session.id, now)
            seen = self._seen(connection, actor_id, party_id)
            return Answered(seen, number) if isinstance(seen, ClassSeen) else seen

        return await self._database.write(work, once=once)

    def _seen(self, connection: Connection, actor_id: int, party_id: int) -> ClassSeen | NotAllowed:
        party = find_class(connection, party_id, actor_id)
        event = find_event(connection, party.event_id) if party else None
        session = event.session(party.session_id) if event and party else None
        if party is None or event is None or session is None:
            return NotAllowed()
        members = [self._member(each) for each in tickets_of_party(connection, party_id)]
        ordered = tuple(sorted(members, key=lambda each: each.state not in IS_ALIVE))
        return ClassSeen(party, event, session, ordered, kept_until(connection, party_id))

    def _member(self, ticket: Ticket) -> ClassMember:
        """Return a member; the name of who took a place by the link is theirs to tell."""
        is_ours = ticket.about is not None and ticket.person_id is None
        about = About.read(self._seal.open(ticket.about)) if is_ours and ticket.about else About("")
        return ClassMember(
            registration_id=ticket.id,
            name=about.name,
            grade=about.grade,
            is_companion=ticket.is_companion,
            state=ticket.state,
            code=ticket.code if is_ours else "",
            has_chat=ticket.person_id is not None,
        )
