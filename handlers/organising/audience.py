"""For whom an event is: grades, regions, towns, schools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.chat.doors import MenuDoor
from bot.chat.screen import Onward
from bot.domain.event_edits import (
    LONGEST,
    Cleaned,
    cleaned,
    grade_edit,
    region_edit,
    school_edit,
    town_edit,
    without_schools,
)
from handlers.organising.audience_screens import audience_screen, regions_screen, schools_screen, towns_screen
from handlers.organising.flow import changed, flow, look
from handlers.organising.taps import (
    AllSchoolsTap,
    AudienceDoor,
    AudienceRegionsDoor,
    AudienceTownsDoor,
    AudienceTownTap,
    GradeTap,
    RegionTap,
    SchoolsDoor,
)
from handlers.organising.wording import text_fault

if TYPE_CHECKING:
    from bot.chat.flow import Answer
    from bot.chat.visit import Visit

_MOST_OFFERED: Final = 5
_SHOWN_LETTERS: Final = 60


@flow.tap(AudienceDoor)
async def audience_opened(visit: Visit, door: AudienceDoor) -> Answer:
    """Show for whom it is."""
    shown = await look(visit, door.event)
    return audience_screen(visit.speech, visit.words, shown.event) if shown else MenuDoor()


@flow.tap(GradeTap)
async def grade_tapped(visit: Visit, tap: GradeTap) -> Answer:
    """Let a grade in, or not."""
    return await changed(visit, tap.event, grade_edit(tap.grade, on=tap.on), AudienceDoor(event=tap.event))


@flow.tap(AudienceRegionsDoor)
async def regions_opened(visit: Visit, door: AudienceRegionsDoor) -> Answer:
    """List the regions by the alphabet."""
    shown = await look(visit, door.event)
    if shown is None:
        return MenuDoor()
    names = [(region, visit.words.regions[region].name) for region in visit.ground.shelf.regions]
    names.sort(key=lambda pair: visit.speech.sort_key(pair[1]))
    return regions_screen(visit.speech, shown.event, door, names)


@flow.tap(RegionTap)
async def region_tapped(visit: Visit, tap: RegionTap) -> Answer:
    """Let a region in, or not."""
    then = AudienceRegionsDoor(event=tap.event, page=tap.page)
    if tap.region not in visit.ground.shelf.regions:
        return then
    return await changed(visit, tap.event, region_edit(tap.region, on=tap.on), then)


@flow.tap(AudienceTownsDoor)
async def towns_opened(visit: Visit, door: AudienceTownsDoor) -> Answer:
    """Show the towns."""
    shown = await look(visit, door.event)
    return towns_screen(visit.speech, visit.words, shown.event) if shown else MenuDoor()


@flow.text_at(AudienceTownsDoor)
async def town_typed(visit: Visit, text: str) -> Answer | None:
    """Offer the towns that a text may mean."""
    door = AudienceTownsDoor.unpack(visit.pupil.spot)
    shown = await look(visit, door.event)
    if shown is None:
        return MenuDoor()
    matches = visit.ground.finder.places(text, visit.language)[:_MOST_OFFERED]
    found = [(each.id, visit.ground.atlas.full_place_name(each.id, visit.language)) for each in matches]
    return towns_screen(visit.speech, visit.words, shown.event, found, text[:_SHOWN_LETTERS])


@flow.tap(AudienceTownTap)
async def town_tapped(visit: Visit, tap: AudienceTownTap) -> Answer:
    """Let a town in, or not."""
    then = AudienceTownsDoor(event=tap.event)
    if tap.place not in visit.ground.shelf.places:
        return then
    return await changed(visit, tap.event, town_edit(tap.place, on=tap.on), then)


@flow.tap(SchoolsDoor)
async def schools_opened(visit: Visit, door: SchoolsDoor) -> Answer:
    """Show the schools."""
    shown = await look(visit, door.event)
    return schools_screen(visit.speech, shown.event) if shown else MenuDoor()


@flow.text_at(SchoolsDoor)
async def school_typed(visit: Visit, text: str) -> Answer | None:
    """Add a school."""
    door = SchoolsDoor.unpack(visit.pupil.spot)
    school = cleaned("school", text)
    if not isinstance(school, Cleaned):
        return Onward(door, line=text_fault(visit.speech, school, LONGEST["school"]))
    return await changed(visit, door.event, school_edit(school.text), door, line=visit.speech.html("Noted."))


@flow.tap(AllSchoolsTap)
async def all_schools_tapped(visit: Visit, tap: AllSchoolsTap) -> Answer:
    """Let all schools in."""
    return await changed(visit, tap.event, without_schools, SchoolsDoor(event=tap.event))
