"""Rows for every table, made from the tables themselves, so that nobody has to think of a new table or column."""

from __future__ import annotations

import random
import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, CheckConstraint, Date, Float, Integer, LargeBinary, String, insert

from bot.db.tables import Moment, metadata

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection, Table

# What goes wrong on the way from one database to another: letters, quotes, line ends, the end of the Basic Plane, emptiness.
TEXTS = ("Әсем Қ.", 'O\'Brien "x"', "a\nb\tc", "😀 ұшқыш", "", "%s {kk} \\ ;--", '{"kk": "ғ", "n": 1.50}')
BYTES = (b"", b"\x00\x01\xff", bytes(range(256)), "құпия".encode())
MOMENTS = (
    datetime(2026, 11, 23, 6, 0, tzinfo=UTC),
    datetime(1999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    datetime(2038, 1, 19, 3, 14, 8, 1, tzinfo=UTC),
    datetime(2026, 3, 1, 0, 0, tzinfo=UTC) - timedelta(microseconds=1),
)
# Checks of two columns.
WIDE_ENOUGH = {"event_session.capacity": 10**6}


def fill(connection: Connection, rows: int = 12, seed: int = 7) -> None:
    """Put as many rows into every table; each refers to others, no two to the same one.

    A new table whose checks are of an unknown form fails here, at the insert.
    """
    chance = random.Random(seed)
    keys: dict[str, list[Any]] = {}
    for table in metadata.sorted_tables:
        made = [_row(table, number, keys, chance) for number in range(rows)]
        connection.execute(insert(table), made)
        for column in table.primary_key:
            keys[f"{table.name}.{column.name}"] = [row[column.name] for row in made]


def _row(table: Table, number: int, keys: dict[str, list[Any]], chance: random.Random) -> dict[str, Any]:
    return {column.name: _value(table, column, number, keys, chance) for column in table.c}


def _value(table: Table, column: Column[Any], number: int, keys: dict[str, list[Any]], chance: random.Random) -> Any:
    # The first row is full, the second as empty as it may be.
    if column.nullable and number and (number == 1 or chance.random() < 0.2):
        return None
    for foreign in column.foreign_keys:
        mine = keys[foreign.target_fullname]
        return mine[(number + 3) % len(mine)]
    if table.autoincrement_column is column:
        return 3 * number + 4
    return _allowed(table, column, chance) or _any(column, number, chance)


def _allowed(table: Table, column: Column[Any], chance: random.Random) -> Any:
    """Return one of the values that a check names; None when there is no check."""
    if (wide := WIDE_ENOUGH.get(f"{table.name}.{column.name}")) is not None:
        return wide
    for check in (str(each.sqltext) for each in table.constraints if isinstance(each, CheckConstraint)):
        if named := re.fullmatch(rf"{column.name} IN \((.*)\)", check):
            chosen = chance.choice(named[1].split(", "))
            return chosen.strip("'") if chosen.startswith("'") else int(chosen)
        if between := re.fullmatch(rf"{column.name} BETWEEN (\d+) AND (\d+)", check):
            return chance.randint(int(between[1]), int(between[2]))
    return None


def _any(column: Column[Any], number: int, chance: random.Random) -> Any:
    kind = column.type
    if isinstance(kind, Moment):
        return chance.choice(MOMENTS)
    if isinstance(kind, Date):
        return date(2024, 2, 29) + timedelta(days=number)
    if isinstance(kind, Boolean):
        return chance.random() < 0.5
    if isinstance(kind, Integer):
        # More than 32 bits where that is allowed.
        return number + (7_000_000_000 if type(kind).__name__ == "BigInteger" else 1)
    if isinstance(kind, Float):
        return chance.choice((51.169392, -0.1, 0.0, 1e-9, 71.4491))
    if isinstance(kind, LargeBinary):
        return chance.choice(BYTES)
    assert isinstance(kind, String), f"how is {kind!r} filled?"
    return f"{number:x}{chance.choice(TEXTS)}"[: kind.length]
