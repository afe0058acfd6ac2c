"""The screen of one's own things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.chat.doors import (
    CollegeDoor,
    CompareDoor,
    MenuDoor,
    MyThingsDoor,
    PageDoor,
    ProfessionDoor,
    ResultDoor,
    WorldsDoor,
)
from bot.chat.paging import paged_rows
from bot.chat.screen import Button, Screen, shortened
from bot.i18n.speech import Html, safe

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def things_screen(speech: Speech, professions: Sequence[Thing], colleges: Sequence[Thing], page: int = 0) -> Screen:
    """What was saved, and the ways to the result and to one's data."""
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
    buttons = [
        Button(shortened(each.short), each.door, words=(each.name, each.short)) for each in (*professions, *colleges)
    ]
    rows = paged_rows(speech, buttons, page, lambda number: MyThingsDoor(page=number))
    tools = (
        (Button(speech.say("My result"), ResultDoor()), Button(speech.say("Compare"), CompareDoor())),
        (Button(speech.say("My data and privacy"), PageDoor(name="privacy")),),
        (Button(speech.say("Professions"), WorldsDoor()), Button(speech.say("Menu"), MenuDoor())),
    )
    return Screen(Html("\n\n".join(parts)), (*rows, *tools), spot=MyThingsDoor(page=page))


def _list(title: Html, things: Sequence[Thing]) -> Html:
    return Html("\n".join([title, *(f"• {safe(each.short)}" for each in things)]))
