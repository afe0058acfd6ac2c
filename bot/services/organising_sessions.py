"""The sessions of an organiser's events: made, repeated, resized, moved, called off; whom it concerns is told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from bot.db import events as rows
from bot.db import seats
from bot.db.organising import hold_until
from bot.db.session_notices import tell_session
from bot.db.staff import note_deed
from bot.domain.event_edits import MOST_SEATS, MOST_SESSIONS, closes_with, with_text
from bot.services.access import NotAllowed
from bot.services.door_guests import subject_of
from bot.services.organising import is_over, locked_event, seen
from bot.services.organising_outcomes import Capacity, Edited, Over, Refused, Told, Unfit
from bot.services.usher import Usher

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.domain.event_edits import SessionText
    from bot.domain.events import Event, Session
    from bot.domain.languages import Language
    from bot.services.usher import Herald

Outcome = TypeVar("Outcome")


class OrganisingSessions:
    """Use-cases of sessions. The actor is a person's id; `once` is the id of the update, see `Database.write`."""

    def __init__(self, database: Database, clock: Clock, herald: Herald) -> None:
        self._database = database
        self._clock = clock
        self._usher = Usher(herald)

    async def add(
        self,
        actor_id: int,
        event_id: int,
        starts_at: datetime,
        length: timedelta,
        capacity: int,
        *,
        count: int,
        once: int,
    ) -> Edited | Refused | Unfit | Over | NotAllowed:
        """Add a session that begins at a moment; `count` is how many the organiser saw, so that a double tap adds one."""

        def work(connection: Connection) -> Edited | Refused | Unfit | Over | NotAllowed:
            event = locked_event(connection, actor_id, event_id)
            if event is None:
                return NotAllowed()
            if is_over(event):
                return Over(event)
            if len(event.sessions) != count:
                return Unfit(event)
            if starts_at <= self._clock.now():
                return Refused(event, "past")
            if len(event.sessions) >= MOST_SESSIONS or capacity > MOST_SEATS:
                return Refused(event, "too_many")
            times = {"starts_at": starts_at, "ends_at": starts_at + length}
            added = rows.add_session(connection, event_id, **times, capacity=capacity)
            return self._after(connection, actor_id, event, "add_session", [starts_at], added)

        return await self._database.write(work, once=once)

    async def repeat(
        self, actor_id: int, session_id: int, weeks: int, *, once: int
    ) -> Edited | Refused | Over | NotAllowed:
        """Add the same session in each of so many weeks to come; where one begins then already, none is added."""

        def change(connection: Connection, event: Event, session: Session) -> Edited | Refused:
            later = [timedelta(weeks=week) for week in range(1, weeks + 1)]
            there = {(each.starts_at, tuple(each.label.items())) for each in event.sessions}
            label = tuple(session.label.items())
            wanted = [
                each
                for each in later
                if (session.starts_at + each, label) not in there and session.starts_at + each > self._clock.now()
            ]
            if len(event.sessions) + len(wanted) > MOST_SESSIONS:
                return Refused(event, "too_many")
            for each in wanted:
                times = {"starts_at": session.starts_at + each, "ends_at": session.ends_at + each}
                same = {"capacity": session.capacity, "label": session.label, "hall": session.hall}
                rows.add_session(connection, event.id, **times, **same)
            starts = [session.starts_at + each for each in wanted]
            return self._after(connection, actor_id, event, "add_session", starts, session.id)

        return await self._changed(actor_id, session_id, change, once, past_too=True)

    async def name(
        self, actor_id: int, session_id: int, field: SessionText, language: Language, text: str, *, once: int
    ) -> Edited | Over | NotAllowed:
        """Say what a session is about, or in which hall it is; an empty text takes the language out."""

        def change(connection: Connection, event: Event, session: Session) -> Edited:
            texts = with_text(getattr(session, field), language, text)
            rows.change_session(connection, session_id, **{field: texts})
            return self._after(connection, actor_id, event, "change_event", [], session_id)

        return await self._changed(actor_id, session_id, change, once)

    async def resize(
        self, actor_id: int, session_id: int, capacity: int, *, once: int
    ) -> Capacity | Refused | Over | NotAllowed:
        """Change a capacity, never under what is taken; new seats go to those who wait at once."""

        def change(connection: Connection, event: Event, _session: Session) -> Capacity | Refused:
            locked = seats.lock_session(connection, session_id)
            if locked is None or not 1 <= capacity <= MOST_SEATS:
                return Refused(event, "too_many")
            possible, now = max(capacity, locked.taken), self._clock.now()
            seats.resize(connection, session_id, possible)
            self._usher.serve(connection, session_id, now)
            served = seats.see_session(connection, session_id)
            promoted = served.taken - locked.taken if served else 0
            note_deed(connection, now, actor_id, "resize_session", subject_of(event.id), promoted)
            return Capacity(seen(connection, event.id), session_id, possible, possible == capacity, promoted)

        return await self._changed(actor_id, session_id, change, once)

    async def move(
        self, actor_id: int, session_id: int, starts_at: datetime, length: timedelta, version: int, *, once: int
    ) -> Told | Refused | Unfit | Over | NotAllowed:
        """Move a session in time and tell everybody; `version` is the one that the organiser saw."""

        def change(connection: Connection, event: Event, session: Session) -> Told | Refused | Unfit:
            now = self._clock.now()
            if session.version != version or not session.is_on:
                return Unfit(event)
            if starts_at <= now:
                return Refused(event, "past")
            seats.lock_session(connection, session_id)
            times = {"starts_at": starts_at, "ends_at": starts_at + length}
            rows.change_session(connection, session_id, version=version + 1, **times)
            others = [each.starts_at for each in event.sessions if each.is_on and each.id != session_id]
            rows.change_event(connection, event.id, closes_at=closes_with(event, [*others, starts_at]))
            hold_until(connection, session_id, starts_at)
            told = tell_session(connection, "moved", session_id, version + 1, now)
            note_deed(connection, now, actor_id, "move_session", subject_of(event.id), told)
            return Told(seen(connection, event.id), session_id, told)

        return await self._changed(actor_id, session_id, change, once)

    async def call_off(self, actor_id: int, session_id: int, *, once: int) -> Told | Unfit | Over | NotAllowed:
        """Call a session off and tell everybody; what was held runs out no more, and nobody gets a seat."""

        def change(connection: Connection, event: Event, session: Session) -> Told | Unfit:
            if not session.is_on:
                return Unfit(event)
            now = self._clock.now()
            seats.lock_session(connection, session_id)
            rows.change_session(connection, session_id, is_on=False)
            hold_until(connection, session_id, None)
            told = tell_session(connection, "called_off", session_id, session.version, now)
            note_deed(connection, now, actor_id, "cancel_session", subject_of(event.id), told)
            return Told(seen(connection, event.id), session_id, told)

        return await self._changed(actor_id, session_id, change, once)

    async def tell_place(self, actor_id: int, event_id: int, stamp: int, *, once: int) -> Told | Unfit | NotAllowed:
        """Tell everybody of the sessions to come that the place is another one now.

        `stamp` is what `stamp_of` was when the organiser looked: the same tap twice tells once.
        """

        def work(connection: Connection) -> Told | Unfit | NotAllowed:
            event, now = locked_event(connection, actor_id, event_id), self._clock.now()
            if event is None:
                return NotAllowed()
            if is_over(event) or stamp_of(event) != stamp:
                return Unfit(event)
            told = 0
            for each in sorted(event.coming(now), key=lambda session: session.id):
                seats.lock_session(connection, each.id)
                rows.change_session(connection, each.id, version=each.version + 1)
                told += tell_session(connection, "moved", each.id, each.version + 1, now)
            note_deed(connection, now, actor_id, "move_event", subject_of(event_id), told)
            return Told(seen(connection, event_id), 0, told)

        return await self._database.write(work, once=once)

    async def _changed(
        self,
        actor_id: int,
        session_id: int,
        change: Callable[[Connection, Event, Session], Outcome],
        once: int,
        *,
        past_too: bool = False,
    ) -> Outcome | Over | NotAllowed:
        """Change a session of an event that somebody may run, unless it has begun."""

        def work(connection: Connection) -> Outcome | Over | NotAllowed:
            found = rows.event_of_session(connection, session_id)
            event = locked_event(connection, actor_id, found.id) if found else None
            session = event.session(session_id) if event else None
            if event is None or session is None:
                return NotAllowed()
            has_begun = session.starts_at <= self._clock.now() and not past_too
            return Over(event) if is_over(event) or has_begun else change(connection, event, session)

        return await self._database.write(work, once=once)

    def _after(
        self,
        connection: Connection,
        actor_id: int,
        event: Event,
        deed: str,
        starts: Sequence[datetime],
        session_id: int,
    ) -> Edited:
        """Let registration last until the last session where it did before, and note the deed unless only its maker sees it."""
        on = [each.starts_at for each in event.sessions if each.is_on]
        if starts:
            rows.change_event(connection, event.id, closes_at=closes_with(event, [*on, *starts]))
        if event.state != "draft":
            note_deed(connection, self._clock.now(), actor_id, deed, subject_of(event.id))
        return Edited(seen(connection, event.id), session_id)


def stamp_of(event: Event) -> int:
    """Return a number that grows with every move that was told."""
    return sum(each.version for each in event.sessions)
