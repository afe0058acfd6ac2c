"""The whole road, once by taps and once by typing, in each language: /start, five professions, a college, the map."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import pytest

from bot.domain.languages import Language
from tests.flows.walking import FITTING, HANDS, KAZAKH_LETTERS, MOST_QUESTIONS, answer_all, item_asked
from tests.pupil import Pupil

if TYPE_CHECKING:
    from bot.library import Shelf

Enter = Callable[[str], Awaitable[Pupil]]
# They erase, begin anew or change the language.
NOT_WALKED = {"dt", "qa", "lt"}


def _is_five_professions(pupil: Pupil) -> bool:
    return sum(data.startswith("p:") for data in pupil.data) == 5


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_by_taps_alone(language: str, enter: Enter, shelf: Shelf) -> None:
    pupil = await enter(language)
    await pupil.say("/start")
    await pupil.tap_first(f"lt:{language}")
    await pupil.tap_first("ag:")
    await pupil.tap_first("gt:9")
    await pupil.tap_first("rs")
    await _page_to(pupil, "ts:KZ-55")
    await _page_to(pupil, "tt:ekibastuz")
    await pupil.tap_first("q")
    assert 8 <= await answer_all(pupil, HANDS) <= MOST_QUESTIONS
    await pupil.tap_first("we:")
    assert _is_five_professions(pupil)
    await pupil.tap_first("p:")
    profession = shelf.words(Language(language)).professions
    assert any(words.name in pupil.text for words in profession.values())
    await pupil.tap_first("cs:")
    await pupil.tap_first("c:")
    assert re.search(r"\d+\s(км|km)", pupil.text)
    await pupil.tap_first("cp")
    venue = next(message for message in pupil.answers if "venue" in message)
    assert venue["venue"]["title"] in {words.name for words in shelf.words(Language(language)).colleges.values()}


@pytest.mark.parametrize(
    ("language", "agree", "grade", "town", "begin", "yes", "skip", "first", "where"),
    [
        # Typed as on a phone without Kazakh letters: "иә" as "ия", "Екібастұз" as "Екибастуз".
        ("kk", "ия", "9", "екибастуз", "маган не сай екенин билу", "унайды", "откизу", "2", "кайда окытады"),
        ("ru", "да", "9 класс", "Экибастуз", "узнать что мне подходит", "да", "пропустить", "2", "где"),
        ("en", "yes", "grade 9", "Ekibastuz", "find out what suits me", "yes", "skip", "2", "where"),
    ],
)
async def test_by_typing_alone(
    language: str,
    agree: str,
    grade: str,
    town: str,
    begin: str,
    yes: str,
    skip: str,
    first: str,
    where: str,
    enter: Enter,
) -> None:
    pupil = await enter(language)
    await pupil.say("/start")
    await pupil.say({"kk": "казакша", "ru": "русский", "en": "english"}[language])
    for text in (agree, grade, town, begin):
        await pupil.say(text)
    number = 0
    while item_asked(pupil):
        assert str(number + 1) in pupil.text, pupil.text
        await pupil.say(yes if number % 2 else str(1 + number % 5))
        number += 1
    assert 8 <= number <= MOST_QUESTIONS
    await pupil.say(skip)
    assert _is_five_professions(pupil), pupil.text
    await pupil.say(first)
    profession = pupil.text
    await pupil.say(where)
    assert pupil.text != profession
    await pupil.say("1")
    assert any(data.startswith("cp") for data in pupil.data), pupil.text


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_every_button_fits_a_small_phone(language: str, enter: Enter) -> None:
    """Walk through every screen that a pupil can reach by the first button of each kind."""
    pupil = await enter(language)
    await pupil.say("/start")
    for prefix in (f"lt:{language}", "ag:", "gt:9"):
        await pupil.tap_first(prefix)
    await pupil.say("Екібастұз")
    seen: set[str] = set()
    waiting = [(pupil.screen, data) for data in pupil.data if data]
    while waiting:
        message, data = waiting.pop(0)
        kind = data.split(":")[0]
        if kind in seen or kind in NOT_WALKED:
            continue
        seen.add(kind)
        await pupil.tap_data(data, message)
        for row in pupil.screen["inline_keyboard"]:
            assert all(len(button["text"]) <= FITTING[len(row)] for button in row), row
        if language != "kk" and kind != "l":
            # Names of events and companies stand in quotation marks as they are.
            text = re.sub("«[^»]*»", "", pupil.text.replace("Темірқазық", ""))
            assert not KAZAKH_LETTERS.search(text), pupil.text
        waiting += [(pupil.screen, each) for each in pupil.data if each]
    assert len(seen) > 15


async def _page_to(pupil: Pupil, prefix: str) -> None:
    """Turn the pages of a list until a button is there, and tap it."""
    for _ in range(12):
        if any(data == prefix or data.startswith(prefix + ":") for data in pupil.data):
            await pupil.tap_first(prefix)
            return
        labels = [label for label in pupil.buttons if "→" in label]
        assert labels, f"the last page has no {prefix}: {pupil.data}"
        await pupil.tap(labels[0])
    raise AssertionError(f"no page has {prefix}")
