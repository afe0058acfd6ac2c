"""Acceptance of seats under a crowd: exactly the capacity, in order of arrival, and in order after every commit."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.db import Database
from bot.db.event_tables import parties, registrations
from bot.services.codes import new_code
from bot.services.notices import Notices
from bot.services.seat_outcomes import Changed, Newcomer, Placed, Resized, TooLate
from bot.services.seats import Seats
from tests.events.conftest import Hall, Heard
from tests.events.witness import Witness

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.conftest import HandClock

SESSIONS, CAPACITY, CROWD = 5, 300, 400
SWAPS = 500


async def _line(hall: Hall, session: int) -> list[tuple[int, str]]:
    statement = (
        select(registrations.c.person_id, registrations.c.state)
        .join(parties, parties.c.id == registrations.c.party_id)
        .where(registrations.c.session_id == session)
        .order_by(parties.c.place)
    )
    return await hall.database.read(lambda connection: [tuple(row) for row in connection.execute(statement)])


async def test_two_thousand_at_once_for_fifteen_hundred_seats(hall: Hall) -> None:
    sessions = [await hall.opened(CAPACITY) for _ in range(SESSIONS)]
    pupils = await hall.pupils(SESSIONS * CROWD)
    wishes = list(zip(pupils, sessions * CROWD, strict=True))
    outcomes = await asyncio.gather(
        *(hall.seats.join(session, [Newcomer(pupil)], once=pupil) for pupil, session in wishes)
    )
    states = dict(zip(pupils, (each.state for each in outcomes if isinstance(each, Placed)), strict=True))
    for session in sessions:
        line = await _line(hall, session)
        # Nobody behind somebody who waits has a seat, and everybody was told what stands in the database.
        assert [state for _, state in line] == ["seated"] * CAPACITY + ["waiting"] * (CROWD - CAPACITY)
        assert line == [(person, states[person]) for person, _ in line]
        assert {person for person, _ in line} == {pupil for pupil, wanted in wishes if wanted == session}
        if hall.database.engine.dialect.name == "sqlite":
            # One process queues its writers itself: the order in which they came is the order in line.
            assert [person for person, _ in line] == [pupil for pupil, wanted in wishes if wanted == session]
        assert await hall.is_sound(session)
    assert hall.heard.notices == []


@pytest.fixture
async def watched(database_url: str, clock: HandClock) -> AsyncIterator[Hall]:
    """A hall whose database looks after every commit, with the real herald."""
    database = Witness(database_url, clock)
    yield Hall(database, clock, Seats(database, clock, new_code, Notices(clock)), Heard())
    await database.close()


async def test_five_hundred_come_and_five_hundred_go_while_the_hall_grows_and_shrinks(watched: Hall) -> None:
    session, dice = await watched.opened(SWAPS // 2), random.Random(5)
    pupils = await watched.pupils(2 * SWAPS)
    first = await asyncio.gather(*(watched.seats.join(session, [Newcomer(each)]) for each in pupils[:SWAPS]))
    seats = [each.registration_id for each in first if isinstance(each, Placed)]
    coming = [watched.seats.join(session, [Newcomer(each)]) for each in pupils[SWAPS:]]
    going = [watched.seats.give_back(*each) for each in zip(seats, pupils[:SWAPS], strict=True)]
    resizing = [watched.seats.resize(session, dice.randint(SWAPS // 5, SWAPS // 2)) for _ in range(40)]
    at_once = [*coming, *going, *resizing]
    dice.shuffle(at_once)
    outcomes = await asyncio.gather(*at_once)
    assert sum(isinstance(each, Placed) for each in outcomes) == SWAPS
    assert outcomes.count(Changed("cancelled")) == SWAPS
    assert sum(isinstance(each, Resized) for each in outcomes) == 40
    assert isinstance(watched.database, Witness)
    assert watched.database.commits >= 3 * SWAPS + 40
    assert sum((await watched.states(session)).values()) == 2 * SWAPS


async def test_offers_are_answered_and_run_out_at_once(watched: Hall) -> None:
    session, dice = await watched.opened(20), random.Random(6)
    pupils = await watched.pupils(120)
    placed = [await watched.seats.join(session, [Newcomer(each)]) for each in pupils]
    mine = {pupil: each.registration_id for pupil, each in zip(pupils, placed, strict=True) if isinstance(each, Placed)}
    await asyncio.gather(*(watched.seats.give_back(mine[pupil], pupil) for pupil in pupils[:20]))
    for _ in range(3):
        answers = [watched.seats.answer(mine[each], each, accepts=dice.random() < 0.1) for each in pupils]
        await watched.clock.sleep(86_400)
        outcomes = await asyncio.gather(watched.seats.sweep(), *answers, watched.seats.sweep())
        assert any(isinstance(each, TooLate) for each in outcomes)
    states = await watched.states(session)
    assert states["expired"] >= 20
    assert states["offered"] + states.get("seated", 0) == 20


async def test_two_processes_may_sweep(hall: Hall) -> None:
    session = await hall.opened(3)
    pupils = await hall.pupils(9)
    placed = [await hall.seats.join(session, [Newcomer(each)]) for each in pupils]
    for pupil, each in zip(pupils[:3], placed, strict=False):
        assert isinstance(each, Placed)
        await hall.seats.give_back(each.registration_id, pupil)
    await hall.clock.sleep(2 * 86_400)
    other = Database(hall.database.url.render_as_string(hide_password=False), hall.clock)
    try:
        await asyncio.gather(hall.seats.sweep(), Seats(other, hall.clock, new_code, hall.heard).sweep())
    finally:
        await other.close()
    assert sorted(kind for kind, _ in hall.heard.notices) == ["expired"] * 3 + ["offered"] * 6
    assert await hall.states(session) == {"cancelled": 3, "expired": 3, "offered": 3}
