"""The list of the door and its ticks over real tables: nobody is in twice, nothing is entered before the yes."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.ticks import Conflict, MarkedRow
from bot.services.access import NotAllowed
from bot.services.class_outcomes import NoDraft
from bot.services.door_lists import DoorLists, DoorListSeen, TicksEntered, TicksPrepared
from bot.services.door_outcomes import NotNow
from tests.conftest import SEAL
from tests.events.porch import Porch, updates

if TYPE_CHECKING:
    from tests.events.conftest import Hall


@pytest.fixture
def porch(hall: Hall) -> Porch:
    return Porch.of(hall)


@pytest.fixture
def lists(hall: Hall) -> DoorLists:
    return DoorLists(hall.database, hall.clock, SEAL)


async def test_the_list_is_for_the_organiser_and_noted(porch: Porch, lists: DoorLists) -> None:
    session = await porch.hall.opened(2)
    organiser, helper = await porch.staff("organiser", session), await porch.staff("helper", session)
    one, gone, waits = [await porch.joined(session, name) for name in ("Әсем", "Данияр", "Ерлан")]
    assert gone.person_id
    await porch.seats.give_back(gone.id, gone.person_id)
    assert await lists.take(helper, session) == NotAllowed()
    seen = await lists.take(organiser, session)
    assert isinstance(seen, DoorListSeen)
    assert [(each.name, each.code, each.state) for each in seen.people] == [
        ("Әсем", one.code, "seated"),
        ("Ерлан", waits.code, "offered"),
    ]
    assert await porch.audit() == [(organiser, "door_list", f"event:{one.event_id}", 2)]


async def test_ticks_are_entered_after_a_yes_and_once(porch: Porch, lists: DoorLists) -> None:
    session = await porch.hall.opened(5)
    helper = await porch.staff("helper", session)
    one, two, three = await porch.joined(session), await porch.joined(session), await porch.joined(session)
    assert isinstance(await lists.prepare(helper, session, []), NotNow)
    await porch.the_day_comes(session, after=timedelta(hours=5))
    await porch.door.scan(helper, two.code, "a", "scan", once=next(updates))
    rows = [MarkedRow(number, each.code, "+") for number, each in enumerate((one, two, three, one), start=2)]
    seen = await lists.prepare(helper, session, rows)
    assert isinstance(seen, TicksPrepared)
    assert (seen.number, seen.conflicts) == (2, (Conflict(3, "already_in"), Conflict(5, "twice")))
    assert await porch.entries(session) == (1, 1)
    # Somebody else lets one of them in meanwhile.
    await porch.door.scan(helper, three.code, "b", "scan", once=next(updates))
    outcomes = await asyncio.gather(*(lists.confirm(helper, seen.draft_id, once=next(updates)) for _ in range(3)))
    assert [(each.number, each.left_out) for each in outcomes if isinstance(each, TicksEntered)] == [(1, 1)]
    assert outcomes.count(NoDraft()) == 2
    assert await porch.entries(session) == (3, 3)
    assert (helper, "ticked_list", f"event:{one.event_id}", 1) in await porch.audit()


async def test_lists_of_others_are_nobodys(porch: Porch, lists: DoorLists) -> None:
    session = await porch.hall.opened(5)
    helper, elsewhere = await porch.staff("helper", session), await porch.staff("helper", await porch.hall.opened(2))
    ticket = await porch.joined(session)
    await porch.the_day_comes(session)
    rows = [MarkedRow(2, ticket.code, "+")]
    assert await lists.prepare(elsewhere, session, rows) == NotAllowed()
    assert await lists.prepare(helper, 10**6, rows) == NotAllowed()
    seen = await lists.prepare(helper, session, rows)
    assert isinstance(seen, TicksPrepared)
    assert await lists.confirm(elsewhere, seen.draft_id, once=next(updates)) == NoDraft()
    await porch.dismiss(helper)
    assert await lists.confirm(helper, seen.draft_id, once=next(updates)) == NotAllowed()
    assert await porch.entries(session) == (0, 0)


async def test_a_list_of_last_month_is_too_old(porch: Porch, lists: DoorLists) -> None:
    session = await porch.hall.opened(5)
    helper, ticket = await porch.staff("helper", session), await porch.joined(session)
    await porch.the_day_comes(session, after=timedelta(days=29))
    rows = [MarkedRow(2, ticket.code, "+")]
    assert isinstance(await lists.prepare(helper, session, rows), TicksPrepared)
    await porch.the_day_comes(session, after=timedelta(days=31))
    outcome = await lists.prepare(helper, session, rows)
    assert isinstance(outcome, NotNow)
    assert outcome.reason == "over"
