"""The card of a college."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.chat.doors import AdmissionDoor, CollegeDoor, CollegesDoor, CollegeTownDoor, MyThingsDoor
from bot.chat.saving import save_button
from bot.chat.screen import Button, Screen
from bot.chat.sources import short_sources
from bot.chat.ways import way_back
from bot.i18n.speech import Html, bold, safe
from handlers.colleges.taps import CollegePinTap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiogram.filters.callback_data import CallbackData

    from bot.domain.catalogue import College, Dormitory, Dual
    from bot.i18n import Speech

_MOST_TAUGHT = 6


@dataclass(frozen=True, slots=True)
class CollegeInWords:
    """A college in the pupil's language.

    Attributes:
        official_name: the name in the language of its source, when the shown one is our translation.
        distance_km: from the pupil's town; None when that is not known.
        taught: names of what it teaches, as far as our sources say.
        patrons: enterprises that are its patrons or partners.
        collected: month in which the facts were collected, as the pupil's language writes it.
    """

    name: str
    official_name: str | None
    place: str
    distance_km: float | None
    taught: tuple[str, ...]
    patrons: tuple[str, ...]
    collected: str


def college_screen(
    speech: Speech, college: College, words: CollegeInWords, door: CollegeDoor, *, is_saved: bool
) -> Screen:
    """The card of a college."""
    parts = [
        bold(words.name) if words.official_name is None else Html(f"{bold(words.name)}\n{safe(words.official_name)}"),
        Html("\n".join(_where(speech, college, words))),
        _taught(speech, words.taught),
        Html("\n".join(_conditions(speech, college, words))),
        Html("\n".join(_contacts(speech, college))),
        speech.html(
            "<i>Source: {source}. Collected: {date}.</i>",
            source=short_sources(speech, college.sources),
            date=words.collected,
        ),
    ]
    site = [Button(speech.say("Website"), url=_address(college.website))] if college.website else []
    pin = Button(speech.say("On the map"), CollegePinTap(**door.model_dump()))
    apply = Button(speech.say("How to apply"), AdmissionDoor(college=college.id))
    save = save_button(speech, "college", college.id, is_saved=is_saved)
    rows = ((pin, *site), (apply,), (save,), way_back(speech, _back(door)))
    return Screen(Html("\n\n".join(part for part in parts if part)), rows, spot=door)


def _back(door: CollegeDoor) -> CallbackData:
    if door.listed == "t":
        return CollegeTownDoor(place=door.place, page=door.page)
    if door.back == "t" and not door.profession:
        return MyThingsDoor()
    return CollegesDoor(profession=door.profession, place=door.place, back=door.back, page=door.page)


def _where(speech: Speech, college: College, words: CollegeInWords) -> list[Html]:
    lines = [safe(words.place)]
    if words.distance_km is not None:
        lines.append(speech.html("From your town: {distance}", distance=speech.distance(words.distance_km)))
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


def _conditions(speech: Speech, college: College, words: CollegeInWords) -> list[Html]:
    ownership = {
        "state": speech.html("State college"),
        "private": speech.html("Private college"),
        None: speech.html("State or private: not known to us"),
    }[college.ownership]
    lines = [ownership, _dormitory(speech, college.dormitory), _dual(speech, college.dual)]
    if words.patrons:
        lines.append(speech.html("Partner enterprises: {names}", names=", ".join(words.patrons)))
    return lines


def _dual(speech: Speech, dual: Dual | None) -> Html:
    """Dual training: a part of the week at an enterprise."""
    if dual is None:
        return speech.html("Dual training: not known to us, ask the college")
    if dual.students and dual.year:
        return Html(
            speech.count(
                "Dual training: yes, {number} student ({year})",
                "Dual training: yes, {number} students ({year})",
                dual.students,
                year=dual.year,
            )
        )
    return speech.html("Dual training: yes")


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
