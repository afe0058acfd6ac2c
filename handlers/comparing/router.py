"""The comparison: the five of the result, and what was saved, may be picked. The picks travel in the tap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import CompareDoor, HereDoor
from bot.chat.fitting import advised_or_door, fitting_of, region_name
from bot.chat.flow import Answer, Flow
from bot.chat.screen import Onward
from bot.domain.people import entry_grade
from bot.services.advice import Advised
from handlers.comparing.screens import FEWEST, MOST, Compared, choice_screen, compared_screen, joined
from handlers.comparing.taps import ComparedDoor

if TYPE_CHECKING:
    from bot.chat.fitting import Fitting
    from bot.chat.visit import Visit
    from bot.domain.advice import Suggestion

flow = Flow()

# A place in the list is one digit of the tap.
_MOST_OFFERED = 10


@flow.tap(CompareDoor)
async def comparison_opened(visit: Visit, door: CompareDoor) -> Answer:
    """Offer the professions to be picked, with those already picked ticked."""
    offered = await _offered(visit)
    if not isinstance(offered, list):
        return offered
    fitting = [fitting_of(visit, each) for each in offered]
    return choice_screen(visit.speech, fitting, _picked(door.picks, len(fitting)))


@flow.tap(ComparedDoor)
async def compared(visit: Visit, door: ComparedDoor) -> Answer:
    """Show what was picked side by side."""
    offered = await _offered(visit)
    if not isinstance(offered, list):
        return offered
    picked = _picked(door.picks, len(offered))
    if len(picked) < FEWEST:
        line = visit.speech.html("Pick two or three professions first.")
        return Onward(CompareDoor(picks=joined(picked)), line=line)
    items = [_compared(visit, fitting_of(visit, offered[place])) for place in picked]
    return compared_screen(visit.speech, items, joined(picked), entry_grade(visit.pupil.grade))


@flow.text_at(CompareDoor)
async def text_typed(visit: Visit, _text: str) -> Answer | None:
    """Show the choice again: a text that names none of the professions picks nothing."""
    return Onward(HereDoor(), line=visit.speech.html("Please tap the professions that you want to compare."))


async def _offered(visit: Visit) -> list[Suggestion] | Answer:
    """Return the five of the result and the saved ones, or where to go when there is no result."""
    advised = await advised_or_door(visit)
    if not isinstance(advised, Advised):
        return advised
    five = {each.profession for each in advised.suggestions}
    saved = (await visit.ground.things.of(visit.pupil)).professions
    by_id = {each.profession: each for each in advised.order}
    others = [by_id[profession] for profession in reversed(saved) if profession in by_id and profession not in five]
    return [*advised.suggestions, *others][:_MOST_OFFERED]


def _picked(picks: str, offered: int) -> list[int]:
    """Return the places that a tap names: each once, in order, at most three; what is no place is passed over."""
    places = {int(each) for each in picks if each in "0123456789" and int(each) < offered}
    return sorted(places)[:MOST]


def _compared(visit: Visit, fitting: Fitting) -> Compared:
    profession = visit.ground.shelf.professions[fitting.id]
    training, _ = visit.ground.atlas.durations_after(profession, entry_grade(visit.pupil.grade))
    return Compared(fitting, profession.pay, training, region_name(visit))
