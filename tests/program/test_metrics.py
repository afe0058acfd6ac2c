"""/metrics and lines of JSON, of the program as a process of its own."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox import Sandbox
from tests.metrics.reading import scrape
from tests.program.conftest import START_SECONDS, stopped
from tests.program.test_refusals import assert_one_sentence
from tests.pupil import pupil_at

if TYPE_CHECKING:
    from tests.program.conftest import Program

TOKEN = "4242:right-token-of-the-tests-aaaaaaaaaaaaaaa"


async def _until(process: asyncio.subprocess.Process, words: str) -> list[dict[str, Any]]:
    """Return the lines of a log up to the one that says something."""
    assert process.stderr is not None
    lines: list[dict[str, Any]] = []
    async with asyncio.timeout(START_SECONDS):
        while not lines or words not in lines[-1]["message"]:
            line = await process.stderr.readline()
            assert line, lines
            lines.append(json.loads(line))
    return lines


@pytest.mark.parametrize("command", ["run", "deliver"])
async def test_a_living_program_tells_its_metrics(program: Program, command: str) -> None:
    settings = {"TEMIRQAZYQ_METRICS_PORT": "0", "TEMIRQAZYQ_LOG_FORMAT": "json"}
    async with Sandbox(token=TOKEN).serve() as address:
        process = await program.start(command, TEMIRQAZYQ_TOKEN=TOKEN, TEMIRQAZYQ_BOT_API_URL=address, **settings)
        try:
            said = (await _until(process, "metrics are at"))[-1]
            if command == "run":
                async with pupil_at(address) as pupil:
                    await pupil.say("/start")
                    await pupil.tap("Русский")
            found = await scrape(said["message"].split()[-1])
            process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(START_SECONDS):
                _, rest = await process.communicate()
        finally:
            await stopped(process)
    assert process.returncode == 0
    assert all("level" in json.loads(line) for line in rest.splitlines())
    assert said["message"].startswith("metrics are at http://127.0.0.1:")
    assert found["temirqazyq_database_up"] == 1
    assert found["temirqazyq_disk_free_bytes"] > 0
    assert found["process_resident_memory_bytes"] > 10_000_000
    assert found['temirqazyq_updates_total{kind="tap"}'] == (command == "run")


async def test_a_port_that_is_taken(program: Program) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        async with Sandbox(token=TOKEN).serve() as address:
            settings = {"TEMIRQAZYQ_TOKEN": TOKEN, "TEMIRQAZYQ_BOT_API_URL": address}
            ended = await program.run("run", TEMIRQAZYQ_METRICS_PORT=port, **settings)
    assert_one_sentence(ended, port, "TEMIRQAZYQ_METRICS_PORT")
