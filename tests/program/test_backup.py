"""Copies of the database: made while the bot goes on, whole, and put back."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import insert

from bot.clock import SystemClock
from bot.db import Database
from bot.db.migrating import migrate, newest_revision
from bot.db.tables import unfound_words
from tests.pupil import pupil_at

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from tests.program.conftest import Program


def _add(connection: Connection, words: list[dict[str, object]]) -> None:
    connection.execute(insert(unfound_words), words)


async def _filled(path: Path, rows: int) -> Database:
    database = Database(f"sqlite:///{path}", SystemClock())
    await migrate(database)
    today = SystemClock().now().date()
    words: list[dict[str, object]] = [
        {"language": "kk", "text": f"word {number}", "times": 1, "last_day": today} for number in range(rows)
    ]
    await database.write(partial(_add, words=words))
    return database


def _words(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM unfound_word").fetchone()[0])


async def test_a_copy_made_while_the_bot_runs_brings_everything_back(program: Program) -> None:
    copy = program.folder / "copy.sqlite3"
    async with program.sandbox() as address, pupil_at(address, "kk") as pupil:
        await pupil.say("/start")
        await pupil.tap("Қазақша")
        await pupil.tap("Келісемін, бастайық")
        made = await program.run("backup", str(copy))
        assert (made.code, "is whole" in made.out) == (0, True), made.err
        refused = await program.run("restore", str(copy), "--replace")
        assert (refused.code, "is in use" in refused.err) == (1, True)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert (await program.run("restore", str(copy))).code == 1
    back = await program.run("restore", str(copy), "--replace")
    assert back.code == 0, back.err
    assert "kept as" in back.out
    with closing(sqlite3.connect(program.data / "temirqazyq.sqlite3")) as connection:
        assert connection.execute("SELECT language FROM person").fetchall() == [("kk",)]
    assert (await program.run("doctor")).out.count("BAD") == 1


async def test_a_copy_holds_a_moment_also_while_others_write(program: Program) -> None:
    program.data.mkdir()
    database = await _filled(program.data / "temirqazyq.sqlite3", 20_000)
    stop, numbers = asyncio.Event(), iter(range(10**6))
    today = SystemClock().now().date()

    async def writes() -> None:
        # Always two together: a copy with an odd number would be half of a transaction.
        while not stop.is_set():
            pair: list[dict[str, object]] = [
                {"language": "ru", "text": f"pair {next(numbers)}", "times": 1, "last_day": today} for _ in range(2)
            ]
            await database.write(partial(_add, words=pair))

    copy = program.folder / "copy.sqlite3"
    async with asyncio.TaskGroup() as group:
        group.create_task(writes())
        ended = await program.run("backup", str(copy))
        stop.set()
    await database.close()
    assert ended.code == 0, ended.err
    assert _words(copy) >= 20_000
    assert _words(copy) % 2 == 0


async def test_what_is_not_whole_is_refused_and_nothing_is_touched(program: Program) -> None:
    program.data.mkdir()
    own = program.data / "temirqazyq.sqlite3"
    await (await _filled(own, 3000)).close()
    copy = program.folder / "copy.sqlite3"
    assert (await program.run("backup", str(copy))).code == 0
    again = await program.run("backup", str(copy))
    assert (again.code, "there already" in again.err) == (1, True)

    whole, before = copy.read_bytes(), own.read_bytes()
    middle = len(whole) // 2
    for name, content in {
        "cut": whole[:middle],
        "zeros": whole[:middle] + bytes(8192) + whole[middle + 8192 :],
        "text": b"not a database at all",
        "empty": b"",
        "newer": whole.replace(newest_revision().encode(), b"9999"),
    }.items():
        bad = program.folder / f"{name}.sqlite3"
        bad.write_bytes(content)
        ended = await program.run("restore", str(bad), "--replace")
        assert (ended.code, ended.err.count("\n")) == (1, 1), (name, ended)
        assert "Traceback" not in ended.err
    assert own.read_bytes() == before
    assert not [path.name for path in program.data.iterdir() if "before" in path.name or "partial" in path.name]


async def test_a_server_has_tools_of_its_own(program: Program) -> None:
    url = "postgresql://somebody:secret@localhost/temirqazyq"
    ended = await program.run("backup", "copy", TEMIRQAZYQ_DATABASE_URL=url)
    assert (ended.code, "pg_dump" in ended.err, "secret" in ended.err) == (1, True, False)


async def test_an_empty_folder_has_nothing_to_copy(program: Program) -> None:
    ended = await program.run("backup", "copy.sqlite3")
    assert (ended.code, "no database yet" in ended.err) == (1, True)
    assert not (program.folder / "copy.sqlite3").exists()
    full = await program.run("backup", "/dev/full/copy.sqlite3")
    assert full.code == 1
