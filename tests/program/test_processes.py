"""Two processes behind one webhook at one PostgreSQL: the same pupil, the same seat, a kill -9, an ordinary stop."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import aiohttp
from sqlalchemy import Connection, func, select

from bot.clock import SystemClock
from bot.db import Database
from bot.db.event_tables import registrations
from bot.db.tables import people, quiz_answers, quiz_runs
from bot.sandbox import Sandbox
from tests.conftest import unused_ports
from tests.flows.joining import TITLE
from tests.flows.walking import item_asked, settle_in
from tests.opening import open_event, open_sessions
from tests.program.balancer import Balancer, walkers
from tests.program.conftest import START_SECONDS, stopped

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator

    from tests.program.balancer import Walker
    from tests.program.conftest import Program

TOKEN = "1000000001:sandbox-token-of-the-tests-only"
LANGUAGES = ("kk", "ru", "en")
PUPILS, SEATS = 9, 4
TAPS = 6


class Country:
    """A sandbox, a balancer, a database, and processes that come and go."""

    def __init__(self, program: Program, address: str, hook_port: int, ports: list[int], database_url: str) -> None:
        self._program = program
        self._ports = ports
        self._settings = {
            "TEMIRQAZYQ_TOKEN": TOKEN,
            "TEMIRQAZYQ_BOT_API_URL": address,
            "TEMIRQAZYQ_DATABASE_URL": database_url,
            "TEMIRQAZYQ_WEBHOOK_URL": f"http://127.0.0.1:{hook_port}/updates",
            "TEMIRQAZYQ_LOG_LEVEL": "WARNING",
        }
        self.processes: list[Process | None] = [None for _ in ports]

    async def start(self, number: int) -> None:
        """Start a process and wait until it can work."""
        settings = self._settings | {"TEMIRQAZYQ_LISTEN_PORT": str(self._ports[number])}
        process = await self._program.start("run", "--webhook", **settings)
        self.processes[number] = process
        async with asyncio.timeout(START_SECONDS), aiohttp.ClientSession() as http:
            await self._ready(http, number)

    async def _ready(self, http: aiohttp.ClientSession, number: int) -> None:
        try:
            async with http.get(f"http://127.0.0.1:{self._ports[number]}/ready") as response:
                if response.status == 200:
                    return
        except aiohttp.ClientError:
            process = self.processes[number]
            assert process is not None
            assert process.returncode is None, (await process.communicate())[1].decode()
        await asyncio.sleep(0.1)
        await self._ready(http, number)

    async def end(self, number: int, how: signal.Signals) -> int:
        """End a process; return its exit code."""
        process = self.processes[number]
        assert process is not None
        process.send_signal(how)
        _, err = await process.communicate()
        assert b"Traceback" not in err, err.decode()
        return process.returncode or 0


@asynccontextmanager
async def _country(
    program: Program, database_url: str, *, doubles: bool
) -> AsyncIterator[tuple[Country, Balancer, str]]:
    hook_port, *ports = unused_ports(3)
    sandbox, balancer = Sandbox(token=TOKEN, flood_control=False), Balancer(ports, doubles=doubles)
    async with AsyncExitStack() as stack:
        address = await stack.enter_async_context(sandbox.serve())
        await stack.enter_async_context(balancer.serving(hook_port))
        country = Country(program, address, hook_port, ports, database_url)
        try:
            async with asyncio.TaskGroup() as both:
                for number in range(len(ports)):
                    both.create_task(country.start(number))
            yield country, balancer, address
        finally:
            for process in country.processes:
                if process is not None:
                    await stopped(process)


async def _all(people: list[Walker], *steps: str) -> None:
    """Let everybody do the same at the same time."""

    async def one(pupil: Walker) -> None:
        for step in steps:
            await pupil.tap_first(step)

    async with asyncio.TaskGroup() as group:
        for pupil in people:
            group.create_task(one(pupil))


async def _hasty(people: list[Walker], prefix: str) -> None:
    """Let everybody tap the same button twice, so fast that nobody has answered yet."""

    async def one(pupil: Walker) -> None:
        tap = {"message_id": pupil.screen["message_id"], "data": next(e for e in pupil.data if e.startswith(prefix))}
        await pupil.post("tap", tap)
        await pupil.post("tap", tap)
        await pupil.settled()

    async with asyncio.TaskGroup() as group:
        for pupil in people:
            group.create_task(one(pupil))


async def _say(people: list[Walker], text: str) -> None:
    """Let everybody type the same at the same time."""
    async with asyncio.TaskGroup() as group:
        for pupil in people:
            group.create_task(pupil.say(text))


async def _settle_in(people: list[Walker]) -> None:
    async with asyncio.TaskGroup() as group:
        for number, pupil in enumerate(people):
            group.create_task(settle_in(pupil, LANGUAGES[number % 3]))


async def _answers(database: Database) -> list[tuple[int, int]]:
    """Return for every pupil how many answers are stored, and of how many questions."""
    counted = (func.count(), func.count(quiz_answers.c.item.distinct()))
    joined = select(people.c.id, *counted).join(quiz_runs, quiz_runs.c.person_id == people.c.id)
    statement = joined.join(quiz_answers, quiz_answers.c.run_id == quiz_runs.c.id).group_by(people.c.id)
    return await database.read(lambda connection: [(row[1], row[2]) for row in connection.execute(statement)])


async def test_the_same_pupil_and_the_same_seat_in_both_processes_at_once(program: Program, postgres_url: str) -> None:
    database = Database(postgres_url, SystemClock())
    async with _country(program, postgres_url, doubles=True) as (country, balancer, address):
        await database.write(_workshop)
        async with walkers(address, balancer, PUPILS) as pupils:
            await _settle_in(pupils)
            await _all(pupils, "q")
            for _ in range(TAPS):
                await _hasty(pupils, "a:")
            assert await _answers(database) == [(TAPS, TAPS)] * PUPILS
            await _say(pupils, "/events")
            await _all(pupils, "ek:", "es:")
            await _say(pupils, "Әсем Қуатқызы")
            await _hasty(pupils, "et:")
        for number in range(2):
            assert await country.end(number, signal.SIGTERM) == 0
    columns = select(registrations.c.person_id, registrations.c.state)
    found = await database.read(lambda connection: [tuple(row) for row in connection.execute(columns)])
    await database.close()
    assert len({person for person, _ in found}) == len(found) == PUPILS
    assert Counter(state for _, state in found) == {"seated": SEATS, "waiting": PUPILS - SEATS}


async def test_a_killed_process_loses_nothing_and_a_stopped_one_neither(program: Program, postgres_url: str) -> None:
    database = Database(postgres_url, SystemClock())
    async with (
        _country(program, postgres_url, doubles=False) as (country, balancer, address),
        walkers(address, balancer, PUPILS) as pupils,
    ):
        await _settle_in(pupils)
        await _all(pupils, "q")

        async def taps() -> None:
            for _ in range(TAPS):
                asked = [item_asked(pupil) for pupil in pupils]
                await _all(pupils, "a:")
                # What was acknowledged shows: another question stands there.
                assert all(item_asked(pupil) != before for pupil, before in zip(pupils, asked, strict=True))

        async def trouble() -> None:
            before = balancer.taken
            while balancer.taken < before + PUPILS:  # noqa: ASYNC110 -- the balancer counts; nobody waits elsewhere
                await asyncio.sleep(0.01)
            assert await country.end(0, signal.SIGKILL) == -signal.SIGKILL
            await country.start(0)
            assert await country.end(1, signal.SIGTERM) == 0

        async with asyncio.TaskGroup() as both:
            both.create_task(taps())
            both.create_task(trouble())
        assert await _answers(database) == [(TAPS, TAPS)] * PUPILS
        # Both gone: the update waits until somebody is there again.
        assert await country.end(0, signal.SIGKILL) == -signal.SIGKILL
        async with asyncio.TaskGroup() as both:
            both.create_task(_all(pupils[:3], "a:"))
            both.create_task(country.start(1))
        assert Counter(await _answers(database)) == {(TAPS + 1, TAPS + 1): 3, (TAPS, TAPS): PUPILS - 3}
    await database.close()


def _workshop(connection: Connection) -> None:
    now = SystemClock().now()
    event = open_event(connection, now, code="TWOPROC", title=TITLE, place="ekibastuz", asks=())
    open_sessions(connection, event, [now + timedelta(days=3)], SEATS)
