"""What is kept about somebody and shown to them, and the permission for the pilot."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pytest

from bot.db import AlreadyDone
from bot.db.pilot import pilot_records
from bot.domain.languages import Language
from bot.services.things import Things
from tests.services.walking import HANDS, asked, updates

if TYPE_CHECKING:
    from bot.db import Database
    from bot.domain.people import Person
    from bot.services.own_data import OwnData
    from bot.services.people import People
    from tests.conftest import HandClock
    from tests.services.walking import Walker


async def test_everything_about_somebody_who_only_agreed(people: People, own_data: OwnData, clock: HandClock) -> None:
    await people.agree(42, Language.EN, "1", once=1)
    person = await people.recognise(42)
    assert person is not None
    assert await own_data.all_about(person) == {
        "telegram_id": 42,
        "language": "en",
        "grade": None,
        "place": None,
        "last_screen": "",
        "link_to_open": None,
        "agreed_to_version": "1",
        "agreed_at": clock.now().isoformat(),
        "last_visit_noted_on": clock.now().date().isoformat(),
        "answers_for_the_pilot_since": None,
        "unreachable_since": None,
        "reminder": None,
        "messages": [],
        "announcements_refused": {},
        "saved": [],
        "quizzes": [],
        "registrations": [],
        "details": None,
        "registration_begun": None,
        "at_the_door_of_session": None,
        "list_waiting_since": None,
        "classes": [],
        "questions": [],
        "answer_templates": [],
        "classes_led": [],
    }


async def test_everything_about_somebody_has_every_column(
    people: People, own_data: OwnData, walker: Walker, database: Database, clock: HandClock
) -> None:
    telegram_id, things = walker.person.telegram_id, Things(database, clock)
    first = await walker.finish(HANDS)
    for world in ("energy", "building"):
        await walker.quiz.tick_world(walker.person, first.id, world, is_on=True, once=next(updates))
    open_run = asked(await walker.again())
    await walker.answer(open_run.run.id, open_run.item, None)
    answered_at = clock.now()
    await things.keep(walker.person, "profession", "welder", is_on=True, once=next(updates))
    await clock.sleep(1)
    await things.keep(walker.person, "college", "kz10-5a7b18", is_on=True, once=next(updates))
    await people.join_pilot(telegram_id, joins=True, once=next(updates))
    await people.stand_at(telegram_id, "m")
    person = await people.recognise(telegram_id)
    assert person is not None
    assert first.finished_at is not None
    about = await own_data.all_about(person)
    assert about == {
        "telegram_id": 1000,
        "language": "kk",
        "grade": 9,
        "place": "semey",
        "last_screen": "m",
        "link_to_open": None,
        "agreed_to_version": "1",
        "agreed_at": person.consented_at.isoformat(),
        "last_visit_noted_on": person.consented_at.date().isoformat(),
        "answers_for_the_pilot_since": clock.now().isoformat(),
        "unreachable_since": None,
        "reminder": None,
        "messages": [],
        "announcements_refused": {},
        "saved": ["welder", "kz10-5a7b18"],
        "quizzes": [
            {
                "started_at": first.started_at.isoformat(),
                "finished_at": first.finished_at.isoformat(),
                "answers": dict(first.answers),
                "answered_at": {item: moment.isoformat() for item, moment in first.moments.items()},
                "worlds": ["energy", "building"],
            },
            {
                "started_at": open_run.run.started_at.isoformat(),
                "finished_at": None,
                "answers": {open_run.item: None},
                "answered_at": {open_run.item: answered_at.isoformat()},
                "worlds": [],
            },
        ],
        "registrations": [],
        "details": None,
        "registration_begun": None,
        "at_the_door_of_session": None,
        "list_waiting_since": None,
        "classes": [],
        "questions": [],
        "answer_templates": [],
        "classes_led": [],
    }
    assert json.loads(json.dumps(about)) == about


async def test_the_pilot_is_joined_and_left_at_any_time(
    people: People, walker: Walker, clock: HandClock, witness: Database
) -> None:
    telegram_id = walker.person.telegram_id
    assert walker.person.pilot_at is None
    run = await walker.finish(HANDS)
    assert await witness.read(pilot_records) == []
    await clock.sleep(60)
    await people.join_pilot(telegram_id, joins=True, once=next(updates))
    joined = await people.recognise(telegram_id)
    assert joined is not None
    assert joined.pilot_at == clock.now()
    assert await witness.read(pilot_records) == [("kk", 9, dict(run.answers))]
    await people.join_pilot(telegram_id, joins=False, once=next(updates))
    assert await people.recognise(telegram_id) == walker.person
    assert await witness.read(pilot_records) == []


async def test_a_permission_that_comes_twice_does_not_undo_its_withdrawal(people: People, pupil: Person) -> None:
    once = next(updates)
    await people.join_pilot(pupil.telegram_id, joins=True, once=once)
    await people.join_pilot(pupil.telegram_id, joins=False, once=next(updates))
    with pytest.raises(AlreadyDone):
        await people.join_pilot(pupil.telegram_id, joins=True, once=once)
    assert await people.recognise(pupil.telegram_id) == pupil


async def test_the_erasure_is_logged_without_saying_whose(
    own_data: OwnData, pupil: Person, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="bot.services.own_data"):
        assert await own_data.forget(pupil.telegram_id, once=next(updates))
        assert not await own_data.forget(pupil.telegram_id, once=next(updates))
    said = [each.getMessage() for each in caplog.records if each.name == "bot.services.own_data"]
    assert said == ["everything about one person is erased, as they asked"]
