"""Pupils in classes: they join by one tap, decide what their counsellor sees, and leave at any time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.db import classes as rows
from bot.db.people import lock_person
from bot.db.questions import end_of_membership
from bot.domain.classes import MOST_CLASSES_OF_PUPIL, SchoolClass
from bot.services.schools import opened_class

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.clock import Clock
    from bot.db import Database
    from bot.seal import Seal


@dataclass(frozen=True, slots=True)
class NoClass:
    """No class has that code, it is closed, or nobody leads it: which of them is not told."""


@dataclass(frozen=True, slots=True)
class Full:
    """As many are in the class as may be."""


@dataclass(frozen=True, slots=True)
class InTooMany:
    """They are in as many classes as anybody may be."""


@dataclass(frozen=True, slots=True)
class Mine:
    """A class that somebody is in; `name` is how their counsellor sees them, None when only as a number."""

    school_class: SchoolClass
    name: str | None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A class that one can join; `is_in`: one is in it already. `is_own`: one leads it, and does not join it."""

    school_class: SchoolClass
    is_in: bool
    is_own: bool


class Memberships:
    """Use-cases. `once` is the id of the update that asks; see `Database.write`."""

    def __init__(self, database: Database, clock: Clock, seal: Seal) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal

    async def look(self, person_id: int, code: str) -> Invitation | NoClass:
        """Return the class of a code, while it can be joined or one is in it."""

        def work(connection: Connection) -> Invitation | NoClass:
            return self._invitation(connection, person_id, code)

        return await self._database.read(work)

    async def join(self, person_id: int, code: str, *, once: int) -> Mine | NoClass | Full | InTooMany:
        """Join a class; joining twice changes nothing."""

        def work(connection: Connection) -> Mine | NoClass | Full | InTooMany:
            # The class before the person: the order of all who lock both.
            rows.class_with_code(connection, code, lock=True)
            lock_person(connection, person_id)
            found = self._invitation(connection, person_id, code)
            if isinstance(found, NoClass) or found.is_own:
                return NoClass()
            mine = self._mine(connection, person_id)
            if not found.is_in:
                if rows.count_members(connection, found.school_class.id) >= found.school_class.most_pupils:
                    return Full()
                if len(mine) >= MOST_CLASSES_OF_PUPIL:
                    return InTooMany()
                rows.add_member(connection, found.school_class.id, person_id, self._clock.now())
                mine = self._mine(connection, person_id)
            return next(each for each in mine if each.school_class.id == found.school_class.id)

        return await self._database.write(work, once=once)

    async def mine(self, person_id: int) -> tuple[Mine, ...]:
        """Return the classes that somebody is in, the newest first."""
        return await self._database.read(lambda connection: self._mine(connection, person_id))

    async def is_in_one(self, person_id: int) -> bool:
        """Return whether somebody is in a class."""
        return await self._database.read(lambda connection: bool(rows.memberships_of(connection, person_id)))

    async def share(self, person_id: int, class_id: int, name: str | None, *, once: int) -> bool:
        """Let the counsellor see name and result, or (None) no longer; say whether they are in the class."""
        sealed = self._seal.close(name) if name is not None else None
        return await self._database.write(
            lambda connection: rows.share_name(connection, class_id, person_id, sealed), once=once
        )

    async def leave(self, person_id: int, class_id: int, *, once: int) -> bool:
        """Leave a class: nothing of the membership stays; say whether they were in it."""

        def work(connection: Connection) -> bool:
            end_of_membership(connection, class_id, person_id)
            return rows.remove_member(connection, class_id, person_id)

        return await self._database.write(work, once=once)

    def _invitation(self, connection: Connection, person_id: int, code: str) -> Invitation | NoClass:
        row = rows.class_with_code(connection, code)
        if row is None:
            return NoClass()
        found = opened_class(self._seal, row)
        is_in = any(each["id"] == found.id for each, _ in rows.memberships_of(connection, person_id))
        if not is_in and not (found.is_open and rows.is_led(connection, found.id)):
            return NoClass()
        return Invitation(found, is_in, is_own=found.counsellor_id == person_id)

    def _mine(self, connection: Connection, person_id: int) -> tuple[Mine, ...]:
        return tuple(
            Mine(opened_class(self._seal, row), str(self._seal.open(name)) if name is not None else None)
            for row, name in rows.memberships_of(connection, person_id)
        )
