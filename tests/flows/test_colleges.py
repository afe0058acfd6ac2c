"""Colleges: by distance and by town, and back to the very list from which one came."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import pytest

from bot.domain.languages import Language
from tests.flows.walking import forged, settle_in
from tests.pupil import Pupil

if TYPE_CHECKING:
    from bot.library import Shelf
    from tests.running_bot import RunningBot

Enter = Callable[[str], Awaitable[Pupil]]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_a_college_is_found_by_its_town(language: str, enter: Enter, shelf: Shelf) -> None:
    pupil = await enter(language)
    await settle_in(pupil, language)
    await pupil.say("/colleges")
    await pupil.tap_first("cr")
    words = shelf.words(Language(language))
    while "ct:KZ-55:0" not in pupil.data:
        await pupil.tap(next(label for label in pupil.buttons if "→" in label))
    await pupil.tap_data("ct:KZ-55:0")
    assert words.regions["KZ-55"].name in pupil.text
    await pupil.tap_first("cw:aksu")
    town = pupil.text
    assert words.places["aksu"].name in town
    await pupil.tap_first("c:")
    assert any(words.colleges[college.id].name in pupil.text for college in shelf.colleges.values())
    await pupil.tap(pupil.buttons[-2])
    assert pupil.text == town


async def test_back_leads_to_the_page_from_which_one_came(pupil: Pupil) -> None:
    await pupil.say("/colleges")
    for _ in range(2):
        await pupil.tap(next(label for label in pupil.buttons if "→" in label))
    third = pupil.text
    await pupil.tap_first("c:")
    assert pupil.text != third
    await pupil.tap_first("cp")
    await pupil.tap(pupil.buttons[-2])
    assert pupil.text == third


async def test_back_leads_to_the_list_of_another_town(pupil: Pupil) -> None:
    await pupil.say("Атырау")
    near = pupil.text
    await pupil.tap_first("c:")
    await pupil.tap(pupil.buttons[-2])
    assert pupil.text == near


async def test_a_city_that_is_a_region_has_no_list_of_towns(pupil: Pupil, running: RunningBot) -> None:
    await pupil.tap_data("ct:KZ-75:0", await forged(running, pupil, "ct:KZ-75:0"))
    assert any(data.startswith("c:") for data in pupil.data)
    await pupil.tap(pupil.buttons[-2])
    assert any(data.startswith("ct:") for data in pupil.data)


@pytest.mark.parametrize("data", ["ct:KZ-99:0", "cw:atlantis:0", "cs::atlantis:m:0", "c:gone:::0:atlantis:t"])
async def test_what_the_atlas_no_longer_has_leads_on(pupil: Pupil, running: RunningBot, data: str) -> None:
    await pupil.tap_data(data, await forged(running, pupil, data))
    assert any(each.startswith(("ct:", "c:")) for each in pupil.data)


async def test_a_town_without_colleges_leads_to_the_nearest(pupil: Pupil, running: RunningBot, shelf: Shelf) -> None:
    empty = min(set(shelf.places) - {college.place for college in shelf.colleges.values()})
    await pupil.tap_data(f"cw:{empty}:0", await forged(running, pupil, f"cw:{empty}:0"))
    assert shelf.words(Language.RU).places[empty].name in pupil.text
    assert any(each.startswith("c:") for each in pupil.data)
