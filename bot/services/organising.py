"""The organiser's own events: made, edited, published, closed, copied, called off. Each use-case asks for the right inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.db import events as rows
from bot.db.organising import count_session, hold_until, lock_event, number_registered
from bot.db.seats import lock_session
from bot.db.session_notices import tell_session
from bot.db.staff import add_grant, grants_of, note_deed
from bot.domain.event_edits import can_turn, lacks, weeks_until_ahead
from bot.domain.staff import administers, may
from bot.services.access import NotAllowed, is_allowed
from bot.services.door_guests import subject_of
from bot.services.organising_outcomes import Edited, Lacking, Over, Overview, Refused, Shown, Turned, Unfit

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.domain.event_edits import Edit
    from bot.domain.events import Event, Kind, Texts
    from bot.domain.registration import EventState

_OFFER_HOURS: Final = 12
_PARENT_HOURS: Final = 24
# How the change into a state stands in the audit log.
_DEEDS: Final[dict[EventState, str]] = {
    "open": "publish_event",
    "closed": "close_event",
    "held": "hold_event",
    "cancelled": "cancel_event",
}
# What a copy takes from its event, beside its sessions.
_COPIED: Final = (
    "kind",
    "title",
    "about",
    "place",
    "address",
    "link",
    "zone",
    "audience",
    "professions",
    "questions",
    "asks",
    "needs_approval",
    "needs_parent",
    "parent_under_age",
    "offer_hours",
    "parent_hours",
    "school_quota",
)


class Organising:
    """Use-cases of whole events. The actor is a person's id; `once` is the id of the update, see `Database.write`."""

    def __init__(self, database: Database, clock: Clock, codes: Callable[[], str]) -> None:
        self._database = database
        self._clock = clock
        self._codes = codes

    async def mine(self, actor_id: int) -> Overview | NotAllowed:
        """Return the events that somebody runs."""

        def work(connection: Connection) -> Overview | NotAllowed:
            grants = grants_of(connection, actor_id)
            if not may(grants, "create_event"):
                return NotAllowed()
            if administers(grants):
                return Overview(tuple(rows.all_events(connection)))
            own = {each.event_id for each in grants if each.event_id and may(grants, "run_event", each.event_id)}
            return Overview(tuple(rows.events_of(connection, own)))

        return await self._database.read(work)

    async def look(self, actor_id: int, event_id: int) -> Shown | NotAllowed:
        """Return an event with its counters."""

        def work(connection: Connection) -> Shown | NotAllowed:
            event = allowed_event(connection, actor_id, event_id)
            if event is None:
                return NotAllowed()
            return Shown(event, {each.id: count_session(connection, each.id) for each in event.sessions})

        return await self._database.read(work)

    async def look_at_session(self, actor_id: int, session_id: int) -> Shown | NotAllowed:
        """Return the event of a session with its counters."""
        event = await self._database.read(lambda connection: rows.event_of_session(connection, session_id))
        return await self.look(actor_id, event.id) if event else NotAllowed()

    async def create(self, actor_id: int, kind: Kind, title: Texts, *, once: int) -> Edited | NotAllowed:
        """Make a draft, and let its maker run it."""

        def work(connection: Connection) -> Edited | NotAllowed:
            if not is_allowed(connection, actor_id, "create_event"):
                return NotAllowed()
            now = self._clock.now()
            values = {
                "kind": kind,
                "title": title,
                "opens_at": now,
                "closes_at": now,
                "needs_approval": False,
                "needs_parent": False,
                "offer_hours": _OFFER_HOURS,
                "parent_hours": _PARENT_HOURS,
            }
            return Edited(self._added(connection, actor_id, now, "create_event", **values))

        return await self._database.write(work, once=once)

    async def change(
        self, actor_id: int, event_id: int, edit: Edit, *, once: int
    ) -> Edited | Refused | Over | NotAllowed:
        """Let an edit change the event's own fields."""

        def work(connection: Connection) -> Edited | Refused | Over | NotAllowed:
            event = locked_event(connection, actor_id, event_id)
            if event is None:
                return NotAllowed()
            if is_over(event):
                return Over(event)
            values = edit(event, number_registered(connection, event_id))
            if isinstance(values, str):
                return Refused(event, values)
            rows.change_event(connection, event_id, **values)
            if event.state != "draft":
                note_deed(connection, self._clock.now(), actor_id, "change_event", subject_of(event_id))
            return Edited(seen(connection, event_id))

        return await self._database.write(work, once=once)

    async def turn(
        self, actor_id: int, event_id: int, to: EventState, *, once: int
    ) -> Turned | Lacking | Unfit | NotAllowed:
        """Publish an event, close it, open it again, mark it as held, or call it off and tell everybody."""

        def work(connection: Connection) -> Turned | Lacking | Unfit | NotAllowed:
            event, now = locked_event(connection, actor_id, event_id), self._clock.now()
            if event is None:
                return NotAllowed()
            if not can_turn(event, to, now):
                return Unfit(event)
            lacking = lacks(event, now) if to == "open" else ()
            if lacking:
                return Lacking(event, lacking)
            rows.change_event(connection, event_id, state=to)
            told = _call_off(connection, event, now) if to == "cancelled" else 0
            note_deed(connection, now, actor_id, _DEEDS[to], subject_of(event_id), told)
            return Turned(seen(connection, event_id), told)

        return await self._database.write(work, once=once)

    async def copy(self, actor_id: int, event_id: int, newest: int, *, once: int) -> Edited | Unfit | NotAllowed:
        """Make a draft of the same event, with the same sessions as many weeks later as brings them ahead of us.

        `newest` is the newest own event that the organiser saw, so that a double tap copies once.
        """

        def work(connection: Connection) -> Edited | Unfit | NotAllowed:
            event, now = allowed_event(connection, actor_id, event_id), self._clock.now()
            if event is None or not is_allowed(connection, actor_id, "create_event"):
                return NotAllowed()
            if max((each.event_id or 0 for each in grants_of(connection, actor_id)), default=0) > newest:
                return Unfit(event)
            later = weeks_until_ahead(event, now)
            values: dict[str, Any] = {name: getattr(event, name) for name in _COPIED}
            if event.point:
                values |= {"latitude": event.point.latitude, "longitude": event.point.longitude}
            values |= {"opens_at": now, "closes_at": max(now, event.closes_at + later)}
            values["cancel_until"] = event.cancel_until + later if event.cancel_until else None
            made = self._added(connection, actor_id, now, "copy_event", **values)
            for each in event.sessions:
                times = {"starts_at": each.starts_at + later, "ends_at": each.ends_at + later}
                same = {"capacity": each.capacity, "label": each.label, "hall": each.hall}
                rows.add_session(connection, made.id, **times, **same)
            return Edited(seen(connection, made.id))

        return await self._database.write(work, once=once)

    def _added(self, connection: Connection, actor_id: int, now: datetime, deed: str, **values: Any) -> Event:
        event_id = rows.add_event(connection, code=self._codes(), created_at=now, **values)
        add_grant(connection, person_id=actor_id, role="organiser", event_id=event_id, granted_at=now)
        note_deed(connection, now, actor_id, deed, subject_of(event_id))
        return seen(connection, event_id)


def allowed_event(connection: Connection, actor_id: int, event_id: int) -> Event | None:
    """Return an event if somebody may run it; None for one that is not there and for one that is not theirs."""
    event = rows.find_event(connection, event_id)
    return event if event is not None and is_allowed(connection, actor_id, "run_event", event_id) else None


def locked_event(connection: Connection, actor_id: int, event_id: int) -> Event | None:
    """Return an event that somebody may run, after taking the lock of its fields."""
    return allowed_event(connection, actor_id, event_id) if lock_event(connection, event_id) else None


def seen(connection: Connection, event_id: int) -> Event:
    """Return an event that was found before, as it is now."""
    event = rows.find_event(connection, event_id)
    if event is None:
        raise LookupError("an event that is locked was erased, which nobody may")
    return event


def is_over(event: Event) -> bool:
    """Return whether nothing of an event changes any more."""
    return event.state in {"held", "cancelled"}


def _call_off(connection: Connection, event: Event, now: datetime) -> int:
    """Tell everybody of the sessions that have not begun; what was held for them runs out no more."""
    told = 0
    for each in sorted(event.coming(now), key=lambda session: session.id):
        if lock_session(connection, each.id) is not None:
            hold_until(connection, each.id, None)
            told += tell_session(connection, "called_off", each.id, each.version, now)
    return told
