"""What if: nothing is stored, the wish travels in the tap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import QuizDoor, ResultDoor, WhatIfDoor, WishesDoor
from bot.chat.fitting import fitting_of
from bot.chat.flow import Answer, Flow
from bot.domain.scoring import Wish
from bot.services.advice import Conditions, NotAsked
from handlers.whatif.screens import Moved, regions_screen, whatif_screen, wishes_screen
from handlers.whatif.taps import RegionsDoor

if TYPE_CHECKING:
    from bot.chat.visit import Visit

flow = Flow()


@flow.tap(WishesDoor)
async def wishes_opened(visit: Visit, _door: WishesDoor) -> Answer:
    """Offer what may be supposed."""
    return wishes_screen(visit.speech)


@flow.tap(RegionsDoor)
async def regions_opened(visit: Visit, door: RegionsDoor) -> Answer:
    """List the regions but the pupil's own, by the alphabet."""
    shelf = visit.ground.shelf
    home = shelf.region_of(visit.pupil.place)
    regions = [(region, visit.words.regions[region].name) for region in shelf.regions if region != home]
    regions.sort(key=lambda pair: visit.speech.sort_key(pair[1]))
    return regions_screen(visit.speech, regions, door.page)


@flow.tap(WhatIfDoor)
async def supposed(visit: Visit, door: WhatIfDoor) -> Answer:
    """Show the five professions as they would be, and where each of them stood before."""
    region = visit.ground.shelf.regions.get(door.region)
    if not door.wish and region is None:
        return ResultDoor()
    conditions = Conditions(Wish(door.wish), region.centre if region else None)
    supposed = await visit.ground.advice.suppose(visit.pupil, conditions)
    if isinstance(supposed, NotAsked):
        return QuizDoor()
    before, after = supposed.before, supposed.after
    if not after.suggestions:
        return ResultDoor()
    moved = [
        Moved(fitting_of(visit, each), before.place_of(each.profession), after.place_of(each.profession))
        for each in after.suggestions
    ]
    name = visit.words.regions[region.id].name if region else ""
    return whatif_screen(visit.speech, door, name, moved, visit.pupil.grade)
