"""The result: computed from the stored answers each time it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.chat.doors import PictureDoor, QuizDoor, ResultDoor
from bot.chat.fitting import fitting_of
from bot.chat.flow import Answer, Flow
from bot.i18n.speech import mark
from bot.services.advice import Advised, NotAsked
from handlers.result.history import SHOWN_RESULTS, Past, history_screen
from handlers.result.picture import with_picture
from handlers.result.screens import flat_screen, result_screen
from handlers.result.taps import AgainTap, HistoryDoor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.chat.fitting import Fitting
    from bot.chat.screen import Screen
    from bot.chat.visit import Visit

flow = Flow()
flow.command("result", mark("My result"), ResultDoor)


@flow.tap(ResultDoor)
async def result_opened(visit: Visit, _door: ResultDoor) -> Answer:
    """Show what suits the pupil; before the first quiz, begin it."""
    return await _result(visit)


@flow.tap(PictureDoor)
async def picture_wanted(visit: Visit, _door: PictureDoor) -> Answer:
    """Show the picture of the interests and the result below it."""
    return await _result(visit, is_pictured=True)


@flow.tap(AgainTap)
async def again_tapped(visit: Visit, _tap: AgainTap) -> Answer:
    """Begin a new run, or go on with the open one."""
    await visit.ground.quiz.begin_again(visit.pupil, once=visit.update_id)
    return QuizDoor()


@flow.tap(HistoryDoor)
async def history_opened(visit: Visit, _door: HistoryDoor) -> Answer:
    """Show the results of all quizzes and what changed between them."""
    # One more than is shown: what was different before the oldest one.
    results = await visit.ground.advice.history(visit.pupil, SHOWN_RESULTS + 1)
    return history_screen(visit.speech, [_past(visit, each) for each in results]) if results else QuizDoor()


async def _result(visit: Visit, *, is_pictured: bool = False) -> Answer:
    history = await visit.ground.advice.history(visit.pupil, 2)
    advised = history[0] if history else NotAsked()
    match advised:
        case NotAsked():
            return QuizDoor()
        case Advised(suggestions=()):
            return flat_screen(visit.speech, advised.profile, has_history=len(history) > 1)
        case Advised():
            fitting = [fitting_of(visit, each) for each in advised.suggestions]
            earlier = _past(visit, history[1]) if len(history) > 1 else None
            tried = await _tried(visit, fitting)
            screen: Screen = result_screen(visit.speech, advised, fitting, visit.pupil.grade, earlier, tried)
            return await with_picture(visit, advised, screen) if is_pictured else screen
        case _:
            assert_never(advised)


async def _tried(visit: Visit, fitting: Sequence[Fitting]) -> list[Fitting]:
    """Return those that can be tried at an event near home."""
    near = await visit.ground.events.near(visit.pupil)
    possible = {profession for each in near for profession in each.event.professions}
    return [each for each in fitting if each.id in possible]


def _past(visit: Visit, advised: Advised) -> Past:
    names = visit.words.professions
    return Past(
        finished_at=advised.run.finished_at,
        strongest=advised.strongest if advised.suggestions else (),
        five=tuple((each.profession, names[each.profession].short) for each in advised.suggestions),
    )
