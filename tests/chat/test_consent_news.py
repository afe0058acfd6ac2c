"""A privacy text that has changed: whoever agreed to an older one is asked once more, and loses nothing by it."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from bot.chat.conversation import Caller, Conversation
from bot.chat.doors import GradeDoor, MenuDoor, ProfessionDoor
from bot.db import Database
from bot.db.tables import people
from bot.domain.languages import Language
from handlers.welcome.taps import AgreeTap

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.chat.ground import Ground
    from bot.chat.screen import Screen
    from tests.conftest import HandClock

SOMEBODY = 777
_numbers = count(1)


def _caller() -> Caller:
    return Caller(next(_numbers), SOMEBODY, "en")


@pytest.fixture
async def database(sqlite_url: str, clock: HandClock) -> AsyncIterator[Database]:
    """The tables beside the conversation."""
    database = Database(sqlite_url, clock)
    yield database
    await database.close()


async def _agreed_long_ago(database: Database, ground: Ground, *, is_ready: bool = True) -> None:
    await ground.people.agree(SOMEBODY, Language.EN, ground.people.consent_version, once=next(_numbers))
    if is_ready:
        await ground.people.study_in(SOMEBODY, 9, once=next(_numbers))
        await ground.people.live_in(SOMEBODY, "semey", once=next(_numbers))
    older = update(people).values(consent_version="0", spot=ProfessionDoor(id="welder").pack())
    await database.write(lambda connection: connection.execute(older))


def _asks(screen: Screen) -> bool:
    return "The privacy text has changed" in screen.text


async def test_they_are_asked_before_anything_else_and_go_on_where_they_stood(
    conversation: Conversation, ground: Ground, database: Database, clock: HandClock
) -> None:
    await _agreed_long_ago(database, ground)
    for way in (
        conversation.tapped(_caller(), "q"),
        conversation.commanded(_caller(), "menu"),
        conversation.commanded(_caller(), "start", "e_ABCDEF"),
        conversation.typed(_caller(), "baker"),
    ):
        assert _asks(await way)
    await clock.sleep(60)
    await ground.people.stand_at(SOMEBODY, ProfessionDoor(id="welder").pack(), is_at_goal=True)
    screen = await conversation.typed(_caller(), "yes")
    assert screen.spot == ProfessionDoor(id="welder")
    person = await ground.people.recognise(SOMEBODY)
    assert person is not None
    assert (person.consent_version, person.consented_at) == (ground.people.consent_version, clock.now())
    assert (await conversation.tapped(_caller(), "m")).spot == MenuDoor()


async def test_a_link_that_was_followed_opens_afterwards(
    conversation: Conversation, ground: Ground, database: Database
) -> None:
    await _agreed_long_ago(database, ground)
    assert _asks(await conversation.commanded(_caller(), "start", "e_NOSUCH"))
    screen = await conversation.tapped(_caller(), f"ag:en:{ground.people.consent_version}")
    assert not _asks(screen)
    person = await ground.people.recognise(SOMEBODY)
    assert person is not None
    assert person.spot != ProfessionDoor(id="welder").pack()


async def test_what_everybody_may_always_do_stays_open(
    conversation: Conversation, ground: Ground, database: Database
) -> None:
    await _agreed_long_ago(database, ground)
    for command in ("privacy", "mydata", "delete", "language", "help"):
        assert not _asks(await conversation.commanded(_caller(), command))
    await conversation.tapped(_caller(), "dt")
    assert await ground.people.recognise(SOMEBODY) is None


async def test_nothing_that_is_typed_is_kept_before_the_answer(
    conversation: Conversation, ground: Ground, database: Database
) -> None:
    await _agreed_long_ago(database, ground)
    await ground.people.stand_at(SOMEBODY, "ef:1:name")
    assert _asks(await conversation.typed(_caller(), "Әсем Оспанова"))
    person = await ground.people.recognise(SOMEBODY)
    assert person is not None
    assert (await ground.own_data.all_about(person))["registration_begun"] is None


async def test_the_welcome_comes_first_for_those_who_never_ended_it(
    conversation: Conversation, ground: Ground, database: Database
) -> None:
    await _agreed_long_ago(database, ground, is_ready=False)
    assert (await conversation.commanded(_caller(), "menu")).spot == GradeDoor()


async def test_an_answer_that_comes_twice_and_an_old_answer_change_nothing(
    conversation: Conversation, ground: Ground, database: Database, clock: HandClock
) -> None:
    await _agreed_long_ago(database, ground)
    agree = f"ag:en:{ground.people.consent_version}"
    await conversation.tapped(_caller(), agree)
    first = await ground.people.recognise(SOMEBODY)
    await clock.sleep(60)
    await conversation.tapped(_caller(), agree)
    await conversation.tapped(_caller(), "ag:en:0")
    again = await ground.people.recognise(SOMEBODY)
    assert first is not None
    assert again is not None
    assert (again.consent_version, again.consented_at) == (first.consent_version, first.consented_at)


@pytest.mark.parametrize("language", list(Language))
async def test_it_is_asked_in_every_language(
    language: Language, conversation: Conversation, ground: Ground, database: Database
) -> None:
    await _agreed_long_ago(database, ground)
    await ground.people.speak(SOMEBODY, language, once=next(_numbers))
    screen = await conversation.commanded(_caller(), "menu")
    assert ground.people.consent_version in screen.text
    assert len(screen.text) <= 900
    assert isinstance(screen.buttons[0].tap, AgreeTap)
