"""A bot by a hand-wound clock with an event that pupils register for, and its worker and planner to be told when to look."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
from sqlalchemy import insert, select, update

from bot.db.event_tables import check_ins, registrations, sessions
from bot.db.events import change_event, change_session
from bot.db.session_notices import tell_session
from bot.domain.languages import Language
from bot.domain.registration import About
from bot.services.seat_outcomes import Newcomer, Placed
from tests.conftest import SEAL, HandClock
from tests.flows.walking import settle_in
from tests.opening import open_event, open_sessions
from tests.pupil import Pupil, pupil_at
from tests.running_bot import RunningBot, running_bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy import Connection

    from bot.library import Shelf

# 11:00 in Kazakhstan, five days before the session at 15:00.
TODAY = datetime(2026, 11, 27, 6, tzinfo=UTC)
STARTS = datetime(2026, 12, 2, 10, tzinfo=UTC)
LANGUAGES = ["kk", "ru", "en"]
TITLES = {Language.KK: "Дәнекерлеуші күні", Language.RU: "День сварщика", Language.EN: "A welder's day"}
NAME = "Айша Серікқызы"


@dataclass
class Venue:
    """One running bot, with events."""

    running: RunningBot
    clock: HandClock
    stack: AsyncExitStack
    number: int = 0

    async def enter(self, language: str = "ru") -> Pupil:
        """Let a pupil of grade 9 in, to the menu."""
        pupil = await self.stranger(language)
        await settle_in(pupil, language)
        return pupil

    async def stranger(self, language: str = "ru") -> Pupil:
        """Let somebody in who has said nothing yet."""
        return await self.stack.enter_async_context(pupil_at(self.running.address, language))

    async def opened(self, capacity: int, starts: datetime = STARTS, **values: Any) -> int:
        """Open an event with one session of two hours; return the session's id."""
        self.number += 1
        given = {
            "code": f"EVENT{self.number}",
            "title": TITLES,
            "place": "ekibastuz",
            "address": {Language.KK: "Мәшһүр Жүсіп к., 1", Language.RU: "ул. Машхур Жусупа, 1"},
            "latitude": 51.72,
            "longitude": 75.32,
            "opens_at": TODAY - timedelta(days=1),
            "closes_at": starts,
            **values,
        }

        def work(connection: Connection) -> int:
            event = open_event(connection, TODAY, **given)
            (session,) = open_sessions(connection, event, [starts], capacity)
            return session

        return await self.running.database.write(work)

    async def person_id(self, pupil: Pupil) -> int:
        """Return our own number of somebody who agreed."""
        person = await self.running.ground.people.recognise(pupil.user_id)
        assert person is not None
        return person.id

    async def join(self, session: int, pupil: Pupil, friends: int = 0) -> int:
        """Register a pupil, perhaps with places kept for friends; return the registration's id."""
        about = SEAL.close(About(NAME, "№ 7 мектеп", "9Ә").as_json())
        newcomers = [Newcomer(await self.person_id(pupil), about), *[Newcomer(None)] * friends]
        placed = await self.running.ground.seats.join(session, newcomers)
        assert isinstance(placed, Placed)
        return placed.registration_id

    async def look(self, pupil: Pupil, moment: datetime | None = None) -> list[dict[str, Any]]:
        """Wind the clock, sweep, plan and send; return the messages that are new in a pupil's chat."""
        before = len(pupil.answers)
        if moment is not None:
            self.clock.moment = moment
        await self.running.ground.seats.sweep()
        await self.running.ground.planner.plan()
        await self.running.worker.round()
        await pupil.settled()
        return pupil.answers[before:]

    async def file_of(self, message: dict[str, Any], kind: str) -> bytes:
        """Return the photo or document of a message."""
        async with aiohttp.ClientSession(self.running.address) as http, http.get(message[kind]["url"]) as response:
            return await response.read()

    async def state_of(self, registration: int) -> str:
        """Return the state of a registration."""
        statement = select(registrations.c.state).where(registrations.c.id == registration)
        return await self.running.database.read(lambda c: str(c.execute(statement).scalar_one()))

    async def move(self, session: int, by: timedelta) -> None:
        """Move a session as an organiser does."""

        def work(connection: Connection) -> None:
            row = connection.execute(select(sessions).where(sessions.c.id == session)).one()
            moved = {"starts_at": row.starts_at + by, "ends_at": row.ends_at + by, "version": row.version + 1}
            change_session(connection, session, **moved)
            tell_session(connection, "moved", session, row.version + 1, self.clock.now())

        await self.running.database.write(work)

    async def call_off(self, session: int) -> None:
        """Call an event off as an organiser does."""

        def work(connection: Connection) -> None:
            row = connection.execute(select(sessions).where(sessions.c.id == session)).one()
            change_event(connection, row.event_id, state="cancelled")
            tell_session(connection, "called_off", session, row.version, self.clock.now())

        await self.running.database.write(work)

    async def let_in(self, registration: int) -> None:
        """Let somebody in at the door."""
        row = {"registration_id": registration, "at": self.clock.now(), "way": "scan"}
        await self.running.database.write(lambda c: c.execute(insert(check_ins).values(row)))

    async def give_name(self, registration: int, about: About) -> None:
        """Change what a registration says of somebody."""
        statement = update(registrations).where(registrations.c.id == registration)
        await self.running.database.write(lambda c: c.execute(statement.values(about=SEAL.close(about.as_json()))))


@asynccontextmanager
async def venue_at(sqlite_url: str, shelf: Shelf) -> AsyncIterator[Venue]:
    """Run the bot until the end of the block."""
    clock = HandClock()
    clock.moment = TODAY
    async with running_bot(sqlite_url, shelf, clock=clock) as running, AsyncExitStack() as stack:
        yield Venue(running, clock, stack)
