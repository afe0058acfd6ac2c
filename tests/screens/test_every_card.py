"""Every card of every profession and college fits one screen of a phone, in every language."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from bot.chat.doors import CollegeDoor, ProfessionDoor
from bot.chat.screen import Screen
from handlers.colleges.router import college_opened
from handlers.professions.router import day_opened, profession_opened
from handlers.professions.taps import ProfessionDayDoor
from tests.flows.walking import FITTING

if TYPE_CHECKING:
    from bot.chat.flow import Answer
    from bot.chat.visit import Visit

# What a phone shows without scrolling (issue 4); Telegram's own limit is 4,096.
MOST_LETTERS = 900


def _too_long(answer: Answer) -> list[str]:
    """Return what does not fit a phone."""
    assert isinstance(answer, Screen)
    seen = unescape(re.sub(r"<[^>]+>", "", answer.text))
    wide = [each.text for row in answer.rows for each in row if len(each.text) > FITTING[len(row)]]
    return [f"{len(seen)} letters", *wide] if len(seen) > MOST_LETTERS or wide else []


async def test_every_card_of_a_profession_fits(visit: Visit) -> None:
    found = {
        profession: _too_long(await profession_opened(visit, ProfessionDoor(id=profession, back="w")))
        for profession in visit.ground.shelf.professions
    }
    assert {name: long for name, long in found.items() if long} == {}


async def test_every_working_day_fits(visit: Visit) -> None:
    found = {
        profession: _too_long(await day_opened(visit, ProfessionDayDoor(id=profession, back="w")))
        for profession in visit.ground.shelf.professions
    }
    assert {name: long for name, long in found.items() if long} == {}


async def test_every_card_of_a_college_fits(visit: Visit) -> None:
    found = {
        college: _too_long(await college_opened(visit, CollegeDoor(id=college)))
        for college in visit.ground.shelf.colleges
    }
    assert {name: long for name, long in found.items() if long} == {}


async def test_a_card_that_is_too_long_would_be_named(visit: Visit) -> None:
    screen = await college_opened(visit, CollegeDoor(id=next(iter(visit.ground.shelf.colleges))))
    assert isinstance(screen, Screen)
    assert _too_long(screen.led_by(type(screen.text)("x" * MOST_LETTERS))) != []
