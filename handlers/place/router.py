"""Where the pupil lives. Only the id of the settlement is stored; a point of the map is forgotten at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import NextDoor, PlaceDoor
from bot.chat.flow import Admits, Answer, Flow
from bot.chat.screen import Onward
from bot.chat.typed import as_query
from handlers.place.screens import (
    locate_screen,
    place_screen,
    regions_screen,
    towns_screen,
    unknown_town_screen,
    which_town_screen,
)
from handlers.place.taps import LocateDoor, RegionsDoor, TownsDoor, TownsNamedDoor, TownTap

if TYPE_CHECKING:
    from bot.chat.visit import Visit
    from bot.domain.geo import Point
    from bot.i18n.speech import Html

flow = Flow()

_MOST_OFFERED = 5
_SHOWN_LETTERS = 60


@flow.tap(PlaceDoor, admits=Admits.AGREED)
async def place_opened(visit: Visit, _door: PlaceDoor) -> Answer:
    """Ask where the pupil lives."""
    return place_screen(visit.speech)


@flow.tap(LocateDoor, admits=Admits.AGREED)
async def location_wanted(visit: Visit, _door: LocateDoor) -> Answer:
    """Show the phone's button for its location."""
    return locate_screen(visit.speech)


@flow.tap(RegionsDoor, admits=Admits.AGREED)
async def regions_opened(visit: Visit, door: RegionsDoor) -> Answer:
    """List the regions by the alphabet."""
    names = {region: visit.words.regions[region].name for region in visit.ground.shelf.regions}
    return regions_screen(visit.speech, _sorted(visit, names), door.page)


@flow.tap(TownsDoor, admits=Admits.AGREED)
async def towns_opened(visit: Visit, door: TownsDoor) -> Answer:
    """List a region's towns by the alphabet; a city that is a region of its own is chosen at once."""
    places = [place.id for place in visit.ground.shelf.places.values() if place.region == door.region]
    if not places:
        return RegionsDoor()
    if len(places) == 1:
        return TownTap(place=places[0])
    names = {place: visit.words.places[place].name for place in places}
    region = visit.words.regions[door.region].name
    return towns_screen(visit.speech, door.region, region, _sorted(visit, names), door.page)


@flow.tap(TownsNamedDoor, admits=Admits.AGREED)
async def towns_named(visit: Visit, door: TownsNamedDoor) -> Answer:
    """Offer the towns that a typed name may mean."""
    matches = visit.ground.finder.places(door.query, visit.language)[:_MOST_OFFERED]
    if not matches:
        return PlaceDoor()
    towns = [(match.id, visit.ground.atlas.full_place_name(match.id, visit.language)) for match in matches]
    return which_town_screen(visit.speech, door.query, towns)


@flow.tap(TownTap, admits=Admits.AGREED)
async def town_chosen(visit: Visit, tap: TownTap) -> Answer:
    """Store the place and go on; one that the atlas no longer has is asked for again."""
    if tap.place not in visit.ground.shelf.places:
        return PlaceDoor()
    await visit.ground.people.live_in(visit.telegram_id, tap.place, once=visit.update_id)
    return Onward(NextDoor(), line=_found(visit, tap.place))


@flow.location
async def location_sent(visit: Visit, point: Point) -> Answer:
    """Find the nearest settlement, store it, and take the phone's button away again."""
    place = visit.ground.atlas.nearest_place(point)
    if place is None:
        far = visit.speech.html("I know no town near this point. Please write the name of yours.")
        return Onward(PlaceDoor(), ends_location=far)
    await visit.ground.people.live_in(visit.telegram_id, place.id, once=visit.update_id)
    return Onward(NextDoor(), ends_location=_found(visit, place.id))


@flow.text_at(PlaceDoor)
@flow.text_at(RegionsDoor)
@flow.text_at(TownsDoor)
@flow.text_at(TownsNamedDoor)
async def name_typed(visit: Visit, text: str) -> Answer | None:
    """Find the town that was typed, ask which one, or say that it is not known."""
    return await _read_name(visit, text)


@flow.text_at(LocateDoor)
async def name_typed_instead(visit: Visit, text: str) -> Answer | None:
    """The same while the phone's button is shown: it is taken away."""
    answer = await _read_name(visit, text)
    taken_away = visit.speech.html("All right, by name.")
    return answer if isinstance(answer, Onward) else Onward(PlaceDoor(), ends_location=taken_away)


async def _read_name(visit: Visit, text: str) -> Answer:
    matches = visit.ground.finder.places(text, visit.language)
    if not matches:
        return unknown_town_screen(visit.speech, text[:_SHOWN_LETTERS])
    if matches[0].clear:
        return await town_chosen(visit, TownTap(place=matches[0].id))
    return TownsNamedDoor(query=as_query(text))


def _found(visit: Visit, place: str) -> Html:
    return visit.speech.html("Your place: {place}.", place=visit.ground.atlas.full_place_name(place, visit.language))


def _sorted(visit: Visit, names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(names.items(), key=lambda pair: visit.speech.sort_key(pair[1]))
