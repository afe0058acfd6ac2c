"""Editing an event: the card with everything, its texts, its questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import MenuDoor
from bot.chat.screen import Onward
from bot.domain.event_edits import LONGEST, Cleaned, cleaned, question_edit, text_edit
from handlers.organising.edit_screens import edit_screen, question_screen, questions_screen, text_screen
from handlers.organising.flow import changed, flow, look
from handlers.organising.taps import (
    EditDoor,
    EraseQuestionTap,
    EraseTextTap,
    QuestionDoor,
    QuestionsDoor,
    TellPlaceDoor,
    TextDoor,
)
from handlers.organising.wording import FIELDS, text_fault

if TYPE_CHECKING:
    from aiogram.filters.callback_data import CallbackData

    from bot.chat.flow import Answer
    from bot.chat.visit import Visit
    from handlers.organising.taps import TextLetter


@flow.tap(EditDoor)
async def edit_opened(visit: Visit, door: EditDoor) -> Answer:
    """Show everything."""
    shown = await look(visit, door.event)
    return edit_screen(visit.speech, visit.words, visit.ground.atlas, shown.event) if shown else MenuDoor()


@flow.tap(TextDoor)
async def text_wanted(visit: Visit, door: TextDoor) -> Answer:
    """Show a text, and ask for another one."""
    shown = await look(visit, door.event)
    return text_screen(visit.speech, shown.event, door) if shown else MenuDoor()


@flow.text_at(TextDoor)
async def text_typed(visit: Visit, text: str) -> Answer | None:
    """Keep it."""
    door = TextDoor.unpack(visit.pupil.spot)
    field = FIELDS[door.field]
    kept = cleaned(field, text)
    if not isinstance(kept, Cleaned):
        return Onward(door, line=text_fault(visit.speech, kept, LONGEST[field]))
    edit = text_edit(field, door.language, kept.text)
    return await changed(visit, door.event, edit, _behind(door.event, door.field), line=visit.speech.html("Noted."))


@flow.tap(EraseTextTap)
async def text_erased(visit: Visit, tap: EraseTextTap) -> Answer:
    """Take it out."""
    edit = text_edit(FIELDS[tap.field], tap.language, "")
    again = TextDoor(event=tap.event, field=tap.field, language=tap.language)
    return await changed(visit, tap.event, edit, _behind(tap.event, tap.field), again=again)


@flow.tap(QuestionsDoor)
async def questions_opened(visit: Visit, door: QuestionsDoor) -> Answer:
    """List the questions."""
    shown = await look(visit, door.event)
    return questions_screen(visit.speech, shown.event) if shown else MenuDoor()


@flow.tap(QuestionDoor)
async def question_wanted(visit: Visit, door: QuestionDoor) -> Answer:
    """Show a question, and ask for another one."""
    shown = await look(visit, door.event)
    return question_screen(visit.speech, shown.event, door) if shown else MenuDoor()


@flow.text_at(QuestionDoor)
async def question_typed(visit: Visit, text: str) -> Answer | None:
    """Keep it."""
    door = QuestionDoor.unpack(visit.pupil.spot)
    kept = cleaned("question", text)
    if not isinstance(kept, Cleaned):
        return Onward(door, line=text_fault(visit.speech, kept, LONGEST["question"]))
    edit = question_edit(door.number, door.language, kept.text)
    return await changed(visit, door.event, edit, QuestionsDoor(event=door.event), line=visit.speech.html("Noted."))


@flow.tap(EraseQuestionTap)
async def question_erased(visit: Visit, tap: EraseQuestionTap) -> Answer:
    """Take it out."""
    return await changed(visit, tap.event, question_edit(tap.number, tap.language, ""), QuestionsDoor(event=tap.event))


def _behind(event: int, field: TextLetter) -> CallbackData:
    """Return where one goes on: whoever is registered has to know another address."""
    return TellPlaceDoor(event=event) if field == "d" else EditDoor(event=event)
