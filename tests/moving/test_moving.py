"""Every row of every table arrives as it was, or nothing does."""

from __future__ import annotations

import sqlite3
import tracemalloc
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, insert, select

from bot.db import Database
from bot.db.canonical import Fingerprint, OddValueError
from bot.db.migrating import migrate
from bot.db.moving import MoveError, held, move, rows_of
from bot.db.tables import Moment, metadata, unfound_words
from tests.conftest import HandClock
from tests.moving.conftest import asked, tables_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

TABLES = metadata.sorted_tables


def _all_rows(connection: Connection) -> dict[str, list[str]]:
    return {table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table))) for table in TABLES}


async def _read(url: str) -> dict[str, list[str]]:
    database = Database(url, HandClock())
    rows = await database.read(_all_rows)
    await database.close()
    return rows


async def _moved(source: Path, url: str, told: Callable[[int], object] = lambda _rows: None) -> int:
    with held(source) as connection:
        return (await move(connection, url, told)).total


def _change(source: Path, statement: str) -> None:
    with closing(sqlite3.connect(source)) as connection, connection:
        connection.execute(statement)


async def test_every_row_of_every_table_is_there_afterwards(source: Path, empty: str) -> None:
    told: list[int] = []
    before = await _read(f"sqlite:///{source}")
    assert [name for name, rows in before.items() if not rows] == []
    with held(source) as connection:
        expected = rows_of(connection)
    assert await _moved(source, empty, told.append) == expected == sum(map(len, before.values()))
    assert sum(told) == 2 * expected
    assert await _read(empty) == before
    assert await _read(f"sqlite:///{source}") == before


async def test_a_new_row_gets_a_number_that_nobody_had(source: Path, empty: str) -> None:
    _change(source, "DELETE FROM announcement WHERE id = (SELECT max(id) FROM announcement)")
    before = await _read(f"sqlite:///{source}")
    with closing(sqlite3.connect(source)) as connection:
        given = dict(connection.execute("SELECT name, seq FROM sqlite_sequence"))
    await _moved(source, empty)
    for table in TABLES:
        if (column := table.autoincrement_column) is not None:
            sequence = f"pg_get_serial_sequence('{table.name}', '{column.name}')"
            assert await asked(empty, f"SELECT nextval({sequence})") == [(given[table.name] + 1,)], table.name
    assert len(before["announcement"]) == len(before["person"]) - 1


async def test_tables_without_rows_will_do(source: Path, empty: str) -> None:
    target = Database(empty, HandClock())
    await migrate(target, "0005")
    await target.close()
    await _moved(source, empty)
    assert await _read(empty) == await _read(f"sqlite:///{source}")


async def test_what_is_not_empty_is_left_alone(source: Path, postgres_url: str, empty: str) -> None:
    words = {"language": "kk", "text": "сөз", "times": 1, "last_day": HandClock().now().date()}
    target = Database(postgres_url, HandClock())
    await target.write(lambda connection: connection.execute(insert(unfound_words), words))
    await target.close()
    with pytest.raises(MoveError, match=r"not empty \(unfound_word has rows: 1\)"):
        await _moved(source, postgres_url)
    assert await asked(postgres_url, "SELECT count(*) FROM person") == [(0,)]


async def test_tables_of_others_are_left_alone(source: Path, empty: str) -> None:
    theirs = Database(empty, HandClock())
    await theirs.write(lambda connection: connection.exec_driver_sql("CREATE TABLE person (name text)"))
    await theirs.close()
    with pytest.raises(MoveError, match="another program"):
        await _moved(source, empty)
    assert await tables_in(empty) == ["person"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE registration SET school = 'longer than the thirty-two letters of a digest' WHERE id = 4",
        "UPDATE quiz_run SET content_version = 'a' || char(0) || 'b' WHERE id = 4",
        "UPDATE unfound_word SET times = 'many'",
    ],
)
async def test_a_row_that_the_server_does_not_take_leaves_it_empty(source: Path, empty: str, statement: str) -> None:
    _change(source, statement)
    with pytest.raises(MoveError, match="a row of"):
        await _moved(source, empty)
    assert await tables_in(empty) == []


async def test_a_value_that_changed_on_the_way_is_noticed(
    source: Path, empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_fractions(_self: Moment, value: datetime | None, _dialect: object) -> datetime | None:
        return value and value.replace(microsecond=0)

    monkeypatch.setattr(Moment, "process_bind_param", without_fractions)
    with pytest.raises(MoveError, match="differs after copying"):
        await _moved(source, empty)
    assert await tables_in(empty) == []


def _impatient(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=0, isolation_level=None)


async def test_nobody_writes_meanwhile_and_who_has_it_open_is_noticed(source: Path) -> None:
    running = Database(f"sqlite:///{source}", HandClock())
    await running.read(_all_rows)
    with pytest.raises(MoveError, match="in use"), held(source):
        pass
    await running.close()
    with held(source), closing(_impatient(source)) as other:
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("DELETE FROM unfound_word")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("PRAGMA journal_mode=WAL")


async def test_memory_does_not_grow_with_the_rows(source: Path, empty: str) -> None:
    day = "2026-11-23"
    with closing(sqlite3.connect(source)) as connection, connection:
        rows = (("ru", f"word {number} {'x' * 20}", 1, day) for number in range(30_000))
        connection.executemany("INSERT INTO unfound_word VALUES (?, ?, ?, ?)", rows)
    tracemalloc.start()
    await _moved(source, empty)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # All rows together are thirty megabytes as Python keeps them.
    assert peak < 12_000_000


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), min_size=1, max_size=5))
def test_a_fingerprint_knows_rows_but_not_their_order(rows: list[tuple[str, str]]) -> None:
    table = metadata.tables["unfound_word"]
    whole = [(first, second, number, "2026-11-23") for number, (first, second) in enumerate(rows)]

    def value(given_rows: list[tuple[Any, ...]]) -> tuple[int, str]:
        fingerprint = Fingerprint(table)
        fingerprint.add(given_rows)
        return fingerprint.value

    assert value(whole) == value(whole[::-1])
    first = whole[0]
    # A letter that moves from one column to the next is another row.
    for other in ((first[0] + "a", *first[1:]), (first[1], first[0] + "b", *first[2:]), (None, *first[1:])):
        assert value([other, *whole[1:]]) != value(whole)
    assert value([*whole, first]) != value(whole)


def test_a_value_of_another_kind_is_named_without_being_repeated() -> None:
    fingerprint = Fingerprint(metadata.tables["unfound_word"])
    with pytest.raises(OddValueError, match=r"unfound_word\.times") as caught:
        fingerprint.add([("kk", "сөз", "secret", "2026-11-23")])
    assert "secret" not in str(caught.value)
