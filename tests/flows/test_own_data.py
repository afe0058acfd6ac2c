"""What a person may always do: read what is kept, take it with them, erase it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import pytest

from tests.pupil import Pupil

if TYPE_CHECKING:
    from tests.running_bot import RunningBot

Enter = Callable[[str], Awaitable[Pupil]]


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
