"""The door: one ticket lets in once, whoever scans it; nobody but the staff of that event learns anything from a code."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.services.access import NotAllowed
from bot.services.codes import new_code
from bot.services.door_outcomes import (
    Admitted,
    AlreadyIn,
    AtTheDoor,
    EntrySeen,
    Found,
    NotNow,
    NotSeated,
    Own,
    TakenBack,
    Unknown,
    WrongEvent,
    WrongSession,
)
from bot.services.seat_outcomes import Newcomer, Placed
from tests.events.porch import Porch, updates

if TYPE_CHECKING:
    from tests.events.conftest import Hall


@pytest.fixture
def porch(hall: Hall) -> Porch:
    return Porch.of(hall)


async def test_a_ticket_lets_in_once(porch: Porch) -> None:
    session = await porch.hall.opened(3)
    ticket, helper = await porch.joined(session), await porch.staff("helper", session)
    await porch.the_day_comes(session)
    first = await porch.door.scan(helper, ticket.code, "a", "scan", once=next(updates))
    assert isinstance(first, Admitted)
    assert (first.guest.name, first.guest.grade, first.guest.together, first.guest.together_in) == (
        "Әсем Оспанова",
        "9А",
        1,
        1,
    )
    at = porch.hall.clock.now()
    porch.hall.clock.moment += timedelta(minutes=5)
    again = await porch.door.scan(helper, ticket.code, "b", "scan", once=next(updates))
    assert isinstance(again, AlreadyIn)
    assert (again.entry_id, again.at, again.by_me) == (first.entry_id, at, True)
    # The very tap that let them in says so again.
    assert await porch.door.scan(helper, ticket.code, "a", "scan", once=next(updates)) == first
    assert await porch.entries(session) == (1, 1)


async def test_two_helpers_at_once(porch: Porch) -> None:
    session = await porch.hall.opened(3)
    ticket = await porch.joined(session)
    helpers = [await porch.staff("helper", session) for _ in range(4)]
    await porch.the_day_comes(session)
    outcomes = await asyncio.gather(
        *(porch.door.scan(each, ticket.code, f"n{each}", "scan", once=next(updates)) for each in helpers)
    )
    assert sum(isinstance(each, Admitted) for each in outcomes) == 1
    assert [(each.by_me, each.by) for each in outcomes if isinstance(each, AlreadyIn)] == [(False, "helper")] * 3
    assert await porch.entries(session) == (1, 1)


@pytest.mark.parametrize("change", ["lower", "blanks", "cyrillic"])
async def test_a_code_typed_as_people_type(porch: Porch, change: str) -> None:
    session = await porch.hall.opened(3)
    ticket, helper = await porch.joined(session), await porch.staff("helper", session)
    await porch.the_day_comes(session)
    typed = {
        "lower": ticket.code.lower(),
        "blanks": f" {ticket.code[:4]} - {ticket.code[4:]} ",
        "cyrillic": ticket.code.translate(str.maketrans("ABEKMHPCTYX", "АВЕКМНРСТУХ")).lower(),
    }[change]
    assert isinstance(await porch.door.scan(helper, typed, "a", "code", once=next(updates)), Admitted)


async def test_a_stranger_learns_nothing(porch: Porch) -> None:
    session, other = await porch.hall.opened(3), await porch.hall.opened(3)
    ticket = await porch.joined(session)
    (stranger,) = await porch.hall.pupils(1)
    elsewhere, organiser = await porch.staff("helper", other), await porch.staff("organiser", other)
    counsellor = await porch.staff("counsellor", session)
    await porch.the_day_comes(session)
    for person in (stranger, elsewhere, organiser, counsellor):
        for code in (ticket.code, new_code(), "", "'; DROP TABLE check_in; --", "😀" * 500):
            assert await porch.door.scan(person, code, "a", "scan", once=next(updates)) == Unknown()
        assert await porch.door.let_in(person, ticket.id, "a", "name", anyway=True, once=next(updates)) == Unknown()
        assert await porch.door.find(person, ticket.event_id, "Әсем") == NotAllowed()
    assert await porch.entries(session) == (0, 0)
    assert await porch.audit() == []
    assert ticket.person_id
    assert await porch.door.scan(ticket.person_id, ticket.code, "a", "scan", once=next(updates)) == Own(ticket.id)


async def test_a_ticket_without_a_seat(porch: Porch) -> None:
    session = await porch.hall.opened(1)
    helper = await porch.staff("helper", session)
    seated, waiting = await porch.joined(session), await porch.joined(session, "Данияр")
    await porch.the_day_comes(session)
    outcome = await porch.door.scan(helper, waiting.code, "a", "scan", once=next(updates))
    assert isinstance(outcome, NotSeated)
    assert (outcome.guest.state, outcome.guest.name) == ("waiting", "Данияр")
    assert seated.person_id
    await porch.seats.give_back(seated.id, seated.person_id)
    outcome = await porch.door.scan(helper, seated.code, "b", "scan", once=next(updates))
    assert isinstance(outcome, NotSeated)
    assert outcome.guest.state == "cancelled"
    assert await porch.entries(session) == (0, 0)


async def test_the_door_has_its_hours(porch: Porch) -> None:
    session = await porch.hall.opened(3)
    ticket, helper = await porch.joined(session), await porch.staff("helper", session)
    for after, reason in ((timedelta(hours=-4), "too_early"), (timedelta(hours=15), "over")):
        await porch.the_day_comes(session, after=after)
        outcome = await porch.door.scan(helper, ticket.code, "a", "scan", once=next(updates))
        assert isinstance(outcome, NotNow)
        assert outcome.reason == reason
    await porch.the_day_comes(session, after=timedelta(hours=-2))
    assert isinstance(await porch.door.scan(helper, ticket.code, "a", "scan", once=next(updates)), Admitted)


async def test_who_works_for_one_session_is_warned_of_another(porch: Porch) -> None:
    session = await porch.hall.opened(3)
    event = await porch.event_of(session)
    parallel = await porch.session_beside(session)
    ticket = await porch.joined(session)
    helper, organiser = await porch.staff("helper", session), await porch.staff("organiser", session)
    await porch.the_day_comes(session)
    for person in (helper, organiser):
        assert not isinstance(await porch.door.work_for(person, parallel, works=True, once=next(updates)), NotAllowed)
    outcome = await porch.door.scan(helper, ticket.code, "a", "scan", once=next(updates))
    assert isinstance(outcome, WrongSession)
    assert not outcome.may_anyway
    # A helper's forged "anyway" is none.
    forged = await porch.door.let_in(helper, ticket.id, "a", "name", anyway=True, once=next(updates))
    assert isinstance(forged, WrongSession)
    outcome = await porch.door.scan(organiser, ticket.code, "b", "scan", once=next(updates))
    assert isinstance(outcome, WrongSession)
    assert outcome.may_anyway
    let = await porch.door.let_in(organiser, ticket.id, "b", "scan", anyway=True, once=next(updates))
    assert isinstance(let, Admitted)
    seen = await porch.door.opened(organiser)
    assert isinstance(seen, AtTheDoor)
    assert seen.post
    assert (seen.post.event_id, seen.post.session_id) == (event, parallel)
    assert (seen.numbers[session].came, seen.numbers[parallel].came) == (1, 0)


async def test_another_event_of_the_same_helper(porch: Porch) -> None:
    session, other = await porch.hall.opened(3), await porch.hall.opened(3)
    ticket, administrator = await porch.joined(other), await porch.staff("administrator", session)
    await porch.the_day_comes(session)
    await porch.door.work_for(administrator, session, works=True, once=next(updates))
    assert isinstance(await porch.door.scan(administrator, ticket.code, "a", "scan", once=next(updates)), WrongEvent)
    await porch.door.work_for(administrator, session, works=False, once=next(updates))
    assert isinstance(await porch.door.scan(administrator, ticket.code, "a", "scan", once=next(updates)), Admitted)


async def test_an_entry_is_taken_back_with_its_reason(porch: Porch) -> None:
    session = await porch.hall.opened(3)
    ticket, helper = await porch.joined(session), await porch.staff("helper", session)
    other = await porch.staff("helper", await porch.hall.opened(2))
    await porch.the_day_comes(session)
    let = await porch.door.scan(helper, ticket.code, "a", "scan", once=next(updates))
    assert isinstance(let, Admitted)
    assert await porch.door.undo(other, let.entry_id, "mistake", once=next(updates)) == NotAllowed()
    assert await porch.door.undo(helper, 10**6, "mistake", once=next(updates)) == NotAllowed()
    for _ in range(2):
        seen = await porch.door.undo(helper, let.entry_id, "wrong_person", once=next(updates))
        assert isinstance(seen, EntrySeen)
        assert seen.entry.undone_reason == "wrong_person"
    # An old button lets nobody in again; a new scan does.
    assert isinstance(await porch.door.scan(helper, ticket.code, "a", "scan", once=next(updates)), TakenBack)
    assert isinstance(await porch.door.scan(helper, ticket.code, "b", "scan", once=next(updates)), Admitted)
    assert await porch.entries(session) == (2, 1)
    undone = [each for each in await porch.audit() if each[1] == "undo_check_in"]
    assert undone == [(helper, "undo_check_in", f"registration:{ticket.id}", 1)]


@pytest.mark.parametrize("typed", ["Әсем Оспанова", "асем", "Asem", "оспан", "ОСПАНОВА асем", "әсем"])
async def test_a_name_is_found_as_it_is_typed(porch: Porch, typed: str) -> None:
    session = await porch.hall.opened(9)
    helper, ticket = await porch.staff("helper", session), await porch.joined(session)
    await porch.joined(session, "Данияр Қасымов")
    elsewhere = await porch.joined(await porch.hall.opened(3))
    found = await porch.door.find(helper, ticket.event_id, typed)
    assert isinstance(found, Found)
    assert [each.registration_id for each in found.guests] == [ticket.id]
    assert elsewhere.id not in {each.registration_id for each in found.guests}


async def test_at_most_ten_are_shown_and_every_search_is_noted(porch: Porch) -> None:
    session = await porch.hall.opened(30)
    helper, event = await porch.staff("helper", session), await porch.event_of(session)
    for number in range(14):
        await porch.joined(session, f"Айгерім {'абвгдежзик'[number % 10]}")
    found = await porch.door.find(helper, event, "айгерим")
    assert isinstance(found, Found)
    assert (len(found.guests), found.number) == (10, 14)
    for typed in ("", "а", "  ", "%", "."):
        nothing = await porch.door.find(helper, event, typed)
        assert isinstance(nothing, Found)
        assert nothing.guests == ()
    subject = f"event:{event}"
    noted = await porch.audit()
    assert noted[:2] == [(helper, "see_names", subject, 0), (helper, "search_names", subject, 10)]
    assert [each[1] for each in noted].count("see_names") == 1
    assert [each[1] for each in noted].count("search_names") == 6


async def test_a_look_is_noted_once_a_day_and_helper(porch: Porch) -> None:
    session = await porch.hall.opened(5)
    helper, second = await porch.staff("helper", session), await porch.staff("helper", session)
    one, two = await porch.joined(session), await porch.joined(session)
    # 23:30 in Almaty.
    await porch.the_day_comes(session)
    porch.hall.clock.moment = porch.hall.clock.moment.replace(hour=18, minute=30) - timedelta(days=0)
    for person, ticket in ((helper, one), (helper, two), (second, one)):
        await porch.door.scan(person, ticket.code, f"n{person}", "scan", once=next(updates))
    looks = [each for each in await porch.audit() if each[1] == "see_names"]
    assert [each[0] for each in looks] == [helper, second]
    porch.hall.clock.moment += timedelta(hours=1)
    await porch.door.scan(helper, two.code, "later", "scan", once=next(updates))
    assert len([each for each in await porch.audit() if each[1] == "see_names"]) == 3


async def test_a_revoked_helper_is_a_stranger(porch: Porch) -> None:
    session = await porch.hall.opened(3)
    helper, ticket = await porch.staff("helper", session), await porch.joined(session)
    await porch.the_day_comes(session)
    let = await porch.door.scan(helper, ticket.code, "a", "scan", once=next(updates))
    assert isinstance(let, Admitted)
    await porch.dismiss(helper)
    assert await porch.door.scan(helper, ticket.code, "a", "scan", once=next(updates)) == Unknown()
    assert await porch.door.entry(helper, let.entry_id) == NotAllowed()
    assert await porch.door.opened(helper) == NotAllowed()
    assert await porch.door.work_for(helper, session, works=True, once=next(updates)) == NotAllowed()


async def test_a_class_is_counted_as_it_comes(porch: Porch) -> None:
    session = await porch.hall.opened(9)
    helper, (teacher,) = await porch.staff("helper", session), await porch.hall.pupils(1)
    placed = await porch.seats.join(
        session, [Newcomer(None, porch.about(f"П {n}")) for n in range(3)], owner_id=teacher
    )
    assert isinstance(placed, Placed)
    await porch.the_day_comes(session)
    first = await porch.ticket(placed.registration_id)
    for number in range(3):
        ticket = await porch.ticket(first.id + number)
        let = await porch.door.scan(helper, ticket.code, "a", "scan", once=next(updates))
        assert isinstance(let, Admitted)
        assert (let.guest.together, let.guest.together_in) == (3, number + 1)
    # The teacher is led to their own list, and to nobody else's.
    assert await porch.door.scan(teacher, first.code, "a", "scan", once=next(updates)) == Own(first.id)
