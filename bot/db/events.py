"""Rows of events and their sessions, read and added; seats are counted in `bot.db.seats`."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Connection, Select, bindparam, exists, insert, select, update

from bot.db.event_tables import events, sessions
from bot.db.event_texts import (
    audience_column,
    questions_column,
    read_audience,
    read_questions,
    read_texts,
    texts_column,
)
from bot.domain.events import Event, Session
from bot.domain.geo import Point

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

_WRITTEN: Final[Mapping[str, Callable[[Any], str]]] = {
    "title": texts_column,
    "about": texts_column,
    "address": texts_column,
    "label": texts_column,
    "hall": texts_column,
    "questions": questions_column,
    "audience": audience_column,
    "professions": " ".join,
    "asks": lambda asks: " ".join(sorted(asks)),
}

# Built once, because building one costs more than running it.
_BY_ID: Final = select(events).where(events.c.id == bindparam("key"))
_BY_CODE: Final = select(events).where(events.c.code == bindparam("key"))
_BY_SESSION: Final = select(events).where(
    events.c.id == select(sessions.c.event_id).where(sessions.c.id == bindparam("key")).scalar_subquery()
)
_IN_ORDER: Final = select(sessions).order_by(sessions.c.starts_at, sessions.c.id)
_SESSIONS: Final = _IN_ORDER.where(sessions.c.event_id == bindparam("event"))


def find_event(connection: Connection, event_id: int) -> Event | None:
    """Return an event with its sessions."""
    return _one(connection, _BY_ID, event_id)


def find_event_by_code(connection: Connection, code: str) -> Event | None:
    """Return an event by the code of its links."""
    return _one(connection, _BY_CODE, code)


def event_of_session(connection: Connection, session_id: int) -> Event | None:
    """Return the event of a session."""
    return _one(connection, _BY_SESSION, session_id)


def events_of_sessions(connection: Connection, session_ids: Iterable[int]) -> dict[int, Event]:
    """Return the events of some sessions, by the session."""
    wanted = set(session_ids)
    mine = select(sessions.c.event_id).where(sessions.c.id.in_(wanted))
    found = _found(connection, events.c.id.in_(mine)) if wanted else []
    return {session.id: event for event in found for session in event.sessions if session.id in wanted}


def events_ahead(connection: Connection, now: datetime) -> list[Event]:
    """Return the events that pupils may see and that have a session ahead, called off or not."""
    ahead = exists().where(sessions.c.event_id == events.c.id, sessions.c.starts_at > now)
    return _found(connection, events.c.state.in_(("open", "closed")) & ahead)


def events_of(connection: Connection, event_ids: Iterable[int]) -> list[Event]:
    """Return some events."""
    return _found(connection, events.c.id.in_(list(event_ids)))


def all_events(connection: Connection) -> list[Event]:
    """Return every event, the newest first."""
    return _found(connection, events.c.id > 0)


def add_event(connection: Connection, **values: Any) -> int:
    """Keep an event and return its id; `values` are named as in `Event`, with latitude and longitude for the point."""
    key = connection.execute(insert(events).values(_row(values))).inserted_primary_key
    assert key is not None  # noqa: S101 -- an INSERT of one row always returns its key
    return int(key[0])


def change_event(connection: Connection, event_id: int, **values: Any) -> None:
    """Change some fields of an event, named as in `Event`."""
    connection.execute(update(events).where(events.c.id == event_id).values(_row(values)))


def add_session(connection: Connection, event_id: int, **values: Any) -> int:
    """Keep a session and return its id; `values` are named as in `Session`."""
    row = {"event_id": event_id, "is_on": True, **_row(values)}
    key = connection.execute(insert(sessions).values(row)).inserted_primary_key
    assert key is not None  # noqa: S101 -- an INSERT of one row always returns its key
    return int(key[0])


def change_session(connection: Connection, session_id: int, **values: Any) -> None:
    """Change some fields of a session, named as in `Session`; its seats change in `bot.db.seats` alone."""
    connection.execute(update(sessions).where(sessions.c.id == session_id).values(_row(values)))


def _row(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _WRITTEN[name](value) if name in _WRITTEN else value for name, value in values.items()}


def _one(connection: Connection, statement: Select[Any], key: int | str) -> Event | None:
    row = connection.execute(statement, {"key": key}).one_or_none()
    if row is None:
        return None
    return _event(row, tuple(map(_session, connection.execute(_SESSIONS, {"event": row.id}))))


def _found(connection: Connection, condition: ColumnElement[bool]) -> list[Event]:
    rows = connection.execute(select(events).where(condition).order_by(events.c.id.desc())).all()
    mine = sessions.c.event_id.in_([row.id for row in rows])
    of_event: dict[int, list[Session]] = defaultdict(list)
    for row in connection.execute(_IN_ORDER.where(mine)):
        of_event[row.event_id].append(_session(row))
    return [_event(row, tuple(of_event[row.id])) for row in rows]


def _session(row: Any) -> Session:
    return Session(
        id=row.id,
        event_id=row.event_id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        capacity=row.capacity,
        taken=row.taken,
        waiting=row.waiting,
        is_on=row.is_on,
        label=read_texts(row.label),
        hall=read_texts(row.hall),
        version=row.version,
    )


def _event(row: Any, of_event: tuple[Session, ...]) -> Event:
    is_on_map = row.latitude is not None and row.longitude is not None
    return Event(
        id=row.id,
        code=row.code,
        kind=row.kind,
        state=row.state,
        title=read_texts(row.title),
        about=read_texts(row.about),
        place=row.place,
        address=read_texts(row.address),
        point=Point(row.latitude, row.longitude) if is_on_map else None,
        link=row.link,
        zone=row.zone,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        cancel_until=row.cancel_until,
        audience=read_audience(row.audience),
        professions=tuple(row.professions.split()),
        questions=read_questions(row.questions),
        asks=frozenset({"name", *row.asks.split()}),
        needs_approval=row.needs_approval,
        needs_parent=row.needs_parent,
        parent_under_age=row.parent_under_age,
        offer_hours=row.offer_hours,
        parent_hours=row.parent_hours,
        school_quota=row.school_quota,
        sessions=of_event,
    )
