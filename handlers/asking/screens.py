"""Screens of a pupil's questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.class_doors import AskDoor, MyClassDoor, MyQuestionDoor
from bot.chat.doors import MenuDoor
from bot.chat.helpline import helpline
from bot.chat.screen import Button, Screen, column, shortened
from bot.chat.threads import thread_lines
from bot.domain.questions import LONGEST
from bot.i18n.speech import Html
from handlers.asking.taps import EndTap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.questions import Question
    from bot.i18n import Speech
    from bot.services.memberships import Mine
    from bot.services.questions import Thread


def ask_screen(speech: Speech, mine: Mine, questions: Sequence[Question]) -> Screen:
    """Write it here."""
    sees = (
        speech.html("Your counsellor sees the question and the class, not your name.")
        if mine.name is None
        else speech.html("Your counsellor sees the question and your name: {name}", name=mine.name)
    )
    parts = [
        speech.html("<b>Write your question to your counsellor here.</b>"),
        speech.html(
            "Class: {name}. At most {most} letters. The answer comes into this chat.",
            name=mine.school_class.name,
            most=LONGEST,
        ),
        sees,
    ]
    door = AskDoor(group=mine.school_class.id)
    return Screen(Html("\n\n".join(parts)), column(*_threads(speech, questions), _menu(speech)), spot=door)


def which_class_screen(speech: Speech, classes: Sequence[Mine], questions: Sequence[Question]) -> Screen:
    """To the counsellor of which class?"""
    buttons = [
        Button(shortened(f"{each.school_class.name} · {each.school_class.school}"), AskDoor(group=each.school_class.id))
        for each in classes
    ]
    text = speech.html("<b>To the counsellor of which class?</b>")
    return Screen(text, column(*buttons, *_threads(speech, questions), _menu(speech)), spot=AskDoor())


def no_class_screen(speech: Speech) -> Screen:
    """Only who is in a class has a counsellor here."""
    text = speech.html(
        "You can ask the counsellor of your class once you have joined it: by the poster, the link or the code."
    )
    return Screen(text, column(Button(speech.say("My class"), MyClassDoor()), _menu(speech)))


def question_screen(speech: Speech, thread: Thread) -> Screen:
    """A question with what was written."""
    question = thread.question
    head = speech.html("<b>My question</b>")
    parts = [
        Html(f"{head}\n{state_line(speech, question)}"),
        thread_lines(thread.said, speech.say("Me"), speech.say("Counsellor")),
    ]
    rows = column(_menu(speech))
    if question.is_open:
        parts.append(speech.html("To write more, just write it here."))
        rows = column(Button(speech.say("Close the question"), EndTap(id=question.id)), _menu(speech))
    return Screen(Html("\n\n".join(parts)), rows, spot=MyQuestionDoor(id=question.id))


def called_for_screen(speech: Speech, *, is_sent: bool, question_id: int | None) -> Screen:
    """The helpline first; then that the counsellor has the question, or has not."""
    sent = (
        speech.html(
            "Your counsellor got your question too, as the first one to be read. Do not wait for the answer: call."
        )
        if is_sent
        else speech.html("Your question could not be sent to a counsellor. Do not wait: call.")
    )
    spot = MyQuestionDoor(id=question_id) if question_id is not None else None
    return Screen(Html(f"{helpline(speech)}\n\n{sent}"), column(_menu(speech)), spot=spot)


def state_line(speech: Speech, question: Question) -> Html:
    """Return where a question stands."""
    return {
        "open": speech.html("waits for an answer"),
        "answered": speech.html("answered"),
        "closed": speech.html("closed"),
    }[question.state]


def _threads(speech: Speech, questions: Sequence[Question]) -> list[Button]:
    label = {"open": speech.say("My question: waits"), "answered": speech.say("My question: answered")}
    return [Button(label[each.state], MyQuestionDoor(id=each.id)) for each in questions if each.is_open]


def _menu(speech: Speech) -> Button:
    return Button(speech.say("Menu"), MenuDoor())
