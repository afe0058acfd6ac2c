"""A form that is filled in from two places at once, as two processes do: nothing that was typed is lost, nobody is in twice."""

from __future__ import annotations

import asyncio
from itertools import count
from typing import TYPE_CHECKING

import pytest

from benchmarks.registering import open_festival
from bot.domain.languages import Language
from bot.services.codes import new_code
from bot.services.people import People
from bot.services.registering import Form, Registering
from bot.services.seat_outcomes import AlreadyIn, Gone, Placed
from bot.services.seats import Seats
from tests.conftest import SEAL

if TYPE_CHECKING:
    from bot.db import Database
    from bot.domain.people import Person
    from bot.library import Shelf
    from tests.conftest import HandClock

TIMES = 12
_updates = count(1)


@pytest.fixture
def registering(database: Database, clock: HandClock, shelf: Shelf) -> Registering:
    """Registering over each kind of database."""
    seats = Seats(database, clock, new_code, lambda *_: None)
    return Registering(database, clock, SEAL, shelf, seats)


@pytest.fixture
async def session(database: Database, clock: HandClock) -> int:
    """A session of an event that asks for name, school, class and an answer."""
    return await open_festival(database, clock.now())


async def pupil(database: Database, clock: HandClock, telegram_id: int) -> Person:
    """Let somebody agree."""
    people = People(database, clock, "1")
    await people.agree(telegram_id, Language.KK, "1", once=next(_updates))
    found = await people.recognise(telegram_id)
    assert found
    return found


async def whole(registering: Registering, person: Person, session: int) -> None:
    """Fill in everything that is asked."""
    form = await registering.begin(person, session)
    assert isinstance(form, Form)
    for step in ("name", "school", "class", "q0"):
        await registering.fill(person, form, step, "9", once=next(_updates))


async def test_two_fields_at_once_are_both_kept(
    database: Database, clock: HandClock, registering: Registering, session: int
) -> None:
    for number in range(1, TIMES + 1):
        person = await pupil(database, clock, number)
        form = await registering.begin(person, session)
        assert isinstance(form, Form)
        await asyncio.gather(
            registering.fill(person, form, "name", "Айша", once=next(_updates)),
            registering.fill(person, form, "school", "7", once=next(_updates)),
            registering.remember(person, session, remembers=True, once=next(_updates)),
            registering.begin(person, session),
        )
        kept = await registering.look(person, session)
        assert isinstance(kept, Form)
        assert (dict(kept.draft.texts), kept.draft.remembers) == ({"name": "Айша", "school": "7"}, True)


async def test_a_form_begun_twice_at_once_is_one(
    database: Database, clock: HandClock, registering: Registering, session: int
) -> None:
    for number in range(1, TIMES + 1):
        person = await pupil(database, clock, number)
        opened = await asyncio.gather(*(registering.begin(person, session) for _ in range(3)))
        assert all(isinstance(each, Form) for each in opened)
        assert isinstance(await registering.look(person, session), Form)


async def test_sent_twice_at_once_is_one_registration(
    database: Database, clock: HandClock, registering: Registering, session: int
) -> None:
    for number in range(1, TIMES + 1):
        person = await pupil(database, clock, number)
        await whole(registering, person, session)
        outcomes = await asyncio.gather(*(registering.send(person, session, once=next(_updates)) for _ in range(3)))
        assert [type(each) for each in outcomes].count(Placed) == 1
        assert all(isinstance(each, Placed | AlreadyIn) for each in outcomes), outcomes
        # The form is gone with it, and what leads to a form leads to the ticket.
        assert await registering.look(person, session) == Gone()
        assert isinstance(await registering.begin(person, session), AlreadyIn)
