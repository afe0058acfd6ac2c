"""A pretend Telegram that containers and other machines reach, and a folder that outlives a run."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest

from tests.program.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.deployed.desk import Record
    from tests.pupil import Pupil

TOKEN = "4242:right-token-of-the-tests-aaaaaaaaaaaaaaa"
WELCOME = {"kk": ("Қазақша", "Келісемін, бастайық"), "ru": ("Русский", "Согласие"), "en": ("English", "I agree")}


@pytest.fixture
def cache(pytestconfig: pytest.Config) -> Path:
    """A folder for what takes minutes to make."""
    assert pytestconfig.cache is not None
    return pytestconfig.cache.mkdir("debian")


@pytest.fixture
def keep(pytestconfig: pytest.Config) -> Keep:
    """Puts the record of a run into docs, if that is wanted."""

    def keep(record: Record, name: str) -> None:
        if pytestconfig.getoption("--record"):
            record.write(ROOT / "docs" / "recorded" / name)

    return keep


class Keep(Protocol):
    """Keeps a record under the name of a page."""

    def __call__(self, record: Record, name: str) -> None:
        """Keep it."""


@dataclass(frozen=True, slots=True)
class Telegram:
    """A pretend Telegram that runs."""

    address: str
    _log: Path

    def failures(self) -> int:
        """Return how often an update could not be brought."""
        return self._log.read_text(encoding="utf-8").count("was not taken")


@asynccontextmanager
async def pretend_telegram(host: str, port: int, trust: Path) -> AsyncIterator[Telegram]:
    """Run a pretend Telegram that trusts the certificates in a folder, also those that come there later."""
    log = trust / "telegram.log"
    with log.open("wb") as errors:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.deployed.telegram", TOKEN, host, str(port),
            cwd=ROOT, env=os.environ | {"SSL_CERT_DIR": str(trust)}, stdout=asyncio.subprocess.PIPE, stderr=errors,
        )  # fmt: skip
    assert process.stdout is not None
    try:
        async with asyncio.timeout(60):
            address = (await process.stdout.readline()).decode().strip()
        assert address.startswith("http://")
        yield Telegram(address, log)
    finally:
        process.kill()
        await process.wait()


async def welcomed(person: Pupil, language: str) -> None:
    """Let a person say what the bot asks everybody first."""
    await person.say("/start")
    for label in WELCOME[language]:
        await person.tap(label)
