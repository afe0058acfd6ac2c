"""Looks into a database that must not be changed: not a row, not a page, and no file beside it that was not there."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

from sqlalchemy import Connection, NullPool, create_engine
from sqlalchemy.ext.asyncio import create_async_engine

from bot.db.engine import async_url

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import URL

Result = TypeVar("Result")


async def peek(url: str, work: Callable[[Connection], Result]) -> Result:
    """Run `work` in a transaction in which nothing can be written.

    Raises:
        FileNotFoundError: there is no such SQLite file.
        sqlalchemy.exc.DBAPIError: the database cannot be read, or `work` tried to write.
    """
    address = async_url(url)
    if address.get_backend_name() == "sqlite":
        return await asyncio.to_thread(_peek_into_file, Path(address.database or ""), work)
    return await _peek_into_server(address, work)


def _peek_into_file(path: Path, work: Callable[[Connection], Result]) -> Result:
    if not path.is_file():
        raise FileNotFoundError(str(path))
    # Without a log beside it nobody has the file open. To read it then as one that may change would make such a log, which
    # would belong to whoever looks, and the bot could not write it.
    is_in_use = path.with_name(f"{path.name}-wal").exists()
    address = f"file:{quote(str(path))}?mode=ro" + ("" if is_in_use else "&immutable=1")
    engine = create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(address, uri=True, timeout=10), poolclass=NullPool
    )
    try:
        with engine.connect() as connection:
            return work(connection)
    finally:
        engine.dispose()


async def _peek_into_server(address: URL, work: Callable[[Connection], Result]) -> Result:
    engine = create_async_engine(address, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            read_only = await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            return await read_only.run_sync(work)
    finally:
        await engine.dispose()
