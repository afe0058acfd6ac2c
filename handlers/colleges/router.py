"""Colleges: lists by distance, and the card."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.chat.doors import CollegeDoor, CollegesDoor, WorldsDoor
from bot.chat.flow import Answer, Flow
from bot.chat.screen import Pin
from bot.domain.geo import distance_km
from bot.i18n.speech import mark
from handlers.colleges.screens import (
    CollegeInWords,
    NearCollege,
    college_screen,
    colleges_screen,
    no_college_screen,
)
from handlers.colleges.taps import CollegePinTap

if TYPE_CHECKING:
    from bot.chat.visit import Visit
    from bot.domain.catalogue import College

flow = Flow()
flow.command("colleges", mark("Colleges near me"), CollegesDoor)


@flow.tap(CollegesDoor)
async def colleges_opened(visit: Visit, door: CollegesDoor) -> Answer:
    """List the colleges nearest to the pupil's town (or to the one they asked about)."""
    profession = visit.ground.shelf.professions.get(door.profession)
    if door.profession and profession is None:
        return WorldsDoor()
    place = door.place or visit.pupil.place or ""
    name = visit.words.professions[profession.id].short if profession else None
    near = visit.ground.atlas.colleges_near(place, profession)
    if not near:
        return no_college_screen(visit.speech, door, name or "")
    colleges = [_in_list(visit, each.college, each.distance_km) for each in near]
    return colleges_screen(visit.speech, door, name, visit.ground.atlas.place_name(place, visit.language), colleges)


@flow.tap(CollegeDoor)
async def college_opened(visit: Visit, door: CollegeDoor) -> Answer:
    """Show a college's card; one that the atlas no longer has leads to the list."""
    college = visit.ground.shelf.colleges.get(door.id)
    if college is None:
        return CollegesDoor()
    return college_screen(
        visit.speech, college, _in_words(visit, college), door, is_saved=await _is_saved(visit, college)
    )


@flow.tap(CollegePinTap)
async def pin_wanted(visit: Visit, tap: CollegePinTap) -> Answer:
    """Send the point of a college, and its card again below."""
    college = visit.ground.shelf.colleges.get(tap.id)
    if college is None:
        return CollegesDoor()
    words = _in_words(visit, college)
    door = CollegeDoor(**tap.model_dump())
    screen = college_screen(visit.speech, college, words, door, is_saved=await _is_saved(visit, college))
    address = college.address or visit.speech.say("{place}: the middle of the town", place=words.place)
    return replace(screen, pin=Pin(college.point, words.name, address))


async def _is_saved(visit: Visit, college: College) -> bool:
    return (await visit.ground.things.of(visit.pupil)).has("college", college.id)


def _in_list(visit: Visit, college: College, kilometres: float) -> NearCollege:
    words = visit.words.colleges[college.id]
    return NearCollege(college.id, words.name, words.short, kilometres)


def _in_words(visit: Visit, college: College) -> CollegeInWords:
    words = visit.words
    home = visit.ground.shelf.places.get(visit.pupil.place or "")
    official = None
    if visit.language not in college.official_name_in:
        official = visit.ground.shelf.words(college.official_name_in[0]).colleges[college.id].name
    return CollegeInWords(
        name=words.colleges[college.id].name,
        official_name=official,
        place=visit.ground.atlas.full_place_name(college.place, visit.language),
        distance_km=distance_km(home.point, college.point) if home else 0.0,
        taught=_taught(visit, college),
        collected=visit.speech.month(college.collected),
    )


def _taught(visit: Visit, college: College) -> tuple[str, ...]:
    words = visit.words
    return (
        *(words.specialties[code].name for code in college.specialties),
        *(words.professions[profession].name for profession in college.professions),
        *(words.fields[field].name for field in college.fields),
    )
