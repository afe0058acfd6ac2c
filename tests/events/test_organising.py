"""An organiser's use-cases on both databases: published, resized, moved, called off, approved; and by nobody else."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, get_args

import pytest

from bot.db import AlreadyDone
from bot.domain.event_edits import fields_edit, grade_edit, question_edit, text_edit
from bot.domain.languages import Language
from bot.domain.registration import EventState
from bot.services.access import NotAllowed
from bot.services.organising_outcomes import (
    Applications,
    Capacity,
    Decided,
    DecidedBefore,
    Edited,
    Lacking,
    Over,
    Overview,
    Refused,
    Shown,
    Told,
    Turned,
    Unfit,
)
from bot.services.organising_sessions import stamp_of
from tests.events.conftest import sound
from tests.events.desk import HOUR, TITLE, Desk, updates

if TYPE_CHECKING:
    from tests.events.conftest import Hall

DAY = timedelta(days=1)


@pytest.fixture
def desk(hall: Hall) -> Desk:
    return Desk.of(hall)


async def test_who_makes_an_event_runs_it_and_nobody_else_does(desk: Desk) -> None:
    maker, other = await desk.staff("organiser"), await desk.staff("organiser")
    event, _ = await desk.drafted(maker)
    mine, theirs = await desk.organising.mine(maker), await desk.organising.mine(other)
    assert isinstance(mine, Overview)
    assert isinstance(theirs, Overview)
    assert ([each.id for each in mine.events], theirs.events) == ([event], ())
    assert isinstance(await desk.organising.look(other, event), NotAllowed)
    everybody = await desk.organising.mine(await desk.staff("administrator"))
    assert isinstance(everybody, Overview)
    assert [each.id for each in everybody.events] == [event]
    assert (await desk.deeds())[0] == ("create_event", 0)


async def test_a_draft_is_published_when_nothing_is_missing(desk: Desk) -> None:
    maker = await desk.staff("organiser")
    made = await desk.organising.create(maker, "workshop", TITLE, once=1)
    assert isinstance(made, Edited)
    lacking = await desk.organising.turn(maker, made.event.id, "open", once=2)
    assert isinstance(lacking, Lacking)
    assert lacking.lacks == ("place", "session")
    event, _ = await desk.published(maker)
    assert (await desk.event(event)).state == "open"
    assert isinstance(await desk.organising.turn(maker, event, "open", once=3), Unfit)
    assert isinstance(await desk.organising.turn(maker, event, "closed", once=4), Turned)
    assert isinstance(await desk.organising.turn(maker, event, "held", once=5), Unfit)
    desk.hall.clock.moment += 7 * DAY
    assert isinstance(await desk.organising.turn(maker, event, "held", once=6), Turned)
    assert isinstance(await desk.organising.change(maker, event, fields_edit(offer_hours=3), once=7), Over)
    with pytest.raises(AlreadyDone):
        await desk.organising.create(maker, "workshop", TITLE, once=1)


async def test_edits_of_two_organisers_at_once_lose_nothing(desk: Desk) -> None:
    maker = await desk.staff("organiser")
    event, session = await desk.published(maker)
    edits = [grade_edit(grade, on=True) for grade in (8, 9, 10, 11)]
    await asyncio.gather(*(desk.organising.change(maker, event, each, once=next(updates)) for each in edits))
    assert (await desk.event(event)).audience.grades == {8, 9, 10, 11}
    refused = await desk.organising.change(maker, event, text_edit("title", Language.RU, ""), once=next(updates))
    assert isinstance(refused, Refused)
    await desk.organising.change(maker, event, question_edit(0, Language.RU, "Размер?"), once=next(updates))
    await desk.joined(session)
    answered = await desk.organising.change(maker, event, question_edit(0, Language.RU, ""), once=next(updates))
    assert isinstance(answered, Refused)
    assert answered.fault == "was_answered"


async def test_new_seats_go_to_the_line_at_once_and_taken_ones_stay(desk: Desk) -> None:
    maker = await desk.staff("organiser")
    _, session = await desk.published(maker, capacity=1)
    seated, first, second = [await desk.joined(session) for _ in range(3)]
    grown = await desk.sessions.resize(maker, session, 2, once=1)
    assert isinstance(grown, Capacity)
    assert (grown.capacity, grown.is_as_wished, grown.promoted) == (2, True, 1)
    assert [await desk.state_of(each) for each in (seated, first, second)] == ["seated", "offered", "waiting"]
    assert await desk.told() == [("offered", first)]
    small = await desk.sessions.resize(maker, session, 1, once=2)
    assert isinstance(small, Capacity)
    assert (small.capacity, small.is_as_wished) == (2, False)
    assert ("resize_session", 1) in await desk.deeds()


async def test_a_move_is_told_once_and_holds_nothing_beyond_the_new_hour(desk: Desk) -> None:
    maker = await desk.staff("organiser")
    event, session = await desk.published(maker, capacity=1)
    seated, offered = await desk.joined(session), await desk.joined(session)
    await desk.sessions.resize(maker, session, 2, once=1)
    soon = desk.hall.clock.now() + HOUR
    moves = [desk.sessions.move(maker, session, soon, HOUR, 0, once=number) for number in (2, 3)]
    outcomes = await asyncio.gather(*moves)
    assert sorted(type(each).__name__ for each in outcomes) == ["Told", "Unfit"]
    now = await desk.event(event)
    assert (now.sessions[0].starts_at, now.sessions[0].version, now.closes_at) == (soon, 1, soon)
    assert await desk.told() == [("moved", seated), ("moved", offered), ("offered", offered)]
    held = {row["id"]: row["held_until"] for row in await desk.hall.rows(session)}
    assert held == {seated: None, offered: soon}
    assert isinstance(await desk.sessions.move(maker, session, soon - 2 * HOUR, HOUR, 1, once=4), Refused)
    desk.hall.clock.moment = soon
    assert isinstance(await desk.sessions.move(maker, session, soon + DAY, HOUR, 1, once=5), Over)


async def test_another_place_is_told_once(desk: Desk) -> None:
    maker = await desk.staff("organiser")
    event, session = await desk.published(maker)
    seated = await desk.joined(session)
    stamp = stamp_of(await desk.event(event))
    told = await desk.sessions.tell_place(maker, event, stamp, once=1)
    assert isinstance(told, Told)
    assert told.number == 1
    assert isinstance(await desk.sessions.tell_place(maker, event, stamp, once=2), Unfit)
    assert await desk.told() == [("moved", seated)]


async def test_a_session_that_is_called_off_gives_no_more_seats(desk: Desk) -> None:
    maker = await desk.staff("organiser")
    event, session = await desk.published(maker, capacity=1)
    seated, waits = await desk.joined(session), await desk.joined(session)
    off = await desk.sessions.call_off(maker, session, once=1)
    assert isinstance(off, Told)
    assert off.number == 2
    assert isinstance(await desk.sessions.call_off(maker, session, once=2), Unfit)
    await desk.sessions.resize(maker, session, 5, once=3)
    desk.hall.clock.moment += 2 * DAY
    await desk.seats.sweep()
    assert [await desk.state_of(each) for each in (seated, waits)] == ["seated", "waiting"]
    assert await desk.told() == [("called_off", seated), ("called_off", waits)]
    assert (await desk.event(event)).closed_for(desk.hall.clock.now()) == "session_cancelled"


async def test_an_event_that_is_called_off_tells_every_session(desk: Desk) -> None:
    maker = await desk.staff("organiser")
    event, session = await desk.published(maker, capacity=1)
    repeated = await desk.sessions.repeat(maker, session, 2, once=1)
    assert isinstance(repeated, Edited)
    assert [each.starts_at for each in repeated.event.sessions] == [
        repeated.event.sessions[0].starts_at + timedelta(weeks=week) for week in range(3)
    ]
    assert repeated.event.closes_at == repeated.event.sessions[-1].starts_at
    again = await desk.sessions.repeat(maker, session, 2, once=2)
    assert isinstance(again, Edited)
    assert len(again.event.sessions) == 3
    people = [await desk.joined(each.id) for each in repeated.event.sessions]
    turned = await desk.organising.turn(maker, event, "cancelled", once=3)
    assert isinstance(turned, Turned)
    assert turned.told == 3
    assert await desk.told() == [("called_off", each) for each in people]
    assert isinstance(await desk.organising.turn(maker, event, "open", once=4), Unfit)
    assert ("cancel_event", 3) in await desk.deeds()


async def test_a_copy_is_a_draft_of_its_own(desk: Desk) -> None:
    maker = await desk.staff("organiser")
    event, session = await desk.published(maker, latitude=51.7, longitude=75.3)
    await desk.joined(session)
    made = await desk.organising.copy(maker, event, event, once=1)
    assert isinstance(made, Edited)
    original = await desk.event(event)
    assert (made.event.state, made.event.title, made.event.point) == ("draft", original.title, original.point)
    assert made.event.code != original.code
    assert made.event.sessions[0].starts_at == original.sessions[0].starts_at + 7 * DAY
    assert made.event.sessions[0].taken == 0
    assert isinstance(await desk.organising.look(maker, made.event.id), Shown)
    assert isinstance(await desk.organising.copy(maker, event, event, once=2), Unfit)
    later = desk.hall.clock.now() + DAY
    doubled = [await desk.sessions.add(maker, event, later, HOUR, 5, count=1, once=number) for number in (3, 4)]
    assert [type(each) for each in doubled] == [Edited, Unfit]


async def test_approved_ones_get_seats_in_the_order_in_which_they_came(desk: Desk) -> None:
    maker = await desk.staff("organiser")
    event, session = await desk.published(maker, capacity=3, needs_approval=True)
    friends = await desk.joined(session, "Алма", friends=1)
    alone, late = await desk.joined(session, "<Бота>"), await desk.joined(session, "Дана")
    page = await desk.approvals.waiting(maker, event, 0)
    assert isinstance(page, Applications)
    assert [[about.name for about in each.members] for each in page.parties] == [["Алма", ""], ["<Бота>"], ["Дана"]]
    party = await desk.party_of(friends)
    decided = await desk.approvals.decide(maker, party, approves=True, once=1)
    assert isinstance(decided, Decided)
    assert (decided.people, decided.state) == (2, "seated")
    assert isinstance(await desk.approvals.decide(maker, party, approves=False, once=2), DecidedBefore)
    await desk.approvals.decide(maker, await desk.party_of(alone), approves=True, once=3)
    full = await desk.approvals.decide(maker, await desk.party_of(late), approves=True, once=4)
    assert isinstance(full, Decided)
    assert full.state == "waiting"
    assert await desk.told() == [("approved", friends), ("approved", alone), ("approved", late)]
    assert await desk.hall.database.read(lambda connection: sound(connection, session))
    assert await desk.hall.counted(session) == (3, 3, 1, 1)


async def test_who_is_refused_is_told_and_holds_nothing(desk: Desk) -> None:
    maker = await desk.staff("organiser")
    event, session = await desk.published(maker, needs_approval=True)
    pupil, other = await desk.joined(session), await desk.joined(session)
    decided = await desk.approvals.decide(maker, await desk.party_of(pupil), approves=False, once=1)
    assert isinstance(decided, Decided)
    assert await desk.state_of(pupil) == "refused"
    assert await desk.told() == [("not_approved", pupil)]
    await desk.organising.turn(maker, event, "cancelled", once=2)
    late = await desk.approvals.decide(maker, await desk.party_of(other), approves=True, once=3)
    assert isinstance(late, DecidedBefore)
    assert await desk.hall.counted(session) == (2, 0, 0, 0)


async def stranger(desk: Desk, who: str, event: int) -> int:
    """Return somebody who does not run the event."""
    if who == "pupil":
        return (await desk.hall.pupils(1))[0]
    if who == "helper":
        return await desk.staff("helper", event)
    return await desk.staff("counsellor" if who == "counsellor" else "organiser")


@pytest.mark.parametrize("who", ["pupil", "helper", "other organiser", "counsellor"])
async def test_nobody_else_sees_or_changes_anything(desk: Desk, who: str) -> None:
    maker = await desk.staff("organiser")
    event, session = await desk.published(maker, capacity=1, needs_approval=True)
    party = await desk.party_of(await desk.joined(session))
    person = await stranger(desk, who, event)
    before, later = await desk.everything(), desk.hall.clock.now() + 8 * DAY
    organising, sessions, approvals = desk.organising, desk.sessions, desk.approvals
    tries = [
        organising.look(person, event),
        organising.look_at_session(person, session),
        organising.change(person, event, fields_edit(offer_hours=1), once=next(updates)),
        *(organising.turn(person, event, to, once=next(updates)) for to in get_args(EventState)),
        organising.copy(person, event, event, once=next(updates)),
        sessions.add(person, event, later, HOUR, 5, count=1, once=next(updates)),
        sessions.repeat(person, session, 3, once=next(updates)),
        sessions.name(person, session, "label", Language.RU, "чужое", once=next(updates)),
        sessions.resize(person, session, 9, once=next(updates)),
        sessions.move(person, session, later, HOUR, 0, once=next(updates)),
        sessions.call_off(person, session, once=next(updates)),
        sessions.tell_place(person, event, 0, once=next(updates)),
        approvals.waiting(person, event, 0),
        approvals.decide(person, party, approves=True, once=next(updates)),
        organising.look(person, event + 100),
        organising.look_at_session(person, session + 100),
        sessions.call_off(person, session + 100, once=next(updates)),
        approvals.decide(person, party + 100, approves=True, once=next(updates)),
    ]
    assert [await each for each in tries] == [NotAllowed()] * len(tries)
    assert await desk.everything() == before
