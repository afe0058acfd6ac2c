"""Seats: taken, queued, handed on, offered by day, and never sold twice."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.db.event_tables import parties
from bot.services.seat_outcomes import (
    AlreadyIn,
    Changed,
    Gone,
    Newcomer,
    NotInLine,
    NotPossible,
    Placed,
    Resized,
    TooLate,
    TooMany,
)

if TYPE_CHECKING:
    from tests.events.conftest import Hall


async def _joined(hall: Hall, session: int, person: int, school: str | None = None) -> Placed:
    outcome = await hall.seats.join(session, [Newcomer(person)], school=school)
    assert isinstance(outcome, Placed)
    return outcome


async def test_a_free_seat_is_theirs_at_once(hall: Hall) -> None:
    session = await hall.opened(2)
    one, other, third = await hall.pupils(3)
    assert (await _joined(hall, session, one)).state == "seated"
    assert (await _joined(hall, session, other)).state == "seated"
    assert (await _joined(hall, session, third)).state == "waiting"
    assert hall.heard.notices == []
    assert await hall.is_sound(session)


async def test_registering_twice_changes_nothing(hall: Hall) -> None:
    session = await hall.opened(2)
    (one,) = await hall.pupils(1)
    first = await _joined(hall, session, one)
    assert await hall.seats.join(session, [Newcomer(one)]) == AlreadyIn(first.registration_id, "seated")
    assert await hall.states(session) == {"seated": 1}


async def test_a_seat_given_back_is_offered_to_the_first_in_line(hall: Hall) -> None:
    session = await hall.opened(1)
    one, other, third = await hall.pupils(3)
    seat = await _joined(hall, session, one)
    second, last = await _joined(hall, session, other), await _joined(hall, session, third)
    assert await hall.seats.give_back(seat.registration_id, one) == Changed("cancelled")
    assert hall.heard.notices == [("offered", second.registration_id)]
    assert await hall.seats.answer(second.registration_id, other, accepts=True) == Changed("seated")
    assert (await hall.states(session)) == {"cancelled": 1, "seated": 1, "waiting": 1}
    assert await hall.seats.answer(last.registration_id, third, accepts=True) == TooLate("waiting")
    assert await hall.is_sound(session)


async def test_a_refused_offer_goes_on_and_is_not_made_again(hall: Hall) -> None:
    session = await hall.opened(1)
    one, other, third = await hall.pupils(3)
    seat = await _joined(hall, session, one)
    second, last = await _joined(hall, session, other), await _joined(hall, session, third)
    await hall.seats.give_back(seat.registration_id, one)
    assert await hall.seats.answer(second.registration_id, other, accepts=False) == Changed("refused")
    assert await hall.seats.answer(last.registration_id, third, accepts=False) == Changed("refused")
    assert hall.heard.notices == [("offered", second.registration_id), ("offered", last.registration_id)]
    assert await hall.states(session) == {"cancelled": 1, "refused": 2}


async def test_an_offer_runs_out_by_day_only(hall: Hall) -> None:
    # Monday, 11:00 in Kazakhstan: nine hours are left of this day.
    session = await hall.opened(1, offer_hours=12)
    one, other, third = await hall.pupils(3)
    seat = await _joined(hall, session, one)
    second, last = await _joined(hall, session, other), await _joined(hall, session, third)
    await hall.seats.give_back(seat.registration_id, one)
    hall.clock.moment += timedelta(hours=23)
    assert await hall.seats.sweep() == 0
    hall.clock.moment += timedelta(hours=1, minutes=1)
    assert await hall.seats.answer(second.registration_id, other, accepts=True) == TooLate("offered")
    assert await hall.seats.sweep() == 1
    assert hall.heard.notices == [
        ("offered", second.registration_id),
        ("expired", second.registration_id),
        ("offered", last.registration_id),
    ]
    assert await hall.is_sound(session)


async def test_who_comes_again_stands_at_the_end(hall: Hall) -> None:
    session = await hall.opened(1)
    one, other, third = await hall.pupils(3)
    seat = await _joined(hall, session, one)
    await _joined(hall, session, other)
    await hall.seats.give_back(seat.registration_id, one)
    again = await _joined(hall, session, one)
    assert again == Placed(seat.registration_id, "waiting")
    await _joined(hall, session, third)
    assert await hall.states(session) == {"offered": 1, "waiting": 2}
    assert await hall.is_sound(session)


async def test_a_parent_has_to_agree(hall: Hall) -> None:
    session = await hall.opened(1, needs_parent=True, parent_hours=12)
    one, other = await hall.pupils(2)
    assert (await _joined(hall, session, one)).state == "consent"
    second = await _joined(hall, session, other)
    hall.clock.moment += timedelta(hours=24, minutes=1)
    assert await hall.seats.sweep() == 1
    assert await hall.states(session) == {"expired": 1, "offered": 1}
    assert await hall.seats.answer(second.registration_id, other, accepts=True) == Changed("consent")
    assert await hall.is_sound(session)


async def test_more_seats_are_handed_to_those_who_wait_and_fewer_take_none_away(hall: Hall) -> None:
    session = await hall.opened(2)
    pupils = await hall.pupils(5)
    for pupil in pupils:
        await _joined(hall, session, pupil)
    assert await hall.seats.resize(session, 4) == Resized(4, is_as_wished=True)
    assert await hall.states(session) == {"seated": 2, "offered": 2, "waiting": 1}
    assert await hall.seats.resize(session, 1) == Resized(4, is_as_wished=False)
    assert await hall.is_sound(session)


async def test_a_school_has_its_share(hall: Hall) -> None:
    session = await hall.opened(3, school_quota=1)
    one, other, third = await hall.pupils(3)
    assert (await _joined(hall, session, one, "a")).state == "seated"
    assert (await _joined(hall, session, other, "a")).state == "waiting"
    assert (await _joined(hall, session, third, "b")).state == "seated"


async def test_nobody_registers_outside_the_window(hall: Hall) -> None:
    session = await hall.opened(1)
    (one,) = await hall.pupils(1)
    hall.clock.moment -= timedelta(days=2)
    assert await hall.seats.join(session, [Newcomer(one)]) == NotPossible("not_open_yet")
    hall.clock.moment += timedelta(days=8)
    assert await hall.seats.join(session, [Newcomer(one)]) == NotPossible("over")
    closed = await hall.opened(1, state="closed")
    assert await hall.seats.join(closed, [Newcomer(one)]) == NotPossible("event_closed")


async def test_somebody_elses_registration_is_nobodys(hall: Hall) -> None:
    session = await hall.opened(1)
    one, other = await hall.pupils(2)
    seat = await _joined(hall, session, one)
    assert await hall.seats.give_back(seat.registration_id, other) == Gone()
    assert await hall.seats.answer(seat.registration_id, other, accepts=True) == Gone()
    assert await hall.seats.give_back(10**6, one) == Gone()
    assert await hall.seats.join(10**6, [Newcomer(one)]) == Gone()
    assert await hall.seats.resize(10**6, 3) == Gone()


async def test_three_hundred_at_once_for_a_hundred_seats(hall: Hall) -> None:
    session = await hall.opened(100)
    pupils = await hall.pupils(300)
    outcomes = await asyncio.gather(*(hall.seats.join(session, [Newcomer(pupil)]) for pupil in pupils))
    assert all(isinstance(outcome, Placed) for outcome in outcomes)
    assert await hall.states(session) == {"seated": 100, "waiting": 200}
    assert await hall.is_sound(session)


async def test_joins_and_cancels_cross(hall: Hall) -> None:
    session = await hall.opened(40)
    pupils = await hall.pupils(160)
    seats = [await _joined(hall, session, pupil) for pupil in pupils[:80]]
    leaving = [hall.seats.give_back(seat.registration_id, pupil) for seat, pupil in zip(seats, pupils, strict=False)]
    coming = [hall.seats.join(session, [Newcomer(pupil)]) for pupil in pupils[80:]]
    growing = [hall.seats.resize(session, size) for size in (45, 35, 50)]
    outcomes = await asyncio.gather(*(each for pair in zip(leaving, coming, strict=True) for each in pair), *growing)
    assert not any(isinstance(outcome, Gone | NotPossible | TooLate) for outcome in outcomes)
    assert await hall.is_sound(session)
    assert (await hall.states(session))["cancelled"] == 80


async def test_friends_wait_together_and_take_the_kept_places(hall: Hall) -> None:
    session = await hall.opened(3)
    one, two, ann, bob, eve = await hall.pupils(5)
    seats = [await _joined(hall, session, each) for each in (one, two)]
    party = await hall.seats.join(session, [Newcomer(ann), Newcomer(None)])
    assert isinstance(party, Placed)
    assert party.state == "waiting"
    assert party.party_code
    # One seat is free, yet Ann does not take it without her friend; Eve alone may, for now.
    assert (await _joined(hall, session, eve)).state == "seated"
    joined = await hall.seats.take_kept_place(party.party_code, Newcomer(bob, b"Bob"))
    assert joined == Placed(joined.registration_id, "waiting") if isinstance(joined, Placed) else False
    assert await hall.seats.take_kept_place(party.party_code, Newcomer(two, b"Two")) == Gone()
    await hall.seats.give_back(seats[0].registration_id, one)
    assert await hall.states(session) == {"seated": 2, "cancelled": 1, "waiting": 2}
    await hall.seats.give_back(seats[1].registration_id, two)
    assert await hall.states(session) == {"seated": 1, "cancelled": 2, "offered": 2}
    assert await hall.seats.answer(party.registration_id, ann, accepts=True) == Changed("seated")


async def test_a_kept_place_that_nobody_takes_goes_on(hall: Hall) -> None:
    session = await hall.opened(2)
    ann, eve = await hall.pupils(2)
    party = await hall.seats.join(session, [Newcomer(ann), Newcomer(None)])
    assert isinstance(party, Placed)
    assert party.state == "seated"
    assert await hall.states(session) == {"seated": 1, "offered": 1}
    await _joined(hall, session, eve)
    hall.clock.moment += timedelta(days=2)
    assert await hall.seats.sweep() == 1
    assert await hall.states(session) == {"seated": 1, "expired": 1, "offered": 1}
    assert await hall.seats.take_kept_place(party.party_code or "", Newcomer(eve)) == Gone()


async def test_a_teacher_answers_for_a_class(hall: Hall) -> None:
    session = await hall.opened(30)
    teacher, stranger = await hall.pupils(2)
    pupils = [Newcomer(None, b"pupil") for _ in range(30)]
    placed = await hall.seats.join(session, pupils, owner_id=teacher)
    assert isinstance(placed, Placed)
    assert await hall.states(session) == {"seated": 30}
    assert await hall.seats.give_back(placed.registration_id, stranger) == Gone()
    assert await hall.seats.give_back(placed.registration_id, teacher) == Changed("cancelled")
    assert await hall.seats.join(session, [*pupils, Newcomer(None, b"one more")], owner_id=teacher) == TooMany(30)
    assert await hall.is_sound(session)


async def test_a_kept_place_is_not_taken_when_its_time_is_over(hall: Hall) -> None:
    session = await hall.opened(2)
    ann, bob = await hall.pupils(2)
    party = await hall.seats.join(session, [Newcomer(ann), Newcomer(None)])
    assert isinstance(party, Placed)
    hall.clock.moment += timedelta(days=2)
    # Nobody has swept yet.
    assert await hall.seats.take_kept_place(party.party_code or "", Newcomer(bob, b"Bob")) == Gone()
    assert await hall.seats.sweep() == 1


async def test_the_share_of_a_school_is_no_limit_for_those_who_named_none(hall: Hall) -> None:
    session = await hall.opened(5, school_quota=2)
    ann, eve = await hall.pupils(2)
    kept = [Newcomer(None), Newcomer(None)]
    assert await hall.seats.join(session, [Newcomer(eve), *kept], school="a") == TooMany(2)
    assert isinstance(await hall.seats.join(session, [Newcomer(ann), *kept]), Placed)
    assert await hall.is_sound(session)


async def test_who_leaves_before_the_organiser_approved_is_no_longer_counted(hall: Hall) -> None:
    session = await hall.opened(5, needs_approval=True)
    (ann,) = await hall.pupils(1)
    party = await hall.seats.join(session, [Newcomer(ann), Newcomer(None)])
    assert isinstance(party, Placed)
    assert party.state == "approval"
    assert await hall.seats.place_in_line(party.registration_id, ann) == NotInLine("approval")
    assert await hall.seats.give_back(party.registration_id, ann) == Changed("cancelled")
    sizes = await hall.database.read(lambda connection: list(connection.execute(select(parties.c.size)).scalars()))
    assert sizes == [1]
    assert await hall.is_sound(session)
