"""The inserts that both databases spell differently from the standard: "unless it is there", and "in place of what is there"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam
from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Insert, Select, Table


def insert_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row unless a key of the table forbids it; say whether it was inserted."""
    statement = _insert_new(table, frozenset(row), connection.dialect.name)
    return bool(connection.execute(statement, row).rowcount)


def put(connection: Connection, table: Table, row: Mapping[str, Any], *, key: str) -> None:
    """Insert a row, in place of the one with the same key if there is one."""
    connection.execute(_put(table, frozenset(row), key, connection.dialect.name), row)


def insert_chosen(connection: Connection, table: Table, columns: Sequence[str], chosen: Select[Any]) -> int:
    """Insert the rows of a query, but for those that a key of the table forbids; return how many were inserted."""
    statement = _dialect(connection.dialect.name).insert(table).from_select(columns, chosen).on_conflict_do_nothing()
    return int(connection.execute(statement).rowcount)


@cache
def _insert_new(table: Table, columns: frozenset[str], name: str) -> Insert:
    """Return the statement, built once for each table and set of columns, because building one costs more than running it."""
    values: dict[str, Any] = {column: bindparam(column) for column in sorted(columns)}
    statement: Insert = _dialect(name).insert(table).values(**values).on_conflict_do_nothing()
    return statement


@cache
def _put(table: Table, columns: frozenset[str], key: str, name: str) -> Insert:
    statement = _dialect(name).insert(table).values(**{column: bindparam(column) for column in sorted(columns)})
    new = {column: statement.excluded[column] for column in sorted(columns - {key})}
    put: Insert = statement.on_conflict_do_update(index_elements=[key], set_=new)
    return put


def _dialect(name: str) -> Any:
    return sqlite if name == "sqlite" else postgresql
