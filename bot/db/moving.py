"""Moves everything from an SQLite file into an empty PostgreSQL database: all of it or nothing, and compared afterwards."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sqlalchemy import NullPool, create_engine, func, insert, inspect, select, text, type_coerce
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.types import NullType

from bot.db.canonical import Fingerprint, OddValueError
from bot.db.copying import is_in_use
from bot.db.engine import async_url
from bot.db.migrating import bring, newest_revision, revision_of
from bot.db.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from sqlalchemy import Connection, Select, Table

# Rows that are in memory at a time.
_PORTION: Final = 1000
_CONNECT_SECONDS: Final = 15


class MoveError(Exception):
    """Nothing was moved; the message says why, without a full stop and without anything of the rows."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What both databases hold now: for each table the number of rows and the sum of their digests."""

    tables: Mapping[str, tuple[int, str]]

    @property
    def total(self) -> int:
        """All rows."""
        return sum(rows for rows, _ in self.tables.values())


@contextmanager
def held(path: Path) -> Iterator[Connection]:
    """Open an SQLite file and let nobody write to it meanwhile: all tables are read as they were at one moment, the last one.

    Raises:
        MoveError: somebody has it open.
    """
    if is_in_use(path):
        raise MoveError("it is in use: stop the bot and everything else that has it open")

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(f"file:{quote(str(path))}?mode=rw", uri=True, isolation_level=None, timeout=10)

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        # Whoever opened it since the first look changed its mode; from now on nobody can.
        if connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() != "delete":
            raise MoveError("somebody has just opened it: stop the bot and everything else that does")
        yield connection


def rows_of(source: Connection) -> int:
    """Return how many rows are to be moved."""
    return sum(_count(source, table) for table in metadata.sorted_tables)


async def move(source: Connection, url: str, told: Callable[[int], object]) -> Moved:
    """Copy every row in one transaction of the target, and compare both sides before it is committed.

    Args:
        source: an SQLite database at the newest revision that `held` opened.
        url: address of the PostgreSQL database.
        told: is called with the number of rows done, each of which comes twice: copied, compared.

    Raises:
        MoveError: the target is not empty, does not take a row, or differs afterwards.
        DBAPIError, OSError: the target cannot be used.
    """
    engine = create_async_engine(async_url(url), poolclass=NullPool, connect_args={"timeout": _CONNECT_SECONDS})
    try:
        async with engine.begin() as target:
            return await target.run_sync(lambda connection: _move(source, connection, told))
    finally:
        await engine.dispose()


def _move(source: Connection, target: Connection, told: Callable[[int], object]) -> Moved:
    _prepare(target)
    for table in metadata.sorted_tables:
        _copy(source, target, table, told)
    tables = {table.name: _compared(source, target, table, told) for table in metadata.sorted_tables}
    for table in metadata.sorted_tables:
        _go_on_counting(source, target, table)
    # Else the first taps would be planned as if all tables were empty.
    target.execute(text(f"ANALYZE {_names()}"))
    return Moved(tables)


def _prepare(target: Connection) -> None:
    """Make the tables, keep everybody else away from them, and make sure that they are empty."""
    revision = revision_of(target)
    if revision is None and inspect(target).get_table_names():
        raise MoveError("it holds tables of another program; name a new, empty database")
    if revision is not None and revision > newest_revision():
        raise MoveError(
            f"it is at revision {revision}, and this program knows {newest_revision()}; take a newer program"
        )
    bring(target)
    target.execute(text(f"LOCK TABLE {_names()} IN EXCLUSIVE MODE"))
    for table in metadata.sorted_tables:
        if rows := _count(target, table):
            raise MoveError(f"it is not empty ({table.name} has rows: {rows}); name a new, empty database")


def _copy(source: Connection, target: Connection, table: Table, told: Callable[[int], object]) -> None:
    statement = insert(table)
    for rows in _portions(source, select(table)):
        try:
            target.execute(statement, [dict(row._mapping) for row in rows])
        except DBAPIError as error:
            if error.connection_invalidated:
                raise
            # Its own words may repeat the value, which may be somebody's.
            kind = type(getattr(error.orig, "__cause__", None) or error.orig).__name__
            raise MoveError(f"PostgreSQL does not take a row of {table.name} ({kind})") from None
        told(len(rows))


def _compared(source: Connection, target: Connection, table: Table, told: Callable[[int], object]) -> tuple[int, str]:
    mine, theirs = Fingerprint(table), Fingerprint(table)
    # As the drivers give them: what SQLAlchemy makes of them is what is to be checked.
    raw = select(*(type_coerce(column, NullType()).label(column.name) for column in table.c))
    try:
        for rows in _portions(source, raw):
            mine.add(rows)
        for rows in _portions(target, raw):
            told(theirs.add(rows))
    except OddValueError as error:
        raise MoveError(str(error)) from None
    if mine.value != theirs.value:
        raise MoveError(
            f"{table.name} differs after copying: {mine.rows} rows with the sum {mine.value[1][:12]} became "
            f"{theirs.rows} with {theirs.value[1][:12]}"
        )
    return theirs.value


def _portions(connection: Connection, statement: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    with connection.execute(statement, execution_options={"yield_per": _PORTION}) as result:
        yield from result.partitions()


def _go_on_counting(source: Connection, target: Connection, table: Table) -> None:
    """Let new rows get higher numbers than any row had, also one that was erased."""
    column = table.autoincrement_column
    if column is None:
        return
    highest = source.execute(select(func.max(column))).scalar() or 0
    given = (
        source.execute(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name}).scalar() or 0
    )
    if last := max(highest, given):
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        target.execute(select(func.setval(sequence, last)))


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _names() -> str:
    return ", ".join(table.name for table in metadata.sorted_tables)
