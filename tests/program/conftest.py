"""The program as a process of its own, as `make try` and a server start it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120
# Measuring doubles the seconds that a start takes; what the program does is measured in the other tests.
NOT_INHERITED = ("TEMIRQAZYQ_", "COVERAGE_")


@dataclass(frozen=True, slots=True)
class Ended:
    """What a command left behind."""

    code: int
    out: str
    err: str


class Program:
    """Starts `temirqazyq` in a folder of its own with nothing of ours in the environment."""

    def __init__(self, folder: Path, command: tuple[str, ...] = (), path: Path | None = ROOT) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._command = command or (sys.executable, "-m", "bot")
        # Where Python looks for our packages beside its own.
        self._path = {} if path is None else {"PYTHONPATH": str(path)}

    def environment(self, settings: Mapping[str, str]) -> dict[str, str]:
        """Return the environment of a command."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(NOT_INHERITED)}
        return {**inherited, "TEMIRQAZYQ_DATA_DIR": str(self.data), **settings}

    async def start(self, *arguments: str, **settings: str) -> asyncio.subprocess.Process:
        """Start a command."""
        return await asyncio.create_subprocess_exec(
            *self._command,
            *arguments,
            cwd=self.folder,
            env={**self.environment(settings), **self._path},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    async def run(self, *arguments: str, **settings: str) -> Ended:
        """Run a command to its end."""
        process = await self.start(*arguments, **settings)
        try:
            async with asyncio.timeout(START_SECONDS):
                out, err = await process.communicate()
        finally:
            await stopped(process)
        return Ended(process.returncode or 0, out.decode(), err.decode())

    @asynccontextmanager
    async def sandbox(self, *, end: signal.Signals = signal.SIGTERM, **settings: str) -> AsyncIterator[str]:
        """Run the sandbox for the length of the block and yield its address; end it with a signal."""
        process = await self.start("sandbox", "--port", "0", TEMIRQAZYQ_LOG_LEVEL="WARNING", **settings)
        try:
            assert process.stdout is not None
            async with asyncio.timeout(START_SECONDS):
                line = (await process.stdout.readline()).decode()
            assert line, (await process.communicate())[1].decode()
            yield line.split()[-1]
            process.send_signal(end)
            await process.communicate()
        finally:
            await stopped(process)


async def stopped(process: asyncio.subprocess.Process) -> None:
    """Leave no process and no open pipe behind, whatever happened in the test."""
    if process.returncode is None:
        process.kill()
        await process.communicate()


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program in an empty folder."""
    return Program(tmp_path)
