"""Screens of a counsellor's inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.class_doors import AnswerDoor, InboxDoor, LedClassesDoor
from bot.chat.doors import MenuDoor
from bot.chat.paging import paged_rows
from bot.chat.screen import Button, Screen, column, shortened
from bot.chat.threads import thread_lines
from bot.i18n.speech import Html, bold
from handlers.answering.taps import (
    CloseTap,
    DropTemplateTap,
    HandDoor,
    HandTap,
    KeepTemplateTap,
    SendTemplateTap,
    TemplatesDoor,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.questions import Question
    from bot.i18n import Speech
    from bot.services.answering import Inbox, Template
    from bot.services.questions import Thread
    from bot.services.schools import Counsellor


def inbox_screen(speech: Speech, inbox: Inbox, page: int) -> Screen:
    """Questions, the most urgent first; urgency is said in words."""
    parts = [speech.html("<b>Questions of pupils</b>")]
    if not inbox.questions:
        parts.append(speech.html("Nobody waits for an answer."))
    urgent = sum(each.is_flagged for each in inbox.questions)
    if urgent:
        parts.append(speech.html("Urgent, an adult is needed at once: {number}", number=urgent))
    buttons = [Button(shortened(_label(speech, each)), AnswerDoor(id=each.id)) for each in inbox.questions]
    rows = paged_rows(speech, buttons, page, lambda number: InboxDoor(page=number))
    ways = (Button(speech.say("My classes"), LedClassesDoor()), Button(speech.say("Menu"), MenuDoor()))
    return Screen(Html("\n\n".join(parts)), (*rows, ways), spot=InboxDoor(page=page))


def thread_screen(speech: Speech, thread: Thread) -> Screen:
    """A question with what was written; the answer is typed here."""
    question = thread.question
    pupil = question.pupil or speech.say("A pupil")
    parts = [bold(f"{question.class_name} · {pupil}")]
    if question.is_flagged:
        parts.append(
            speech.html(
                "<b>Urgent: these words need an adult at once.</b> The pupil was shown the helpline 111. Act by the rules of "
                "your school today; do not only write."
            )
        )
    parts.append(thread_lines(thread.said, pupil, speech.say("You")))
    parts.append(speech.html("Write your answer here: the pupil gets it in their chat."))
    buttons = [Button(speech.say("Answer with a template"), TemplatesDoor(id=question.id))]
    if any(not each.is_from_pupil for each in thread.said):
        buttons.append(Button(speech.say("Keep my answer as a template"), KeepTemplateTap(id=question.id)))
    rows = column(
        *buttons,
        Button(speech.say("Hand over to a colleague"), HandDoor(id=question.id)),
        Button(speech.say("Close the question"), CloseTap(id=question.id)),
        Button(speech.say("Questions of pupils"), InboxDoor()),
    )
    return Screen(Html("\n\n".join(parts)), rows, spot=AnswerDoor(id=question.id))


def templates_screen(speech: Speech, question_id: int, templates: Sequence[Template]) -> Screen:
    """One tap sends one of them."""
    parts = [speech.html("<b>Templates</b>\n\nA tap sends the answer. ✕ takes a template off the list.")]
    if not templates:
        parts.append(speech.html("You keep none yet: answer a question, then keep the answer."))
    rows = [
        (
            Button(_cut(each.text), SendTemplateTap(id=question_id, template=each.id)),
            Button("✕", DropTemplateTap(id=question_id, template=each.id)),
        )
        for each in templates
    ]
    back = Button(speech.say("← Back"), AnswerDoor(id=question_id))
    return Screen(Html("\n\n".join(parts)), (*rows, (back,)), spot=TemplatesDoor(id=question_id))


def hand_screen(speech: Speech, question_id: int, colleagues: Sequence[Counsellor]) -> Screen:
    """To whom?"""
    parts = [
        speech.html(
            "<b>Hand over to whom?</b>\n\nYour colleague sees the question without the pupil's name; you no longer see it."
        )
    ]
    if not colleagues:
        parts.append(speech.html("Your school has no other counsellor here."))
    buttons = [
        Button(shortened(f"{each.label} · {each.grant_id}"), HandTap(id=question_id, grant=each.grant_id))
        for each in colleagues
    ]
    back = Button(speech.say("← Back"), AnswerDoor(id=question_id))
    return Screen(Html("\n\n".join(parts)), column(*buttons, back), spot=HandDoor(id=question_id))


def _label(speech: Speech, question: Question) -> str:
    state = speech.say("waits") if question.state == "open" else speech.say("answered")
    if question.is_flagged:
        state = speech.say("URGENT, {state}", state=state)
    return " · ".join(part for part in (state, question.class_name, question.pupil) if part)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 17 else f"{line[:16].rstrip()}…"
