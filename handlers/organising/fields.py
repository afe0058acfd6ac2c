"""An event's place and the professions that can be tried there: typed, and found as pupils find them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, assert_never

from bot.chat.doors import MenuDoor
from bot.chat.screen import Onward
from bot.chat.staff_doors import RunDoor
from bot.domain.event_edits import fields_edit, point_edit, profession_edit
from bot.domain.geo import Point
from bot.services.access import NotAllowed
from bot.services.organising_outcomes import Told, Unfit
from handlers.organising.field_screens import point_screen, tell_place_screen, town_screen, tried_screen
from handlers.organising.flow import changed, flow, led_away, look
from handlers.organising.taps import (
    EditDoor,
    EventTownDoor,
    EventTownTap,
    NoPointTap,
    PointDoor,
    TellPlaceDoor,
    TellPlaceTap,
    TriedDoor,
    TriedTap,
)
from handlers.organising.wording import told_line

if TYPE_CHECKING:
    from bot.chat.flow import Answer
    from bot.chat.visit import Visit

_MOST_OFFERED: Final = 5
_SHOWN_LETTERS: Final = 60
_NUMBERS: Final = re.compile(r"\s*(-?\d{1,2}[.,]\d+)[\s,;]+(-?\d{1,3}[.,]\d+)\s*")


@flow.tap(EventTownDoor)
async def town_wanted(visit: Visit, door: EventTownDoor) -> Answer:
    """Ask for the town."""
    shown = await look(visit, door.event)
    return town_screen(visit.speech, shown.event) if shown else MenuDoor()


@flow.text_at(EventTownDoor)
async def town_typed(visit: Visit, text: str) -> Answer | None:
    """Find it as a pupil's home is found."""
    door = EventTownDoor.unpack(visit.pupil.spot)
    matches = visit.ground.finder.places(text, visit.language)[:_MOST_OFFERED]
    if matches and matches[0].clear:
        return await _settled(visit, door.event, matches[0].id)
    shown = await look(visit, door.event)
    if shown is None:
        return MenuDoor()
    towns = [(each.id, visit.ground.atlas.full_place_name(each.id, visit.language)) for each in matches]
    return town_screen(visit.speech, shown.event, towns, text[:_SHOWN_LETTERS])


@flow.tap(EventTownTap)
async def town_chosen(visit: Visit, tap: EventTownTap) -> Answer:
    """Keep it; one that the atlas does not have is asked for again."""
    if tap.place not in visit.ground.shelf.places:
        return EventTownDoor(event=tap.event)
    return await _settled(visit, tap.event, tap.place)


async def _settled(visit: Visit, event: int, place: str) -> Answer:
    name = visit.ground.atlas.full_place_name(place, visit.language)
    line = visit.speech.html("Place: {place}", place=name)
    return await changed(visit, event, fields_edit(place=place), TellPlaceDoor(event=event), line=line)


@flow.tap(PointDoor)
async def point_wanted(visit: Visit, door: PointDoor) -> Answer:
    """Ask for the point."""
    shown = await look(visit, door.event)
    return point_screen(visit.speech, shown.event) if shown else MenuDoor()


@flow.point_at(PointDoor)
async def point_sent(visit: Visit, point: Point) -> Answer:
    """Keep the point."""
    event = PointDoor.unpack(visit.pupil.spot).event
    line = visit.speech.html("Noted.")
    return await changed(visit, event, point_edit(point), TellPlaceDoor(event=event), line=line)


@flow.text_at(PointDoor)
async def point_typed(visit: Visit, text: str) -> Answer | None:
    """Keep a point that was typed in numbers."""
    door = PointDoor.unpack(visit.pupil.spot)
    found = _NUMBERS.fullmatch(text)
    latitude, longitude = (float(each.replace(",", ".")) for each in found.groups()) if found else (91.0, 0.0)
    if abs(latitude) > 90 or abs(longitude) > 180:
        line = visit.speech.html("I did not understand that. Two numbers are needed: latitude, then longitude.")
        return Onward(door, line=line)
    return await point_sent(visit, Point(latitude, longitude))


@flow.tap(NoPointTap)
async def point_taken_away(visit: Visit, tap: NoPointTap) -> Answer:
    """Show no point any more."""
    return await changed(visit, tap.event, point_edit(None), EditDoor(event=tap.event))


@flow.tap(TellPlaceDoor)
async def place_changed(visit: Visit, door: TellPlaceDoor) -> Answer:
    """Ask whether to tell it, where anybody is to be told; go on with what a draft lacks."""
    shown = await look(visit, door.event)
    if shown is None:
        return MenuDoor()
    coming = [each.id for each in shown.event.coming(visit.ground.events.now())]
    told = sum(shown.counts[each].told for each in coming)
    if shown.event.state not in {"open", "closed"} or not told:
        return EditDoor(event=door.event) if shown.event.sessions else RunDoor(event=door.event)
    return tell_place_screen(visit.speech, visit.ground.atlas, shown.event, told)


@flow.tap(TellPlaceTap)
async def place_told(visit: Visit, tap: TellPlaceTap) -> Answer:
    """Tell everybody."""
    outcome = await visit.ground.organising_sessions.tell_place(
        visit.pupil.id, tap.event, tap.stamp, once=visit.update_id
    )
    match outcome:
        case Told(event, _, number):
            return Onward(RunDoor(event=event.id), line=told_line(visit.speech, number))
        case Unfit() | NotAllowed():
            return led_away(visit, outcome)
        case _:
            assert_never(outcome)


@flow.tap(TriedDoor)
async def professions_opened(visit: Visit, door: TriedDoor) -> Answer:
    """Show the professions that can be tried."""
    shown = await look(visit, door.event)
    return tried_screen(visit.speech, visit.words, shown.event, door) if shown else MenuDoor()


@flow.text_at(TriedDoor)
async def profession_typed(visit: Visit, text: str) -> Answer | None:
    """Offer the professions that a text may mean."""
    door = TriedDoor.unpack(visit.pupil.spot)
    shown = await look(visit, door.event)
    if shown is None:
        return MenuDoor()
    found = [each.id for each in visit.ground.finder.professions(text, visit.language)[:_MOST_OFFERED]]
    return tried_screen(visit.speech, visit.words, shown.event, door, found, text[:_SHOWN_LETTERS])


@flow.tap(TriedTap)
async def profession_tapped(visit: Visit, tap: TriedTap) -> Answer:
    """Add it, or take it out."""
    if tap.id not in visit.ground.shelf.professions:
        return TriedDoor(event=tap.event)
    return await changed(visit, tap.event, profession_edit(tap.id, on=tap.on), TriedDoor(event=tap.event))
