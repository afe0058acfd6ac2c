"""SQLite in one hop: a whole transaction runs in aiosqlite's thread, instead of a way there and back for every statement.

Measured (docs/performance.md): the ways cost more than SQLite itself. A lane is an aiosqlite connection with SQLAlchemy's
synchronous `Connection` over it; there is one for writers, who have to wait for each other anyway, and some for readers.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar
from urllib.parse import quote

import aiosqlite
from sqlalchemy import Connection, NullPool, create_engine, event
from sqlalchemy.exc import OperationalError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import URL, Engine

Result = TypeVar("Result")

_READERS: Final = 3
_BUSY_MS: Final = 10_000


class Road(Protocol):
    """How transactions reach the database."""

    @property
    def engine(self) -> Engine:
        """What the statements run on, for listeners and for the name of the dialect."""
        ...

    async def read(self, work: Callable[[Connection], Result]) -> Result:
        """Run `work` in a transaction that changes nothing."""
        ...

    async def glance(self, work: Callable[[Connection], Result]) -> Result:
        """Like `read`, for a look-up of one row by its key and nothing longer."""
        ...

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        """Run `work` in a writing transaction and commit it."""
        ...

    async def close(self) -> None:
        """Close every connection."""
        ...


class Lanes:
    """The road to SQLite.

    WAL, FULL synchronisation (an acknowledged answer survives), one writer at a time in this process, and `BEGIN IMMEDIATE`
    for writers, because a reader that turns writer can fail half-way.
    """

    def __init__(self, url: URL) -> None:
        path = url.database or ":memory:"
        self.engine = create_engine("sqlite://", creator=_raw_connection, poolclass=NullPool, hide_parameters=True)
        event.listen(self.engine, "connect", _prepare)
        event.listen(self.engine, "begin", _begin)
        self._writer = _Lane(self.engine, path, writes=True)
        # A database in memory is its connection's own.
        in_memory = path == ":memory:"
        self._readers = (
            [self._writer] if in_memory else [_Lane(self.engine, path, writes=False) for _ in range(_READERS)]
        )
        self._free: asyncio.LifoQueue[_Lane] = asyncio.LifoQueue()
        for lane in self._readers:
            self._free.put_nowait(lane)
        self._window = None if in_memory else _Window(self.engine, path)

    async def read(self, work: Callable[[Connection], Result]) -> Result:
        """Run `work` in a transaction that changes nothing."""
        lane = await self._free.get()
        try:
            return await lane.run(work)
        finally:
            self._free.put_nowait(lane)

    async def glance(self, work: Callable[[Connection], Result]) -> Result:
        """Look up one row by its key, in this very thread: that takes less time than the way to another."""
        if self._window is not None:
            try:
                return self._window.look(work)
            except (OperationalError, sqlite3.OperationalError):
                # The file is not made yet, or locked for a moment: that is waited for elsewhere.
                self._window.close()
        return await self.read(work)

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        """Run `work` in a writing transaction and commit it; once begun it goes on to its end."""
        return await self._writer.run(work)

    async def close(self) -> None:
        """Close every connection, after what was begun."""
        if self._window is not None:
            self._window.close()
        for lane in {self._writer, *self._readers}:
            await lane.close()
        self.engine.dispose()


class _Lane:
    """One connection and its thread. Works follow one another in the order in which they came."""

    def __init__(self, engine: Engine, path: str, *, writes: bool) -> None:
        self._engine = engine
        self._path = path
        self._writes = writes
        self._opening = asyncio.Lock()
        self._driver: aiosqlite.Connection | None = None
        self._connection: Connection | None = None

    async def run(self, work: Callable[[Connection], Result]) -> Result:
        """Run `work` in a transaction, in the thread of the connection."""
        driver = self._driver or await self._open()
        # The library's own door to its thread; SQLAlchemy's dialect goes through it too.
        return await driver._execute(self._transaction, work)  # type: ignore[no-any-return, no-untyped-call]

    async def close(self) -> None:
        """End the thread, after what it was given before."""
        async with self._opening:
            driver, self._driver = self._driver, None
            if driver is not None:
                await driver._execute(self._disconnect)  # type: ignore[no-untyped-call]
                await driver.close()

    async def _open(self) -> aiosqlite.Connection:
        async with self._opening:
            if self._driver is None:
                # Autocommit of the driver: SQLAlchemy's own BEGIN decides what kind of transaction opens.
                driver = await aiosqlite.connect(self._path, isolation_level=None)
                try:
                    await driver._execute(self._connect, driver)  # type: ignore[no-untyped-call]
                except BaseException:
                    await driver.close()
                    raise
                self._driver = driver
        return self._driver

    def _connect(self, driver: aiosqlite.Connection) -> None:
        _here.raw = driver._conn
        self._connection = self._engine.connect().execution_options(writes=self._writes)

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _transaction(self, work: Callable[[Connection], Result]) -> Result:
        if self._connection is None:
            raise RuntimeError("the database is closed")
        with self._connection.begin():
            return work(self._connection)


class _Window:
    """A connection without a thread of its own, that never waits for a lock."""

    def __init__(self, engine: Engine, path: str) -> None:
        self._engine = engine
        self._path = path
        self._connection: Connection | None = None

    def look(self, work: Callable[[Connection], Result]) -> Result:
        """Run `work` in a reading transaction.

        Raises:
            OperationalError: the file is locked; of sqlite3 itself, when it cannot be opened.
        """
        connection = self._connection or self._open()
        with connection.begin():
            return work(connection)

    def close(self) -> None:
        """Close the connection, if there is one; the next look opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> Connection:
        # Only files that are there already, and are of the kind whose readers never wait for a writer.
        _here.raw = sqlite3.connect(f"file:{quote(self._path)}?mode=rw", uri=True, isolation_level=None, timeout=0)
        self._connection = self._engine.connect()
        self._connection.exec_driver_sql("PRAGMA busy_timeout=0")
        self._connection.rollback()
        return self._connection


# The connection of the thread that is opening one.
_here = threading.local()


def _raw_connection() -> Any:
    return _here.raw


def _prepare(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    # What is erased is overwritten: not every SQLite is built so that this goes without saying.
    safe = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
    for pragma in (*safe, f"busy_timeout={_BUSY_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
