"""Screens of colleges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.chat.doors import CollegeDoor, CollegesDoor, MenuDoor, MyThingsDoor, ProfessionDoor, WorldsDoor
from bot.chat.paging import PAGE, page_of, paged_rows
from bot.chat.saving import save_button
from bot.chat.screen import Button, Screen, column, shortened
from bot.chat.sources import short_sources
from bot.chat.ways import way_back
from bot.i18n.speech import Html, bold, safe
from handlers.colleges.taps import CollegePinTap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.catalogue import College, Dormitory
    from bot.i18n import Speech

_MOST_TAUGHT = 6


@dataclass(frozen=True, slots=True)
class CollegeInWords:
    """A college in the pupil's language.

    Attributes:
        official_name: the name in the language of its source, when the shown one is our translation.
        taught: names of what it teaches, as far as our sources say.
        collected: month in which the facts were collected, as the pupil's language writes it.
    """

    name: str
    official_name: str | None
    place: str
    distance_km: float
    taught: tuple[str, ...]
    collected: str


@dataclass(frozen=True, slots=True)
class NearCollege:
    """A line of the list of colleges."""

    id: str
    name: str
    short: str
    distance_km: float


def colleges_screen(
    speech: Speech, door: CollegesDoor, profession: str | None, place: str, colleges: Sequence[NearCollege]
) -> Screen:
    """The nearest colleges: names in full in the text, buttons with as much of them as a phone shows."""
    shown, page, _ = page_of(colleges, door.page)
    lines = "\n".join(
        f"{number}. {safe(each.name)} · {speech.distance(each.distance_km)}"
        for number, each in enumerate(shown, start=1)
    )
    buttons = [
        Button(shortened(f"{position % PAGE + 1}. {each.short}"), _door(each.id, door), words=(each.short, each.name))
        for position, each in enumerate(colleges)
    ]
    rows = paged_rows(speech, buttons, page, lambda number: door.model_copy(update={"page": number}))
    title = (
        speech.html("<b>{profession}: nearest colleges</b>", profession=profession)
        if profession
        else speech.html("<b>Nearest colleges</b>")
    )
    distance = speech.html("Distance from: {place}. As the crow flies, from the middle of the town.", place=place)
    back = Button(speech.say("← Back"), ProfessionDoor(id=door.profession, back=door.back)) if profession else None
    menu = Button(speech.say("Menu"), MenuDoor())
    text = Html(f"{title}\n\n{lines}\n\n<i>{distance}</i>")
    return Screen(text, (*rows, (back, menu) if back else (menu,)), spot=door, is_numbered=True)


def _door(college: str, door: CollegesDoor) -> CollegeDoor:
    return CollegeDoor(id=college, profession=door.profession, back=door.back, page=door.page)


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


def college_screen(
    speech: Speech, college: College, words: CollegeInWords, door: CollegeDoor, *, is_saved: bool
) -> Screen:
    """The card of a college."""
    parts = [
        bold(words.name) if words.official_name is None else Html(f"{bold(words.name)}\n{safe(words.official_name)}"),
        Html("\n".join(_where(speech, college, words))),
        _taught(speech, words.taught),
        Html("\n".join(_conditions(speech, college))),
        Html("\n".join(_contacts(speech, college))),
        speech.html(
            "<i>Source: {source}. Collected: {date}.</i>",
            source=short_sources(speech, college.sources),
            date=words.collected,
        ),
    ]
    site = [Button(speech.say("Website"), url=_address(college.website))] if college.website else []
    pin = Button(speech.say("On the map"), CollegePinTap(**door.model_dump()))
    save = save_button(speech, "college", college.id, is_saved=is_saved)
    list_door = CollegesDoor(profession=door.profession, back=door.back, page=door.page)
    back = MyThingsDoor() if door.back == "t" and not door.profession else list_door
    rows = ((pin, *site), (save,), way_back(speech, back))
    return Screen(Html("\n\n".join(part for part in parts if part)), rows, spot=door)


def _where(speech: Speech, college: College, words: CollegeInWords) -> list[Html]:
    lines = [
        safe(words.place),
        speech.html("From your town: {distance}", distance=speech.distance(words.distance_km)),
    ]
    if college.address:
        lines.append(speech.html("Address: {address}", address=college.address))
    return lines


def _taught(speech: Speech, taught: Sequence[str]) -> Html:
    if not taught:
        return speech.html("What it teaches is not in our list yet: ask the college.")
    lines = [Html(f"• {safe(name)}") for name in taught[:_MOST_TAUGHT]]
    rest = len(taught) - _MOST_TAUGHT
    if rest > 0:
        lines.append(Html(speech.count("and {number} more", "and {number} more", rest)))
    return Html("\n".join([speech.html("<b>You can learn here:</b>"), *lines]))


def _conditions(speech: Speech, college: College) -> list[Html]:
    ownership = {
        "state": speech.html("State college"),
        "private": speech.html("Private college"),
        None: speech.html("State or private: not known to us"),
    }[college.ownership]
    lines = [ownership, _dormitory(speech, college.dormitory)]
    if college.patrons:
        lines.append(speech.html("Partner enterprises: {names}", names=", ".join(college.patrons)))
    return lines


def _dormitory(speech: Speech, dormitory: Dormitory | None) -> Html:
    if dormitory is None:
        return speech.html("Dormitory: not known to us, ask the college")
    if dormitory.planned:
        return speech.html("Dormitory: planned")
    if not dormitory.has:
        return speech.html("Dormitory: no")
    if dormitory.beds:
        return Html(speech.count("Dormitory: yes, {number} place", "Dormitory: yes, {number} places", dormitory.beds))
    return speech.html("Dormitory: yes")


def _contacts(speech: Speech, college: College) -> list[Html]:
    lines = []
    if college.phone:
        lines.append(speech.html("Phone: {phone}", phone=college.phone))
    if college.website:
        lines.append(speech.html("Website: {site}", site=college.website))
    if college.instagram:
        lines.append(speech.html("Instagram: {name}", name=college.instagram))
    return lines


def _address(website: str) -> str:
    return website if website.startswith("http") else f"https://{website}"
