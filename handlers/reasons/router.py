"""Why this one: the parts add up to the order that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import OrderDoor, ResultDoor, WhyDoor
from bot.chat.fitting import advised_or_door, fitting_of, region_name
from bot.chat.flow import Answer, Flow
from bot.domain.scoring import Wish
from bot.services.advice import Advised, Conditions, NotAsked
from handlers.reasons.screens import Why, order_screen, why_screen

if TYPE_CHECKING:
    from bot.chat.visit import Visit

flow = Flow()


@flow.tap(OrderDoor)
async def order_opened(visit: Visit, _door: OrderDoor) -> Answer:
    """Show the five professions with the parts of their scores."""
    advised = await advised_or_door(visit)
    if not isinstance(advised, Advised):
        return advised
    fitting = [fitting_of(visit, each) for each in advised.suggestions]
    places = [advised.place_of(each.id) for each in fitting]
    return order_screen(visit.speech, list(zip(fitting, places, strict=True)))


@flow.tap(WhyDoor)
async def why_asked(visit: Visit, door: WhyDoor) -> Answer:
    """Show the answers and the facts behind one profession's place."""
    explained = await visit.ground.advice.explain(visit.pupil, door.id, Conditions(Wish(door.wish)))
    if isinstance(explained, NotAsked):
        return ResultDoor()
    why = Why(
        explained=explained,
        fitting=fitting_of(visit, explained.suggestion),
        activities={item: words.text for item, words in visit.words.questions.items()},
        world=visit.words.worlds[explained.suggestion.candidate.world].name,
        region=region_name(visit),
    )
    return why_screen(visit.speech, why, door, visit.pupil.grade)
