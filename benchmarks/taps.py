"""Measures the whole road of a tap: `python -m benchmarks.taps` prints start-up, memory, and the time from tap to edit.

The bot and the sandbox run in one process, as `make try` starts them, over the real Bot API protocol on loopback; this program
is the pupil's phone and talks HTTP with the sandbox. Quote ratios on a noisy machine.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_POLL_SECONDS = 0.001
_DEADLINE_SECONDS = 60.0


@asynccontextmanager
async def running_sandbox(folder: Path) -> AsyncIterator[tuple[str, int, float]]:
    """Start `temirqazyq sandbox` and yield its address, its process id and the moment at which it was started."""
    environment = {**os.environ, "TEMIRQAZYQ_DATA_DIR": str(folder), "TEMIRQAZYQ_LOG_LEVEL": "WARNING"}
    begun = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "sandbox", "--port", "0", stdout=asyncio.subprocess.PIPE, env=environment
    )
    try:
        if process.stdout is None:
            raise RuntimeError("the sandbox has no output")
        line = (await process.stdout.readline()).decode()
        yield line.split()[-1], process.pid, begun
    finally:
        process.terminate()
        await process.wait()


class Phone:
    """One pupil's phone."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self._session = session
        self._address = address
        self.user_id = 0

    async def begin(self, name: str) -> None:
        """Become a new person."""
        body = {"first_name": name, "language_code": "kk"}
        async with self._session.post(f"{self._address}/sandbox/users", json=body) as response:
            self.user_id = (await response.json())["user_id"]

    async def do(self, what: str, **body: object) -> None:
        """Say or tap something."""
        url = f"{self._address}/sandbox/users/{self.user_id}/{what}"
        async with self._session.post(url, json=body) as response:
            response.raise_for_status()

    async def changed_after(self, seq: int) -> dict[str, Any]:
        """Wait until the bot sent or edited a message, and return it."""
        url = f"{self._address}/sandbox/users/{self.user_id}/messages"
        deadline = time.perf_counter() + _DEADLINE_SECONDS
        while time.perf_counter() < deadline:
            async with self._session.get(url, params={"changed_after": seq}) as response:
                messages = (await response.json())["messages"]
            from_bot = [message for message in messages if message.get("from") == "bot"]
            if from_bot:
                return dict(from_bot[-1])
            await asyncio.sleep(_POLL_SECONDS)
        raise TimeoutError("the bot did not answer")


def memory_mb(pid: int) -> float:
    """Return the resident memory of a process in megabytes (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


async def walk_the_quiz(phone: Phone, message: dict[str, Any]) -> list[float]:
    """Answer question after question; return the seconds from each tap to the edit it brought."""
    times = []
    while any(button.get("data", "").startswith("a:") for row in message["inline_keyboard"] for button in row):
        data = message["inline_keyboard"][0][0]["data"]
        begun = time.perf_counter()
        await phone.do("tap", message_id=message["message_id"], data=data)
        message = await phone.changed_after(message["seq"])
        times.append(time.perf_counter() - begun)
    return times


async def until_quiz(phone: Phone) -> dict[str, Any]:
    """Say /start and go through the welcome to the first question."""
    await phone.do("say", text="/start")
    message = await phone.changed_after(0)
    for label in ("Қазақша", "Келісемін, бастайық", "9-сынып"):
        await phone.do("tap", message_id=message["message_id"], text=label)
        message = await phone.changed_after(message["seq"])
    await phone.do("say", text="Семей")
    message = await phone.changed_after(message["seq"])
    await phone.do("tap", message_id=message["message_id"], text="Маған не сай екенін білу")
    return await phone.changed_after(message["seq"])


async def measure(pupils: int) -> None:
    """Run the measurement and print it."""
    with tempfile.TemporaryDirectory() as folder:
        async with running_sandbox(Path(folder)) as (address, pid, begun), aiohttp.ClientSession() as session:
            print(f"address printed after          {time.perf_counter() - begun:8.2f} s")
            first = Phone(session, address)
            await first.begin("Бірінші")
            await first.do("say", text="/start")
            await first.changed_after(0)
            print(f"first answer after             {time.perf_counter() - begun:8.2f} s")
            times: list[float] = []
            for number in range(pupils):
                phone = Phone(session, address)
                await phone.begin(f"Оқушы {number}")
                times += await walk_the_quiz(phone, await until_quiz(phone))
            times.sort()
            print(f"taps measured                  {len(times):8d}")
            print(f"tap to edit, median            {statistics.median(times) * 1000:8.1f} ms")
            print(f"tap to edit, 95th percentile   {times[int(len(times) * 0.95)] * 1000:8.1f} ms")
            print(f"memory of bot and sandbox      {memory_mb(pid):8.1f} MB")


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--pupils", type=int, default=10, help="how many pupils walk through the quiz, one after another"
    )
    asyncio.run(measure(parser.parse_args().pupils))


if __name__ == "__main__":
    main()
