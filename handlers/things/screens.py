"""The screen of one's own things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.chat.announcement_taps import AnnouncementsDoor
from bot.chat.class_doors import MyClassDoor
from bot.chat.doors import (
    AdmissionDoor,
    CollegeDoor,
    CompareDoor,
    MenuDoor,
    MyThingsDoor,
    PageDoor,
    ProfessionDoor,
    RemindTap,
    ResultDoor,
    TicketsDoor,
    WorldsDoor,
    entry_in_tap,
)
from bot.chat.paging import paged_rows
from bot.chat.screen import Button, Screen, shortened
from bot.i18n.speech import Html, safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.chat.screen import Row
    from bot.domain.admission import Season
    from bot.domain.saved import Kind
    from bot.i18n import Speech


@dataclass(frozen=True, slots=True)
class Thing:
    """A saved thing in words."""

    kind: Kind
    id: str
    name: str
    short: str

    @property
    def door(self) -> ProfessionDoor | CollegeDoor:
        """The way to its card."""
        return ProfessionDoor(id=self.id, back="t") if self.kind == "profession" else CollegeDoor(id=self.id, back="t")


def things_screen(
    speech: Speech,
    professions: Sequence[Thing],
    colleges: Sequence[Thing],
    page: int = 0,
    reminded_of: Season | None = None,
) -> Screen:
    """What was saved, the reminder of admission, and the ways to the result and to one's data."""
    parts = [speech.html("<b>My things</b>")]
    if professions:
        parts.append(_list(speech.html("<b>Professions</b>"), professions))
    if colleges:
        parts.append(_list(speech.html("<b>Colleges</b>"), colleges))
    if not professions and not colleges:
        parts.append(
            speech.html(
                "Nothing is saved yet. Tap “Save” on the card of a profession or a college, and it will stand here."
            )
        )
    if reminded_of:
        parts.append(_reminder(speech, reminded_of))
    buttons = [
        Button(shortened(each.short), each.door, words=(each.name, each.short)) for each in (*professions, *colleges)
    ]
    rows = paged_rows(speech, buttons, page, lambda number: MyThingsDoor(page=number))
    tools = (
        *((_reminder_buttons(speech, reminded_of),) if reminded_of else ()),
        (Button(speech.say("My result"), ResultDoor()), Button(speech.say("Compare"), CompareDoor())),
        (Button(speech.say("My tickets"), TicketsDoor(), words=speech.synonyms("ticket, tickets, events")),),
        (Button(speech.say("My class"), MyClassDoor()), Button(speech.say("Announcements"), AnnouncementsDoor())),
        (Button(speech.say("My data and privacy"), PageDoor(name="privacy")),),
        (Button(speech.say("Professions"), WorldsDoor()), Button(speech.say("Menu"), MenuDoor())),
    )
    return Screen(Html("\n\n".join(parts)), (*rows, *tools), spot=MyThingsDoor(page=page))


def _reminder(speech: Speech, reminded_of: Season) -> Html:
    return speech.html(
        "<b>Reminder</b>\n• Admission after grade {grade}: {date}",
        grade=reminded_of.entry,
        date=speech.date(reminded_of.opens_on),
    )


def _reminder_buttons(speech: Speech, reminded_of: Season) -> Row:
    entry = entry_in_tap(reminded_of.entry)
    tap = RemindTap(entry=entry, year=reminded_of.year, on=False)
    return (
        Button(speech.say("Admission"), AdmissionDoor(entry=entry)),
        Button(speech.say("Do not remind me"), tap, words=speech.synonyms("forget it, no reminder")),
    )


def _list(title: Html, things: Sequence[Thing]) -> Html:
    return Html("\n".join([title, *(f"• {safe(each.short)}" for each in things)]))
