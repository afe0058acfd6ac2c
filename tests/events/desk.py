"""The desk of an organiser over the events of a hall, and strangers who try the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.db.event_tables import registrations, sessions
from bot.db.events import find_event
from bot.db.staff import add_grant
from bot.db.staff_tables import audit_log
from bot.db.tables import outbox
from bot.domain.languages import Language
from bot.domain.registration import About
from bot.services.approvals import Approvals
from bot.services.codes import new_code
from bot.services.notices import Notices
from bot.services.organising import Organising
from bot.services.organising_outcomes import Edited
from bot.services.organising_sessions import OrganisingSessions
from bot.services.seat_outcomes import Newcomer, Placed
from bot.services.seats import Seats
from tests.conftest import SEAL

if TYPE_CHECKING:
    from bot.domain.events import Event
    from bot.domain.staff import Role
    from tests.events.conftest import Hall

updates = count(10_000)
TITLE = {Language.RU: "Сварка <для всех>"}
HOUR = timedelta(hours=1)


@dataclass
class Desk:
    """What organisers use, with the real outbox."""

    hall: Hall
    organising: Organising
    sessions: OrganisingSessions
    approvals: Approvals
    seats: Seats

    @classmethod
    def of(cls, hall: Hall) -> Desk:
        """Return the desk of a hall."""
        tell = Notices(hall.clock)
        return cls(
            hall,
            Organising(hall.database, hall.clock, new_code),
            OrganisingSessions(hall.database, hall.clock, tell),
            Approvals(hall.database, hall.clock, SEAL, tell),
            Seats(hall.database, hall.clock, new_code, tell),
        )

    async def staff(self, role: Role, event_id: int | None = None) -> int:
        """Let somebody in who has a role; return their id."""
        (person,) = await self.hall.pupils(1)
        values = {"person_id": person, "role": role, "event_id": event_id, "granted_at": self.hall.clock.now()}
        await self.hall.database.write(lambda connection: add_grant(connection, **values))
        return person

    async def drafted(self, actor: int, capacity: int = 2, **values: Any) -> tuple[int, int]:
        """Make a draft with one session in six days that lacks nothing; return the ids of both."""
        made = await self.organising.create(actor, "workshop", TITLE, once=next(updates))
        assert isinstance(made, Edited)
        fields = {"place": "ekibastuz", **values}
        await self.organising.change(actor, made.event.id, lambda _event, _number: fields, once=next(updates))
        starts = self.hall.clock.now() + timedelta(days=6)
        added = await self.sessions.add(actor, made.event.id, starts, 2 * HOUR, capacity, count=0, once=next(updates))
        assert isinstance(added, Edited)
        return made.event.id, added.session_id

    async def published(self, actor: int, capacity: int = 2, **values: Any) -> tuple[int, int]:
        """Make an event that pupils see; return its id and its session's."""
        event, session = await self.drafted(actor, capacity, **values)
        await self.organising.turn(actor, event, "open", once=next(updates))
        return event, session

    async def joined(self, session: int, name: str = "Айша Серікқызы", friends: int = 0) -> int:
        """Register a pupil with a name, and places for friends; return the registration's id."""
        (pupil,) = await self.hall.pupils(1)
        about = SEAL.close(About(name, "№ 7", "9А").as_json())
        placed = await self.seats.join(session, [Newcomer(pupil, about), *[Newcomer(None)] * friends])
        assert isinstance(placed, Placed)
        return placed.registration_id

    async def event(self, event_id: int) -> Event:
        """Return an event as it is now."""
        found = await self.hall.database.read(lambda connection: find_event(connection, event_id))
        assert found
        return found

    async def party_of(self, registration: int) -> int:
        """Return the party of a registration."""
        statement = select(registrations.c.party_id).where(registrations.c.id == registration)
        return await self.hall.database.read(lambda connection: connection.execute(statement).scalar_one())

    async def state_of(self, registration: int) -> str:
        """Return the state of a registration."""
        statement = select(registrations.c.state).where(registrations.c.id == registration)
        return await self.hall.database.read(lambda connection: str(connection.execute(statement).scalar_one()))

    async def told(self) -> list[tuple[str, int]]:
        """Return the messages of the outbox: kind and registration, in order."""
        statement = select(outbox.c.kind, outbox.c.subject).order_by(outbox.c.kind, outbox.c.subject, outbox.c.round)
        return await self.hall.database.read(lambda c: [(row[0], row[1]) for row in c.execute(statement)])

    async def deeds(self) -> list[tuple[str, int]]:
        """Return the audit log: what, and how many it concerned."""
        statement = select(audit_log.c.deed, audit_log.c.number).order_by(audit_log.c.id)
        return await self.hall.database.read(lambda c: [(row[0], row[1]) for row in c.execute(statement)])

    async def everything(self) -> list[Any]:
        """Return all rows that an organiser could change."""

        def work(connection: Any) -> list[Any]:
            number = [row[0] for row in connection.execute(select(sessions.c.event_id).distinct())]
            told = connection.execute(select(outbox).order_by(outbox.c.kind, outbox.c.subject)).all()
            states = connection.execute(select(registrations).order_by(registrations.c.id)).all()
            return [*(find_event(connection, each) for each in sorted(number)), *told, *states]

        return await self.hall.database.read(work)
