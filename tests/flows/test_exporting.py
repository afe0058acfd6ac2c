"""The list of those who registered, sent into the chat; nobody else gets it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.flows.hall import Workshop
from tests.flows.walking import FITTING, forged, settle_in

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.pupil import Pupil
    from tests.running_bot import RunningBot

    Enter = Callable[[str], Awaitable[Pupil]]


@pytest.mark.parametrize(("language", "said"), [("kk", "журналға"), ("ru", "в журнал"), ("en", "the log")])
async def test_an_organiser_takes_the_list(language: str, said: str, running: RunningBot, enter: Enter) -> None:
    workshop = await Workshop.opened(running)
    await workshop.ticket("Әсем <Оспанова>")
    organiser = await enter(language)
    await settle_in(organiser, language)
    await workshop.hire(organiser, "organiser")
    await organiser.say("/export")
    assert said in organiser.text
    for row in organiser.screen["inline_keyboard"]:
        assert all(len(button["text"]) <= FITTING[len(row)] for button in row)
    await organiser.tap("XLSX")
    content = (await organiser.files())[-1]
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert "Әсем <Оспанова>" in {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert "export" in await workshop.deeds()


async def test_an_administrator_chooses_the_event(running: RunningBot, pupil: Pupil) -> None:
    first, second = await Workshop.opened(running), await Workshop.opened(running)
    await first.hire(pupil, "administrator")
    await pupil.say("/export")
    await pupil.tap_first(f"ie:{second.event}")
    await pupil.tap("CSV")
    content = (await pupil.files())[-1]
    assert content.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("role", [None, "helper", "counsellor", "organiser of another event"])
async def test_nobody_else_gets_it(role: str | None, running: RunningBot, pupil: Pupil) -> None:
    workshop, other = await Workshop.opened(running), await Workshop.opened(running)
    await workshop.ticket("Әсем Оспанова")
    if role == "organiser of another event":
        await other.hire(pupil, "organiser")
    elif role == "helper":
        await workshop.hire(pupil, "helper")
    elif role == "counsellor":
        await workshop.hire(pupil, "counsellor")
    await pupil.say("/export")
    for data in (f"ie:{workshop.event}:0", f"ix:{workshop.event}:x", f"ix:{workshop.event}:c", "ix:999:x"):
        await forged(running, pupil, data)
        await pupil.tap_data(data)
    assert await pupil.files() == []
    assert "export" not in await workshop.deeds()
