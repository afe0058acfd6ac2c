"""Saved professions and colleges as use-cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.db.people import lock_person
from bot.db.saved import add_thing, remove_thing, things_of
from bot.domain.saved import MOST_SAVED, Saved

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.domain.people import Person
    from bot.domain.saved import Kind


class Things:
    """What a pupil wants to find again. `once` is the id of the update that asks; see `Database.write`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def of(self, person: Person) -> Saved:
        """Return what a person saved."""
        return await self._database.read(lambda connection: _saved(connection, person))

    async def keep(self, person: Person, kind: Kind, thing: str, *, is_on: bool, once: int) -> bool:
        """Save a thing or take it off the list; say whether it is as wished: a full list takes no more."""

        def work(connection: Connection) -> bool:
            lock_person(connection, person.id)
            if not is_on:
                remove_thing(connection, person.id, kind, thing)
                return True
            saved = _saved(connection, person)
            if saved.count >= MOST_SAVED and not saved.has(kind, thing):
                return False
            add_thing(connection, person.id, kind, thing, self._clock.now())
            return True

        return await self._database.write(work, once=once)


def _saved(connection: Connection, person: Person) -> Saved:
    things = things_of(connection, person.id)
    return Saved(
        professions=tuple(thing for kind, thing in things if kind == "profession"),
        colleges=tuple(thing for kind, thing in things if kind == "college"),
    )
