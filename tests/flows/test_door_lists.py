"""The list of the door by tapping: taken as XLSX and PDF, ticked, sent back, looked through, entered."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from bot.services.codes import new_code
from bot.sheets import Sheet, read_sheet
from tests.flows.hall import Workshop
from tests.flows.test_door import fits, helper_of
from tests.flows.walking import forged

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from tests.pupil import Pupil
    from tests.running_bot import RunningBot

    Enter = Callable[[str], Awaitable[Pupil]]

LANGUAGES = ["kk", "ru", "en"]


def ticked(content: bytes, marks: Mapping[str, str], *more: tuple[str, str]) -> bytes:
    """Put marks beside codes, as somebody in a spreadsheet program would, and rows of mark and code below."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=2):
        row[0].value = marks.get(str(row[4].value), "")
    for mark, code in more:
        sheet.append([mark, "", "", "", code])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _rows(text: str) -> list[int]:
    """Return the numbers of the rows that a screen names."""
    return [int(found) for found in re.findall(r"^(\d+): ", text, re.MULTILINE)]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_hall_without_network(language: str, running: RunningBot, enter: Enter) -> None:
    workshop = await Workshop.opened(running, capacity=4)
    organiser = await helper_of(workshop, enter, language, "organiser")
    pupil = await workshop.hire(await helper_of(workshop, enter, language, "counsellor"), "counsellor")
    one, two = await workshop.ticket(), await workshop.ticket("Данияр Қасымов")
    three = await workshop.ticket("Оқушы", pupil)
    await organiser.say("/checkin")
    await organiser.tap_first("xh:")
    fits(organiser, language)
    await organiser.tap_data(f"xf:{workshop.session}:p")
    await organiser.tap_data(f"xf:{workshop.session}:x")
    pdf, xlsx = await organiser.files()
    assert pdf.startswith(b"%PDF")
    sheet = read_sheet(xlsx)
    assert isinstance(sheet, Sheet)
    assert len(sheet.rows) == 3
    fits(organiser, language)
    # Meanwhile one was let in by scan, and one gave the seat back.
    await organiser.say(f"/start t_{two.code}")
    await running.ground.seats.give_back(three.id, pupil)
    await organiser.say("/checkin")
    await organiser.tap_first("xh:")
    marks = dict.fromkeys((one.code, two.code, three.code), "+")
    content = ticked(xlsx, marks, ("+", one.code.lower()), ("x", new_code()), ("??", two.code))
    await organiser.send("door.xlsx", content)
    fits(organiser, language)
    # Every row but the one of who came and is not in yet.
    fitting = next(row.number for row in sheet.rows if one.code in row.cells.values())
    assert _rows(organiser.text) == [number for number in range(2, 8) if number != fitting]
    assert await workshop.came() == 1
    shown, tap = organiser.screen, next(data for data in organiser.data if data.startswith("xy:"))
    await organiser.tap_data(tap)
    fits(organiser, language)
    assert await workshop.came() == 2
    await organiser.tap_data(tap, shown)
    assert await workshop.came() == 2
    assert {"door_list", "ticked_list"} <= set(await workshop.deeds())


async def test_who_may_not(running: RunningBot, enter: Enter) -> None:
    workshop, other = await Workshop.opened(running), await Workshop.opened(running)
    helper, elsewhere = await helper_of(workshop, enter), await helper_of(other, enter, "ru", "organiser")
    await workshop.ticket()
    await helper.say("/checkin")
    await helper.tap_first("xh:")
    assert not any(data.startswith("xf:") for data in helper.data)
    taps = (f"xf:{workshop.session}:x", f"xf:{workshop.session}:p", f"xi:{workshop.session}", f"xh:{workshop.event}:0")
    for person in (helper, elsewhere):
        shown = await forged(running, person, *taps)
        for tap in taps[:2] if person is helper else taps:
            await person.tap_data(tap, shown)
        assert await person.files() == []
    assert "door_list" not in await workshop.deeds()


async def test_files_that_are_no_lists(running: RunningBot, enter: Enter) -> None:
    workshop = await Workshop.opened(running)
    helper = await helper_of(workshop, enter)
    await helper.say("/checkin")
    await helper.tap_first("xh:")
    for content in (b"", b"\0\1\2", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", "Имя;Класс\nА;Б\n".encode(), b"x" * 4_000_000):
        await helper.send("door.xlsx", content or b" ")
        assert "Список не принят" in helper.text
        fits(helper, "ru")
    assert await workshop.came() == 0
