"""How an announcement goes out while pupils talk: `python -m benchmarks.delivery` (about two and a half minutes).

The whole bot (conversation and worker, as `temirqazyq run` starts them) is a process of its own, at a pretend Telegram that
enforces 30 messages a second and one a second in a chat. Its own log of calls gives the figures. Meanwhile new pupils say
/start. The bot believes that it is day, because at night nothing is announced.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import aiohttp
from sqlalchemy import Connection, insert

from benchmarks.load.telegram import TOKEN
from bot.clock import SystemClock
from bot.db import Database
from bot.db.announcement_tables import announcements
from bot.db.announcements import json_of_audience, json_of_texts
from bot.db.migrating import migrate
from bot.db.tables import people
from bot.domain.announcements import Audience, Choice
from bot.domain.languages import Language
from bot.sandbox import Sandbox
from bot.sandbox.people import User

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT: Final = "The workshop begins at ten."
FIRST: Final = 100_000
_EVERY: Final = 0.4
_LOOK: Final = 0.004
DEADLINE: Final = 600.0


def fill(connection: Connection, number: int) -> None:
    """Let so many pupils be there, and an announcement to all of them that is confirmed."""
    now = SystemClock().now()
    agreed = {"language": "en", "consent_version": "1", "consented_at": now}
    connection.execute(insert(people), [{"telegram_id": FIRST + each, **agreed} for each in range(number)])
    row = {
        "id": 1,
        "state": "queued",
        "texts": json_of_texts({Language.EN: TEXT}),
        "audience": json_of_audience(Audience(Choice(languages=frozenset({"en"})))),
        "created_at": now,
    }
    connection.execute(insert(announcements).values(row))


async def _answered(http: aiohttp.ClientSession) -> float:
    """Let somebody new say /start; return the seconds until the answer is in their chat."""
    async with http.post("/sandbox/users", json={"first_name": "New", "language_code": "kk"}) as response:
        user = (await response.json())["user_id"]
    begun = time.perf_counter()
    await http.post(f"/sandbox/users/{user}/say", json={"text": "/start"})
    while time.perf_counter() - begun < DEADLINE:
        async with http.get(f"/sandbox/users/{user}/messages") as response:
            if any(message["from"] == "bot" for message in (await response.json())["messages"]):
                return time.perf_counter() - begun
        await asyncio.sleep(_LOOK)
    raise TimeoutError("no answer")


async def calls_after(http: aiohttp.ClientSession, after: int) -> Sequence[dict[str, Any]]:
    """Return the calls after one. All of them would hold up the pretend Telegram, and what waited would all come then."""
    async with http.get(f"/sandbox/calls?after={after}") as response:
        return list((await response.json())["calls"])


async def _watch(http: aiohttp.ClientSession, number: int) -> None:
    """Let pupils come until everybody has the announcement, then print what the log says."""
    times: list[float] = []
    calls: list[dict[str, Any]] = []
    last = 0
    begun = time.perf_counter()
    looked = begun
    while True:
        times.append(await _answered(http))
        await asyncio.sleep(_EVERY)
        if time.perf_counter() - looked < 5.0:
            continue
        looked = time.perf_counter()
        fresh = await calls_after(http, last)
        last = fresh[-1]["n"] if fresh else last
        calls += [call for call in fresh if call["method"] == "sendMessage"]
        sent = [call for call in calls if TEXT in str(call["parameters"].get("text")) and call["status"] == 200]
        if len(sent) >= number or looked - begun > DEADLINE:
            break
    moments = sorted(call["at"] for call in sent)
    times.sort()
    chats = {str(call["parameters"]["chat_id"]) for call in sent}
    print(f"announcements that arrived          {len(sent):8} in {len(chats)} chats")
    print(f"a second, from the first to the last{(len(moments) - 1) / (moments[-1] - moments[0]):8.1f}")
    print(f"answers 429                         {sum(call['status'] == 429 for call in calls):8}")
    print(f"/start meanwhile: {len(times)} times, median {times[len(times) // 2] * 1000:.0f} ms,", end=" ")
    print(f"99th percentile {times[int(len(times) * 0.99)] * 1000:.0f} ms, longest {times[-1] * 1000:.0f} ms")


async def measure(number: int) -> None:
    """Start everything and print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder}/temirqazyq.sqlite3"
        database = Database(url, SystemClock())
        await migrate(database)
        await database.write(lambda connection: fill(connection, number))
        await database.close()
        journal = folder / "people.jsonl"
        users = [User(FIRST + each, "Pupil", language_code="en", has_started=True) for each in range(number)]
        journal.write_text("".join(json.dumps(["user", asdict(user)]) + "\n" for user in users), encoding="utf-8")
        sandbox = Sandbox(token=TOKEN, journal=journal)
        async with sandbox.serve() as address, aiohttp.ClientSession(address) as http:
            environment = {
                **os.environ,
                "TEMIRQAZYQ_TOKEN": TOKEN,
                "TEMIRQAZYQ_BOT_API_URL": address,
                "TEMIRQAZYQ_DATA_DIR": name,
                "TEMIRQAZYQ_LOG_LEVEL": "WARNING",
            }
            bot = await asyncio.create_subprocess_exec(sys.executable, "-m", "benchmarks.daytime", env=environment)
            try:
                await _answered(http)
                await _watch(http, number)
            finally:
                bot.terminate()
                await bot.wait()


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pupils", type=int, default=3000)
    asyncio.run(measure(parser.parse_args().pupils))


if __name__ == "__main__":
    main()
