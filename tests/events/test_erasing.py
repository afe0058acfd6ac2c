"""Whoever asks to be erased leaves no empty seat behind: it goes to those who wait, in the same transaction."""

from __future__ import annotations

import asyncio
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from bot.db import AlreadyDone, Database
from bot.db.event_tables import certificates, details, feedback, parties, registration_drafts, registrations
from bot.db.tables import outbox, people
from bot.domain.registration import About
from bot.services.codes import new_code
from bot.services.notices import Notices
from bot.services.own_data import OwnData
from bot.services.seat_outcomes import Newcomer, Placed
from bot.services.seats import Seats
from tests.conftest import SEAL
from tests.events.conftest import Hall, Heard
from tests.events.witness import Witness

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy import Connection, Table

    from tests.conftest import HandClock

_updates = count(1)


@pytest.fixture
def own_data(hall: Hall) -> OwnData:
    """Use-cases about what is kept, whose notices the hall hears."""
    return OwnData(hall.database, hall.clock, SEAL, hall.heard)


@pytest.fixture
async def watched(database_url: str, clock: HandClock) -> AsyncIterator[Hall]:
    """A hall that is looked after at every commit, with the real outbox."""
    database = Witness(database_url, clock)
    yield Hall(database, clock, Seats(database, clock, new_code, Notices(clock)), Heard())
    await database.close()


async def _joined(hall: Hall, session: int, *people_ids: int | None, owner: int | None = None) -> Placed:
    about = SEAL.close(About("Әсем Қанатқызы", "№12 мектеп", "9Ә", ("Иә",)).as_json())
    newcomers = [Newcomer(each, about if each or owner else None) for each in people_ids]
    outcome = await hall.seats.join(session, newcomers, owner_id=owner)
    assert isinstance(outcome, Placed)
    return outcome


async def _erase(hall: Hall, own_data: OwnData, person: int) -> bool:
    statement = select(people.c.telegram_id).where(people.c.id == person)
    telegram_id = await hall.database.read(lambda connection: connection.execute(statement).scalar_one())
    return await own_data.forget(telegram_id, once=next(_updates))


async def _rows(database: Database, *tables: Table) -> list[int]:
    def work(connection: Connection) -> list[int]:
        return [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]

    return await database.read(work)


async def _keep(database: Database, table: Table, row: dict[str, Any]) -> None:
    await database.write(lambda connection: connection.execute(insert(table).values(row)))


async def test_an_erased_seat_goes_to_the_first_in_line(hall: Hall, own_data: OwnData) -> None:
    session = await hall.opened(1)
    one, other, third = await hall.pupils(3)
    await _joined(hall, session, one)
    second = await _joined(hall, session, other)
    await _joined(hall, session, third)
    assert await _erase(hall, own_data, one)
    assert await hall.states(session) == {"offered": 1, "waiting": 1}
    assert hall.heard.notices == [("offered", second.registration_id)]
    assert await hall.counted(session) == (1, 1, 1, 1)
    assert await hall.is_sound(session)


@pytest.mark.parametrize("terms", [{"needs_parent": True}, {"needs_approval": True}, {}])
async def test_whatever_they_had_is_counted_no_longer(hall: Hall, own_data: OwnData, terms: dict[str, bool]) -> None:
    session = await hall.opened(2, **terms)
    for each in await hall.pupils(2):
        await _joined(hall, session, each)
        await _erase(hall, own_data, each)
    assert await hall.states(session) == {}
    assert await hall.counted(session) == (2, 0, 0, 0)


async def test_who_waited_makes_room_for_those_behind(hall: Hall, own_data: OwnData) -> None:
    # Two seats are too few for three friends, so the last one passes them.
    session = await hall.opened(3)
    first, *friends, last = await hall.pupils(5)
    await _joined(hall, session, first)
    await _joined(hall, session, *friends)
    await _joined(hall, session, last)
    assert await hall.states(session) == {"seated": 2, "waiting": 3}
    await _erase(hall, own_data, friends[0])
    # Two of them are left, and one seat: still not together.
    assert await hall.counted(session) == (3, 2, 2, 2)
    await _erase(hall, own_data, friends[1])
    assert await hall.states(session) == {"seated": 2, "offered": 1}
    assert await hall.is_sound(session)


async def test_seats_of_several_sessions_are_all_handed_on(hall: Hall, own_data: OwnData) -> None:
    sessions = [await hall.opened(1) for _ in range(3)]
    one, other = await hall.pupils(2)
    for session in sessions:
        await _joined(hall, session, one)
        await _joined(hall, session, other)
    await _erase(hall, own_data, one)
    for session in sessions:
        assert await hall.states(session) == {"offered": 1}
        assert await hall.is_sound(session)


async def test_a_session_that_is_over_offers_nothing(hall: Hall, own_data: OwnData) -> None:
    session = await hall.opened(1)
    one, other = await hall.pupils(2)
    await _joined(hall, session, one)
    await _joined(hall, session, other)
    await hall.clock.sleep(7 * 24 * 3600)
    await _erase(hall, own_data, one)
    assert await hall.states(session) == {"waiting": 1}
    assert await hall.counted(session) == (1, 0, 1, 1)
    assert hall.heard.notices == []


async def test_pupils_of_a_teachers_list_keep_their_seats(hall: Hall, own_data: OwnData) -> None:
    session = await hall.opened(2)
    (teacher,) = await hall.pupils(1)
    await _joined(hall, session, None, None, owner=teacher)
    await _erase(hall, own_data, teacher)
    assert await hall.states(session) == {"seated": 2}
    owners = select(parties.c.owner_id)
    assert await hall.database.read(lambda connection: list(connection.execute(owners).scalars())) == [None]


async def test_nothing_that_was_written_is_left(hall: Hall, own_data: OwnData) -> None:
    session = await hall.opened(1)
    one, other = await hall.pupils(2)
    for each in (one, other):
        seat = (await _joined(hall, session, each)).registration_id
        now, about = hall.clock.now(), SEAL.close({"name": "Әсем"})
        rows: dict[Table, dict[str, Any]] = {
            details: {"person_id": each, "about": about, "kept_at": now},
            registration_drafts: {"person_id": each, "session_id": session, "about": about, "changed_at": now},
            feedback: {"registration_id": seat, "worth": 5, "said_at": now},
            certificates: {"registration_id": seat, "code": new_code(), "issued_at": now},
        }
        for table, row in rows.items():
            await _keep(hall.database, table, row)
    kept = (registrations, details, registration_drafts, feedback, certificates)
    assert await _rows(hall.database, *kept) == [2, 2, 2, 2, 2]
    await _erase(hall, own_data, one)
    assert await _rows(hall.database, *kept) == [1, 1, 1, 1, 1]


async def test_a_second_tap_and_a_redelivered_one_give_no_second_seat_away(hall: Hall, own_data: OwnData) -> None:
    session = await hall.opened(1)
    await hall.pupils(3)
    ids = select(people.c.id, people.c.telegram_id).order_by(people.c.id)
    (one, telegram_id), (other, _), (third, _) = await hall.database.read(
        lambda connection: [tuple(row) for row in connection.execute(ids)]
    )
    for each in (one, other, third):
        await _joined(hall, session, each)
    once = next(_updates)
    assert await own_data.forget(telegram_id, once=once)
    assert not await own_data.forget(telegram_id, once=next(_updates))
    with pytest.raises(AlreadyDone):
        await own_data.forget(telegram_id, once=once)
    assert await hall.states(session) == {"offered": 1, "waiting": 1}


async def test_many_are_erased_at_once_and_no_seat_is_lost(watched: Hall) -> None:
    own_data = OwnData(watched.database, watched.clock, SEAL, Notices(watched.clock))
    sessions = [await watched.opened(5) for _ in range(2)]
    pupils = await watched.pupils(20)
    for each in pupils:
        for session in sessions:
            await _joined(watched, session, each)
    # In both orders of the sessions, so that locks taken in the order of one's own luck would stand against each other.
    await asyncio.gather(
        *(_erase(watched, own_data, each) for each in pupils[:8]),
        *(watched.seats.join(sessions[1 - number % 2], [Newcomer(each)]) for number, each in enumerate(pupils[8:])),
    )
    for session in sessions:
        assert await watched.states(session) == {"offered": 5, "waiting": 7}
    assert await _rows(watched.database, people) == [12]
    statement = select(func.count()).select_from(outbox).where(outbox.c.kind == "offered")
    assert await watched.database.read(lambda connection: connection.execute(statement).scalar_one()) == 10


async def test_who_registers_while_being_erased_leaves_true_counters(watched: Hall) -> None:
    own_data = OwnData(watched.database, watched.clock, SEAL, Notices(watched.clock))
    sessions = [await watched.opened(1) for _ in range(6)]
    pupils = await watched.pupils(6)
    wishes = [watched.seats.join(session, [Newcomer(each)]) for session in sessions for each in pupils]
    erasures = [_erase(watched, own_data, each) for each in pupils]
    outcomes = await asyncio.gather(*wishes[:18], *erasures, *wishes[18:], return_exceptions=True)
    # Whoever came too late is nobody any more: the tables refuse a registration without a person.
    assert {type(each) for each in outcomes if isinstance(each, BaseException)} <= {IntegrityError}
    assert await _rows(watched.database, people, registrations) == [0, 0]
    for session in sessions:
        assert await watched.counted(session) == (1, 0, 0, 0)
