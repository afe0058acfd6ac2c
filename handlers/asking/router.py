"""A pupil asks: what is typed becomes a question; words that need an adult at once are answered with the helpline first."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.chat.class_doors import AskDoor, MyQuestionDoor
from bot.chat.flow import Answer, Flow
from bot.chat.screen import Onward
from bot.domain.questions import LONGEST, read_message
from bot.i18n.speech import mark
from bot.services.questions import NoQuestion, Thread, TooMuch
from handlers.asking.screens import ask_screen, called_for_screen, no_class_screen, question_screen, which_class_screen
from handlers.asking.taps import EndTap

if TYPE_CHECKING:
    from bot.chat.visit import Visit

flow = Flow()
flow.command("ask", mark("Ask my counsellor"), AskDoor)


@flow.tap(AskDoor)
async def asking(visit: Visit, door: AskDoor) -> Answer:
    """Ask for the question, or first to whom it goes."""
    classes = await visit.ground.memberships.mine(visit.pupil.id)
    if not classes:
        return no_class_screen(visit.speech)
    questions = await visit.ground.questions.mine(visit.pupil.id)
    chosen = [each for each in classes if each.school_class.id == door.group] or classes
    if len(chosen) > 1:
        return which_class_screen(visit.speech, classes, questions)
    return ask_screen(visit.speech, chosen[0], questions)


@flow.text_at(AskDoor, heeds_alarm=True)
async def question_typed(visit: Visit, text: str) -> Answer:
    """Send the question."""
    door, message = AskDoor.unpack(visit.pupil.spot), _cut(visit, text)
    if message is None or not door.group:
        return _unread(visit, door)
    sent = await visit.ground.questions.ask(visit.pupil.id, door.group, message, once=visit.update_id)
    return _sent(visit, door, message, sent)


@flow.tap(MyQuestionDoor)
async def question_opened(visit: Visit, door: MyQuestionDoor) -> Answer:
    """Show a question of one's own."""
    thread = await visit.ground.questions.see(visit.pupil.id, door.id)
    return AskDoor() if isinstance(thread, NoQuestion) else question_screen(visit.speech, thread)


@flow.text_at(MyQuestionDoor, heeds_alarm=True)
async def more_typed(visit: Visit, text: str) -> Answer:
    """Write more in a question."""
    door, message = MyQuestionDoor.unpack(visit.pupil.spot), _cut(visit, text)
    if message is None:
        return _unread(visit, door)
    sent = await visit.ground.questions.add(visit.pupil.id, door.id, message, once=visit.update_id)
    return _sent(visit, AskDoor(), message, sent)


@flow.tap(EndTap)
async def ended(visit: Visit, tap: EndTap) -> Answer:
    """Close a question of one's own."""
    await visit.ground.questions.end(visit.pupil.id, tap.id, once=visit.update_id)
    return Onward(MyQuestionDoor(id=tap.id), toast=visit.speech.say("Closed."))


def _cut(visit: Visit, text: str) -> str | None:
    """Return the message; a call for help is taken however long it is."""
    is_call = visit.ground.shelf.alarm.heard(text)
    return read_message(text.strip()[:LONGEST] if is_call else text)


def _unread(visit: Visit, door: AskDoor | MyQuestionDoor) -> Onward:
    return Onward(door, line=visit.speech.html("Please write it in at most {most} letters.", most=LONGEST))


def _sent(visit: Visit, door: AskDoor, text: str, sent: Thread | NoQuestion | TooMuch) -> Answer:
    if visit.ground.shelf.alarm.heard(text):
        number = sent.question.id if isinstance(sent, Thread) else None
        return called_for_screen(visit.speech, is_sent=number is not None, question_id=number)
    match sent:
        case Thread(question):
            return Onward(MyQuestionDoor(id=question.id), toast=visit.speech.say("Sent to your counsellor."))
        case NoQuestion():
            line = visit.speech.html("It was not sent: the class has no counsellor now, or the question is closed.")
            return Onward(door, line=line)
        case TooMuch():
            line = visit.speech.html("It was not sent: first let your other questions be answered, or close one.")
            return Onward(door, line=line)
        case _:
            assert_never(sent)
