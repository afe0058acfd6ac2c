"""What a region imported is found by typing its name, and its card opens, in three languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.library import Shelf
from bot.places import CONTENT
from tests.flows.walking import settle_in
from tests.importing.tables import COLLEGE, ENTERPRISE, Overlay
from tests.pupil import pupil_at
from tests.running_bot import running_bot

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_an_imported_college_is_found_and_its_card_opens(language: str, sqlite_url: str, tmp_path: Path) -> None:
    overlay = Overlay(tmp_path / "content")
    item = overlay.take("colleges", COLLEGE).changes[0].after.key
    overlay.take("enterprises", ENTERPRISE | {"colleges": COLLEGE["name_ru"]})
    shelf = Shelf.load(CONTENT, overlay.folder)
    async with running_bot(sqlite_url, shelf) as bot, pupil_at(bot.address, language) as pupil:
        await settle_in(pupil, language)
        name = COLLEGE[f"name_{language}"]
        await pupil.say(name)
        if f"c:{item}::m:0::" in pupil.data:
            await pupil.tap_data(f"c:{item}::m:0::")
        assert name in pupil.text
        assert COLLEGE["phone"] in pupil.text
        assert ENTERPRISE[f"name_{language}"] in pupil.text
