"""What `Database` promises on both databases: all or nothing, in order, and nothing half-done when somebody stops waiting."""

from __future__ import annotations

import asyncio
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.db import AlreadyDone, Database
from bot.db.tables import unfound_words

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import HandClock


def _note(clock: HandClock, text: str) -> dict[str, object]:
    return {"language": "kk", "text": text, "times": 1, "last_day": clock.now().date()}


def _count(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(unfound_words)).scalar_one()


def _add(connection: Connection, row: dict[str, object]) -> None:
    connection.execute(insert(unfound_words).values(row))


async def test_a_work_that_fails_half_way_leaves_nothing_and_the_next_one_works(
    database: Database, clock: HandClock
) -> None:
    def fails(connection: Connection) -> None:
        connection.execute(insert(unfound_words).values(_note(clock, "a")))
        connection.execute(insert(unfound_words).values(_note(clock, "a")))

    with pytest.raises(IntegrityError):
        await database.write(fails)
    assert await database.read(_count) == 0
    await database.write(partial(_add, row=_note(clock, "a")))
    assert await database.read(_count) == await database.glance(_count) == 1


async def test_a_look_sees_what_was_committed_just_before(database: Database, clock: HandClock) -> None:
    for number in range(20):
        row = _note(clock, f"word {number}")
        await database.write(partial(_add, row=row))
        assert await database.glance(_count) == number + 1
        assert await database.read(_count) == number + 1


async def test_many_at_once_are_all_done_and_the_same_update_only_once(database: Database, clock: HandClock) -> None:
    async def one(number: int) -> bool:
        row = _note(clock, f"word {number % 50}")
        try:
            await database.write(
                lambda connection: connection.execute(insert(unfound_words).values(row)).rowcount, once=number % 50
            )
        except AlreadyDone:
            return False
        return True

    done = await asyncio.gather(*(one(number) for number in range(100)))
    assert sum(done) == 50
    assert await database.read(_count) == 50


async def test_who_stops_waiting_leaves_a_whole_work_or_none(sqlite_url: str, clock: HandClock) -> None:
    database = Database(sqlite_url, clock)
    begun, go_on = threading.Event(), threading.Event()

    def slow(connection: Connection) -> None:
        connection.execute(insert(unfound_words).values(_note(clock, "a")))
        begun.set()
        go_on.wait(5)
        connection.execute(insert(unfound_words).values(_note(clock, "b")))

    async with asyncio.TaskGroup() as group:
        work = group.create_task(database.write(slow))
        await asyncio.to_thread(begun.wait, 5)
        # A reader does not wait for a writer.
        assert await database.glance(_count) == await database.read(_count) == 0
        work.cancel()
    assert work.cancelled()
    go_on.set()
    await database.write(partial(_add, row=_note(clock, "c")))
    assert await database.read(_count) == 3
    await database.close()


async def test_a_file_that_is_not_there_yet_is_made_and_closed_doors_open_again(
    tmp_path: Path, clock: HandClock
) -> None:
    database = Database(f"sqlite:///{tmp_path}/new.sqlite3", clock)
    assert await database.glance(lambda connection: connection.exec_driver_sql("SELECT 1").scalar_one()) == 1
    assert await database.glance(lambda connection: connection.exec_driver_sql("SELECT 2").scalar_one()) == 2
    await database.close()
    assert await database.read(lambda connection: connection.exec_driver_sql("SELECT 3").scalar_one()) == 3
    await database.close()


async def test_every_commit_is_on_the_disk(sqlite_url: str, clock: HandClock) -> None:
    database = Database(sqlite_url, clock)

    def modes(connection: Connection) -> tuple[str, int, int]:
        journal, synchronous, keys = (
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        )
        return journal, synchronous, keys

    full = ("wal", 2, 1)
    assert (await database.read(modes), await database.write(modes), await database.glance(modes)) == (full,) * 3
    await database.close()


async def test_connections_that_the_server_closed_are_replaced_without_a_word(
    postgres_url: str, clock: HandClock
) -> None:
    database, other = Database(postgres_url, clock), Database(postgres_url, clock)

    def cut(connection: Connection) -> None:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    for number in range(3):
        # Several connections are open, and all of them are dead.
        await asyncio.gather(
            *(
                database.read(lambda connection: connection.exec_driver_sql("SELECT pg_sleep(0.05)").all())
                for _ in range(3)
            )
        )
        await other.write(cut)
        await database.write(partial(_add, row=_note(clock, f"word {number}")), once=number)
        await other.write(cut)
        assert await database.glance(_count) == number + 1
        await other.write(cut)
        assert await database.read(_count) == number + 1
    await database.close()
    await other.close()


async def test_whom_the_server_chose_to_end_a_deadlock_is_done_once_more(postgres_url: str, clock: HandClock) -> None:
    database, tried = Database(postgres_url, clock), []
    for word in ("a", "b"):
        await database.write(partial(_add, row=_note(clock, word)))

    def count(connection: Connection, words: tuple[str, str]) -> None:
        tried.append(words)
        for word in words:
            connection.execute(
                update(unfound_words).where(unfound_words.c.text == word).values(times=unfound_words.c.times + 1)
            )
            # The other one has its first row by then.
            connection.exec_driver_sql("SELECT pg_sleep(0.2)").all()

    await asyncio.gather(
        *(
            database.write(partial(count, words=words), once=number)
            for number, words in enumerate([("a", "b"), ("b", "a")])
        )
    )
    assert len(tried) == 3
    times = await database.read(lambda connection: connection.execute(select(unfound_words.c.times)).scalars().all())
    assert times == [3, 3]
    await database.close()
