"""The comparison: the five of the result, and what was saved, may be picked. The picks travel in the tap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import CompareDoor, HereDoor, QuizDoor, ResultDoor
from bot.chat.fitting import fitting_of
from bot.chat.flow import Answer, Flow
from bot.chat.screen import Onward
from bot.services.advice import Advised
from handlers.comparing.screens import Compared, choice_screen, compared_screen
from handlers.comparing.taps import ComparedDoor

if TYPE_CHECKING:
    from bot.chat.fitting import Fitting
    from bot.chat.visit import Visit
    from bot.domain.advice import Suggestion

flow = Flow()

# A place in the list is one digit of the tap.
_MOST_OFFERED = 10
_FEWEST, _MOST = 2, 3


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
    if len(picked) < _FEWEST:
        line = visit.speech.html("Pick two or three professions first.")
        return Onward(CompareDoor(picks="".join(map(str, picked))), line=line)
    items = [_compared(visit, fitting_of(visit, offered[place])) for place in picked]
    return compared_screen(visit.speech, items, "".join(map(str, picked)), visit.pupil.grade)


@flow.text_at(CompareDoor)
async def text_typed(visit: Visit, _text: str) -> Answer | None:
    """Show the choice again: a text that names none of the professions picks nothing."""
    return Onward(HereDoor(), line=visit.speech.html("Please tap the professions that you want to compare."))


async def _offered(visit: Visit) -> list[Suggestion] | Answer:
    """Return the five of the result and the saved ones, or where to go when there is no result."""
    advised = await visit.ground.advice.advise(visit.pupil)
    if not isinstance(advised, Advised):
        return QuizDoor()
    if not advised.suggestions:
        return ResultDoor()
    five = {each.profession for each in advised.suggestions}
    saved = (await visit.ground.things.of(visit.pupil)).professions
    by_id = {each.profession: each for each in advised.order}
    others = [by_id[profession] for profession in reversed(saved) if profession in by_id and profession not in five]
    return [*advised.suggestions, *others][:_MOST_OFFERED]


def _picked(picks: str, offered: int) -> list[int]:
    """Return the places that a tap names: each once, in order, at most three; what is no place is passed over."""
    places = {int(each) for each in picks if each in "0123456789" and int(each) < offered}
    return sorted(places)[:_MOST]


def _compared(visit: Visit, fitting: Fitting) -> Compared:
    profession = visit.ground.shelf.professions[fitting.id]
    after9, after11 = visit.ground.atlas.durations(profession)
    place = visit.ground.shelf.places.get(visit.pupil.place or "")
    return Compared(
        fitting=fitting,
        pay=profession.pay,
        after9=after9,
        after11=after11,
        region=visit.words.regions[place.region].name if place else "",
    )
