"""Screens of the export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import MenuDoor
from bot.chat.event_words import title_of
from bot.chat.paging import numbered, paged_rows
from bot.chat.screen import Button, Screen
from bot.chat.staff_doors import ExportDoor
from bot.chat.ways import way_back
from bot.i18n.speech import Html, bold, safe
from handlers.exporting.taps import ExportTap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.events import Event
    from bot.i18n import Speech


def events_screen(speech: Speech, events: Sequence[Event], page: int) -> Screen:
    """Of which event?"""
    buttons = [
        Button(numbered(position, title_of(speech, each)), ExportDoor(event=each.id))
        for position, each in enumerate(events)
    ]
    rows = paged_rows(speech, buttons, page, lambda number: ExportDoor(page=number))
    text = speech.html("<b>Who registered, as a file</b>\n\nOf which event?")
    menu = Button(speech.say("Menu"), MenuDoor())
    return Screen(text, (*rows, (menu,)), spot=ExportDoor(page=page), is_numbered=True)


def forms_screen(speech: Speech, event: Event) -> Screen:
    """In which form, and what one takes upon oneself."""
    number = sum(each.taken + each.waiting for each in event.sessions)
    parts = [
        bold(title_of(speech, event)),
        safe(
            speech.count(
                "{number} pupil has a seat or waits in line. The file also holds those who gave theirs back.",
                "{number} pupils have a seat or wait in line. The file also holds those who gave theirs back.",
                number,
            )
        ),
        speech.html(
            "The file holds names, schools and answers of children. Keep it where only you can read it, give it to nobody, and "
            "delete it when it is no longer needed. That you took it is written into the log."
        ),
    ]
    buttons = (
        Button("XLSX", ExportTap(event=event.id, form="x"), words=("excel",)),
        Button("CSV", ExportTap(event=event.id, form="c")),
    )
    return Screen(Html("\n\n".join(parts)), (buttons, way_back(speech, ExportDoor())), spot=ExportDoor(event=event.id))


def sent_screen(speech: Speech, event: Event, number: int) -> Screen:
    """What stands in the file above."""
    said = speech.count(
        "{number} registration. Delete the file, and this message, when it is no longer needed.",
        "{number} registrations. Delete the file, and this message, when it is no longer needed.",
        number,
    )
    return Screen(
        Html(f"{bold(title_of(speech, event))}\n{safe(said)}"), (way_back(speech, ExportDoor(event=event.id)),)
    )
