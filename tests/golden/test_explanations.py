"""The same answers give byte for byte the same explanation, in each language, on any day.

The files beside this one hold what was said. When content or wording changes on purpose, write them anew and read the difference:
`TEMIRQAZYQ_GOLDEN=write .venv/bin/pytest tests/golden`.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.app import build_directory
from bot.building import build_ground
from bot.chat.conversation import Caller, Conversation
from bot.db import Database
from bot.domain.languages import Language
from tests.conftest import SEAL, holdings_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.chat.screen import Screen
    from bot.library import Shelf

FOLDER = Path(__file__).parent
SETTING = "TEMIRQAZYQ_GOLDEN"
ME = 4242
# Name -> grade, town, ticked worlds, and how each scale is answered.
PEOPLE: dict[str, tuple[int, str, tuple[str, ...], Mapping[str, int | None]]] = {
    "maker": (9, "ekibastuz", ("metal_machines", "energy"), {"R": 5, "I": 3, "A": 1, "S": 2, "E": 1, "C": 3}),
    "carer": (11, "zhezkazgan", (), {"R": 2, "I": 4, "A": 2, "S": 5, "E": 3, "C": None}),
    "artist": (8, "almaty", ("beauty_clothes",), {"R": 2, "I": 2, "A": 5, "S": 3, "E": 4, "C": 1}),
}


class AnyDay:
    """A clock that begins on some day; every look at it comes a few seconds later."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        """Return the next moment."""
        self._moment += timedelta(seconds=4)
        return self._moment

    async def sleep(self, seconds: float) -> None:
        """Nobody sleeps here."""


async def _everything_said(person: str, language: Language, day: datetime, url: str, shelf: Shelf) -> str:
    """Take the quiz as a person and return every text that explains the result."""
    grade, town, worlds, choices = PEOPLE[person]
    database, numbers = Database(url, AnyDay(day)), count(1)
    ground = build_ground(database, AnyDay(day), holdings_of(shelf), SEAL, "temirqazyq_bot")
    talk = Conversation(ground, build_directory())

    async def tap(data: str) -> Screen:
        return await talk.tapped(Caller(next(numbers), ME, language.value), data)

    try:
        await ground.people.agree(ME, language, shelf.consent.version, once=next(numbers))
        await ground.people.study_in(ME, grade, once=next(numbers))
        await ground.people.live_in(ME, town, once=next(numbers))
        screen, run = await tap("q"), ""
        while screen.buttons[0].tap and (data := screen.buttons[0].tap.pack()).startswith("a:"):
            _, run, item, _ = data.split(":")
            screen = await tap(f"a:{run}:{item}:{choices[item[0]] or 0}")
        for world in worlds:
            await tap(f"wt:{run}:{world}:1")
        screen = await tap(f"we:{run}")
        assert screen.picture is not None
        said = [screen.picture.caption, screen.text]
        five = [
            button.tap.pack().split(":")[1] for button in screen.buttons if button.tap and button.tap.pack()[:2] == "p:"
        ]
        doors = ["wo", *(f"wy:{each}:" for each in five), *(f"wf:{wish}:" for wish in "fdos"), f"wy:{five[0]}:o", "pc:"]
        said += [(await tap(door)).text for door in doors]
    finally:
        ground.studio.close()
        ground.press.close()
        await database.close()
    return "\n\n========\n\n".join(said) + "\n"


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("person", PEOPLE)
async def test_the_same_answers_are_explained_in_the_same_bytes(
    person: str, language: Language, sqlite_url: str, shelf: Shelf
) -> None:
    said = await _everything_said(person, language, datetime(2026, 11, 24, tzinfo=UTC), sqlite_url, shelf)
    path = FOLDER / f"{person}-{language.value}.txt"
    if os.environ.get(SETTING) == "write":
        path.write_text(said, encoding="utf-8")
    assert said.encode() == path.read_bytes()


async def test_another_day_says_the_same(sqlite_url: str, shelf: Shelf) -> None:
    said = await _everything_said("maker", Language.KK, datetime(2031, 2, 28, 23, tzinfo=UTC), sqlite_url, shelf)
    assert said.encode() == (FOLDER / "maker-kk.txt").read_bytes()
