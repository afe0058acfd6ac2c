"""An SQLite file with rows in every table, and an empty database on a server."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.db import Database
from bot.db.engine import async_url
from tests.conftest import HandClock
from tests.filling import fill

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def source(sqlite_template: Path, tmp_path: Path) -> Path:
    """The file of an installation, at the place where the program looks for it; nobody has it open."""
    (tmp_path / "data").mkdir()
    path = tmp_path / "data" / "temirqazyq.sqlite3"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}", HandClock())
    await database.write(fill)
    await database.close()
    return path


@pytest.fixture
async def unmade(postgres_server: str) -> AsyncIterator[str]:
    """Address of a database that is not there yet; it is gone afterwards."""
    name = f"temirqazyq_new_{uuid4().hex[:12]}"
    yield make_url(postgres_server).set(database=name).render_as_string(hide_password=False)
    await _tell(postgres_server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
async def empty(unmade: str, postgres_server: str) -> str:
    """Address of a database in which nothing is."""
    await _tell(postgres_server, f"CREATE DATABASE {make_url(unmade).database}")
    return unmade


async def _tell(server: str, statement: str) -> None:
    engine = create_async_engine(async_url(server), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()


async def asked(url: str, statement: str) -> list[tuple[object, ...]]:
    """Return what a server answers, without anything of ours between."""
    engine = create_async_engine(async_url(url))
    async with engine.connect() as connection:
        rows = [tuple(row) for row in await connection.execute(text(statement))]
    await engine.dispose()
    return rows


async def tables_in(url: str) -> list[str]:
    """Return the names of the tables in a database."""
    return [str(row[0]) for row in await asked(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
