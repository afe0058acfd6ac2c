"""What a person may always do: read what is kept, take it with them, erase it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import pytest

from bot.db.forms import keep_details
from bot.domain.registration import About
from tests.conftest import SEAL
from tests.flows.hall import Workshop
from tests.flows.walking import settle_in
from tests.pupil import Pupil

if TYPE_CHECKING:
    from bot.domain.people import Person
    from tests.running_bot import RunningBot

Enter = Callable[[str], Awaitable[Pupil]]


async def _person(running: RunningBot, pupil: Pupil) -> Person:
    person = await running.ground.people.recognise(pupil.user_id)
    assert person is not None
    return person


async def test_nothing_is_stored_before_the_agreement(enter: Enter, running: RunningBot) -> None:
    person = await enter("ru")
    await person.say("/start")
    await person.tap("Русский")
    for command in ("/mydata", "/privacy", "/delete", "/help", "Экибастуз"):
        await person.say(command)
        assert await running.ground.people.recognise(person.user_id) is None
    await person.tap_first("ag:")
    assert await running.ground.people.recognise(person.user_id) is not None


async def test_mydata_names_everything(pupil: Pupil) -> None:
    await pupil.tap_first("q")
    await pupil.say("5")
    await pupil.say("/mydata")
    assert str(pupil.user_id) in pupil.text
    assert "Экибастуз" in pupil.text
    assert "9" in pupil.text


async def test_delete_asks_once_and_erases(pupil: Pupil, running: RunningBot) -> None:
    await pupil.tap_first("q")
    await pupil.say("5")
    await pupil.say("/delete")
    assert await running.ground.people.recognise(pupil.user_id) is not None
    old = pupil.screen
    erase = next(data for data in pupil.data if data.startswith("dt"))
    await pupil.tap_data(erase, old)
    assert await running.ground.people.recognise(pupil.user_id) is None
    await pupil.tap_data(erase, old)
    assert await running.ground.people.recognise(pupil.user_id) is None


async def test_what_was_written_for_events_is_shown_in_full(pupil: Pupil, running: RunningBot) -> None:
    person = await _person(running, pupil)
    for _ in range(3):
        await (await Workshop.opened(running)).ticket("Әсем <Оспанова>", person.id)
    await pupil.say("/mydata")
    assert "Записи на мероприятия: 3" in pupil.text
    await pupil.tap_first("mw:")
    assert pupil.text.count("Әсем <Оспанова>, №5 <лицей>, 9А") == 2
    assert "место есть" in pupil.text
    await pupil.say("дальше")
    assert pupil.text.count("Мастерская <сварки>") == 1


async def test_what_is_remembered_is_shown_and_can_be_taken_back(pupil: Pupil, running: RunningBot) -> None:
    person, about = await _person(running, pupil), SEAL.close(About("Әсем Оспанова", "№12 мектеп", "9Ә").as_json())
    moment = running.ground.events.now()
    await running.database.write(lambda connection: keep_details(connection, person.id, about, moment))
    await pupil.say("/mydata")
    assert "Әсем Оспанова, №12 мектеп, 9Ә" in pupil.text
    await pupil.tap_first("mw:")
    old = pupil.screen
    await pupil.tap("Забыть имя")
    assert "ничего не запомнено" in pupil.text
    await pupil.tap_data("mf", old)
    assert (await running.ground.own_data.all_about(person))["details"] is None


async def test_delete_gives_the_seat_to_the_next_and_an_old_ticket_opens_nothing(
    pupil: Pupil, enter: Enter, running: RunningBot
) -> None:
    hall, person, other = await Workshop.opened(running, capacity=1), await _person(running, pupil), await enter("kk")
    await settle_in(other, "kk")
    mine = await hall.ticket(person_id=person.id)
    theirs = await hall.ticket(person_id=(await _person(running, other)).id)
    await pupil.say("/my")
    await pupil.tap_first("tl")
    ticket = pupil.screen
    await pupil.say("/delete")
    assert "Твои места получат те, кто стоит в очереди" in pupil.text
    await pupil.tap_first("dt")
    assert (await hall.seen(theirs.id)).state == "offered"
    assert await hall.states() == ["offered"]
    await pupil.tap_data(f"tk:{mine.id}", ticket)
    assert any(data.startswith("lt:") for data in pupil.data)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_privacy_and_help_speak_every_language(language: str, enter: Enter) -> None:
    person = await enter(language)
    await person.say("/start")
    await person.tap_first(f"lt:{language}")
    await person.say("/privacy")
    privacy = person.text
    await person.say("/help")
    assert len(privacy) > 400
    assert person.text != privacy
