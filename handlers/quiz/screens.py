"""Screens of the quiz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.answers import answer_name, bar
from bot.chat.doors import QuizDoor, WorldsAgainDoor
from bot.chat.screen import Button, Screen, column, grid
from bot.domain.quiz import open_doubts
from bot.domain.scoring import WORLD_POINTS
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
    from collections.abc import Sequence

    from bot.domain.quiz import Run
    from bot.i18n import Speech
    from bot.services.quiz import Asked

_DONT_KNOW = 0
_BAR_LENGTH = 12


def question_screen(speech: Speech, activity: str, asked: Asked) -> Screen:
    """One activity, five answers from the warmest to the coldest, "I don't know", back and pause."""
    done = len(asked.run.answers)
    number = list(asked.run.answers).index(asked.item) + 1 if asked.is_answered else done + 1
    head = (
        speech.html("A second look  {bar}", bar=bar(done / asked.most, _BAR_LENGTH))
        if asked.is_doubted
        else speech.html(
            "Question {number}, at most {total}  {bar}",
            number=number,
            total=asked.most,
            bar=bar(done / asked.most, _BAR_LENGTH),
        )
    )
    text = speech.html("{head}\n\n<b>{activity}</b>\n\nWould you like to do this?", head=head, activity=activity)
    turn = [Button(speech.say("← Back"), QuestionDoor(run=asked.run.id, item=asked.before))] if asked.before else []
    pause = Button(speech.say("Pause"), PauseTap(), words=speech.synonyms("stop, later, menu"))
    return Screen(text, (*column(*_answers(speech, asked)), (*turn, pause)), spot=_spot(asked))


def doubt_screen(speech: Speech, run: Run) -> Screen:
    """An offer to look again at a few answers; saying no is as good as saying yes."""
    number = len(open_doubts(run))
    question = speech.count(
        "Want to look at {number} answer again?", "Want to look at {number} of the answers again?", number
    )
    text = speech.html(
        "<b>{question}</b>\n\nThey came very quickly, or they are all the same. If you meant them so, leave them: "
        "the result is computed the same way.",
        question=question,
    )
    yes = Button(speech.say("Yes, show them"), LookAgainTap(run=run.id), words=speech.synonyms("yes, again"))
    no = Button(speech.say("No, leave them"), LeaveTap(run=run.id), words=speech.synonyms("no, leave"))
    return Screen(text, column(yes, no), spot=QuizDoor())


def worlds_screen(speech: Speech, run: Run, worlds: Sequence[tuple[str, str]]) -> Screen:
    """All worlds (pairs of id and name) to be ticked: at most three, none is fine too."""
    buttons = [
        Button(f"✓ {name}" if world in run.worlds else name, _tick(run, world), words=(name,)) for world, name in worlds
    ]
    text = speech.html(
        "<b>Where would you like to work?</b>\n\nTick up to three worlds. Their professions move up by {points} points of 100; "
        "the others stay in the list.",
        points=WORLD_POINTS,
    )
    label = speech.say("Show my result") if run.worlds else speech.say("No preference, show my result")
    end = Button(label, EndWorldsTap(run=run.id), words=speech.synonyms("result, skip, next"))
    return Screen(text, (*grid(buttons), (end,)), spot=WorldsAgainDoor() if run.has_worlds else QuizDoor())


def _tick(run: Run, world: str) -> TickWorldTap:
    return TickWorldTap(run=run.id, world=world, on=world not in run.worlds)


def _spot(asked: Asked) -> QuizDoor | QuestionDoor:
    return QuestionDoor(run=asked.run.id, item=asked.item) if asked.is_answered else QuizDoor()


def _answers(speech: Speech, asked: Asked) -> list[Button]:
    kind = ReviseTap if asked.is_answered else AnswerTap
    ticked = asked.earlier if asked.earlier is not None else _DONT_KNOW
    return [
        Button(
            f"✓ {label}" if asked.is_answered and choice == ticked else label,
            kind(run=asked.run.id, item=asked.item, choice=choice),
            words=(label, *words),
        )
        for choice, label, words in _choices(speech)
    ]


def _choices(speech: Speech) -> list[tuple[int, str, tuple[str, ...]]]:
    """Return choice, label and the words that mean the same when typed."""
    return [
        (5, answer_name(speech, 5), speech.synonyms("5, very, i love it, super")),
        (4, answer_name(speech, 4), speech.synonyms("4, yes, i would, like")),
        (3, answer_name(speech, 3), speech.synonyms("3, neither, so so, maybe")),
        (2, answer_name(speech, 2), speech.synonyms("2, no, rather not")),
        (1, answer_name(speech, 1), speech.synonyms("1, never, hate it")),
        (_DONT_KNOW, speech.say("I don't know what this is"), speech.synonyms("0, i don't know, don't know, not sure")),
    ]
