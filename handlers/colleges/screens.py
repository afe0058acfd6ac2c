"""Lists of colleges: by distance, and those of a town."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.chat.doors import (
    CollegeDoor,
    CollegeRegionsDoor,
    CollegesDoor,
    CollegeTownDoor,
    CollegeTownsDoor,
    MenuDoor,
    ProfessionDoor,
    WorldsDoor,
)
from bot.chat.paging import numbered, page_of, paged_rows
from bot.chat.screen import Button, Screen, column, shortened
from bot.chat.ways import way_back
from bot.i18n.speech import Html, safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiogram.filters.callback_data import CallbackData

    from bot.i18n import Speech


@dataclass(frozen=True, slots=True)
class ListedCollege:
    """A line of a list of colleges."""

    id: str
    name: str
    short: str
    distance_km: float


def colleges_screen(
    speech: Speech, door: CollegesDoor, profession: str | None, place: str, colleges: Sequence[ListedCollege]
) -> Screen:
    """The nearest colleges: names in full in the text, buttons with as much of them as a phone shows."""
    shown, page, _ = page_of(colleges, door.page)
    lines = _numbered([f"{safe(each.name)} · {speech.distance(each.distance_km)}" for each in shown])
    here = door.model_copy(update={"page": page})
    buttons = [_button(position, each, _from_list(each.id, here)) for position, each in enumerate(colleges)]
    rows = paged_rows(speech, buttons, page, lambda number: door.model_copy(update={"page": number}))
    title = (
        speech.html("<b>{profession}: nearest colleges</b>", profession=profession)
        if profession
        else speech.html("<b>Nearest colleges</b>")
    )
    distance = speech.html("Distance from: {place}. As the crow flies, from the middle of the town.", place=place)
    text = Html(f"{title}\n\n{lines}\n\n<i>{distance}</i>")
    if profession:
        return Screen(
            text,
            (*rows, way_back(speech, ProfessionDoor(id=door.profession, back=door.back))),
            spot=here,
            is_numbered=True,
        )
    by_town = Button(speech.say("By town"), CollegeRegionsDoor())
    return Screen(text, (*rows, (by_town, Button(speech.say("Menu"), MenuDoor()))), spot=here, is_numbered=True)


def regions_screen(speech: Speech, regions: Sequence[tuple[str, str, int]], page: int) -> Screen:
    """The regions: id, name, and how many colleges of it we know."""
    buttons = [
        Button(shortened(f"{name} · {number}"), CollegeTownsDoor(region=region), words=(name,))
        for region, name, number in regions
    ]
    rows = paged_rows(speech, buttons, page, lambda number: CollegeRegionsDoor(page=number))
    text = speech.html(
        "<b>Colleges by town</b>\n\nChoose a region. The number says how many of its colleges stand in our list."
    )
    return Screen(text, (*rows, way_back(speech, CollegesDoor())), spot=CollegeRegionsDoor(page=page))


def towns_screen(speech: Speech, door: CollegeTownsDoor, name: str, towns: Sequence[tuple[str, str, int]]) -> Screen:
    """The towns of a region that have colleges: id, name, and how many of them we know."""
    buttons = [
        Button(shortened(f"{town} · {number}"), CollegeTownDoor(place=place), words=(town,))
        for place, town, number in towns
    ]
    rows = paged_rows(speech, buttons, door.page, lambda number: door.model_copy(update={"page": number}))
    text = speech.html("<b>{region}</b>\n\nChoose a town to see its colleges.", region=name)
    return Screen(text, (*rows, way_back(speech, CollegeRegionsDoor())), spot=door)


def town_screen(
    speech: Speech, door: CollegeTownDoor, back: CallbackData, name: str, colleges: Sequence[ListedCollege]
) -> Screen:
    """All colleges of a town, by the alphabet."""
    shown, page, _ = page_of(colleges, door.page)
    here = door.model_copy(update={"page": page})
    buttons = [
        _button(position, each, CollegeDoor(id=each.id, page=page, place=door.place, listed="t"))
        for position, each in enumerate(colleges)
    ]
    rows = paged_rows(speech, buttons, page, lambda number: door.model_copy(update={"page": number}))
    lines = _numbered([safe(each.name) for each in shown])
    title = speech.html("<b>{place}: colleges</b>", place=name)
    return Screen(Html(f"{title}\n\n{lines}"), (*rows, way_back(speech, back)), spot=here, is_numbered=True)


def no_college_screen(speech: Speech, door: CollegesDoor, profession: str) -> Screen:
    """No college of the list teaches it: say so, and what to do next."""
    text = speech.html(
        "<b>{profession}</b>\n\nNo college in our list names this profession yet. That does not mean that nobody teaches it: "
        "ask the nearest colleges, or look at a similar profession.",
        profession=profession,
    )
    buttons = (
        Button(speech.say("All colleges near me"), CollegesDoor()),
        Button(speech.say("Worlds of professions"), WorldsDoor()),
        Button(speech.say("← Back"), ProfessionDoor(id=door.profession, back=door.back)),
    )
    return Screen(text, column(*buttons), spot=door)


def _numbered(lines: Sequence[str]) -> str:
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


def _button(position: int, college: ListedCollege, door: CollegeDoor) -> Button:
    return Button(numbered(position, college.short), door, words=(college.short, college.name))


def _from_list(college: str, door: CollegesDoor) -> CollegeDoor:
    place = "" if door.profession else door.place
    return CollegeDoor(id=college, profession=door.profession, back=door.back, page=door.page, place=place)
