"""Events as a pupil finds them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.db.events import change_session
from bot.domain.events import Audience
from bot.domain.languages import Language
from bot.domain.people import Person
from bot.services.events import Events
from tests.opening import open_event, open_sessions

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.db import Database
    from bot.library import Shelf
    from tests.conftest import HandClock

TITLE = {Language.KK: "Дәнекерлеу шеберханасы", Language.RU: "Мастерская «Сварка»"}


class Town:
    """Events that somebody held."""

    def __init__(self, database: Database, clock: HandClock, shelf: Shelf) -> None:
        self.database = database
        self.clock = clock
        self.events = Events(database, clock, shelf)
        self._number = 0

    async def hold(self, *days: int, **values: Any) -> int:
        """Hold an event with sessions in so many days."""
        now = self.clock.now()
        self._number += 1
        given = {
            "code": f"EVENT{self._number}",
            "title": TITLE,
            "place": "ekibastuz",
            "opens_at": now - timedelta(days=30),
            "closes_at": now + timedelta(days=60),
            **values,
        }

        def work(connection: Connection) -> int:
            event = open_event(connection, now, **given)
            open_sessions(connection, event, [now + timedelta(days=day) for day in days], 12)
            return event

        return await self.database.write(work)

    def pupil(self, **values: Any) -> Person:
        """Return a pupil of grade 9 in Ekibastuz."""
        given = {"grade": 9, "place": "ekibastuz", "spot": "", "consent_version": "1", **values}
        return Person(id=1, telegram_id=1, language=Language.KK, consented_at=self.clock.now(), **given)


@pytest.fixture
def town(database: Database, clock: HandClock, shelf: Shelf) -> Town:
    """A town of one's own."""
    return Town(database, clock, shelf)


async def test_everything_of_an_event_comes_back(town: Town) -> None:
    audience = Audience(frozenset({"KZ-55"}), frozenset({"astana"}), ("№12 мектеп",), frozenset({9}))
    questions = ({Language.RU: "Размер перчаток?"}, {Language.KK: "Тәжірибең бар ма?"})
    number = await town.hold(
        3, 1, audience=audience, questions=questions, professions=("welder", "electrician"), asks=("name", "class")
    )
    event = await town.events.find(number)
    assert event is not None
    assert (event.title, event.audience, event.questions) == (TITLE, audience, questions)
    assert event.professions == ("welder", "electrician")
    assert event.asks == {"name", "class"}
    assert [each.starts_at - town.clock.now() for each in event.sessions] == [timedelta(days=1), timedelta(days=3)]
    assert await town.events.by_code(event.code) == event == await town.events.of_session(event.sessions[0].id)
    assert await town.events.by_code("NOTHING") is None


async def test_the_nearest_come_first_and_then_the_soonest(town: Town) -> None:
    far = await town.hold(1, place="almaty")
    later = await town.hold(9)
    sooner = await town.hold(2)
    nowhere = await town.hold(3, place=None)
    found = [each.event.id for each in await town.events.near(town.pupil())]
    assert found[:2] == [sooner, later]
    assert set(found[2:]) == {far, nowhere}


async def test_what_is_not_for_a_pupil_is_not_shown(town: Town) -> None:
    await town.hold(2, state="draft")
    await town.hold(2, state="cancelled")
    await town.hold(-1)
    await town.hold(2, audience=Audience(grades=frozenset({11})))
    await town.hold(2, audience=Audience(regions=frozenset({"KZ-75"})))
    off = await town.hold(2)
    event = await town.events.find(off)
    assert event is not None
    session = event.sessions[0].id
    await town.database.write(lambda connection: change_session(connection, session, is_on=False))
    assert await town.events.near(town.pupil()) == []


async def test_only_where_a_profession_can_be_tried(town: Town) -> None:
    await town.hold(2)
    welding = await town.hold(3, professions=("welder",))
    assert [each.event.id for each in await town.events.near(town.pupil(), "welder")] == [welding]
