"""The door without a network: everybody on a list that is printed before, and its ticks brought in afterwards."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.db import check_ins as rows
from bot.db.events import event_of_session
from bot.db.list_drafts import drop_draft, find_draft, put_draft
from bot.db.seats import lock_session
from bot.db.staff import note_deed
from bot.domain.door import BROUGHT_WITHIN, OPENS_BEFORE
from bot.domain.registration import HOLDS_SEAT
from bot.domain.ticks import Known, read_ticks
from bot.services.access import NotAllowed, is_allowed
from bot.services.class_outcomes import NoDraft
from bot.services.door_guests import about_of, subject_of
from bot.services.door_outcomes import NotNow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.db.check_ins import Ticket
    from bot.domain.events import Event, Session
    from bot.domain.registration import State
    from bot.domain.ticks import Conflict, MarkedRow
    from bot.seal import Seal


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on the list of the door.

    Attributes:
        together: how many of their party have a seat.
    """

    name: str
    school: str
    grade: str
    code: str
    state: State
    is_companion: bool
    is_in: bool
    together: int


@dataclass(frozen=True, slots=True)
class DoorListSeen:
    """Everybody who has a seat in a session or waits for one."""

    event: Event
    session: Session
    people: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class TicksPrepared:
    """A ticked list as it would be brought in, before anything is."""

    draft_id: int
    event: Event
    session: Session
    number: int
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class TicksEntered:
    """So many entries were made; those who had been let in or had lost their seat meanwhile were left out."""

    event: Event
    number: int
    left_out: int


class DoorLists:
    """Use-cases. `once` is the id of the update that asks; see `Database.write`."""

    def __init__(self, database: Database, clock: Clock, seal: Seal) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal

    async def take(self, actor_id: int, session_id: int) -> DoorListSeen | NotAllowed:
        """Return everybody for a file with names, to those who may export; noted with the number of people."""

        def work(connection: Connection) -> tuple[Event, Session, list[Ticket], frozenset[int]] | NotAllowed:
            event = event_of_session(connection, session_id)
            session = event.session(session_id) if event else None
            if event is None or session is None or not is_allowed(connection, actor_id, "export", event.id):
                return NotAllowed()
            wanted = HOLDS_SEAT | {"waiting"}
            found = [each for each in rows.tickets_of_session(connection, session_id) if each.state in wanted]
            note_deed(connection, self._clock.now(), actor_id, "door_list", subject_of(event.id), len(found))
            return event, session, found, frozenset(rows.who_is_in(connection, [session_id]))

        seen = await self._database.write(work)
        if isinstance(seen, NotAllowed):
            return seen
        event, session, found, inside = seen
        # Some thousand names are opened: not while a transaction waits, and not on the thread that answers everybody.
        return DoorListSeen(event, session, await asyncio.to_thread(self._listed, found, inside))

    async def prepare(
        self, actor_id: int, session_id: int, marked: Sequence[MarkedRow]
    ) -> TicksPrepared | NotNow | NotAllowed:
        """Look a ticked list through: what would be entered, and which rows do not fit; nothing is entered yet."""

        def work(connection: Connection) -> TicksPrepared | NotNow | NotAllowed:
            now, event = self._clock.now(), event_of_session(connection, session_id)
            session = event.session(session_id) if event else None
            if event is None or session is None or not is_allowed(connection, actor_id, "check_in", event.id):
                return NotAllowed()
            if now < session.starts_at - OPENS_BEFORE:
                return NotNow(event, session, "too_early")
            if now > session.ends_at + BROUGHT_WITHIN:
                return NotNow(event, session, "over")
            read = read_ticks(marked, _known(connection, event, session_id))
            content = self._seal.close(list(read.came))
            draft = put_draft(connection, actor_id, session_id, "ticks", content, now)
            return TicksPrepared(draft, event, session, len(read.came), read.conflicts)

        return await self._database.write(work)

    async def confirm(self, actor_id: int, draft_id: int, *, once: int) -> TicksEntered | NoDraft | NotAllowed:
        """Enter those who came by a list; each as things stand now, so that nobody is in twice."""

        def work(connection: Connection) -> TicksEntered | NoDraft | NotAllowed:
            now = self._clock.now()
            draft = find_draft(connection, draft_id, actor_id, "ticks", now)
            session = lock_session(connection, draft.session_id) if draft else None
            if draft is None or session is None or not drop_draft(connection, draft_id):
                return NoDraft()
            event = event_of_session(connection, session.id)
            if event is None or not is_allowed(connection, actor_id, "check_in", event.id):
                return NotAllowed()
            wanted = frozenset(self._seal.open(draft.content))
            inside = rows.who_is_in(connection, [session.id])
            came = [
                each.id
                for each in rows.tickets_of_session(connection, session.id)
                if each.id in wanted and each.state == "seated" and each.id not in inside
            ]
            for each in came:
                values = {"registration_id": each, "at": now, "by_id": actor_id, "nonce": f"l{draft_id}.{each}"}
                rows.add_entry(connection, way="list", **values)
            note_deed(connection, now, actor_id, "ticked_list", subject_of(event.id), len(came))
            return TicksEntered(event, len(came), len(wanted) - len(came))

        return await self._database.write(work, once=once)

    def _listed(self, found: Sequence[Ticket], inside: frozenset[int]) -> tuple[Listed, ...]:
        together: dict[int, int] = {}
        for each in found:
            together[each.party_id] = together.get(each.party_id, 0) + (each.state in HOLDS_SEAT)
        return tuple(self._person(each, together[each.party_id], is_in=each.id in inside) for each in found)

    def _person(self, ticket: Ticket, together: int, *, is_in: bool) -> Listed:
        about = about_of(self._seal, ticket)
        return Listed(
            name=about.name,
            school=about.school,
            grade=about.grade,
            code=ticket.code,
            state=ticket.state,
            is_companion=ticket.is_companion,
            is_in=is_in,
            together=together,
        )


def _known(connection: Connection, event: Event, session_id: int) -> dict[str, Known]:
    inside = rows.who_is_in(connection, [each.id for each in event.sessions])
    return {
        each.code: Known(each.id, each.state, is_in=each.id in inside, is_of_session=each.session_id == session_id)
        for each in rows.tickets_of_event(connection, event.id)
    }
