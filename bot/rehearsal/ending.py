"""After the event: thanks to those who came, and the file of everybody who registered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.chat.staff_doors import ExportDoor
from bot.db.rehearsing import registrations_of, sent_by_kind
from bot.domain.hours import by_day
from bot.rehearsal.finding import on_of
from bot.rehearsal.sending import until_sent
from bot.sheets import Sheet, read_sheet
from handlers.exporting.taps import ExportTap

if TYPE_CHECKING:
    from bot.rehearsal.cast import Cast
    from bot.rehearsal.figures import Step
    from bot.rehearsal.phone import Phone
    from bot.rehearsal.telling import Telling


async def remind(cast: Cast, telling: Telling) -> Step:
    """Let the reminders of the day before go out."""
    first = on_of(cast.event)[0].starts_at
    with telling.step("Reminders a day before", 0) as (step, _):
        cast.stage.clock.wind_to(first - timedelta(hours=24) + timedelta(minutes=1))
        seconds = await until_sent(cast.stage)
        step.notes.append(f"{await _number(cast, 'day_before')} arrived in {seconds:.0f} s")
    return step


async def thank(cast: Cast, telling: Telling) -> Step:
    """Let thanks go out when the last session is over."""
    last = max(each.ends_at for each in on_of(cast.event)) + timedelta(minutes=5)
    with telling.step("Thanks to those who came", 0) as (step, _):
        cast.stage.clock.wind_to(by_day(last, ZoneInfo(cast.event.zone)) + timedelta(minutes=1))
        seconds = await until_sent(cast.stage)
        step.notes.append(f"{await _number(cast, 'thanks')} arrived in {seconds:.0f} s")
    return step


async def export(cast: Cast, telling: Telling) -> tuple[Step, bool]:
    """Take the file of registrations in the chat; return whether it holds everybody."""
    phone, event = cast.staff[0], cast.event.id
    with telling.step("List of registrations (XLSX)", 0) as (step, _):
        step.took(await phone.types("/export"))
        door, file = ExportDoor(event=event).pack(), ExportTap(event=event, form="x").pack()
        if file not in phone.data and door in phone.data:
            step.took(await phone.tap(door))
        step.took(await phone.tap(file))
        content = await _file(cast, phone)
        rows = await cast.stage.read(registrations_of)
        sheet = read_sheet(content)
        listed = sheet.rows if isinstance(sheet, Sheet) else ()
        step.notes.append(f"{len(listed)} rows, {len(content) / 1024:.0f} kB")
    seen = {value for row in listed for value in row.cells.values()}
    return step, len(listed) == len(rows) and {each.code for each in rows} <= seen


async def _file(cast: Cast, phone: Phone) -> bytes:
    documents = [each for each in phone.messages.values() if "document" in each]
    newest = max(documents, key=lambda each: int(each["message_id"]), default=None)
    return await cast.stage.file(newest["document"]["url"]) if newest else b""


async def _number(cast: Cast, kind: str) -> int:
    return int((await cast.stage.read(sent_by_kind)).get((kind, "sent"), 0))
