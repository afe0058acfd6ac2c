"""A counsellor answers. Whose a question is, the services ask; everybody else learns nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.class_doors import AnswerDoor, AskDoor, InboxDoor
from bot.chat.flow import Admits, Answer, Flow
from bot.chat.screen import Onward
from bot.domain.questions import LONGEST, read_message
from bot.i18n.speech import mark
from bot.services.access import NotAllowed
from bot.services.questions import NoQuestion, Thread
from handlers.answering.screens import hand_screen, inbox_screen, templates_screen, thread_screen
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
    from bot.chat.visit import Visit

flow = Flow()
flow.command("questions", mark("Questions to the counsellor"), InboxDoor, "counsellor")


@flow.tap(InboxDoor, admits=Admits.AGREED)
async def inbox_opened(visit: Visit, door: InboxDoor) -> Answer:
    """Show what is to be answered; a pupil's own questions are behind another door."""
    inbox = await visit.ground.answering.inbox(visit.pupil.id)
    return AskDoor() if isinstance(inbox, NotAllowed) else inbox_screen(visit.speech, inbox, door.page)


@flow.tap(AnswerDoor, admits=Admits.AGREED)
async def question_opened(visit: Visit, door: AnswerDoor) -> Answer:
    """Show a question."""
    thread = await visit.ground.answering.see(visit.pupil.id, door.id)
    return InboxDoor() if isinstance(thread, NoQuestion) else thread_screen(visit.speech, thread)


@flow.text_at(AnswerDoor, heeds_alarm=True)
async def answer_typed(visit: Visit, text: str) -> Answer:
    """Send the answer."""
    door, message = AnswerDoor.unpack(visit.pupil.spot), read_message(text)
    if message is None:
        return Onward(door, line=visit.speech.html("Please answer in at most {most} letters.", most=LONGEST))
    return await _answer(visit, door.id, message)


@flow.tap(CloseTap, admits=Admits.AGREED)
async def closed(visit: Visit, tap: CloseTap) -> Answer:
    """Close a question."""
    done = await visit.ground.answering.close(visit.pupil.id, tap.id, once=visit.update_id)
    return Onward(InboxDoor(), toast=visit.speech.say("Closed.") if done else "")


@flow.tap(TemplatesDoor, admits=Admits.AGREED)
async def templates_opened(visit: Visit, door: TemplatesDoor) -> Answer:
    """Show one's templates."""
    if not await visit.ground.access.may(visit.pupil.id, "answer_questions"):
        return InboxDoor()
    return templates_screen(visit.speech, door.id, await visit.ground.answering.templates(visit.pupil.id))


@flow.tap(SendTemplateTap, admits=Admits.AGREED)
async def template_sent(visit: Visit, tap: SendTemplateTap) -> Answer:
    """Answer with a template."""
    templates = await visit.ground.answering.templates(visit.pupil.id)
    chosen = next((each for each in templates if each.id == tap.template), None)
    return await _answer(visit, tap.id, chosen.text) if chosen else TemplatesDoor(id=tap.id)


@flow.tap(KeepTemplateTap, admits=Admits.AGREED)
async def template_kept(visit: Visit, tap: KeepTemplateTap) -> Answer:
    """Keep the last answer for again."""
    kept = await visit.ground.answering.keep_template(visit.pupil.id, tap.id, once=visit.update_id)
    toast = visit.speech.say("Kept.") if kept else visit.speech.say("Not kept: your list of templates is full.")
    return Onward(AnswerDoor(id=tap.id), toast=toast)


@flow.tap(DropTemplateTap, admits=Admits.AGREED)
async def template_dropped(visit: Visit, tap: DropTemplateTap) -> Answer:
    """Take a template off the list."""
    await visit.ground.answering.drop_template(visit.pupil.id, tap.template, once=visit.update_id)
    return TemplatesDoor(id=tap.id)


@flow.tap(HandDoor, admits=Admits.AGREED)
async def handing(visit: Visit, door: HandDoor) -> Answer:
    """Ask to whom."""
    colleagues = await visit.ground.answering.colleagues(visit.pupil.id, door.id)
    return InboxDoor() if isinstance(colleagues, NoQuestion) else hand_screen(visit.speech, door.id, colleagues)


@flow.tap(HandTap, admits=Admits.AGREED)
async def handed(visit: Visit, tap: HandTap) -> Answer:
    """Hand it over."""
    done = await visit.ground.answering.hand_over(visit.pupil.id, tap.id, tap.grant, once=visit.update_id)
    return Onward(InboxDoor(), toast=visit.speech.say("Handed over.") if done else "")


async def _answer(visit: Visit, question_id: int, text: str) -> Answer:
    sent = await visit.ground.answering.answer(visit.pupil.id, question_id, text, once=visit.update_id)
    if isinstance(sent, Thread):
        return Onward(AnswerDoor(id=question_id), toast=visit.speech.say("Sent to the pupil."))
    return InboxDoor()
