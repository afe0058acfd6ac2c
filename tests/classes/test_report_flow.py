"""Reports by tapping: from the quiz to the figures, as a message, a picture and a table, in three languages."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from bot.domain.languages import Language
from tests.classes.school import deeds, dismiss, hire, join, made_class, number_after, person_id
from tests.classes.town import Town
from tests.flows.walking import FITTING, KAZAKH_LETTERS, forged, to_result
from tests.services.walking import ARTIST, HANDS

if TYPE_CHECKING:
    from bot.library import Shelf
    from tests.classes.school import Enter, SchoolClock
    from tests.pupil import Pupil
    from tests.running_bot import RunningBot

LANGUAGES = [each.value for each in Language]


async def test_from_the_quiz_to_the_report(running: RunningBot, enter: Enter, counsellor: Pupil) -> None:
    code = await made_class(running, counsellor)
    pupils = [await enter("ru") for _ in range(5)]
    for pupil in pupils:
        await join(pupil, code)
    for pupil in pupils[:4]:
        await to_result(pupil)
    await counsellor.tap_first("bg")
    assert "Слишком мало" in counsellor.text
    await counsellor.tap_first("bc")
    await to_result(pupils[4])
    await counsellor.tap_first("bg")
    assert number_after(counsellor, "Учтено результатов") == 5
    # All five answered alike: every figure would be of all, and none is told.
    assert "Руки и техника: –" in counsellor.text


def rows_of(file: bytes) -> list[tuple[Any, ...]]:
    """Return the rows of a table below its titles."""
    sheet = openpyxl.load_workbook(io.BytesIO(file)).worksheets[0]
    return list(sheet.iter_rows(min_row=2, values_only=True))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_message_picture_and_table(
    running: RunningBot, enter: Enter, shelf: Shelf, school_clock: SchoolClock, language: str
) -> None:
    counsellor = await enter(language)
    await hire(running, counsellor, label="№12")
    await made_class(running, counsellor)
    number = int(next(data for data in counsellor.data if data.startswith("bg")).split(":")[1])
    town = Town(running.database, school_clock, shelf)
    await town.join(number, HANDS, 12)
    await town.join(number, ARTIST, 7)
    await town.join(number, None, 6)
    await counsellor.tap_first("bg")
    speech = running.ground.speeches[Language(language)]
    assert speech.say("Results counted: {number}", number=19) in counsellor.text
    assert speech.say("Still have to take the quiz: {number}", number=6) in counsellor.text
    assert len(counsellor.text) <= 900
    if language != "kk":
        assert not KAZAKH_LETTERS.search(counsellor.text)
    for row in counsellor.screen["inline_keyboard"]:
        assert all(len(button["text"]) <= FITTING[len(row)] for button in row)
    assert any("photo" in message for message in counsellor.answers)
    await counsellor.tap_first("bf")
    [file] = await counsellor.files()
    rows = rows_of(file)
    figures = [row[2] for row in rows if row[2] is not None]
    assert figures[:2] == [19, 6]
    assert all(5 <= figure <= 14 for figure in figures[2:])
    assert len([row for row in rows if row[0] == speech.say("Professions among the five")]) >= 3
    assert ("see_report", f"class:{number}", 19) in await deeds(running)


async def test_the_needs_of_the_region_stand_beside(
    running: RunningBot, shelf: Shelf, counsellor: Pupil, school_clock: SchoolClock
) -> None:
    await made_class(running, counsellor)
    number = int(next(data for data in counsellor.data if data.startswith("bg")).split(":")[1])
    await running.ground.people.live_in(counsellor.user_id, "aral", once=10**9)
    town = Town(running.database, school_clock, shelf, "aral")
    await town.join(number, HANDS, 12)
    await town.join(number, ARTIST, 12)
    await counsellor.tap_first("bg")
    assert "региону нужны (2025)" in counsellor.text
    await counsellor.tap_first("bf")
    [file] = await counsellor.files()
    rows = rows_of(file)
    needed = running.ground.region.years_of_needs("KZ-43")
    years = {shelf.words(Language.RU).professions[each].short: year for each, year in needed.items()}
    beside = {row[1]: row[3] for row in rows if row[3] is not None}
    assert beside
    assert beside.items() <= years.items()


async def test_the_school_is_reported_to_its_own_counsellor_only(
    running: RunningBot, enter: Enter, shelf: Shelf, counsellor: Pupil, school_clock: SchoolClock
) -> None:
    await made_class(running, counsellor)
    number = int(next(data for data in counsellor.data if data.startswith("bg")).split(":")[1])
    await Town(running.database, school_clock, shelf).join(number, HANDS, 6)
    other = await enter("ru")
    await hire(running, other, label="школа 13")
    for data in (f"bg:{number}", f"bf:{number}", "bh"):
        await forged(running, other, data)
        await other.tap_data(data)
        assert "Учтено" not in other.text
    await counsellor.say("/class")
    await counsellor.tap_first("bh")
    assert number_after(counsellor, "Учтено результатов") == 6
    await dismiss(running, counsellor)
    assert await person_id(running, counsellor)
    for data in (f"bg:{number}", f"bf:{number}", "bh", "bf:0"):
        await forged(running, counsellor, data)
        await counsellor.tap_data(data)
        assert "Учтено" not in counsellor.text
    assert not await counsellor.files()
