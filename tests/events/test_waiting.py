"""Why somebody still waits, and at which place: told to those whom it concerns."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import update

from bot.db.event_tables import events
from bot.services.seat_outcomes import Changed, Gone, InLine, Newcomer, NotInLine, Placed

if TYPE_CHECKING:
    from tests.events.conftest import Hall


async def _joined(hall: Hall, session: int, *people: int | None, school: str | None = None) -> int:
    placed = await hall.seats.join(session, [Newcomer(each) for each in people], school=school)
    assert isinstance(placed, Placed)
    return placed.registration_id


async def test_a_full_hall_and_how_many_stand_before(hall: Hall) -> None:
    session = await hall.opened(3)
    one, two, ann, eve = await hall.pupils(4)
    seat = await _joined(hall, session, one, None, None)
    friends = await _joined(hall, session, two, None)
    third, last = await _joined(hall, session, ann), await _joined(hall, session, eve)
    assert await hall.seats.place_in_line(seat, one) == NotInLine("seated")
    assert await hall.seats.place_in_line(friends, two) == InLine(0, 2, 0, "full")
    assert await hall.seats.place_in_line(third, ann) == InLine(2, 1, 0, "full")
    assert await hall.seats.place_in_line(last, eve) == InLine(3, 1, 0, "full")
    await hall.seats.give_back(third, ann)
    assert await hall.seats.place_in_line(last, eve) == InLine(2, 1, 0, "full")
    assert await hall.seats.place_in_line(last, ann) == Gone()
    assert await hall.seats.place_in_line(10**6, ann) == Gone()


async def test_friends_are_passed_three_times_and_then_seats_are_held(hall: Hall) -> None:
    session = await hall.opened(4)
    one, two, ann, *others = await hall.pupils(8)
    await _joined(hall, session, one, two, None)
    friends = await _joined(hall, session, ann, None)
    assert await hall.seats.place_in_line(friends, ann) == InLine(0, 2, 0, "party_too_large_for_free")
    for number, pupil in enumerate(others[:3], start=1):
        passing = await _joined(hall, session, pupil)
        assert await hall.seats.place_in_line(passing, pupil) == NotInLine("seated")
        assert await hall.seats.give_back(passing, pupil) == Changed("cancelled")
        waits = InLine(0, 2, number, "party_too_large_for_free")
        assert await hall.seats.place_in_line(friends, ann) == waits
    held = await _joined(hall, session, others[3])
    assert await hall.seats.place_in_line(held, others[3]) == InLine(2, 1, 0, "held_for_party")


async def test_a_school_that_has_its_share(hall: Hall) -> None:
    session = await hall.opened(3, school_quota=1)
    one, two, ann = await hall.pupils(3)
    await _joined(hall, session, one, school="a")
    waits = await _joined(hall, session, two, school="a")
    assert await hall.seats.place_in_line(waits, two) == InLine(0, 1, 0, "school_quota")
    assert await _joined(hall, session, ann, school="b")
    assert await hall.seats.place_in_line(waits, two) == InLine(0, 1, 0, "school_quota")


async def test_nobody_waits_for_what_has_begun(hall: Hall) -> None:
    session = await hall.opened(1)
    one, two = await hall.pupils(2)
    await _joined(hall, session, one)
    waits = await _joined(hall, session, two)
    hall.clock.moment += timedelta(days=6)
    assert await hall.seats.place_in_line(waits, two) == NotInLine("waiting")


async def test_a_share_that_grows_is_served_by_the_next_sweep(hall: Hall) -> None:
    session = await hall.opened(3, school_quota=1)
    one, two, three = await hall.pupils(3)
    await _joined(hall, session, one, school="a")
    waits, last = await _joined(hall, session, two, school="a"), await _joined(hall, session, three, school="a")
    assert await hall.seats.sweep() == 0
    assert hall.heard.notices == []
    await hall.database.write(lambda connection: connection.execute(update(events).values(school_quota=2)))
    assert await hall.seats.place_in_line(waits, two) == InLine(0, 1, 0, None)
    assert await hall.seats.sweep() == 0
    assert hall.heard.notices == [("offered", waits)]
    assert await hall.seats.place_in_line(last, three) == InLine(0, 1, 0, "school_quota")
