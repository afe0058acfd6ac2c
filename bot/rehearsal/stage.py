"""The throw-away installation: a folder, a database, a pretend Telegram, and the real bot as a process of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

import aiohttp

from bot.db import Database
from bot.db.migrating import migrate
from bot.rehearsal.bot_process import READY
from bot.rehearsal.breaking import BrokenOffError
from bot.rehearsal.clock import SharedClock
from bot.rehearsal.phone import Phone
from bot.running import SANDBOX_TOKEN
from bot.sandbox import Sandbox
from bot.settings import PREFIX

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from sqlalchemy import Connection

    from bot.settings import Settings

_PACKAGE: Final = Path(__file__).resolve().parents[2]
_START_SECONDS: Final = 120.0
_STOP_SECONDS: Final = 20.0


class Stage:
    """Where a rehearsal is played. Nothing of it outlives its block."""

    def __init__(
        self, folder: Path, clock: SharedClock, address: str, http: aiohttp.ClientSession, settings: Settings
    ) -> None:
        self.folder = folder
        self.clock = clock
        self.address = address
        self.http = http
        self.database = Database(self._database_url, self.clock)
        self._settings = settings
        self._bot: asyncio.subprocess.Process | None = None
        self._log: IO[bytes] | None = None

    @property
    def _database_url(self) -> str:
        return f"sqlite:///{self.folder / 'temirqazyq.sqlite3'}"

    @property
    def keys_file(self) -> Path:
        """The keys of this installation alone."""
        return self.folder / "keys"

    async def start_bot(self) -> None:
        """Start the bot and wait until it fetches updates.

        Raises:
            BrokenOffError: it does not start; the message ends with its own words.
        """
        self._log = (self.folder / "bot.log").open("ab")
        command = (sys.executable, "-m", "bot.rehearsal.bot_process", str(self.folder / "clock"))
        pipes = {"stdin": asyncio.subprocess.PIPE, "stdout": asyncio.subprocess.PIPE, "stderr": self._log}
        environment = self._environment()
        # In a group of its own: a Ctrl-C in the terminal is ours to answer.
        self._bot = await asyncio.create_subprocess_exec(
            *command,
            cwd=self.folder,
            env=environment,
            start_new_session=True,
            **pipes,  # type: ignore[arg-type]
        )
        line = b""
        if self._bot.stdout is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(_START_SECONDS):
                    line = await self._bot.stdout.readline()
        if line.decode().strip() != READY:
            last = next(reversed(self.log_lines()), "it says nothing")
            raise BrokenOffError(f"the bot did not start ({last.rstrip('.')})")

    async def kill_bot(self) -> None:
        """Kill the bot without a word, as a lost machine would."""
        if self._bot is not None and self._bot.returncode is None:
            self._bot.send_signal(signal.SIGKILL)
            await self._bot.wait()
        self._forget_bot()

    async def stop_bot(self) -> None:
        """Stop the bot kindly, and by force when it does not listen."""
        if self._bot is not None and self._bot.returncode is None:
            self._bot.terminate()
            try:
                async with asyncio.timeout(_STOP_SECONDS):
                    await self._bot.wait()
            except TimeoutError:
                await self.kill_bot()
        self._forget_bot()

    @property
    def is_alive(self) -> bool:
        """Whether the bot runs."""
        return self._bot is not None and self._bot.returncode is None

    def log_lines(self) -> list[str]:
        """Return what the bot wrote into its log."""
        path = self.folder / "bot.log"
        return path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []

    async def read(self, work: Callable[[Connection], Any]) -> Any:
        """Look into the throw-away database."""
        return await self.database.read(work)

    async def newcomer(self, name: str, language: str) -> Phone:
        """Let an invented person into the pretend Telegram; return their phone, still off."""
        body = {"first_name": name.split(maxsplit=1)[0], "language_code": language}
        async with self.http.post("/sandbox/users", json=body) as response:
            return Phone(self.http, int((await response.json())["user_id"]))

    async def order_fault(self, method: str, kind: str, count: int) -> None:
        """Let the next calls of a method go wrong."""
        async with self.http.post("/sandbox/faults", json={"method": method, "kind": kind, "count": count}) as response:
            response.raise_for_status()

    async def clear_faults(self) -> None:
        """Let nothing go wrong any more."""
        async with self.http.delete("/sandbox/faults") as response:
            response.raise_for_status()

    async def calls_after(self, number: int) -> list[dict[str, Any]]:
        """Return the bot's calls after one."""
        async with self.http.get(f"/sandbox/calls?after={number}") as response:
            return list((await response.json())["calls"])

    async def file(self, url: str) -> bytes:
        """Return a file that the bot sent."""
        async with self.http.get(url) as response:
            return await response.read()

    def _environment(self) -> dict[str, str]:
        """Return what the bot is told: nothing of the real installation but its content and its pace."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        own = {
            "TOKEN": SANDBOX_TOKEN,
            "BOT_API_URL": self.address,
            "DATA_DIR": str(self.folder),
            "SEND_RATE": str(self._settings.send_rate),
            "LOG_LEVEL": "WARNING",
        }
        if self._settings.overlay.is_dir():
            own["CONTENT_DIR"] = str(self._settings.overlay.absolute())
        places = [str(_PACKAGE), *filter(None, [os.environ.get("PYTHONPATH")])]
        named = {f"{PREFIX}{name}": value for name, value in own.items()}
        return {**inherited, **named, "PYTHONPATH": os.pathsep.join(places)}

    def _forget_bot(self) -> None:
        self._bot = None
        if self._log is not None:
            self._log.close()
            self._log = None

    async def close(self) -> None:
        """Stop everything that runs here."""
        await self.stop_bot()
        await self.database.close()


@asynccontextmanager
async def stage_for(settings: Settings) -> AsyncIterator[Stage]:
    """Build a stage with empty tables, and leave nothing of it behind, however the block ends."""
    with (
        tempfile.TemporaryDirectory(prefix="temirqazyq-rehearsal-") as name,
        closing(SharedClock(Path(name) / "clock")) as clock,
    ):
        folder = Path(name)
        sandbox = Sandbox(
            token=SANDBOX_TOKEN,
            clock=lambda: clock.now().timestamp(),
            bot_name="Темірқазық",
            username="temirqazyq_rehearsal_bot",
        )
        # Answers may take as long as they take; every phone holds a stream.
        patience = aiohttp.ClientTimeout(total=None)
        async with (
            sandbox.serve() as address,
            aiohttp.ClientSession(
                address, timeout=patience, connector=aiohttp.TCPConnector(limit=0), read_bufsize=2**20
            ) as http,
        ):
            stage = Stage(folder, clock, address, http, settings)
            try:
                await migrate(stage.database)
                yield stage
            finally:
                await stage.close()
