"""The bot under load: processes of their own, on a core of their own where there are two, and what they used."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.load.telegram import TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_PATIENCE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Process:
    """A process of the bot."""

    pid: int

    def cpu_seconds(self) -> float:
        """Return the processor time used so far by all its threads (Linux)."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def memory_mb(self) -> float:
        """Return the resident memory in megabytes (Linux)."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


@asynccontextmanager
async def started(
    arguments: Sequence[str], api_url: str, folder: Path, environment: dict[str, str], core: int | None
) -> AsyncIterator[Process]:
    """Start `python -m ...` and stop it at the end; its warnings go to this program's own error output."""
    own = {
        **os.environ,
        "TEMIRQAZYQ_TOKEN": TOKEN,
        "TEMIRQAZYQ_BOT_API_URL": api_url,
        "TEMIRQAZYQ_DATA_DIR": str(folder),
        "TEMIRQAZYQ_LOG_LEVEL": "WARNING",
        **environment,
    }
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", *arguments, env=own)
    try:
        if core is not None:
            os.sched_setaffinity(process.pid, {core})
        yield Process(process.pid)
    finally:
        if process.returncode is None:
            process.terminate()
        async with asyncio.timeout(_PATIENCE):
            await process.wait()


def free_port() -> int:
    """Return a port of loopback at which nobody listens."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


def cores() -> tuple[int | None, int | None]:
    """Return a core for the load and one for the bot; None where there is only one."""
    own = sorted(os.sched_getaffinity(0))
    return (own[0], own[-1]) if len(own) > 1 else (None, None)
