"""`temirqazyq migrate --to`: a pupil goes on where they stood, and whatever goes wrong is one sentence."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.db import Database
from bot.db.migrating import migrate
from tests.conftest import HandClock
from tests.moving.conftest import asked, empty, source, tables_in, unmade
from tests.pupil import Pupil, pupil_at

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program.conftest import Program

__all__ = ["empty", "source", "unmade"]


async def test_a_pupil_goes_on_where_they_stood(program: Program, empty: str) -> None:
    async with program.sandbox() as address, pupil_at(address, "kk") as pupil:
        await pupil.say("/start")
        await pupil.tap("Қазақша")
        await pupil.tap("Келісемін, бастайық")
        stood, buttons = pupil.text, pupil.buttons
        running = await program.run("migrate", "--to", empty)
        assert (running.code, "in use: stop the bot" in running.err) == (1, True)
        assert await tables_in(empty) == []
    moved = await program.run("migrate", "--to", empty)
    assert moved.code == 0, moved.err
    assert "the same on both sides" in moved.out
    assert f"The keys stay where they are, in {program.data / 'keys'}" in moved.out
    assert moved.out.startswith("  ")
    async with program.sandbox(TEMIRQAZYQ_DATABASE_URL=empty) as address, pupil_at(address) as other:
        same = Pupil(other._http, pupil.user_id)
        await same.settled()
        assert (same.text, same.buttons) == (stood, buttons)
        await same.tap("9")
        assert same.text != stood
    assert await asked(empty, "SELECT language, grade FROM person") == [("kk", 9)]
    again = await program.run("migrate", "--to", empty)
    assert (again.code, "not empty" in again.err, again.err.count("\n")) == (1, True, 1)


async def test_killed_half_way_it_leaves_nothing_and_can_be_done_again(
    program: Program, source: Path, empty: str
) -> None:
    with closing(sqlite3.connect(source)) as connection, connection:
        rows = (("ru", f"word {number}", 1, "2026-11-23") for number in range(40_000))
        connection.executemany("INSERT INTO unfound_word VALUES (?, ?, ?, ?)", rows)
    process = await program.start("migrate", "--to", empty)
    inserting = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'INSERT INTO unf%'"
    )
    while await asked(empty, inserting) == [(0,)]:
        assert process.returncode is None
        await asyncio.sleep(0.01)
    process.kill()
    await process.communicate()
    # The server notices within a moment that nobody is there any more.
    while await asked(empty, inserting) != [(0,)]:  # noqa: ASYNC110 -- another process is waited for
        await asyncio.sleep(0.01)
    assert await tables_in(empty) == []
    again = await program.run("migrate", "--to", empty)
    assert again.code == 0, again.err
    assert await asked(empty, "SELECT count(*) FROM unfound_word") == [(40_012,)]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://bot:secret@127.0.0.1:1/temirqazyq", "cannot be used"),
        ("postgresql://bot:secret@127.0.0.1:1/temirqazyq?sslmode=require", "cannot be used"),
        ("postgresql://bot:secret@no-such-host.invalid/temirqazyq", "cannot be used"),
        ("sqlite:///other.sqlite3", "takes the address of a PostgreSQL database"),
        ("postgresql://bot:secret@host", "takes the address of a PostgreSQL database"),
        ("temirqazyq", "no address of a database"),
        ("postgresql://bot:secret@host:port/temirqazyq", "no address of a database"),
    ],
)
async def test_a_wrong_address_is_one_sentence(program: Program, source: Path, address: str, said: str) -> None:
    ended = await program.run("migrate", "--to", address)
    assert (ended.code, said in ended.err, ended.err.count("\n")) == (1, True, 1), ended
    assert "secret" not in ended.out + ended.err


async def test_a_database_that_is_not_there_is_one_sentence(program: Program, source: Path, empty: str) -> None:
    ended = await program.run("migrate", "--to", empty.replace("temirqazyq_new", "no_such"))
    assert (ended.code, "does not exist" in ended.err, ended.err.count("\n")) == (1, True, 1), ended


async def test_what_cannot_be_moved_says_why(program: Program, empty: str) -> None:
    nothing = await program.run("migrate", "--to", empty)
    assert (nothing.code, "There is no database at" in nothing.err) == (1, True)
    program.data.mkdir()
    path = program.data / "temirqazyq.sqlite3"
    old = Database(f"sqlite:///{path}", HandClock())
    await migrate(old, "0005")
    await old.close()
    behind = await program.run("migrate", "--to", empty)
    assert (behind.code, "run `temirqazyq migrate` first" in behind.err) == (1, True)
    path.write_bytes(b"no database")
    broken = await program.run("migrate", "--to", empty)
    assert (broken.code, "is no whole database" in broken.err) == (1, True)
    there = await program.run("migrate", "--to", empty, TEMIRQAZYQ_DATABASE_URL="postgresql://host/temirqazyq")
    assert (there.code, "on PostgreSQL already" in there.err) == (1, True)
    assert await tables_in(empty) == []
