"""Takes the database away from a running bot, in the ways in which it goes away in life, and gives it back."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import event, make_url

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.db import Database

_BYTES: Final = 2**16
_CHANGES: Final = ("INSERT", "UPDATE", "DELETE")
_FILLS: Final = "INSERT INTO temp.filler VALUES (zeroblob(1000000))"


class FullDisk:
    """A disk without room, by SQLite's own error: each change is turned into one that really finds no room."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def go(self) -> None:
        """Fill it up."""
        await self._database.write(_limit)
        event.listen(self._database.engine, "before_cursor_execute", self._turn, retval=True)

    async def come_back(self) -> None:
        """Make room."""
        event.remove(self._database.engine, "before_cursor_execute", self._turn)

    def _turn(self, _connection: object, _cursor: object, statement: str, parameters: Any, *_more: object) -> Any:
        return (_FILLS, ()) if statement.startswith(_CHANGES) else (statement, parameters)


class ReadOnlyFile:
    """A file that may not be written, by SQLite's own error."""

    def __init__(self, database: Database) -> None:
        self._query_only = "OFF"
        event.listen(database.engine, "before_cursor_execute", self._turn)

    async def go(self) -> None:
        """Forbid it."""
        self._query_only = "ON"

    async def come_back(self) -> None:
        """Allow it."""
        self._query_only = "OFF"

    def _turn(self, _connection: object, cursor: Any, statement: str, *_more: object) -> None:
        # Before the transaction begins: one that is to write may not even begin.
        if statement == "BEGIN IMMEDIATE":
            cursor.execute(f"PRAGMA query_only={self._query_only}")


def _limit(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TEMP TABLE IF NOT EXISTS filler (bytes BLOB)")
    connection.exec_driver_sql("PRAGMA temp.max_page_count=10")


class Wire:
    """A way to a PostgreSQL server that can be cut: all connections end, and nobody answers at the port."""

    def __init__(self, url: str) -> None:
        self._target = make_url(url)
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self.port = 0

    @property
    def url(self) -> str:
        """The address of the database at this end."""
        here = self._target.set(host="127.0.0.1", port=self.port, query={})
        return here.render_as_string(hide_password=False)

    async def come_back(self) -> None:
        """Open, or open again at the same port."""
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def go(self) -> None:
        """Cut."""
        assert self._server is not None
        self._server.close()
        for writer in list(self._writers):
            writer.transport.abort()
        self._server = None

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there = self._target.query.get("host")
        if isinstance(there, str):
            far_reader, far_writer = await asyncio.open_unix_connection(f"{there}/.s.PGSQL.{self._target.port or 5432}")
        else:
            far_reader, far_writer = await asyncio.open_connection(self._target.host, self._target.port or 5432)
        self._writers |= {writer, far_writer}
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(_pour(reader, far_writer))
                both.create_task(_pour(far_reader, writer))
        finally:
            self._writers -= {writer, far_writer}


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while some := await reader.read(_BYTES):
            writer.write(some)
            await writer.drain()
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
