"""A hall with seats, and pupils who want one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Connection, func, insert, select

from bot.db.event_tables import parties, registrations, sessions
from bot.db.tables import people
from bot.domain.languages import Language
from bot.domain.registration import HOLDS_SEAT
from bot.services.seats import Seats
from tests.opening import open_event, open_sessions

if TYPE_CHECKING:
    from bot.db import Database
    from bot.domain.notices import News
    from tests.conftest import HandClock

_codes = count(1)


@dataclass
class Heard:
    """The notices that were put into the outbox."""

    notices: list[tuple[str, int]] = field(default_factory=list)

    def __call__(self, _connection: Connection, kind: News, /, *registration_ids: int) -> None:
        """Remember notices."""
        self.notices += [(kind, each) for each in registration_ids]


@dataclass
class Hall:
    """One session of an event, over a database of its own."""

    database: Database
    clock: HandClock
    seats: Seats
    heard: Heard

    async def opened(self, capacity: int, *, days: int = 6, **terms: Any) -> int:
        """Open a session with so many seats that begins in so many days; return its id."""
        now = self.clock.now()
        event = {
            "code": f"event{next(_codes)}",
            "title": {Language.RU: "Сварка"},
            "opens_at": now - timedelta(days=1),
            "closes_at": now + timedelta(days=days - 1),
            **terms,
        }

        def work(connection: Connection) -> int:
            number = open_event(connection, now, **event)
            (session,) = open_sessions(connection, number, [now + timedelta(days=days)], capacity)
            return session

        return await self.database.write(work)

    async def pupils(self, number: int) -> list[int]:
        """Let pupils agree; return their ids."""
        now = self.clock.now()

        def work(connection: Connection) -> list[int]:
            first = connection.execute(select(func.coalesce(func.max(people.c.telegram_id), 0))).scalar_one()
            rows = [
                {"telegram_id": first + each, "language": "ru", "consent_version": "1", "consented_at": now}
                for each in range(1, number + 1)
            ]
            connection.execute(insert(people), rows)
            mine = select(people.c.id).where(people.c.telegram_id > first).order_by(people.c.telegram_id)
            return list(connection.execute(mine).scalars())

        return await self.database.write(work)

    async def states(self, session_id: int) -> dict[str, int]:
        """Return how many registrations are in which state."""

        def work(connection: Connection) -> dict[str, int]:
            statement = select(registrations.c.state, func.count()).where(registrations.c.session_id == session_id)
            return {row[0]: row[1] for row in connection.execute(statement.group_by(registrations.c.state))}

        return await self.database.read(work)

    async def rows(self, session_id: int) -> list[dict[str, Any]]:
        """Return number, person, state and end of every registration, by number."""
        columns = (registrations.c.id, registrations.c.person_id, registrations.c.state, registrations.c.held_until)
        mine = select(*columns).where(registrations.c.session_id == session_id).order_by(registrations.c.id)
        return await self.database.read(lambda connection: [row._asdict() for row in connection.execute(mine)])

    async def counted(self, session_id: int) -> tuple[int, int, int, int]:
        """Return what a session counts: seats, taken ones, people in line, and those of the parties that wait."""

        def work(connection: Connection) -> tuple[int, int, int, int]:
            columns = (sessions.c.capacity, sessions.c.taken, sessions.c.waiting)
            row = connection.execute(select(*columns).where(sessions.c.id == session_id)).one()
            waiting = (parties.c.session_id == session_id, parties.c.is_waiting)
            return row.capacity, row.taken, row.waiting, sum(connection.scalars(select(parties.c.size).where(*waiting)))

        return await self.database.read(work)

    async def is_sound(self, session_id: int) -> bool:
        """Hold the counters against the rows: never over capacity, never a free seat with somebody waiting for it."""
        return await self.database.read(lambda connection: sound(connection, session_id))


def sound(connection: Connection, session_id: int) -> bool:
    """Return whether a session's counters are true and no seat is empty while somebody alone waits."""
    session = connection.execute(select(sessions).where(sessions.c.id == session_id)).one()
    mine = registrations.c.session_id == session_id
    held = connection.execute(
        select(func.count()).select_from(registrations).where(mine, registrations.c.state.in_(HOLDS_SEAT))
    ).scalar_one()
    waiting = connection.execute(
        select(func.count()).select_from(registrations).where(mine, registrations.c.state == "waiting")
    ).scalar_one()
    standing = connection.execute(
        select(func.coalesce(func.sum(parties.c.size), 0)).where(
            parties.c.session_id == session_id, parties.c.is_waiting
        )
    ).scalar_one()
    assert (session.taken, session.waiting, standing) == (held, waiting, waiting)
    assert held <= session.capacity
    return held == session.capacity or waiting == 0


@pytest.fixture
async def hall(database: Database, clock: HandClock) -> Hall:
    """An empty hall, once on each kind of database."""
    heard = Heard()
    return Hall(database, clock, Seats(database, clock, lambda: f"ticket{next(_codes)}", heard), heard)
