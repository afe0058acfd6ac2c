"""A town of pupils, counsellors and organisers over both databases, and what their announcements become."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Connection, insert, select

from bot.db.class_tables import class_members, school_classes
from bot.db.people import add_person, change_person, find_person
from bot.db.staff import add_grant
from bot.db.tables import outbox
from bot.domain.announcements import Announcement
from bot.domain.languages import Language
from bot.services.announcing import Announcing
from bot.services.broadcasting import Broadcasting
from bot.services.reach import PROGRESS, PROGRESSED, Reach
from tests.classes.conftest import enter, running  # noqa: F401 -- fixtures: the running bot and its people
from tests.classes.school import SchoolClock
from tests.conftest import SEAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.db import Database
    from bot.domain.people import Person
    from bot.library import Shelf
    from tests.conftest import HandClock

# Noon in Kazakhstan.
NOON = datetime(2026, 12, 2, 7, 0, tzinfo=UTC)


class Town:
    """People by their numbers, and the services around them."""

    def __init__(self, database: Database, clock: HandClock, shelf: Shelf) -> None:
        self.database = database
        self.clock = clock
        self.announcing = Announcing(database, clock)
        self.broadcasting = Broadcasting(database, clock, shelf)
        self.reach = Reach(database, clock)
        self._next = 0

    async def person(self, language: Language = Language.KK, **values: Any) -> Person:
        """Return somebody new who agreed."""
        self._next += 1
        number = 1000 + self._next

        def work(connection: Connection) -> Person:
            add_person(connection, number, language, "1", self.clock.now())
            change_person(connection, number, **{"grade": 9, "place": "semey", **values})
            found = find_person(connection, number)
            assert found
            return found

        return await self.database.write(work)

    async def staff(self, role: str, event_id: int | None = None) -> Person:
        """Return somebody new with a role."""
        person = await self.person()
        values = {"person_id": person.id, "role": role, "event_id": event_id, "granted_at": self.clock.now()}
        await self.database.write(lambda connection: add_grant(connection, **values))
        return person

    async def school_class(self, counsellor: Person | None, pupils: Sequence[Person]) -> int:
        """Return a new class of a counsellor with pupils in it."""
        self._next += 1
        row = {
            "counsellor_id": counsellor.id if counsellor else None,
            "school": SEAL.close("№1"),
            "school_digest": "digest",
            "grade": 9,
            "code": f"code{self._next}",
            "created_at": self.clock.now(),
        }

        def work(connection: Connection) -> int:
            key = connection.execute(insert(school_classes).values(row)).inserted_primary_key
            assert key is not None
            now = self.clock.now()
            members = [{"class_id": key[0], "person_id": each.id, "joined_at": now} for each in pupils]
            if members:
                connection.execute(insert(class_members), members)
            return int(key[0])

        return await self.database.write(work)

    async def draft(self, author: Person | None, **texts: str) -> Announcement:
        """Return a draft with texts."""
        found = await self.announcing.begin(author.id if author else None)
        assert isinstance(found, Announcement)
        for code, text in (texts or {"kk": "Сәлем", "ru": "Привет", "en": "Hello"}).items():
            assert await self.announcing.say(author.id if author else None, found.id, Language(code), text)
        return found

    async def rows(self) -> list[tuple[int, str]]:
        """Return everybody's messages in the outbox but those that tell authors how far it is: person and state."""
        others = outbox.c.kind.not_in((PROGRESS, PROGRESSED))
        statement = select(outbox.c.person_id, outbox.c.state).where(others).order_by(outbox.c.person_id, outbox.c.id)
        return await self.database.read(lambda connection: [tuple(row) for row in connection.execute(statement)])


@pytest.fixture
def town(database: Database, clock: HandClock, shelf: Shelf) -> Town:
    """A town at noon."""
    clock.moment = NOON
    return Town(database, clock, shelf)


def later(**much: int) -> datetime:
    """Return a moment after noon."""
    return NOON + timedelta(**much)


@pytest.fixture
def school_clock() -> SchoolClock:
    """Noon of a day of school; every look at the clock takes so little that a worker's turn does not run out meanwhile."""
    return SchoolClock(NOON, timedelta(seconds=0.1))
