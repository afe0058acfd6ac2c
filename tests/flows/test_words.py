"""Free text: a wish leads to a card, small talk is answered, and what is not found is counted without a name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import pytest

from bot.domain.events import Audience
from bot.domain.languages import Language
from tests.flows.hall import TITLE, Workshop
from tests.flows.walking import settle_in
from tests.pupil import Pupil

if TYPE_CHECKING:
    from bot.library import Shelf
    from tests.running_bot import RunningBot

Enter = Callable[[str], Awaitable[Pupil]]


@pytest.mark.parametrize(
    ("language", "wish", "profession"),
    [
        ("kk", "нан пісіргім келеді", "baker"),
        ("ru", "хочу стать ветеринаром", "vet_tech"),
        ("en", "I want to fix cars", "car_mechanic"),
    ],
)
async def test_a_wish_leads_to_a_profession(
    language: str, wish: str, profession: str, enter: Enter, shelf: Shelf
) -> None:
    pupil = await enter(language)
    await settle_in(pupil, language)
    await pupil.say(wish)
    name = shelf.words(Language(language)).professions[profession].name
    if name not in pupil.text:
        assert f"p:{profession}:m" in pupil.data
        assert sum(data.startswith(("p:", "c:", "cs:")) for data in pupil.data) <= 5
        await pupil.tap_data(f"p:{profession}:m")
    assert name in pupil.text


@pytest.mark.parametrize(
    ("language", "thanks", "harm"),
    [("kk", "рақмет", "өлгім келеді"), ("ru", "спасибо", "хочу умереть"), ("en", "thank you", "I want to die")],
)
async def test_small_talk_is_answered_and_help_is_named(language: str, thanks: str, harm: str, enter: Enter) -> None:
    pupil = await enter(language)
    await settle_in(pupil, language)
    await pupil.say(thanks)
    assert any(data.startswith("q") for data in pupil.data)
    await pupil.say(harm)
    assert "111" in pupil.text
    assert "112" in pupil.text


async def test_a_topic_of_help_leads_there(pupil: Pupil) -> None:
    await pupil.say("какие вакансии рядом")
    await pupil.say("удалить аккаунт")
    assert any(data.startswith("dd") for data in pupil.data)


async def test_what_is_not_found_has_a_next_step(pupil: Pupil) -> None:
    await pupil.say("абракадабра")
    assert "абракадабра" in pupil.text
    assert {"ws", "q", "m"} <= {data.split(":")[0] for data in pupil.data}


@pytest.mark.parametrize(
    ("language", "typed"), [("kk", "данекерлеу"), ("ru", "мастерская"), ("en", "welding workshop")]
)
async def test_a_live_event_is_found_by_its_title(language: str, typed: str, enter: Enter, running: RunningBot) -> None:
    hall = await Workshop.opened(running)
    pupil = await enter(language)
    await settle_in(pupil, language)
    await pupil.say(typed)
    if f"ek:{hall.event}" in pupil.data:
        assert sum(data.startswith(("p:", "c:", "cs:", "ek:")) for data in pupil.data) <= 5
        await pupil.tap_data(f"ek:{hall.event}")
    assert TITLE[Language(language)] in pupil.text


async def test_an_event_that_nobody_may_see_is_not_found(enter: Enter, running: RunningBot) -> None:
    drafted = await Workshop.opened(running, state="draft")
    others = await Workshop.opened(running, audience=Audience(grades=frozenset({11})))
    pupil = await enter("ru")
    await settle_in(pupil)
    await pupil.say("мастерская сварки")
    assert not {f"ek:{drafted.event}", f"ek:{others.event}"} & set(pupil.data)
    assert TITLE[Language.RU] not in pupil.text
