"""The regional view, tapped through in three languages: by the menu, by the command, for another region, from old keyboards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.languages import Language
from tests.flows.walking import forged, settle_in
from tests.pupil import plain

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.library import Shelf
    from tests.pupil import Pupil
    from tests.running_bot import RunningBot

    Enter = Callable[[str], Awaitable[Pupil]]

LANGUAGES = ["kk", "ru", "en"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_from_the_menu_to_a_profession_and_back(language: str, enter: Enter, shelf: Shelf) -> None:
    pupil = await enter(language)
    await settle_in(pupil, language)
    words = shelf.words(Language(language))
    await pupil.tap_first("rg:")
    assert pupil.text.startswith(words.regions["KZ-55"].name)
    overview = pupil.text
    await pupil.tap_data("rh:KZ-55:0")
    await pupil.tap_data("en:aksu_ferroalloy")
    assert words.enterprises["aksu_ferroalloy"].fact in pupil.text
    await pupil.tap_data("p:smelter_nonferrous:55")
    assert words.professions["smelter_nonferrous"].name in pupil.text
    await pupil.tap_first("rg:KZ-55")
    assert pupil.text == overview


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_sub_screen_leads_back_to_its_region(language: str, enter: Enter) -> None:
    pupil = await enter(language)
    await settle_in(pupil, language)
    await pupil.say("/region")
    overview, doors = pupil.text, [data for data in pupil.data if data.split(":")[0] in {"rn", "rh", "rk", "rv", "rx"}]
    assert len(doors) == 5
    for door in doors:
        await pupil.tap_data(door)
        assert pupil.text != overview
        await pupil.tap_data("rg:KZ-55")
        assert pupil.text == overview


async def test_another_region_stays_the_one_that_was_chosen(pupil: Pupil, shelf: Shelf) -> None:
    words = shelf.words(Language.RU)
    await pupil.say("/region")
    await pupil.tap_first("rj")
    while "rg:KZ-31" not in pupil.data:
        await pupil.tap(next(label for label in pupil.buttons if "→" in label))
    await pupil.tap_data("rg:KZ-31")
    assert words.regions["KZ-31"].name in pupil.text
    await pupil.tap_first("rn:KZ-31")
    await pupil.tap_first("p:boiler_operator:31")
    await pupil.tap_first("cs:boiler_operator:")
    await pupil.tap("← Назад")
    await pupil.tap("← Назад")
    assert words.regions["KZ-31"].name in pupil.text


async def test_the_list_of_regions_has_all_twenty(pupil: Pupil, shelf: Shelf) -> None:
    await pupil.tap_data("rj:0", await _keyboard_with(pupil, "/region"))
    seen = {data for data in pupil.data if data.startswith("rg:KZ")}
    while any("→" in label for label in pupil.buttons):
        await pupil.tap(next(label for label in pupil.buttons if "→" in label))
        seen |= {data for data in pupil.data if data.startswith("rg:KZ")}
    assert seen == {f"rg:{region}" for region in shelf.regions}


async def test_colleges_of_the_region_by_town(pupil: Pupil, shelf: Shelf) -> None:
    await pupil.say("/region")
    await pupil.tap("Колледжи")
    assert shelf.words(Language.RU).regions["KZ-55"].name in pupil.text
    assert any(data.startswith("cw:pavlodar") for data in pupil.data)


async def test_a_college_of_an_enterprise_stands_among_those_of_its_town(pupil: Pupil) -> None:
    await pupil.say("/region")
    await pupil.tap_first("rh:")
    await pupil.tap_first("en:aksu_ferroalloy")
    await pupil.tap_first("c:kz55-bc6684")
    await pupil.tap("← Назад")
    assert any(data.startswith("c:kz55-bc6684") for data in pupil.data)


async def test_summer_work_is_told_with_its_age(pupil: Pupil) -> None:
    await pupil.say("/region")
    await pupil.tap("Вакансии и работа летом")
    assert "14" in plain(pupil.text)
    links = [button.get("url") for row in pupil.screen["inline_keyboard"] for button in row]
    assert "https://www.enbek.kz/" in links


@pytest.mark.parametrize("language", LANGUAGES)
async def test_without_a_town_the_region_is_asked_for(language: str, enter: Enter) -> None:
    pupil = await enter(language)
    await pupil.say("/start")
    for prefix in (f"lt:{language}", "ag:"):
        await pupil.tap_first(prefix)
    await pupil.say("/region")
    assert sum(data.startswith("rg:KZ") for data in pupil.data) == 8
    await pupil.tap_first("rg:KZ")
    assert any(data.startswith("rn:") for data in pupil.data)


async def test_a_stranger_is_led_to_the_beginning(enter: Enter) -> None:
    pupil = await enter("ru")
    await pupil.say("/region")
    assert pupil.data == ["lt:kk", "lt:ru", "lt:en"]


@pytest.mark.parametrize(
    "data", ["rn:KZ-99:0", "ro:KZ-99:0", "rh:KZ-99:0", "rk:KZ-99:0", "rv:KZ-99:0", "rx:KZ-99", "rg:KZ-99"]
)
async def test_a_region_that_is_none_leads_to_the_choice(data: str, pupil: Pupil, running: RunningBot) -> None:
    await pupil.tap_data(data, await forged(running, pupil, data))
    assert any(each.startswith("rg:KZ-") for each in pupil.data)


@pytest.mark.parametrize("data", ["en:gone", "rp:gone", "ke:gone:", "ke:gone:KZ-55", "en:", "rg:"])
async def test_what_the_atlas_no_longer_has_leads_to_the_region(data: str, pupil: Pupil, running: RunningBot) -> None:
    await pupil.tap_data(data, await forged(running, pupil, data))
    assert any(each.startswith("rn:KZ-55") for each in pupil.data), pupil.text


async def test_a_page_too_far_is_the_last_one(pupil: Pupil, running: RunningBot) -> None:
    for data in ("rn:KZ-55:99", "rh:KZ-55:99", "rv:KZ-55:99", "ro:KZ-55:99", "rj:99"):
        await pupil.tap_data(data, await forged(running, pupil, data))
        assert len(pupil.data) > 1


@pytest.mark.parametrize(
    ("typed", "prefix"),
    [("кто нанимает", "en:"), ("проекты", "rp:"), ("события", "ke:"), ("спрос", "p:"), ("другой регион", "rg:")],
)
async def test_buttons_can_be_typed(typed: str, prefix: str, pupil: Pupil) -> None:
    await pupil.say("мой регион")
    await pupil.say(typed)
    assert any(data.startswith(prefix) for data in pupil.data), pupil.text
    if prefix != "p:":
        await pupil.say("1")
        assert pupil.text


async def _keyboard_with(pupil: Pupil, command: str) -> dict[str, object]:
    await pupil.say(command)
    return pupil.screen
