"""Keys are rotated while the bot goes on, and nothing personal lies open in the file of the database."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import LargeBinary, select

from bot.db import Database
from bot.db.event_tables import registrations
from bot.db.sealed import portion, sealed_columns
from bot.db.tables import metadata
from bot.domain.registration import About
from bot.seal import Keys, KeysError, Seal, keys_of, write_keys
from bot.services.keys import KeyRotation
from bot.services.notices import Notices
from bot.services.seat_outcomes import Newcomer
from bot.services.seats import Seats
from bot.services.staff import Staff
from tests.events.conftest import Hall, Heard

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tests.conftest import HandClock

OLD = Keys.new()
NAMES = [f"Құпиялы Есім{number}" for number in range(450)]


async def _lived_in(hall: Hall, seal: Seal) -> None:
    session = await hall.opened(len(NAMES))
    for start in range(0, len(NAMES), 150):
        party = [
            Newcomer(None, seal.close(About(name, "Жасырын лицей", "9 Ә").as_json()))
            for name in NAMES[start : start + 150]
        ]
        await hall.seats.join(session, party)
    staff = Staff(hall.database, hall.clock, seal, lambda: "secret")
    await staff.invite(None, "administrator", None, "Жасырын Әкімші")


async def _abouts(database: Database) -> list[bytes]:
    statement = select(registrations.c.about).order_by(registrations.c.id)
    return await database.read(lambda connection: list(connection.execute(statement).scalars()))


def test_every_column_of_bytes_is_walked() -> None:
    wanted = {
        (table.name, column.name)
        for table in metadata.tables.values()
        for column in table.c
        if isinstance(column.type, LargeBinary)
    }
    assert {(table.name, column.name) for table, column in sealed_columns()} == wanted
    assert ("registration", "about") in wanted


async def test_everything_is_sealed_anew_and_a_running_bot_notices(
    hall: Hall,
    clock: HandClock,
    tmp_path: Path,
) -> None:
    path = tmp_path / "keys"
    write_keys(path, OLD)
    running = Seal(OLD, lambda: keys_of(None, path))
    await _lived_in(hall, running)
    write_keys(path, OLD.rotated())
    newer = Seal(keys_of(None, path))
    rotation = KeyRotation(hall.database, clock, newer)
    assert await rotation.left() == len(NAMES) + 1
    assert await rotation.renew() == len(NAMES) + 1
    assert await rotation.left() == 0
    assert await rotation.renew() == 0
    sealed = await _abouts(hall.database)
    assert [running.open(each)["name"] for each in sealed] == NAMES
    # From now on it seals with the newest key, too.
    assert newer.is_newest(running.close("x"))
    write_keys(path, keys_of(None, path).newest_alone())
    assert Seal(keys_of(None, path)).open(sealed[0])["name"] == NAMES[0]
    with pytest.raises(KeysError):
        Seal(OLD).open(sealed[0])


async def test_killed_half_way_and_begun_again(hall: Hall, clock: HandClock) -> None:
    await _lived_in(hall, Seal(OLD))
    newer = Seal(OLD.rotated())

    class Dying(Seal):
        lives = 300

        def renew(self, sealed: bytes) -> bytes:
            self.lives -= 1
            if self.lives < 0:
                raise SystemExit
            return super().renew(sealed)

    dying = Dying(newer._keys)
    with pytest.raises(SystemExit):
        await KeyRotation(hall.database, clock, dying).renew()
    left = await KeyRotation(hall.database, clock, newer).left()
    assert 0 < left < len(NAMES)
    assert [newer.open(each)["name"] for each in await _abouts(hall.database)] == NAMES
    assert await KeyRotation(hall.database, clock, newer).renew() == left


async def test_nothing_personal_lies_open_in_the_file(sqlite_url: str, clock: HandClock) -> None:
    database = Database(sqlite_url, clock)
    codes = iter(f"CODE{number}" for number in range(1000))
    own = Hall(database, clock, Seats(database, clock, lambda: next(codes), Notices(clock)), Heard())
    await _lived_in(own, Seal(OLD))
    clock.moment += timedelta(days=1)
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    raw = b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
    await database.close()
    assert b"CODE1" in raw
    for text in (*NAMES[:20], "Есім", "лицей", "Әкімші", "9 Ә"):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert text.encode(encoding) not in raw, text


async def test_a_portion_goes_by_the_key_of_any_table(database: Database) -> None:
    def walk(connection: Connection) -> list[Any]:
        return [portion(connection, table, column, None, 10) for table, column in sealed_columns()]

    assert await database.read(walk) == [[] for _ in sealed_columns()]
