"""Colleges: lists by distance and by town, and the card."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.chat.doors import (
    CollegeDoor,
    CollegeRegionsDoor,
    CollegesDoor,
    CollegeTownDoor,
    CollegeTownsDoor,
    WorldsDoor,
)
from bot.chat.flow import Answer, Flow
from bot.chat.screen import Pin
from bot.domain.geo import distance_km
from bot.i18n.speech import mark
from handlers.colleges.card import CollegeInWords, college_screen
from handlers.colleges.screens import (
    ListedCollege,
    colleges_screen,
    no_college_screen,
    regions_screen,
    town_screen,
    towns_screen,
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
    if not near and name is None:
        # A town that the atlas no longer has: the colleges can still be found by region.
        return CollegeRegionsDoor()
    if not near:
        return no_college_screen(visit.speech, door, name or "")
    colleges = [_in_list(visit, each.college, each.distance_km) for each in near]
    return colleges_screen(visit.speech, door, name, visit.ground.atlas.place_name(place, visit.language), colleges)


@flow.tap(CollegeRegionsDoor)
async def regions_opened(visit: Visit, door: CollegeRegionsDoor) -> Answer:
    """List the regions with their number of colleges, by the alphabet."""
    numbers = visit.ground.atlas.colleges_by_region
    regions = [(region, visit.words.regions[region].name, number) for region, number in numbers.items()]
    return regions_screen(visit.speech, _by_name(visit, regions), door.page)


@flow.tap(CollegeTownsDoor)
async def towns_opened(visit: Visit, door: CollegeTownsDoor) -> Answer:
    """List a region's towns that have colleges; a region with one town leads to it at once."""
    numbers = visit.ground.atlas.colleges_by_town(door.region)
    if not numbers:
        return CollegeRegionsDoor()
    if len(numbers) == 1:
        return CollegeTownDoor(place=next(iter(numbers)))
    towns = [(place, visit.words.places[place].name, number) for place, number in numbers.items()]
    return towns_screen(visit.speech, door, visit.words.regions[door.region].name, _by_name(visit, towns))


@flow.tap(CollegeTownDoor)
async def town_opened(visit: Visit, door: CollegeTownDoor) -> Answer:
    """List a town's colleges; a town without any leads to those nearest to it."""
    place = visit.ground.shelf.places.get(door.place)
    if place is None:
        return CollegeRegionsDoor()
    colleges = [_in_list(visit, each, 0.0) for each in visit.ground.shelf.colleges.values() if each.place == place.id]
    if not colleges:
        return CollegesDoor(place=place.id)
    colleges.sort(key=lambda each: visit.speech.sort_key(each.short))
    # A region with one town has no list of towns to go back to.
    has_towns = len(visit.ground.atlas.colleges_by_town(place.region)) > 1
    back = CollegeTownsDoor(region=place.region) if has_towns else CollegeRegionsDoor()
    return town_screen(visit.speech, door, back, visit.words.places[place.id].name, colleges)


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


def _by_name(visit: Visit, items: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    return sorted(items, key=lambda item: visit.speech.sort_key(item[1]))


async def _is_saved(visit: Visit, college: College) -> bool:
    return (await visit.ground.things.of(visit.pupil)).has("college", college.id)


def _in_list(visit: Visit, college: College, kilometres: float) -> ListedCollege:
    words = visit.words.colleges[college.id]
    return ListedCollege(college.id, words.name, words.short, kilometres)


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
        distance_km=distance_km(home.point, college.point) if home else None,
        taught=_taught(visit, college),
        patrons=_patrons(visit, college),
        collected=visit.speech.month(college.collected),
    )


def _patrons(visit: Visit, college: College) -> tuple[str, ...]:
    """Return the patrons that the college names, and enterprises that name the college."""
    known = visit.ground.region.patrons(college.id)
    named = {name for each in known for name in each.called}
    others = [name for name in college.patrons if name not in named]
    return (*(visit.words.enterprises[each.id].name for each in known), *others)


def _taught(visit: Visit, college: College) -> tuple[str, ...]:
    words = visit.words
    return (
        *(words.specialties[code].name for code in college.specialties),
        *(words.professions[profession].name for profession in college.professions),
        *(words.fields[field].name for field in college.fields),
    )
