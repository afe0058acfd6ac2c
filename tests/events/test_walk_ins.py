"""Seats at the door: what is left goes to who stands there, those who wait come first, and the counters stay true."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.registration import About
from bot.services.access import NotAllowed
from bot.services.door_outcomes import Admitted, AlreadyIn, EntrySeen, NeedsPaper, NoSeat, NotNow, NotSeated
from bot.services.seat_outcomes import Newcomer, Placed
from tests.events.porch import Porch, updates

if TYPE_CHECKING:
    from bot.services.walk_ins import Taken
    from tests.events.conftest import Hall

GUEST = About("Ерлан Ахметов", "", "10 Б")


@pytest.fixture
def porch(hall: Hall) -> Porch:
    return Porch.of(hall)


async def _comes(porch: Porch, helper: int, session: int, nonce: str = "w", *, has_paper: bool = False) -> Taken:
    return await porch.walk_ins.newcomer(helper, session, GUEST, nonce, has_paper=has_paper, once=next(updates))


async def test_a_seat_that_is_left(porch: Porch) -> None:
    session = await porch.hall.opened(2)
    helper = await porch.staff("helper", session)
    await porch.joined(session)
    await porch.the_day_comes(session)
    let = await _comes(porch, helper, session)
    assert isinstance(let, Admitted)
    assert (let.guest.name, let.guest.grade, let.guest.state) == ("Ерлан Ахметов", "10 Б", "seated")
    full = await _comes(porch, helper, session, "v")
    assert isinstance(full, NoSeat)
    assert full.reason == "full"
    assert await porch.hall.is_sound(session)
    assert await porch.entries(session) == (1, 1)
    assert (helper, "seat_at_door", f"registration:{let.guest.registration_id}", 1) in await porch.audit()


async def test_who_came_without_a_ticket_gives_the_seat_back_with_the_entry(porch: Porch) -> None:
    session = await porch.hall.opened(1)
    helper = await porch.staff("helper", session)
    await porch.the_day_comes(session)
    let = await _comes(porch, helper, session)
    assert isinstance(let, Admitted)
    for _ in range(2):
        undone = await porch.door.undo(helper, let.entry_id, "mistake", once=next(updates))
        assert isinstance(undone, EntrySeen)
        assert undone.guest.state == "removed"
        assert await porch.hall.is_sound(session)
    assert isinstance(await _comes(porch, helper, session, "v"), Admitted)


async def test_only_at_the_door_and_only_by_its_staff(porch: Porch) -> None:
    session = await porch.hall.opened(2)
    helper, other = await porch.staff("helper", session), await porch.staff("helper", await porch.hall.opened(2))
    assert isinstance(await _comes(porch, helper, session), NotNow)
    await porch.the_day_comes(session)
    assert await _comes(porch, other, session) == NotAllowed()
    assert await _comes(porch, helper, 10**6) == NotAllowed()
    ticket = await porch.joined(await porch.hall.opened(0 + 1))
    assert await porch.walk_ins.from_line(helper, ticket.id, "a", has_paper=True, once=next(updates)) == NotAllowed()
    assert await porch.walk_ins.from_line(helper, 10**6, "a", has_paper=True, once=next(updates)) == NotAllowed()


async def test_those_who_wait_come_first_until_the_session_begins(porch: Porch) -> None:
    session = await porch.hall.opened(3)
    helper = await porch.staff("helper", session)
    one = await porch.joined(session)
    two = await porch.joined(session)
    # Two friends who fit only together wait for the one seat that is left.
    friends = await porch.hall.pupils(2)
    party = await porch.seats.join(session, [Newcomer(each, porch.about("Друг")) for each in friends])
    assert isinstance(party, Placed)
    assert party.state == "waiting"
    await porch.the_day_comes(session)
    refused = await _comes(porch, helper, session)
    assert isinstance(refused, NoSeat)
    assert (refused.reason, refused.waiting) == ("line_first", 2)
    # One of the friends stands at the door: nobody is before them.
    let = await porch.walk_ins.from_line(helper, party.registration_id, "a", has_paper=False, once=next(updates))
    assert isinstance(let, Admitted)
    assert await porch.hall.is_sound(session)
    again = await porch.walk_ins.from_line(helper, party.registration_id, "b", has_paper=False, once=next(updates))
    assert isinstance(again, AlreadyIn)
    # From the beginning on the line stands still, and who is here gets what is left.
    await porch.the_day_comes(session, after=timedelta(minutes=10))
    assert isinstance(await _comes(porch, helper, session, "v"), NoSeat)
    assert {one.state, two.state} == {"seated"}
    assert await porch.entries(session) == (1, 1)


async def test_from_the_beginning_on_who_is_here_gets_what_is_left(porch: Porch) -> None:
    session = await porch.hall.opened(2)
    helper = await porch.staff("helper", session)
    await porch.joined(session)
    pair = await porch.hall.pupils(2)
    party = await porch.seats.join(session, [Newcomer(each, porch.about("Друг")) for each in pair])
    assert isinstance(party, Placed)
    await porch.the_day_comes(session, after=timedelta(minutes=10))
    assert isinstance(await _comes(porch, helper, session), Admitted)
    late = await porch.walk_ins.from_line(helper, party.registration_id, "a", has_paper=False, once=next(updates))
    assert isinstance(late, NoSeat)
    assert late.reason == "full"


async def test_an_offered_seat_is_taken_at_the_door(porch: Porch) -> None:
    session = await porch.hall.opened(1)
    helper = await porch.staff("helper", session)
    first, second = await porch.joined(session), await porch.joined(session)
    assert first.person_id
    await porch.the_day_comes(session)
    await porch.seats.give_back(first.id, first.person_id)
    assert (await porch.ticket(second.id)).state == "offered"
    let = await porch.walk_ins.from_line(helper, second.id, "a", has_paper=False, once=next(updates))
    assert isinstance(let, Admitted)
    assert await porch.hall.is_sound(session)
    second_helper = await porch.staff("helper", session)
    gone = await porch.walk_ins.from_line(second_helper, first.id, "a", has_paper=False, once=next(updates))
    assert isinstance(gone, NotSeated)
    # A name was shown, though nobody was let in.
    assert (second_helper, "see_names", f"event:{first.event_id}", 0) in await porch.audit()


async def test_where_a_parent_has_to_agree_the_paper_must_be_here(porch: Porch) -> None:
    session = await porch.hall.opened(5, needs_parent=True, parent_hours=1000)
    helper, ticket = await porch.staff("helper", session), await porch.joined(session)
    assert ticket.state == "consent"
    await porch.the_day_comes(session)
    assert isinstance(await _comes(porch, helper, session), NeedsPaper)
    assert isinstance(await _comes(porch, helper, session, has_paper=True), Admitted)
    asked = await porch.walk_ins.from_line(helper, ticket.id, "a", has_paper=False, once=next(updates))
    assert isinstance(asked, NeedsPaper)
    let = await porch.walk_ins.from_line(helper, ticket.id, "a", has_paper=True, once=next(updates))
    assert isinstance(let, Admitted)
    assert [each[1] for each in await porch.audit()].count("parents_paper") == 2
    assert await porch.hall.is_sound(session)


async def test_three_helpers_and_one_seat(porch: Porch) -> None:
    session = await porch.hall.opened(1)
    helpers = [await porch.staff("helper", session) for _ in range(3)]
    await porch.the_day_comes(session)
    outcomes = await asyncio.gather(*(_comes(porch, each, session, f"n{each}") for each in helpers))
    assert sum(isinstance(each, Admitted) for each in outcomes) == 1
    assert sum(isinstance(each, NoSeat) for each in outcomes) == 2
    assert await porch.hall.is_sound(session)
