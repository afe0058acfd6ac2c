"""Two workers on one PostgreSQL, one of them killed: `python -m benchmarks.takeover` (about two and a half minutes).

Both are `temirqazyq deliver` as processes of their own, at a pretend Telegram that enforces 30 messages a second and one a second
in a chat. The one that sends is killed (SIGKILL) after a third. The pretend Telegram's own log of calls gives the figures.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from collections import Counter
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import aiohttp
from sqlalchemy import func, select

from benchmarks.delivery import DEADLINE, FIRST, TEXT, calls_after, fill
from benchmarks.load.telegram import TOKEN
from benchmarks.postgres import new_database, postgres_in
from bot.clock import SystemClock
from bot.db import Database
from bot.db.migrating import migrate
from bot.db.tables import outbox
from bot.sandbox import Sandbox
from bot.sandbox.people import User

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from sqlalchemy import Connection

_LOOK: Final = 0.5


def _states(connection: Connection) -> dict[str, int]:
    statement = select(outbox.c.state, func.count().label("number")).group_by(outbox.c.state)
    return {row.state: row.number for row in connection.execute(statement)}


@asynccontextmanager
async def _worker(environment: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    command = (sys.executable, "-m", "benchmarks.daytime", "deliver")
    process = await asyncio.create_subprocess_exec(*command, env={**os.environ, **environment})
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _until(database: Database, state: str, number: int) -> dict[str, int]:
    """Wait until so many messages, or nothing at all any more, are in a state."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < DEADLINE:
        states = await database.read(_states)
        left = states.get("due", 0) + states.get("sending", 0)
        if states.get(state, 0) >= number or (states and not left):
            return states
        await asyncio.sleep(_LOOK)
    raise TimeoutError("the announcement does not go on")


def _print(calls: Sequence[dict[str, Any]], killed_at: float, states: dict[str, int]) -> None:
    sent = sorted(
        (call for call in calls if TEXT in str(call["parameters"].get("text")) and call["status"] == 200),
        key=lambda call: float(call["at"]),
    )
    chats = Counter(str(call["parameters"]["chat_id"]) for call in sent)
    before = [call["at"] for call in sent if call["at"] <= killed_at]
    after = [call["at"] for call in sent if call["at"] > killed_at]
    # What was on its way to the server when the worker was killed arrives at once.
    later = [at for at in after if at - killed_at > 1.0]
    taken = later[0]
    print(f"announcements that arrived          {len(sent):8} in {len(chats)} chats, twice in {len(sent) - len(chats)}")
    print(f"in doubt, by our tables             {states.get('uncertain', 0):8}")
    print(
        f"before the kill                     {len(before):8}, {(len(before) - 1) / (before[-1] - before[0]):.1f} a second"
    )
    print(f"seconds from the kill to the next   {taken - killed_at:8.1f}")
    print(f"after it                            {len(later):8}, {(len(later) - 1) / (later[-1] - taken):.1f} a second")
    print(f"answers 429                         {sum(call['status'] == 429 for call in calls):8}")


async def measure(number: int, server: str) -> None:
    """Start everything, kill the one that sends, and print the figures."""
    url = await new_database(server)
    database = Database(url, SystemClock())
    await migrate(database)
    await database.write(lambda connection: fill(connection, number))
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        journal = Path(folder) / "people.jsonl"
        users = [User(FIRST + each, "Pupil", language_code="en", has_started=True) for each in range(number)]
        journal.write_text("".join(json.dumps(["user", asdict(user)]) + "\n" for user in users), encoding="utf-8")
        address = await stack.enter_async_context(Sandbox(token=TOKEN, journal=journal).serve())
        http = await stack.enter_async_context(aiohttp.ClientSession(address))
        environment = {
            "TEMIRQAZYQ_TOKEN": TOKEN,
            "TEMIRQAZYQ_BOT_API_URL": address,
            "TEMIRQAZYQ_DATA_DIR": folder,
            "TEMIRQAZYQ_DATABASE_URL": url,
            "TEMIRQAZYQ_LOG_LEVEL": "WARNING",
        }
        sends = await stack.enter_async_context(_worker(environment))
        await _until(database, "sent", 25)
        await stack.enter_async_context(_worker(environment))
        await _until(database, "sent", number // 3)
        sends.kill()
        killed_at = time.time()
        states = await _until(database, "sent", number)
        _print(await calls_after(http, 0), killed_at, states)
    await database.close()


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pupils", type=int, default=3000)
    with tempfile.TemporaryDirectory() as folder, postgres_in(Path(folder) / "postgres") as server:
        asyncio.run(measure(parser.parse_args().pupils, server))


if __name__ == "__main__":
    main()
