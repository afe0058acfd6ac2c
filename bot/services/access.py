"""The only door to other people's data: asks whether somebody may, inside the transaction that then reads or changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.db.events import all_events, events_of
from bot.db.staff import grants_of
from bot.domain.staff import administers, may

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.db import Database
    from bot.domain.events import Event
    from bot.domain.staff import Deed, Grant


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """The person has no role for that; nothing was done, and nothing is told."""


class Access:
    """Who may do what."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def grants_of(self, person_id: int) -> tuple[Grant, ...]:
        """Return the roles that somebody holds now."""
        return tuple(await self._database.read(lambda connection: grants_of(connection, person_id)))

    async def may(self, person_id: int, deed: Deed, event_id: int | None = None) -> bool:
        """Return whether somebody may do a deed; for screens. Services ask `is_allowed` in their own transaction."""
        return may(await self.grants_of(person_id), deed, event_id)

    async def events_for(self, person_id: int, deed: Deed) -> list[Event]:
        """Return the events to which somebody may do a deed, the newest first."""

        def work(connection: Connection) -> list[Event]:
            grants = grants_of(connection, person_id)
            if administers(grants):
                return all_events(connection)
            ids = [each.event_id for each in grants if each.event_id is not None and may(grants, deed, each.event_id)]
            return events_of(connection, ids)

        return await self._database.read(work)


def is_allowed(connection: Connection, person_id: int | None, deed: Deed, event_id: int | None = None) -> bool:
    """Return whether somebody may do a deed now; the command line (None) may do everything, since it holds the database."""
    return person_id is None or may(grants_of(connection, person_id), deed, event_id)
