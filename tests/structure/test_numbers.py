"""The number of an erased row is never given again, on both databases; the migration that sees to it on SQLite touches no row."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, func, insert, inspect, select

from bot.db import Database
from bot.db.migrating import bring, migrate, revision_of
from bot.db.staff_tables import audit_log
from bot.db.tables import metadata, people
from tests.conftest import HandClock
from tests.filling import fill

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from sqlalchemy import Connection

BEFORE, AFTER = "0010", "0011"
NUMBERED = [table for table in metadata.sorted_tables if table.autoincrement_column is not None]
THEN = datetime(2026, 11, 23, 6, tzinfo=UTC)


@pytest.fixture
async def database(database_url: str, clock: HandClock) -> AsyncIterator[Database]:
    """All tables with rows; at the newest revision afterwards, whatever happens."""
    database = Database(database_url, clock)
    await database.write(fill)
    try:
        yield database
    finally:
        await migrate(database)
        await database.close()


def _rows(connection: Connection) -> dict[str, list[str]]:
    names = sorted(set(inspect(connection).get_table_names()) - {"alembic_version"})
    return {
        name: sorted(repr(tuple(row)) for row in connection.exec_driver_sql(f"SELECT * FROM {name}"))  # noqa: S608
        for name in names
    }


def _indexes(connection: Connection) -> list[str]:
    """What SQLite and PostgreSQL keep beside the rows: keys, checks, references and indexes."""
    seen = inspect(connection)
    return sorted(
        f"{name} {found}"
        for name in seen.get_table_names()
        for found in (
            *(f"references {each['constrained_columns']} {each['options']}" for each in seen.get_foreign_keys(name)),
            *(f"check {each['name']} {each['sqltext']}" for each in seen.get_check_constraints(name)),
            *(f"unique {each['name']} {each['column_names']}" for each in seen.get_unique_constraints(name)),
            *(f"index {each['name']} {each['column_names']}" for each in seen.get_indexes(name)),
            f"key {seen.get_pk_constraint(name)['constrained_columns']}",
        )
    )


def _erase(connection: Connection, number: int) -> None:
    connection.execute(delete(people).where(people.c.id == number))


def _enter(connection: Connection, telegram_id: int) -> int:
    row = {"telegram_id": telegram_id, "language": "kk", "consent_version": "1", "consented_at": THEN}
    key = connection.execute(insert(people), row).inserted_primary_key
    assert key is not None
    return int(key[0])


async def test_no_row_and_no_rule_is_lost_up_down_and_up_again(database: Database) -> None:
    await migrate(database, AFTER)
    rows, rules = await database.read(_rows), await database.read(_indexes)
    assert [name for name, found in rows.items() if not found] == []
    for revision in (BEFORE, AFTER, BEFORE, AFTER):
        assert (await migrate(database, revision))[1] == revision
        assert await database.read(_rows) == rows
        assert await database.read(_indexes) == rules
    # References still hold, and still erase what belongs to somebody.
    await migrate(database)
    for number in await database.read(lambda connection: connection.scalars(select(people.c.id)).all()):
        await database.write(partial(_erase, number=number))
    left = await database.read(_rows)
    assert (left["person"], left["quiz_run"], left["quiz_answer"], left["details"]) == ([], [], [], [])
    assert len(left["audit_entry"]) == len(rows["audit_entry"])


async def test_somebody_new_is_nobody_who_was_erased(database: Database) -> None:
    def erase_and_enter(connection: Connection) -> tuple[int, int]:
        newest = connection.execute(select(func.max(people.c.id))).scalar_one()
        _erase(connection, newest)
        return newest, _enter(connection, 1)

    await migrate(database, BEFORE)
    await migrate(database)
    # On the server rows with numbers of their own do not move the sequence; here they are as after a life of their own.
    if database.engine.dialect.name == "postgresql":
        await database.write(
            lambda c: c.exec_driver_sql("SELECT setval('person_id_seq', (SELECT max(id) FROM person))")
        )
    newest, entered = await database.write(erase_and_enter)
    assert entered == newest + 1


async def _at(revision: str, path: Path) -> Database:
    database = Database(f"sqlite:///{path}", HandClock())
    await migrate(database, revision)
    return database


async def test_every_table_that_gives_numbers_gives_them_once(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite3"
    await (await _at("head", path)).close()
    with closing(sqlite3.connect(path)) as connection:
        written = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    assert [table.name for table in NUMBERED if "AUTOINCREMENT" not in written[table.name]] == []
    assert [table.name for table in NUMBERED if not table.dialect_options["sqlite"]["autoincrement"]] == []


async def test_numbers_that_the_log_still_names_are_not_given_again_either(tmp_path: Path) -> None:
    database = await _at(BEFORE, tmp_path / "old.sqlite3")

    def live(connection: Connection) -> None:
        for actor, subject in ((500, "event:700"), (499, "class:30"), (None, "installation"), (3, "event:9")):
            row = {"at": THEN, "actor_id": actor, "deed": "export", "subject": subject}
            connection.execute(insert(audit_log), row)

    await database.write(live)
    await migrate(database)
    assert await database.write(lambda connection: _enter(connection, 1)) == 501
    given = await database.read(
        lambda c: {row[0]: row[1] for row in c.exec_driver_sql("SELECT * FROM sqlite_sequence")}
    )
    assert (given["event"], given["school_class"], given["audit_entry"], given["party"]) == (700, 30, 4, 0)
    await database.close()


async def test_broken_off_it_leaves_everything_as_it_was(tmp_path: Path) -> None:
    database = await _at(BEFORE, tmp_path / "old.sqlite3")
    await database.write(lambda connection: _enter(connection, 1))

    def break_off(connection: Connection) -> None:
        bring(connection, AFTER)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.write(break_off)
    assert await database.read(revision_of) == BEFORE
    assert await database.write(lambda connection: _enter(connection, 2)) == 2
    # Another program's hand in the tables is noticed before anything is written.
    await database.write(lambda c: c.exec_driver_sql("ALTER TABLE announcement RENAME COLUMN id TO number"))
    with pytest.raises(RuntimeError, match="another form"):
        await migrate(database)
    assert await database.write(lambda connection: _enter(connection, 3)) == 3
    await database.write(lambda c: c.exec_driver_sql("ALTER TABLE announcement RENAME COLUMN number TO id"))
    assert (await migrate(database, AFTER))[1] == AFTER
    await database.close()


async def test_a_program_that_runs_meanwhile_sees_it(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite3"
    running = await _at(BEFORE, path)
    assert await running.write(lambda connection: _enter(connection, 1)) == 1
    await (await _at("head", path)).close()
    assert await running.write(lambda connection: _enter(connection, 2)) == 2
    await running.write(partial(_erase, number=2))
    assert await running.write(lambda connection: _enter(connection, 3)) == 3
    await running.close()
