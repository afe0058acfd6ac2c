"""Screens of the quiz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import QuizDoor
from bot.chat.screen import Button, Screen, column
from handlers.quiz.taps import AnswerTap, PauseTap, QuestionDoor, ReviseTap

if TYPE_CHECKING:
    from bot.i18n import Speech
    from bot.services.quiz import Asked

_DONT_KNOW = 0
_BAR_LENGTH = 12


def question_screen(speech: Speech, activity: str, asked: Asked) -> Screen:
    """One activity, five answers from the warmest to the coldest, "I don't know", back and pause."""
    done, total = asked.run.progress
    number = list(asked.run.answers).index(asked.item) + 1 if asked.is_answered else done + 1
    text = speech.html(
        "Question {number} of {total}  {bar}\n\n<b>{activity}</b>\n\nWould you like to do this?",
        number=number,
        total=total,
        bar=_bar(done, total),
        activity=activity,
    )
    turn = [Button(speech.say("← Back"), QuestionDoor(run=asked.run.id, item=asked.before))] if asked.before else []
    pause = Button(speech.say("Pause"), PauseTap(), words=tuple(speech.say("stop, later, menu").split(", ")))
    return Screen(text, (*column(*_answers(speech, asked)), (*turn, pause)), spot=_spot(asked))


def _spot(asked: Asked) -> QuizDoor | QuestionDoor:
    return QuestionDoor(run=asked.run.id, item=asked.item) if asked.is_answered else QuizDoor()


def _answers(speech: Speech, asked: Asked) -> list[Button]:
    kind = ReviseTap if asked.is_answered else AnswerTap
    ticked = asked.earlier if asked.earlier is not None else _DONT_KNOW
    return [
        Button(
            f"✓ {label}" if asked.is_answered and choice == ticked else label,
            kind(run=asked.run.id, item=asked.item, choice=choice),
            words=(label, *words.split(", ")),
        )
        for choice, label, words in _choices(speech)
    ]


def _choices(speech: Speech) -> list[tuple[int, str, str]]:
    """Return choice, label and the words that mean the same when typed."""
    return [
        (5, speech.say("Very much"), speech.say("5, very, i love it, super")),
        (4, speech.say("Yes, I would"), speech.say("4, yes, i would, like")),
        (3, speech.say("Neither yes nor no"), speech.say("3, neither, so so, maybe")),
        (2, speech.say("Not really"), speech.say("2, no, rather not")),
        (1, speech.say("Not at all"), speech.say("1, never, hate it")),
        (_DONT_KNOW, speech.say("I don't know what this is"), speech.say("0, i don't know, don't know, not sure")),
    ]


def _bar(done: int, total: int) -> str:
    filled = round(_BAR_LENGTH * done / total)
    return "▰" * filled + "▱" * (_BAR_LENGTH - filled)
