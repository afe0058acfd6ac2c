"""After the event: thanks to those who came, and the file of everybody who registered."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.chat.staff_doors import ExportDoor
from bot.db.rehearsing import registrations_of
from bot.domain.hours import NIGHT_BEGINS, by_day
from bot.domain.notices import REMINDERS
from bot.rehearsal.finding import on_of
from bot.rehearsal.sending import send_due
from bot.sheets import Limits, Sheet, SheetRow, read_sheet
from handlers.exporting.taps import ExportTap

if TYPE_CHECKING:
    from bot.rehearsal.cast import Cast
    from bot.rehearsal.figures import Step
    from bot.rehearsal.phone import Phone
    from bot.rehearsal.telling import Telling

# Far above what 20,000 pupils make, far below what a machine has.
_UNPACKED: Final = 500_000_000
_READING_SECONDS: Final = 300.0


async def remind(cast: Cast, telling: Telling) -> Step:
    """Let the reminders of the day before go out."""
    first = on_of(cast.event)[0].starts_at
    # At night they wait for the morning.
    moment = by_day(first - REMINDERS["day_before"].before, ZoneInfo(cast.event.zone), NIGHT_BEGINS)
    return await send_due(cast, telling, "Reminders a day before", "day_before", moment + timedelta(minutes=1))


async def thank(cast: Cast, telling: Telling) -> Step:
    """Let thanks go out when the last session is over."""
    last = max(each.ends_at for each in on_of(cast.event)) + timedelta(minutes=5)
    moment = by_day(last, ZoneInfo(cast.event.zone)) + timedelta(minutes=1)
    return await send_due(cast, telling, "Thanks to those who came", "thanks", moment)


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
        listed = await asyncio.to_thread(listed_in, content, len(rows))
        step.notes.append(f"{len(listed)} rows, {len(content) / 1024:.0f} kB")
    seen = {value for row in listed for value in row.cells.values()}
    return step, len(listed) == len(rows) and {each.code for each in rows} <= seen


def listed_in(content: bytes, most: int) -> tuple[SheetRow, ...]:
    """Return the rows of a list of at most so many registrations; none when the file cannot be read.

    Our own file may be longer than what strangers may send.
    """
    limits = Limits(size=len(content), unpacked=_UNPACKED, rows=most + 1, seconds=_READING_SECONDS)
    sheet = read_sheet(content, limits)
    return sheet.rows if isinstance(sheet, Sheet) else ()


async def _file(cast: Cast, phone: Phone) -> bytes:
    documents = [each for each in phone.messages.values() if "document" in each]
    newest = max(documents, key=lambda each: int(each["message_id"]), default=None)
    return await cast.stage.file(newest["document"]["url"]) if newest else b""
