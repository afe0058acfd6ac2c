"""The quiz: every tap is one service call, and its outcome decides the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.chat.doors import HereDoor, MenuDoor, QuizDoor, ResultDoor
from bot.chat.flow import Answer, Flow
from bot.chat.screen import Onward
from bot.i18n.speech import mark
from bot.services.quiz import Asked, Completed, Unknown
from handlers.quiz.screens import question_screen
from handlers.quiz.taps import AnswerTap, PauseTap, QuestionDoor, ReviseTap

if TYPE_CHECKING:
    from bot.chat.visit import Visit

flow = Flow()
flow.command("quiz", mark("Find out what suits you"), QuizDoor)


@flow.tap(QuizDoor)
async def quiz_opened(visit: Visit, _door: QuizDoor) -> Answer:
    """Show the question that comes next; begins the quiz where there is none."""
    return _outcome(visit, await visit.ground.quiz.go_on(visit.pupil))


@flow.tap(AnswerTap)
async def answer_tapped(visit: Visit, tap: AnswerTap) -> Answer:
    """Store an answer."""
    quiz = visit.ground.quiz
    return _outcome(visit, await quiz.answer(visit.pupil, tap.run, tap.item, tap.choice or None, once=visit.update_id))


@flow.tap(ReviseTap)
async def answer_revised(visit: Visit, tap: ReviseTap) -> Answer:
    """Replace an answer."""
    quiz = visit.ground.quiz
    return _outcome(visit, await quiz.revise(visit.pupil, tap.run, tap.item, tap.choice or None, once=visit.update_id))


@flow.tap(QuestionDoor)
async def question_reopened(visit: Visit, door: QuestionDoor) -> Answer:
    """Show an answered question again, with its answer ticked."""
    return _outcome(visit, await visit.ground.quiz.look_at(visit.pupil, door.run, door.item))


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


def _outcome(visit: Visit, outcome: Asked | Completed | Unknown) -> Answer:
    match outcome:
        case Asked():
            screen = question_screen(visit.speech, visit.words.questions[outcome.item].text, outcome)
            stale = visit.speech.say("This question already has your answer.")
            return screen.with_toast(stale) if outcome.was_stale else screen
        case Completed():
            return ResultDoor()
        case Unknown():
            return QuizDoor()
        case _:
            assert_never(outcome)
