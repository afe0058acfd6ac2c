"""Opens transactions. A use-case's statements are one function over a connection, so that they share one transaction.

SQLite: WAL, FULL synchronisation (an acknowledged answer survives), one writer at a time in this process, and
`BEGIN IMMEDIATE` for writers, because a reader that turns writer can fail half-way.
"""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, delete, event, make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bot.db.inserting import insert_new
from bot.db.tables import done_updates

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.engine import URL

    from bot.clock import Clock

Result = TypeVar("Result")

# Twice the day for which Telegram keeps an update that was not confirmed.
REMEMBER_UPDATES = timedelta(days=2)
_BUSY_MS = 10_000
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


class AlreadyDone(Exception):  # noqa: N818 -- a finding, not a fault
    """This update was applied before: Telegram delivered it a second time."""


class Database:
    """The door to the tables: `read` and `write` run a function over a connection in one transaction."""

    def __init__(self, url: str, clock: Clock) -> None:
        self._clock = clock
        self.url = async_url(url)
        self.engine = create_async_engine(self.url, pool_pre_ping=self.url.get_backend_name() == "postgresql")
        is_sqlite = self.url.get_backend_name() == "sqlite"
        # Waiting in asyncio is fair and cheap; waiting in SQLite's busy handler is neither.
        self._one_writer = asyncio.Lock() if is_sqlite else nullcontext()
        if is_sqlite:
            event.listen(self.engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(self.engine.sync_engine, "begin", _begin_sqlite)

    async def read(self, work: Callable[[Connection], Result]) -> Result:
        """Run `work` in a transaction that changes nothing."""
        async with self.engine.begin() as connection:
            return await connection.run_sync(work)

    async def write(self, work: Callable[[Connection], Result], *, once: int | None = None) -> Result:
        """Run `work` in a writing transaction and commit it.

        Args:
            work: the statements of one use-case.
            once: id of the update that asks for it; a second time with the same id changes nothing.

        Raises:
            AlreadyDone: the update `once` was applied before.
        """
        async with self._one_writer, self.engine.connect() as connection:
            await connection.execution_options(writes=True)
            async with connection.begin():
                return await connection.run_sync(self._unless_done, work, once)

    def _unless_done(self, connection: Connection, work: Callable[[Connection], Result], once: int | None) -> Result:
        if once is not None and not insert_new(
            connection, done_updates, {"update_id": once, "done_at": self._clock.now()}
        ):
            raise AlreadyDone(once)
        return work(connection)

    async def forget_old_updates(self) -> int:
        """Erase the ids of updates that Telegram can no longer deliver again; return how many."""
        before = self._clock.now() - REMEMBER_UPDATES
        statement = delete(done_updates).where(done_updates.c.done_at < before)
        return await self.write(lambda connection: connection.execute(statement).rowcount)

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def async_url(url: str) -> URL:
    """Return the address with the asynchronous driver of its kind."""
    parsed = make_url(url)
    return parsed.set(drivername=_DRIVERS[parsed.get_backend_name()])


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # Autocommit of the driver: SQLAlchemy's own BEGIN below decides what kind of transaction opens.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_BUSY_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
