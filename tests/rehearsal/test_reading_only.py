"""The real database is only looked at: nothing in it and nothing beside it changes, and nobody is copied."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError

from bot.db import Database
from bot.db.migrating import migrate
from bot.db.peeking import peek
from bot.db.tables import metadata, people
from bot.rehearsal.copying import event_called, plant
from bot.running import Refused
from bot.settings import Settings
from tests.events.conftest import Hall
from tests.events.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import HandClock


def _files(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


async def test_nothing_can_be_written(database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    with pytest.raises(DBAPIError):
        await peek(url, lambda connection: connection.execute(text("DELETE FROM person")))
    assert (
        await peek(url, lambda connection: connection.execute(select(func.count()).select_from(people)).scalar()) == 0
    )


async def test_what_a_running_bot_wrote_is_seen(sqlite_url: str, clock: HandClock) -> None:
    database = Database(sqlite_url, clock)
    await migrate(database)
    await database.write(lambda connection: connection.execute(text("CREATE TABLE fresh (id INTEGER)")))
    number = await peek(sqlite_url, lambda connection: connection.execute(text("SELECT COUNT(*) FROM fresh")).scalar())
    assert number == 0
    await database.close()


async def test_an_event_is_copied_and_nobody_with_it(hall: Hall, tmp_path: Path) -> None:
    desk = Desk.of(hall)
    organiser = await desk.staff("administrator")
    number, session = await desk.published(organiser, capacity=5, school_quota=2)
    await desk.joined(session, friends=1)
    real = await desk.event(number)
    settings = Settings(database_url=hall.database.url.render_as_string(hide_password=False))
    for name in (real.code, real.code.lower(), f" {real.code} ", str(number)):
        assert (await event_called(settings, name)).code == real.code
    copy = Database(f"sqlite:///{tmp_path / 'copy.sqlite3'}", hall.clock)
    await migrate(copy)
    planted = await plant(copy, real, hall.clock.now())
    assert (planted.title, planted.school_quota, planted.state) == (real.title, 2, "open")
    assert [(each.capacity, each.taken, each.starts_at) for each in planted.sessions] == [
        (5, 0, real.sessions[0].starts_at)
    ]

    def rows(connection: Connection) -> set[str]:
        tables = metadata.sorted_tables
        return {each.name for each in tables if connection.execute(select(func.count()).select_from(each)).scalar()}

    assert await copy.read(rows) == {"event", "event_session"}
    await copy.close()


async def test_the_file_and_its_folder_stay_as_they_are(sqlite_url: str, clock: HandClock, tmp_path: Path) -> None:
    database = Database(sqlite_url, clock)
    await migrate(database)
    await database.close()
    folder = tmp_path if sqlite_url.startswith(f"sqlite:///{tmp_path}") else None
    assert folder
    before = await asyncio.to_thread(_files, folder)
    with pytest.raises(Refused, match="There is no event with the code or number NOSUCH"):
        await event_called(Settings(database_url=sqlite_url), "NOSUCH")
    assert await asyncio.to_thread(_files, folder) == before


async def test_what_cannot_be_rehearsed_is_one_sentence(hall: Hall, tmp_path: Path) -> None:
    desk = Desk.of(hall)
    made = await desk.organising.create(await desk.staff("organiser"), "workshop", {}, once=77)
    url = hall.database.url.render_as_string(hide_password=False)
    with pytest.raises(Refused, match="has no session that takes place"):
        await event_called(Settings(database_url=url), made.event.code)  # type: ignore[union-attr]
    nowhere = tmp_path / "nowhere.sqlite3"
    with pytest.raises(Refused, match=r"There is no database yet at .*nowhere"):
        await event_called(Settings(database_url=f"sqlite:///{nowhere}"), "X")
    assert not nowhere.exists()


async def test_tables_of_an_older_program_are_left_alone(sqlite_url: str, clock: HandClock) -> None:
    database = Database(sqlite_url, clock)
    await migrate(database, "0005")
    await database.close()
    with pytest.raises(Refused, match=r"of revision 0005: run `temirqazyq migrate` first"):
        await event_called(Settings(database_url=sqlite_url), "X")
