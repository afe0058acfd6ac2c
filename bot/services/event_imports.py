"""Events of a file brought into the tables: all of them in one transaction, or only looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.db import seats
from bot.db.events import add_event, add_session, all_events, change_event, change_session, find_event_by_code
from bot.db.staff import note_deed
from bot.domain.event_plans import Planned
from bot.services.usher import Usher

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.domain.event_plans import EventPlan, SessionPlan
    from bot.domain.events import Event, Session
    from bot.services.usher import Herald

# What a file may change of an event that stands already; its code, zone and state change in the chat alone.
_CHANGEABLE = [
    "kind",
    "title",
    "about",
    "place",
    "address",
    "link",
    "opens_at",
    "closes_at",
    "cancel_until",
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
]


class EventImports:
    """Use-cases of whole files, for the command line and the sandbox."""

    def __init__(self, database: Database, clock: Clock, herald: Herald) -> None:
        self._database = database
        self._clock = clock
        self._usher = Usher(herald)

    async def look(self, plans: Sequence[EventPlan]) -> tuple[Planned, ...]:
        """Return what a file would change."""
        return await self._database.read(
            lambda connection: tuple(_planned(find_event_by_code(connection, plan.code), plan) for plan in plans)
        )

    async def bring(self, plans: Sequence[EventPlan]) -> tuple[Planned, ...]:
        """Bring a file's events into the tables, all or none; the same file a second time changes nothing."""
        return await self._database.write(lambda connection: tuple(self._bring(connection, plan) for plan in plans))

    async def everything(self) -> list[Event]:
        """Return all events, the newest first."""
        return await self._database.read(all_events)

    def _bring(self, connection: Connection, plan: EventPlan) -> Planned:
        event = find_event_by_code(connection, plan.code)
        planned = _planned(event, plan)
        if planned.change == "added":
            self._add(connection, plan)
        elif planned.change == "changed" and event is not None:
            self._change(connection, event, plan, planned)
        if planned.change in {"added", "changed"}:
            note_deed(connection, self._clock.now(), None, f"event_{planned.change}", f"event {plan.code}")
        return planned

    def _add(self, connection: Connection, plan: EventPlan) -> None:
        state = "open" if plan.is_open else "draft"
        window = {
            "opens_at": plan.opens_at or self._clock.now(),
            "closes_at": plan.closes_at or max(each.starts_at for each in plan.sessions),
        }
        values = _values(plan) | window | {"code": plan.code, "zone": plan.zone, "state": state}
        event_id = add_event(connection, created_at=self._clock.now(), **values)
        for session in plan.sessions:
            add_session(connection, event_id, **_of_session(session))

    def _change(self, connection: Connection, event: Event, plan: EventPlan, planned: Planned) -> None:
        if planned.fields:
            change_event(connection, event.id, **_values(plan))
        for session in plan.sessions:
            there = _there(event, session)
            if there is None:
                add_session(connection, event.id, **_of_session(session))
                continue
            change_session(connection, there.id, label=session.label, hall=session.hall, ends_at=session.ends_at)
            locked = seats.lock_session(connection, there.id)
            if locked is not None and session.capacity >= locked.taken and session.capacity != locked.capacity:
                seats.resize(connection, there.id, session.capacity)
                self._usher.serve(connection, there.id, self._clock.now())


def _planned(event: Event | None, plan: EventPlan) -> Planned:
    """Return what a plan means for what stands already."""
    if event is None:
        return Planned(plan.code, "added", added=len(plan.sessions))
    if event.state in {"held", "cancelled"}:
        return Planned(plan.code, "over")
    fields = tuple(name for name, value in _given(plan).items() if getattr(event, name) != value)
    fields += ("point",) if event.point != plan.point else ()
    there = [(_there(event, session), session) for session in plan.sessions]
    added = sum(each is None for each, _ in there)
    kept = len(event.sessions) - sum(each is not None for each, _ in there)
    small = tuple(session.starts_at for each, session in there if each and session.capacity < each.taken)
    changed = any(each is not None and _differs(each, session) for each, session in there)
    change = "changed" if fields or added or changed else "unchanged"
    return Planned(plan.code, change, fields + (("sessions",) if changed else ()), added, kept, small)  # type: ignore[arg-type]


def _there(event: Event, plan: SessionPlan) -> Session | None:
    """Return the session that a plan means: the one that begins then, by its label where several do."""
    same = [each for each in event.sessions if each.starts_at == plan.starts_at]
    return next((each for each in same if each.label == plan.label), same[0] if len(same) == 1 else None)


def _differs(session: Session, plan: SessionPlan) -> bool:
    small = plan.capacity < session.taken
    now = (session.ends_at, session.label, session.hall, session.capacity)
    return now != (plan.ends_at, plan.label, plan.hall, session.capacity if small else plan.capacity)


def _given(plan: EventPlan) -> dict[str, Any]:
    """Return what a plan says; a window that it does not name stays as it is."""
    values = {name: getattr(plan, name) for name in _CHANGEABLE}
    return {name: value for name, value in values.items() if value is not None or name not in {"opens_at", "closes_at"}}


def _values(plan: EventPlan) -> dict[str, Any]:
    point = plan.point
    return _given(plan) | {
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
    }


def _of_session(plan: SessionPlan) -> dict[str, Any]:
    return {
        "starts_at": plan.starts_at,
        "ends_at": plan.ends_at,
        "capacity": plan.capacity,
        "label": plan.label,
        "hall": plan.hall,
    }
