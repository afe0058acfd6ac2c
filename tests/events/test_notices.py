"""Notices of seats stand in the outbox with what made them necessary: for the right person, every time anew."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.db.tables import outbox
from bot.services.codes import new_code
from bot.services.notices import Notices
from bot.services.seat_outcomes import Changed, Newcomer, Placed
from bot.services.seats import Seats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.events.conftest import Hall


@pytest.fixture
def told(hall: Hall) -> Hall:
    """The hall with the real herald."""
    hall.seats = Seats(hall.database, hall.clock, new_code, Notices(hall.clock))
    return hall


async def _notices(hall: Hall) -> list[tuple[int, str, int, int]]:
    columns = (outbox.c.person_id, outbox.c.kind, outbox.c.subject, outbox.c.round)
    statement = select(*columns).order_by(outbox.c.id)
    return await hall.database.read(lambda connection: [tuple(row) for row in connection.execute(statement)])


async def _joined(hall: Hall, session: int, *people: int | None, owner: int | None = None) -> int:
    newcomers: Sequence[Newcomer] = [Newcomer(each, b"pupil" if owner else None) for each in people]
    placed = await hall.seats.join(session, newcomers, owner_id=owner)
    assert isinstance(placed, Placed)
    return placed.registration_id


async def test_an_offer_and_its_end_are_told_and_told_again_when_they_come_again(told: Hall) -> None:
    session = await told.opened(1)
    one, other = await told.pupils(2)
    first = await _joined(told, session, one)
    second = await _joined(told, session, other)
    for number in range(2):
        assert await told.seats.give_back(first, one) == Changed("cancelled")
        assert (await _notices(told))[-1] == (other, "offered", second, number)
        told.clock.moment += timedelta(days=1, minutes=1)
        assert await told.seats.sweep() == 1
        assert (await _notices(told))[-1] == (other, "expired", second, number)
        assert await _joined(told, session, one) == first
        assert await _joined(told, session, other) == second
    assert len(await _notices(told)) == 4


async def test_a_teacher_is_told_once_of_a_class_and_pupils_with_a_chat_themselves(told: Hall) -> None:
    session = await told.opened(4)
    teacher, ann, eve = await told.pupils(3)
    seat = await _joined(told, session, eve)
    first = await _joined(told, session, None, None, ann, None, owner=teacher)
    await told.seats.give_back(seat, eve)
    assert await _notices(told) == [(teacher, "offered", first, 0), (ann, "offered", first + 2, 0)]
    assert await told.states(session) == {"cancelled": 1, "offered": 4}


async def test_a_place_kept_for_a_friend_is_nobodys_notice(told: Hall) -> None:
    session = await told.opened(2)
    (ann,) = await told.pupils(1)
    await _joined(told, session, ann, None)
    told.clock.moment += timedelta(days=2)
    assert await told.seats.sweep() == 1
    assert await _notices(told) == []


async def test_the_owner_learns_that_a_kept_place_is_gone(told: Hall) -> None:
    session = await told.opened(2)
    (ann,) = await told.pupils(1)
    placed = await told.seats.join(session, [Newcomer(ann), Newcomer(None)], owner_id=ann)
    assert isinstance(placed, Placed)
    assert await _notices(told) == []
    told.clock.moment += timedelta(days=2)
    await told.seats.sweep()
    assert await _notices(told) == [(ann, "expired", placed.registration_id + 1, 0)]


async def test_a_crowd_is_told_in_the_order_of_the_line(told: Hall) -> None:
    session = await told.opened(0)
    pupils = await told.pupils(60)
    mine = [await _joined(told, session, pupil) for pupil in pupils]
    # Who comes again stands at the end, whatever the id of the registration.
    await told.seats.give_back(mine[0], pupils[0])
    await _joined(told, session, pupils[0])
    await told.seats.resize(session, 60)
    assert [person for person, *_ in await _notices(told)] == [*pupils[1:], pupils[0]]
    assert await told.is_sound(session)
