"""The event is copied with its sessions and terms, and without anybody who registered: nothing else is read."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import DBAPIError

from bot.db.events import add_event, add_session, find_event, find_event_by_code
from bot.db.migrating import newest_revision, revision_of
from bot.db.peeking import peek
from bot.domain.events import Event, Session
from bot.rehearsal.finding import on_of
from bot.running import Refused, reason_of
from bot.services.codes import as_code

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.db import Database
    from bot.settings import Settings

_OF_EVENT: Final = {each.name for each in fields(Event)} - {"id", "point", "sessions", "state"}
_OF_SESSION: Final = ("starts_at", "ends_at", "capacity", "label", "hall")


async def event_called(settings: Settings, name: str) -> Event:
    """Return an event by its code or number, from a connection that cannot write.

    Raises:
        Refused: there is none, it has no session, or the database cannot be read.
    """

    def work(connection: Connection) -> Event | None:
        revision = revision_of(connection)
        if revision != newest_revision():
            raise Refused(f"The tables are of revision {revision or 'none'}: run `temirqazyq migrate` first.")
        found = find_event_by_code(connection, as_code(name)) or find_event_by_code(connection, name.strip().upper())
        return found or (find_event(connection, int(name)) if name.isdecimal() and len(name) < 10 else None)

    try:
        event = await peek(settings.database_address, work)
    except FileNotFoundError as error:
        raise Refused(f"There is no database yet at {error}.") from None
    except (DBAPIError, OSError) as error:
        raise Refused(f"The database cannot be read: {reason_of(error)}.") from None
    if event is None:
        raise Refused(f"There is no event with the code or number {name}; `temirqazyq events list` shows all.")
    if not on_of(event):
        raise Refused(f"The event {event.code} has no session that takes place: there is nothing to rehearse.")
    return event


async def plant(database: Database, event: Event, now: datetime) -> Event:
    """Put a copy of an event into an empty database, published and without anybody; return it."""
    values = {name: value for name, value in _shallow(event).items() if name in _OF_EVENT}
    if event.point is not None:
        values |= {"latitude": event.point.latitude, "longitude": event.point.longitude}

    def work(connection: Connection) -> Event | None:
        number = add_event(connection, **values, state="open", created_at=now)
        for session in on_of(event):
            add_session(connection, number, **{name: _shallow(session)[name] for name in _OF_SESSION})
        return find_event(connection, number)

    planted = await database.write(work)
    if planted is None:
        raise LookupError("an event that was just added is not there")
    return planted


def _shallow(thing: Event | Session) -> dict[str, object]:
    return {each.name: getattr(thing, each.name) for each in fields(thing)}
