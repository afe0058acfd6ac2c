"""Reminders and thanks are planned at their hour: for those who have a seat then, once, whatever happened before."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert, select, update

from bot.db.event_tables import check_ins, sessions
from bot.db.session_notices import tell_session
from bot.db.tables import outbox
from bot.services.planner import Planner
from bot.services.seat_outcomes import Newcomer, Placed

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tests.events.conftest import Hall


@pytest.fixture
def planner(hall: Hall) -> Planner:
    """The planner over the hall's database."""
    return Planner(hall.database, hall.clock)


async def _seated(hall: Hall, session: int, *people: int | None, owner: int | None = None) -> int:
    newcomers = [Newcomer(each, None if each else b"pupil") for each in people]
    placed = await hall.seats.join(session, newcomers, owner_id=owner)
    assert isinstance(placed, Placed)
    return placed.registration_id


async def _planned(hall: Hall) -> list[tuple[str, int, int]]:
    statement = select(outbox.c.kind, outbox.c.person_id, outbox.c.round).order_by(outbox.c.id)
    return await hall.database.read(lambda connection: [tuple(row) for row in connection.execute(statement)])


async def _move(hall: Hall, session: int, **by: Any) -> int:
    """Move a session and tell everybody, as an organiser does: one statement fans out."""

    def work(connection: Connection) -> int:
        row = connection.execute(select(sessions).where(sessions.c.id == session)).one()
        moved = {"starts_at": row.starts_at + timedelta(**by), "ends_at": row.ends_at + timedelta(**by)}
        version = row.version + 1
        connection.execute(update(sessions).where(sessions.c.id == session).values(version=version, **moved))
        return tell_session(connection, "moved", session, version, hall.clock.now())

    return await hall.database.write(work)


async def test_a_day_and_two_hours_before_each_once(hall: Hall, planner: Planner) -> None:
    session = await hall.opened(2, days=6)
    (ann,) = await hall.pupils(1)
    await _seated(hall, session, ann)
    starts = hall.clock.now() + timedelta(days=6)
    hall.clock.moment = starts - timedelta(hours=24, minutes=1)
    assert await planner.plan() == 0
    hall.clock.moment += timedelta(minutes=1)
    assert [await planner.plan() for _ in range(2)] == [1, 0]
    hall.clock.moment = starts - timedelta(hours=2)
    assert [await planner.plan() for _ in range(2)] == [1, 0]
    hall.clock.moment = starts
    assert await planner.plan() == 0
    assert await _planned(hall) == [("day_before", ann, 0), ("hours_before", ann, 0)]


async def test_who_came_late_is_not_reminded_of_what_they_just_did(hall: Hall, planner: Planner) -> None:
    session = await hall.opened(3, days=6, closes_at=hall.clock.now() + timedelta(days=6))
    ann, eve, kim = await hall.pupils(3)
    await _seated(hall, session, ann)
    starts = hall.clock.now() + timedelta(days=6)
    hall.clock.moment = starts - timedelta(hours=23)
    await _seated(hall, session, eve)
    assert await planner.plan() == 1
    hall.clock.moment = starts - timedelta(hours=1)
    await _seated(hall, session, kim)
    assert await planner.plan() == 2
    assert await _planned(hall) == [("day_before", ann, 0), ("hours_before", ann, 0), ("hours_before", eve, 0)]


async def test_after_a_long_silence_only_what_is_still_of_use(hall: Hall, planner: Planner) -> None:
    session = await hall.opened(1, days=6)
    (ann,) = await hall.pupils(1)
    await _seated(hall, session, ann)
    # Nobody planned anything for six days: the day's reminder is too late, the hour's is not.
    hall.clock.moment += timedelta(days=5, hours=23)
    assert await planner.plan() == 1
    assert await _planned(hall) == [("hours_before", ann, 0)]


async def test_a_moved_session_is_reminded_of_at_its_new_hour(hall: Hall, planner: Planner) -> None:
    session = await hall.opened(1, days=2)
    (ann,) = await hall.pupils(1)
    await _seated(hall, session, ann)
    hall.clock.moment += timedelta(days=1)
    assert await planner.plan() == 1
    assert await _move(hall, session, days=3) == 1
    hall.clock.moment += timedelta(hours=1)
    assert await planner.plan() == 0
    hall.clock.moment += timedelta(days=2, hours=23)
    assert await planner.plan() == 1
    assert await _planned(hall) == [("day_before", ann, 0), ("moved", ann, 1), ("day_before", ann, 1)]


async def test_who_was_just_told_of_a_move_needs_no_reminder_on_top(hall: Hall, planner: Planner) -> None:
    session = await hall.opened(1, days=2)
    (ann,) = await hall.pupils(1)
    await _seated(hall, session, ann)
    hall.clock.moment += timedelta(days=1, hours=1)
    await _move(hall, session, minutes=30)
    assert await planner.plan() == 0
    hall.clock.moment += timedelta(hours=21, minutes=30)
    assert await planner.plan() == 1
    assert await _planned(hall) == [("moved", ann, 1), ("hours_before", ann, 1)]


async def test_a_change_is_told_to_all_who_have_or_await_a_seat_and_once_to_a_teacher(hall: Hall) -> None:
    session = await hall.opened(4)
    teacher, ann, eve, kim, joe = await hall.pupils(5)
    await _seated(hall, session, None, None, ann, owner=teacher)
    gone = await _seated(hall, session, eve)
    await _seated(hall, session, kim, None)
    await hall.seats.give_back(gone, eve)
    waits = await _seated(hall, session, joe)
    assert waits
    assert await _move(hall, session, hours=1) == 4
    told = [person for kind, person, _ in await _planned(hall) if kind == "moved"]
    # The pupil who gave the seat back, and the place that is kept for a friend, hear nothing.
    assert sorted(told) == sorted([teacher, ann, kim, joe])
    tell = lambda connection: tell_session(connection, "moved", session, 1, hall.clock.now())  # noqa: E731
    assert await hall.database.write(tell) == 0


async def test_nobody_is_reminded_of_what_was_called_off(hall: Hall, planner: Planner) -> None:
    session = await hall.opened(1, days=2)
    (ann,) = await hall.pupils(1)
    await _seated(hall, session, ann)
    off = update(sessions).where(sessions.c.id == session).values(is_on=False)
    await hall.database.write(lambda connection: connection.execute(off))
    hall.clock.moment += timedelta(days=1, hours=1)
    assert await planner.plan() == 0


async def test_two_planners_at_once_plan_once(hall: Hall, planner: Planner) -> None:
    session = await hall.opened(40, days=2)
    for person in await hall.pupils(40):
        await _seated(hall, session, person)
    hall.clock.moment += timedelta(days=1)
    numbers = await asyncio.gather(planner.plan(), Planner(hall.database, hall.clock).plan(), planner.plan())
    assert sum(numbers) == 40
    assert len(await _planned(hall)) == 40


async def test_who_came_is_thanked_also_when_the_list_was_typed_in_later(hall: Hall, planner: Planner) -> None:
    session = await hall.opened(3, days=2)
    pupils = await hall.pupils(3)
    mine = [await _seated(hall, session, each) for each in pupils]
    ends = hall.clock.now() + timedelta(days=2, hours=2)

    async def let_in(registration: int, *, undone: bool = False) -> None:
        row = {"registration_id": registration, "at": ends, "way": "list", "undone_at": ends if undone else None}
        await hall.database.write(lambda connection: connection.execute(insert(check_ins).values(row)))

    await let_in(mine[0])
    await let_in(mine[1], undone=True)
    hall.clock.moment = ends - timedelta(minutes=1)
    assert await planner.plan() == 0
    hall.clock.moment = ends
    assert [await planner.plan() for _ in range(2)] == [1, 0]
    hall.clock.moment = ends + timedelta(days=1)
    await let_in(mine[2])
    assert await planner.plan() == 1
    hall.clock.moment = ends + timedelta(days=3)
    await let_in(mine[1])
    assert await planner.plan() == 0
    thanked = [person for kind, person, _ in await _planned(hall) if kind == "thanks"]
    assert thanked == [pupils[0], pupils[2]]
