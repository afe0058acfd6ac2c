"""Who gets into a class, on both databases: never more than may be, never twice, and nothing stays of who leaves."""

from __future__ import annotations

import asyncio
from itertools import count
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, insert, select

from bot.db import AlreadyDone
from bot.db.class_tables import class_members, school_classes
from bot.db.classes import add_class
from bot.db.people import delete_person
from bot.db.staff import add_grant
from bot.db.tables import people
from bot.services.memberships import Full, InTooMany, Memberships, Mine, NoClass
from tests.conftest import SEAL

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.db import Database
    from tests.conftest import HandClock

_updates = count(1)


@pytest.fixture
def memberships(database: Database, clock: HandClock) -> Memberships:
    """Use-cases of pupils in classes."""
    return Memberships(database, clock, SEAL)


async def crowd(database: Database, clock: HandClock, number: int) -> list[int]:
    """Let a counsellor (the first one) and pupils agree; return their numbers."""
    now = clock.now()

    def work(connection: Connection) -> list[int]:
        rows = [
            {"telegram_id": 100 + each, "language": "kk", "consent_version": "1", "consented_at": now}
            for each in range(number + 1)
        ]
        connection.execute(insert(people), rows)
        everybody = list(connection.execute(select(people.c.id).order_by(people.c.telegram_id)).scalars())
        add_grant(connection, person_id=everybody[0], role="counsellor", granted_at=now)
        return everybody

    return await database.write(work)


async def opened(database: Database, clock: HandClock, counsellor: int, code: str, most: int = 45) -> int:
    """Open a class; return its number."""
    values = {"school": SEAL.close("12"), "school_digest": "d" * 32, "grade": 9, "letter": "А", "code": code}
    return await database.write(
        lambda connection: add_class(
            connection, counsellor_id=counsellor, most_pupils=most, created_at=clock.now(), **values
        )
    )


async def members(database: Database) -> int:
    """Return how many memberships there are."""
    statement = select(func.count()).select_from(class_members)
    return await database.read(lambda connection: int(connection.execute(statement).scalar_one()))


async def test_a_crowd_at_once_fills_the_class_and_no_more(
    database: Database, clock: HandClock, memberships: Memberships
) -> None:
    counsellor, *pupils = await crowd(database, clock, 12)
    await opened(database, clock, counsellor, "AAAA2222", most=5)
    outcomes = await asyncio.gather(*(memberships.join(each, "AAAA2222", once=next(_updates)) for each in pupils))
    assert sum(isinstance(each, Mine) for each in outcomes) == 5
    assert sum(isinstance(each, Full) for each in outcomes) == 7
    assert await members(database) == 5


async def test_joining_twice_is_joining_once_also_when_full(
    database: Database, clock: HandClock, memberships: Memberships
) -> None:
    counsellor, pupil = await crowd(database, clock, 1)
    await opened(database, clock, counsellor, "AAAA2222", most=1)
    once = next(_updates)
    assert isinstance(await memberships.join(pupil, "AAAA2222", once=once), Mine)
    with pytest.raises(AlreadyDone):
        await memberships.join(pupil, "AAAA2222", once=once)
    assert isinstance(await memberships.join(pupil, "AAAA2222", once=next(_updates)), Mine)
    assert await members(database) == 1


async def test_nobody_is_in_more_than_three_classes(
    database: Database, clock: HandClock, memberships: Memberships
) -> None:
    counsellor, pupil = await crowd(database, clock, 1)
    codes = ["AAAA2222", "BBBB2222", "CCCC2222", "DDDD2222"]
    for code in codes:
        await opened(database, clock, counsellor, code)
    outcomes = [await memberships.join(pupil, code, once=next(_updates)) for code in codes]
    assert isinstance(outcomes[-1], InTooMany)
    assert len(await memberships.mine(pupil)) == 3


async def test_a_class_whose_counsellor_is_gone_takes_nobody(
    database: Database, clock: HandClock, memberships: Memberships
) -> None:
    counsellor, pupil, late = await crowd(database, clock, 2)
    await opened(database, clock, counsellor, "AAAA2222")
    await memberships.join(pupil, "AAAA2222", once=next(_updates))
    assert isinstance(await memberships.join(counsellor, "AAAA2222", once=next(_updates)), NoClass)
    await database.write(lambda connection: delete_person(connection, 100))
    assert isinstance(await memberships.join(late, "AAAA2222", once=next(_updates)), NoClass)
    [mine] = await memberships.mine(pupil)
    assert mine.school_class.counsellor_id is None


async def test_a_name_is_sealed_and_goes_with_leaving_and_erasing(
    database: Database, clock: HandClock, memberships: Memberships
) -> None:
    counsellor, first, second = await crowd(database, clock, 2)
    number = await opened(database, clock, counsellor, "AAAA2222")
    for each in (first, second):
        await memberships.join(each, "AAAA2222", once=next(_updates))
        assert await memberships.share(each, number, "Әсем Оспанова", once=next(_updates))
    kept = await database.read(lambda connection: list(connection.execute(select(class_members.c.name)).scalars()))
    assert all("Әсем".encode() not in each and SEAL.open(each) == "Әсем Оспанова" for each in kept)
    assert await memberships.leave(first, number, once=next(_updates))
    assert not await memberships.leave(first, number, once=next(_updates))
    assert not await memberships.share(first, number, "Әсем", once=next(_updates))
    await database.write(lambda connection: delete_person(connection, 102))
    assert await members(database) == 0
    classes = select(func.count()).select_from(school_classes)
    assert await database.read(lambda connection: connection.execute(classes).scalar_one()) == 1
