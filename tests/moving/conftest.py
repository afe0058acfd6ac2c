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
async def empty(postgres_server: str) -> AsyncIterator[str]:
    """Address of a database on the server in which nothing is."""
    name = f"temirqazyq_new_{uuid4().hex[:12]}"
    engine = create_async_engine(async_url(postgres_server), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
        yield make_url(postgres_server).set(database=name).render_as_string(hide_password=False)
        await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
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
