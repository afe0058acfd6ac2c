"""Every sealed column of every table, found by its kind, so that a rotation of keys forgets none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, LargeBinary, select, tuple_, update

from bot.db.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Column, Table


def sealed_columns() -> list[tuple[Table, Column[Any]]]:
    """Return the sealed columns with their tables: whatever is kept as bytes is sealed."""
    return [
        (table, column)
        for table in metadata.sorted_tables
        for column in table.c
        if isinstance(column.type, LargeBinary)
    ]


def portion(
    connection: Connection, table: Table, column: Column[Any], after: tuple[Any, ...] | None, most: int
) -> list[tuple[tuple[Any, ...], bytes]]:
    """Return sealed values with the keys of their rows, in the order of the keys, and hold those rows."""
    key = list(table.primary_key.columns)
    statement = select(*key, column).where(column.is_not(None)).order_by(*key).limit(most).with_for_update()
    if after is not None:
        statement = statement.where(tuple_(*key) > tuple_(*after))
    return [(tuple(row[:-1]), bytes(row[-1])) for row in connection.execute(statement)]


def renew_portion(
    connection: Connection,
    table: Table,
    column: Column[Any],
    after: tuple[Any, ...] | None,
    most: int,
    renewed: Callable[[bytes], bytes | None],
) -> tuple[tuple[Any, ...] | None, int]:
    """Seal a portion anew; return the last row's key (None: there are no more), and how many values were changed."""
    rows, changed = portion(connection, table, column, after, most), 0
    key = list(table.primary_key.columns)
    for values, sealed in rows:
        fresh = renewed(sealed)
        if fresh is not None:
            mine = [part == value for part, value in zip(key, values, strict=True)]
            connection.execute(update(table).where(*mine).values({column.name: fresh}))
            changed += 1
    return (rows[-1][0] if rows else None), changed
