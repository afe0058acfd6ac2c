"""An event of a running bot, its staff and its tickets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.db.check_ins import count_at_door, find_ticket
from bot.db.event_tables import registrations
from bot.db.events import add_session
from bot.db.staff import add_grant
from bot.db.staff_tables import audit_log
from bot.domain.languages import Language
from bot.domain.registration import About
from bot.services.seat_outcomes import Newcomer, Placed
from tests.conftest import SEAL
from tests.opening import open_event, open_sessions

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.db.check_ins import Ticket
    from bot.domain.staff import Role
    from tests.pupil import Pupil
    from tests.running_bot import RunningBot

TITLE = {Language.KK: "Дәнекерлеу <шеберханасы>", Language.RU: "Мастерская <сварки>", Language.EN: "Welding <workshop>"}


@dataclass(frozen=True, slots=True)
class Workshop:
    """An event with one session that begins in half an hour."""

    running: RunningBot
    event: int
    session: int

    @classmethod
    async def opened(cls, running: RunningBot, capacity: int = 5, **terms: Any) -> Workshop:
        """Open it; registration is still possible."""
        now = running.ground.events.now()
        starts = now + timedelta(minutes=30)
        values = {"title": TITLE, "closes_at": starts, **terms}

        def work(connection: Connection) -> tuple[int, int]:
            event = open_event(connection, now, **values)
            (session,) = open_sessions(connection, event, [starts], capacity)
            return event, session

        return cls(running, *await running.database.write(work))

    async def session_beside(self, capacity: int = 5, **values: Any) -> int:
        """Open another session at the same time."""
        event = await self.running.ground.events.find(self.event)
        assert event
        first = event.sessions[0]
        times = {"starts_at": first.starts_at, "ends_at": first.ends_at, **values}
        return await self.running.database.write(
            lambda connection: add_session(connection, self.event, capacity=capacity, **times)
        )

    async def hire(self, pupil: Pupil, role: Role) -> int:
        """Give somebody who agreed a role at this event; return their id."""
        person = await self.running.ground.people.recognise(pupil.user_id)
        assert person
        values = {
            "person_id": person.id,
            "role": role,
            "event_id": None if role in {"administrator", "counsellor"} else self.event,
            "granted_at": self.running.ground.events.now(),
        }
        await self.running.database.write(lambda connection: add_grant(connection, **values))
        return person.id

    async def ticket(self, name: str = "Әсем Оспанова", person_id: int | None = None) -> Ticket:
        """Register somebody with a name, by default without a chat."""
        about = SEAL.close(About(name, "№5 <лицей>", "9А").as_json())
        placed = await self.running.ground.seats.join(self.session, [Newcomer(person_id, about)])
        assert isinstance(placed, Placed)
        return await self.seen(placed.registration_id)

    async def seen(self, registration_id: int) -> Ticket:
        """Return a ticket as it is now."""
        found = await self.running.database.read(lambda connection: find_ticket(connection, registration_id))
        assert found
        return found

    async def states(self) -> list[str]:
        """Return the states of all registrations of the session."""
        statement = select(registrations.c.state).where(registrations.c.session_id == self.session)
        return await self.running.database.read(lambda connection: list(connection.execute(statement).scalars()))

    async def all_ids(self) -> list[int]:
        """Return all registrations of the session."""
        statement = select(registrations.c.id).where(registrations.c.session_id == self.session)
        return await self.running.database.read(lambda connection: list(connection.execute(statement).scalars()))

    async def came(self) -> int:
        """Return how many are in."""
        numbers = await self.running.database.read(lambda connection: count_at_door(connection, self.session))
        return numbers.came

    async def deeds(self) -> list[str]:
        """Return the deeds of the audit log."""
        statement = select(audit_log.c.deed).order_by(audit_log.c.id)
        return await self.running.database.read(lambda connection: list(connection.execute(statement).scalars()))
