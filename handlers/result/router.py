"""The result: computed from the stored answers each time it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.chat.doors import QuizDoor, ResultDoor
from bot.chat.flow import Answer, Flow
from bot.i18n.speech import mark
from bot.services.advice import Advised, NotAsked
from handlers.result.screens import Fitting, flat_screen, result_screen
from handlers.result.taps import AgainTap

if TYPE_CHECKING:
    from bot.chat.visit import Visit
    from bot.domain.advice import Suggestion

flow = Flow()
flow.command("result", mark("My result"), ResultDoor)


@flow.tap(ResultDoor)
async def result_opened(visit: Visit, _door: ResultDoor) -> Answer:
    """Show what suits the pupil; before the first quiz, begin it."""
    advised = await visit.ground.advice.advise(visit.pupil)
    match advised:
        case NotAsked():
            return QuizDoor()
        case Advised(suggestions=()):
            return flat_screen(visit.speech, advised.profile)
        case Advised():
            return result_screen(visit.speech, advised, [_fitting(visit, each) for each in advised.suggestions])
        case _:
            assert_never(advised)


@flow.tap(AgainTap)
async def again_tapped(visit: Visit, _tap: AgainTap) -> Answer:
    """Begin a new run, or go on with the open one."""
    await visit.ground.quiz.begin_again(visit.pupil, once=visit.update_id)
    return QuizDoor()


def _fitting(visit: Visit, suggestion: Suggestion) -> Fitting:
    words = visit.words.professions[suggestion.profession]
    profession = visit.ground.shelf.professions[suggestion.profession]
    nearest = visit.ground.atlas.colleges_near(visit.pupil.place or "", profession)[:1]
    return Fitting(
        id=suggestion.profession,
        name=words.name,
        short=words.short,
        shared=suggestion.shared,
        college=visit.words.colleges[nearest[0].college.id].short if nearest else None,
        distance_km=nearest[0].distance_km if nearest else 0.0,
    )
