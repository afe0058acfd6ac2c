"""The door of a hall: who stands at it, and pupils with names who come to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, insert, select, update

from bot.db.check_ins import find_ticket
from bot.db.event_tables import check_ins, registrations, sessions
from bot.db.staff import add_grant
from bot.db.staff_tables import audit_log, staff_grants
from bot.domain.registration import About
from bot.services.codes import new_code
from bot.services.door import Door
from bot.services.seat_outcomes import Newcomer, Placed
from bot.services.seats import Seats
from bot.services.walk_ins import WalkIns
from tests.conftest import SEAL

if TYPE_CHECKING:
    from bot.db.check_ins import Ticket
    from bot.domain.staff import Role
    from tests.events.conftest import Hall

updates = count(1)


@dataclass
class Porch:
    """The door of the events of a hall."""

    hall: Hall
    door: Door
    walk_ins: WalkIns
    seats: Seats

    @classmethod
    def of(cls, hall: Hall) -> Porch:
        """Return the door of a hall."""
        walk_ins = WalkIns(hall.database, hall.clock, SEAL, new_code, hall.heard)
        door = Door(hall.database, hall.clock, SEAL, walk_ins)
        return cls(hall, door, walk_ins, Seats(hall.database, hall.clock, new_code, hall.heard))

    async def staff(self, role: Role, session_id: int) -> int:
        """Let somebody in who has a role at the event of a session; return their id."""
        (person,) = await self.hall.pupils(1)
        event_id, now = await self.event_of(session_id), self.hall.clock.now()
        of_event = None if role in {"administrator", "counsellor"} else event_id
        values = {"person_id": person, "role": role, "event_id": of_event, "granted_at": now, "label": SEAL.close(role)}
        await self.hall.database.write(lambda connection: add_grant(connection, **values))
        return person

    async def event_of(self, session_id: int) -> int:
        """Return the event of a session."""
        statement = select(sessions.c.event_id).where(sessions.c.id == session_id)
        return await self.hall.database.read(lambda connection: connection.execute(statement).scalar_one())

    async def joined(self, session_id: int, name: str = "Әсем Оспанова", person: int | None = None) -> Ticket:
        """Register a pupil with a name; return the ticket."""
        (pupil,) = [person] if person else await self.hall.pupils(1)
        placed = await self.seats.join(session_id, [Newcomer(pupil, self.about(name))])
        assert isinstance(placed, Placed)
        return await self.ticket(placed.registration_id)

    def about(self, name: str) -> bytes:
        """Return what a registration says of a pupil of class 9А."""
        return SEAL.close(About(name, "№5", "9А").as_json())

    async def session_beside(self, session_id: int) -> int:
        """Open another session of the same event at the same time; return its id."""

        def work(connection: Connection) -> int:
            row = connection.execute(select(sessions).where(sessions.c.id == session_id)).one()._asdict()
            values = {name: row[name] for name in ("event_id", "starts_at", "ends_at", "capacity", "is_on")}
            key = connection.execute(insert(sessions).values(values)).inserted_primary_key
            assert key
            return int(key[0])

        return await self.hall.database.write(work)

    async def dismiss(self, person_id: int) -> None:
        """Take all roles of somebody back."""
        statement = update(staff_grants).where(staff_grants.c.person_id == person_id)
        moment = self.hall.clock.now()
        await self.hall.database.write(lambda connection: connection.execute(statement.values(revoked_at=moment)))

    async def ticket(self, registration_id: int) -> Ticket:
        """Return a ticket as it is now."""
        found = await self.hall.database.read(lambda connection: find_ticket(connection, registration_id))
        assert found
        return found

    async def the_day_comes(self, session_id: int, *, after: timedelta = timedelta(minutes=-30)) -> None:
        """Wind the clock to half an hour before a session, or to another moment around its beginning."""
        statement = select(sessions.c.starts_at).where(sessions.c.id == session_id)
        starts = await self.hall.database.read(lambda connection: connection.execute(statement).scalar_one())
        self.hall.clock.moment = starts + after

    async def entries(self, session_id: int) -> tuple[int, int]:
        """Return how many entries there are, and how many of them stand."""

        def work(connection: Connection) -> tuple[int, int]:
            statement = (
                select(func.count(), func.count().filter(check_ins.c.undone_at.is_(None)))
                .select_from(check_ins)
                .join(registrations, registrations.c.id == check_ins.c.registration_id)
                .where(registrations.c.session_id == session_id)
            )
            row = connection.execute(statement).one()
            return row[0], row[1]

        return await self.hall.database.read(work)

    async def audit(self) -> list[tuple[Any, ...]]:
        """Return what the audit log says: who, what, to what, how many."""
        columns = (audit_log.c.actor_id, audit_log.c.deed, audit_log.c.subject, audit_log.c.number)
        statement = select(*columns).order_by(audit_log.c.id)
        return await self.hall.database.read(lambda connection: [tuple(row) for row in connection.execute(statement)])
