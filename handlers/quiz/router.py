"""The quiz: every tap is one service call, and its outcome decides the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.chat.doors import HereDoor, MenuDoor, PictureDoor, QuizDoor, ResultDoor, WorldsAgainDoor
from bot.chat.flow import Answer, Flow
from bot.chat.screen import Onward
from bot.i18n.speech import mark
from bot.services.quiz import Asked, Completed, Doubted, Unknown, WorldsAsked
from handlers.quiz.screens import doubt_screen, question_screen, worlds_screen
from handlers.quiz.taps import (
    AnswerTap,
    EndWorldsTap,
    LeaveTap,
    LookAgainTap,
    PauseTap,
    QuestionDoor,
    ReviseTap,
    TickWorldTap,
)

if TYPE_CHECKING:
    from bot.chat.visit import Visit
    from bot.services.quiz import Outcome

flow = Flow()
flow.command("quiz", mark("Find out what suits you"), QuizDoor)


@flow.tap(QuizDoor)
async def quiz_opened(visit: Visit, _door: QuizDoor) -> Answer:
    """Show what comes next; begins the quiz where there is none."""
    return _screen(visit, await visit.ground.quiz.go_on(visit.pupil))


@flow.tap(AnswerTap)
async def answer_tapped(visit: Visit, tap: AnswerTap) -> Answer:
    """Store an answer."""
    quiz = visit.ground.quiz
    return _screen(visit, await quiz.answer(visit.pupil, tap.run, tap.item, tap.choice or None, once=visit.update_id))


@flow.tap(ReviseTap)
async def answer_revised(visit: Visit, tap: ReviseTap) -> Answer:
    """Replace an answer."""
    quiz = visit.ground.quiz
    return _screen(visit, await quiz.revise(visit.pupil, tap.run, tap.item, tap.choice or None, once=visit.update_id))


@flow.tap(QuestionDoor)
async def question_reopened(visit: Visit, door: QuestionDoor) -> Answer:
    """Show an answered question again, with its answer ticked."""
    return _screen(visit, await visit.ground.quiz.look_at(visit.pupil, door.run, door.item))


@flow.tap(LookAgainTap)
async def second_look_wanted(visit: Visit, tap: LookAgainTap) -> Answer:
    """Show the doubted answers, one after another."""
    return _screen(visit, await visit.ground.quiz.look_again(visit.pupil, tap.run, once=visit.update_id))


@flow.tap(LeaveTap)
async def answers_left(visit: Visit, tap: LeaveTap) -> Answer:
    """Go on with the answers as they are."""
    return _screen(visit, await visit.ground.quiz.leave_as_is(visit.pupil, tap.run, once=visit.update_id))


@flow.tap(TickWorldTap)
async def world_ticked(visit: Visit, tap: TickWorldTap) -> Answer:
    """Tick a world or take its tick away; one that the atlas does not have changes nothing."""
    if tap.world not in visit.ground.shelf.worlds:
        return WorldsAgainDoor()
    quiz = visit.ground.quiz
    return _screen(visit, await quiz.tick_world(visit.pupil, tap.run, tap.world, is_on=tap.on, once=visit.update_id))


@flow.tap(EndWorldsTap)
async def worlds_ended(visit: Visit, tap: EndWorldsTap) -> Answer:
    """Go to the result: with its picture the first time."""
    outcome = await visit.ground.quiz.end_worlds(visit.pupil, tap.run, once=visit.update_id)
    return PictureDoor() if isinstance(outcome, Completed) else _screen(visit, outcome)


@flow.tap(WorldsAgainDoor)
async def worlds_reopened(visit: Visit, _door: WorldsAgainDoor) -> Answer:
    """Show the ticks of the last quiz, to be changed."""
    return _screen(visit, await visit.ground.quiz.worlds_again(visit.pupil))


@flow.tap(PauseTap)
async def pause_tapped(visit: Visit, _tap: PauseTap) -> Answer:
    """Go to the menu; the quiz waits there."""
    return Onward(MenuDoor(), toast=visit.speech.say("Your answers are saved."))


@flow.text_at(QuizDoor)
@flow.text_at(QuestionDoor)
async def text_typed(visit: Visit, _text: str) -> Answer | None:
    """Ask the same question again: a text that is none of the answers is no answer."""
    line = visit.speech.html("Please tap one of the answers, or write a number from 1 (not at all) to 5 (very much).")
    return Onward(HereDoor(), line=line)


@flow.text_at(WorldsAgainDoor)
async def text_typed_at_worlds(visit: Visit, _text: str) -> Answer | None:
    """Show the worlds again: a text that names none of them ticks nothing."""
    return Onward(HereDoor(), line=visit.speech.html("Please tap a world, or go on to the result."))


def _screen(visit: Visit, outcome: Outcome) -> Answer:
    match outcome:
        case Asked():
            screen = question_screen(visit.speech, visit.words.questions[outcome.item].text, outcome)
            stale = visit.speech.say("This question already has your answer.")
            return screen.with_toast(stale) if outcome.was_stale else screen
        case Doubted():
            return doubt_screen(visit.speech, outcome.run)
        case WorldsAsked():
            names = [(world, visit.words.worlds[world].name) for world in visit.ground.shelf.worlds]
            screen = worlds_screen(visit.speech, outcome.run, names)
            full = visit.speech.say("Three worlds at most: take one tick away first.")
            return screen.with_toast(full) if outcome.is_full else screen
        case Completed():
            return ResultDoor()
        case Unknown():
            return QuizDoor()
        case _:
            assert_never(outcome)
