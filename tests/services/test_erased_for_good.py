"""What is erased is gone from the file, too, not only from the tables: SQLite would leave it in pages that it will use again."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import make_url

from bot.db import Database
from bot.domain.languages import Language
from bot.services.notices import Notices
from bot.services.own_data import OwnData
from bot.services.people import People
from bot.services.things import Things
from tests.conftest import SEAL, HandClock
from tests.services.walking import updates

SOMEBODY = 4242
MARKS = [f"mark-of-the-test-{number}" for number in range(200)]


def _bytes_of(url: str) -> bytes:
    parts = [Path(f"{make_url(url).database}{end}") for end in ("", "-wal", "-shm")]
    return b"".join(each.read_bytes() for each in parts if each.exists())


async def test_nothing_of_who_was_erased_is_left_in_the_file(sqlite_url: str) -> None:
    clock = HandClock()
    database = Database(sqlite_url, clock)
    people, things = People(database, clock, "1"), Things(database, clock)
    await people.agree(SOMEBODY, Language.KK, "1", once=next(updates))
    person = await people.recognise(SOMEBODY)
    assert person is not None
    for mark in MARKS:
        await things.keep(person, "profession", mark, is_on=True, once=next(updates))
    assert b"mark-of-the-test-7" in _bytes_of(sqlite_url)
    await OwnData(database, clock, SEAL, Notices(clock)).forget(SOMEBODY, once=next(updates))
    await database.close()
    assert b"mark-of-the-test" not in _bytes_of(sqlite_url)
