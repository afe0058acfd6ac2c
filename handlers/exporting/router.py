"""The export: whoever may not gets the menu, as by any word that means nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import MenuDoor
from bot.chat.flow import Answer, Flow
from bot.chat.screen import Attachment
from bot.chat.staff_doors import ExportDoor
from bot.i18n.speech import mark
from bot.services.access import NotAllowed
from handlers.exporting.screens import events_screen, forms_screen, sent_screen
from handlers.exporting.taps import ExportTap

if TYPE_CHECKING:
    from bot.chat.visit import Visit

flow = Flow()
flow.command("export", mark("Who registered, as a file (organisers)"), ExportDoor, "organiser", "administrator")


@flow.tap(ExportDoor)
async def export_opened(visit: Visit, door: ExportDoor) -> Answer:
    """Ask of which event, then in which form."""
    events = await visit.ground.access.events_for(visit.pupil.id, "export")
    if not events:
        return MenuDoor()
    event = next((each for each in events if each.id == door.event), events[0] if len(events) == 1 else None)
    return forms_screen(visit.speech, event) if event else events_screen(visit.speech, events, door.page)


@flow.tap(ExportTap)
async def file_wanted(visit: Visit, tap: ExportTap) -> Answer:
    """Make the file and send it."""
    file = await visit.ground.exports.file(
        tap.event, "xlsx" if tap.form == "x" else "csv", visit.pupil.id, visit.language, once=visit.update_id
    )
    event = await visit.ground.events.find(tap.event)
    if isinstance(file, NotAllowed) or event is None:
        return MenuDoor()
    return sent_screen(visit.speech, event, file.number).with_files(Attachment(file.name, file.content))
