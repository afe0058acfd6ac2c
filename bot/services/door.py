"""The door as use-cases: a ticket is looked at and lets in, an entry is taken back, a name is found. Strangers learn nothing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, assert_never

from bot.db import check_ins as rows
from bot.db import door_posts as posts
from bot.db.events import events_of, find_event
from bot.db.seats import lock_session
from bot.db.staff import grants_of, note_deed
from bot.domain.door import BROUGHT_WITHIN, CLOSES_AFTER, MOST_FOUND, AtDoor, decide_entry, names_like
from bot.domain.registration import IS_ALIVE
from bot.domain.staff import administers, may
from bot.services.access import NotAllowed, is_allowed
from bot.services.codes import as_code
from bot.services.door_guests import about_of, already_in, guest, guest_of, note_look, subject_of
from bot.services.door_outcomes import (
    Admitted,
    AtTheDoor,
    EntrySeen,
    Found,
    NotNow,
    NotSeated,
    Own,
    Scanned,
    TakenBack,
    Unknown,
    WrongEvent,
    WrongSession,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.db.check_ins import Ticket
    from bot.domain.door import UndoReason, Verdict, Way
    from bot.domain.events import Event
    from bot.seal import Seal
    from bot.services.door_outcomes import Guest
    from bot.services.walk_ins import WalkIns


class Door:
    """Use-cases of those who check tickets. `once` is the id of the update that asks; see `Database.write`."""

    def __init__(self, database: Database, clock: Clock, seal: Seal, walk_ins: WalkIns) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal
        self._walk_ins = walk_ins

    async def opened(self, actor_id: int, *, with_past: bool = False) -> AtTheDoor | NotAllowed:
        """Return the events at whose door somebody may stand now or later, with numbers and without names.

        `with_past` also those of the last thirty days, for their lists.
        """

        def work(connection: Connection) -> AtTheDoor | NotAllowed:
            back = BROUGHT_WITHIN if with_past else CLOSES_AFTER
            grants, since = grants_of(connection, actor_id), self._clock.now() - back
            is_administrator = administers(grants)
            mine = None if is_administrator else [each.event_id for each in grants if each.event_id is not None]
            ids = posts.events_at_door(connection, since, mine)
            events = [each for each in events_of(connection, ids) if may(grants, "check_in", each.id)]
            if not events and not is_administrator:
                return NotAllowed()
            post = posts.post_of(connection, actor_id, since)
            sessions = [each.id for event in events for each in event.sessions if each.ends_at > since]
            return AtTheDoor(
                tuple(sorted(events, key=lambda event: (_next(event, since), event.id))),
                post if post and any(event.id == post.event_id for event in events) else None,
                {each: rows.count_at_door(connection, each) for each in sessions},
            )

        return await self._database.read(work)

    async def work_for(self, actor_id: int, session_id: int, *, works: bool, once: int) -> Event | NotAllowed:
        """Note for which session a helper works, or that it is for none in particular; return its event."""

        def work(connection: Connection) -> Event | NotAllowed:
            session = lock_session(connection, session_id)
            if session is None or not is_allowed(connection, actor_id, "check_in", session.event_id):
                return NotAllowed()
            posts.take_post(connection, actor_id, session_id if works else None, self._clock.now())
            return find_event(connection, session.event_id) or NotAllowed()

        return await self._database.write(work, once=once)

    async def scan(self, actor_id: int, code: str, nonce: str, way: Way, *, once: int) -> Scanned:
        """Let in the ticket of a code, however it was typed, at once; a stranger gets the same answer to every code."""

        def find(connection: Connection) -> Ticket | None:
            return rows.find_ticket_by_code(connection, as_code(code))

        return await self._let_in(actor_id, find, nonce, way, once, anyway=False)

    async def let_in(
        self, actor_id: int, registration_id: int, nonce: str, way: Way, *, anyway: bool, once: int
    ) -> Scanned:
        """Let in somebody who was found by name, or whose ticket is for another session (`anyway`: who runs the event may)."""

        def find(connection: Connection) -> Ticket | None:
            return rows.find_ticket(connection, registration_id)

        return await self._let_in(actor_id, find, nonce, way, once, anyway=anyway)

    async def entry(self, actor_id: int, entry_id: int) -> EntrySeen | NotAllowed:
        """Return an entry to those who check tickets there."""

        def work(connection: Connection) -> EntrySeen | NotAllowed:
            entry = rows.find_entry(connection, entry_id)
            ticket = rows.find_ticket(connection, entry.registration_id) if entry else None
            if entry is None or ticket is None or not is_allowed(connection, actor_id, "check_in", ticket.event_id):
                return NotAllowed()
            shown = guest_of(connection, self._seal, ticket)
            note_look(connection, self._clock.now(), actor_id, shown.event)
            return EntrySeen(shown, entry, by_me=entry.by_id == actor_id)

        return await self._database.write(work)

    async def undo(self, actor_id: int, entry_id: int, reason: UndoReason, *, once: int) -> EntrySeen | NotAllowed:
        """Take an entry back; who came without a ticket gives the seat back with it. A second time changes nothing."""

        def work(connection: Connection) -> EntrySeen | NotAllowed:
            now, entry = self._clock.now(), rows.find_entry(connection, entry_id)
            ticket = rows.find_ticket(connection, entry.registration_id) if entry else None
            if entry is None or ticket is None or not is_allowed(connection, actor_id, "check_in", ticket.event_id):
                return NotAllowed()
            lock_session(connection, ticket.session_id)
            if rows.undo_entry(connection, entry_id, now, actor_id, reason):
                note_deed(connection, now, actor_id, "undo_check_in", f"registration:{ticket.id}", 1)
                if entry.way == "walk_in":
                    self._walk_ins.give_back(connection, ticket.id, now)
            undone = rows.find_entry(connection, entry_id) or entry
            shown = guest_of(connection, self._seal, rows.find_ticket(connection, ticket.id) or ticket)
            note_look(connection, now, actor_id, shown.event)
            return EntrySeen(shown, undone, by_me=entry.by_id == actor_id)

        return await self._database.write(work, once=once)

    async def find(self, actor_id: int, event_id: int, text: str) -> Found | NotAllowed:
        """Find people of an event by a part of their names; every search is noted, without what was typed."""

        def read(connection: Connection) -> tuple[Event, list[Ticket], frozenset[int]] | NotAllowed:
            event = find_event(connection, event_id)
            if event is None or not is_allowed(connection, actor_id, "check_in", event_id):
                return NotAllowed()
            alive = [each for each in rows.tickets_of_event(connection, event_id) if each.state in IS_ALIVE]
            inside = rows.who_is_in(connection, [each.id for each in event.sessions])
            return event, alive, frozenset(inside)

        seen = await self._database.read(read)
        if isinstance(seen, NotAllowed):
            return seen
        event, tickets, inside = seen
        # Some thousand names are opened: not while a transaction waits, and not on the thread that answers everybody.
        found = await asyncio.to_thread(self._like, text, tickets)
        shown = tuple(guest(self._seal, each, event, 1, 0) for each in found[:MOST_FOUND])

        def note(connection: Connection) -> None:
            now = self._clock.now()
            note_look(connection, now, actor_id, event)
            note_deed(connection, now, actor_id, "search_names", subject_of(event_id), len(shown))

        await self._database.write(note)
        return Found(event, shown, len(found), inside)

    def _like(self, text: str, tickets: list[Ticket]) -> list[Ticket]:
        return names_like(text, [(about_of(self._seal, each).name, each) for each in tickets])

    async def _let_in(
        self,
        actor_id: int,
        find: Callable[[Connection], Ticket | None],
        nonce: str,
        way: Way,
        once: int,
        *,
        anyway: bool,
    ) -> Scanned:
        def work(connection: Connection) -> Scanned:
            ticket = find(connection)
            if ticket is None:
                return Unknown()
            if not is_allowed(connection, actor_id, "check_in", ticket.event_id):
                return Own(ticket.id) if actor_id in (ticket.person_id, ticket.owner_id) else Unknown()
            lock_session(connection, ticket.session_id)
            # As it is now that nobody else can change it.
            return self._decided(connection, actor_id, find(connection) or ticket, nonce, way, anyway=anyway)

        return await self._database.write(work, once=once)

    def _decided(
        self, connection: Connection, actor_id: int, ticket: Ticket, nonce: str, way: Way, *, anyway: bool
    ) -> Scanned:
        now, tapped = self._clock.now(), f"{nonce}.{ticket.id}"
        shown = guest_of(connection, self._seal, ticket)
        note_look(connection, now, actor_id, shown.event)
        earlier = rows.entry_of_nonce(connection, tapped)
        if earlier is not None:
            return TakenBack(shown) if earlier.undone_at else Admitted(shown, earlier.id)
        standing = rows.standing_entry(connection, ticket.id)
        runs = is_allowed(connection, actor_id, "run_event", ticket.event_id)
        post = posts.post_of(connection, actor_id, now - CLOSES_AFTER)
        at_door = AtDoor(
            event_id=ticket.event_id,
            session_id=ticket.session_id,
            state=ticket.state,
            is_on=shown.session.is_on and shown.event.state != "cancelled",
            starts_at=shown.session.starts_at,
            ends_at=shown.session.ends_at,
            is_in=standing is not None,
        )
        verdict = decide_entry(at_door, post, now, anyway=anyway and runs)
        if verdict == "already_in" and standing is not None:
            return already_in(connection, self._seal, shown, standing, actor_id)
        if verdict == "let_in":
            rows.add_entry(connection, registration_id=ticket.id, at=now, by_id=actor_id, way=way, nonce=tapped)
            entry = rows.standing_entry(connection, ticket.id)
            if entry is None:
                raise LookupError("an entry was neither made nor found")
            return Admitted(guest_of(connection, self._seal, ticket), entry.id)
        return _refused(verdict, shown, may_anyway=runs)


def _refused(verdict: Verdict, shown: Guest, *, may_anyway: bool) -> Scanned:
    match verdict:
        case "wrong_event":
            return WrongEvent(shown)
        case "wrong_session":
            return WrongSession(shown, may_anyway)
        case "not_seated":
            return NotSeated(shown)
        case "too_early" | "over" | "called_off":
            return NotNow(shown.event, shown.session, verdict)
        case "let_in" | "already_in":
            raise AssertionError("these are no refusals")
        case _:
            assert_never(verdict)


def _next(event: Event, since: datetime) -> datetime:
    return min((each.starts_at for each in event.sessions if each.is_on and each.ends_at > since), default=since)
