"""A counsellor is told that a question waits; what it says is read in the chat only, where the look is audited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.class_doors import AnswerDoor
from bot.delivery.letter import Later, Letter, LetterButton
from bot.domain.hours import KAZAKHSTAN, by_day
from bot.services.questions import ASKED

if TYPE_CHECKING:
    from bot.chat.ground import Ground
    from bot.delivery.letter import Writer
    from bot.domain.delivery import Errand


def letters(ground: Ground) -> dict[str, Writer]:
    """Return who writes the messages of this flow, by their kinds."""

    async def write(errand: Errand) -> Letter | Later | None:
        thread = await ground.questions.to_be_told(errand)
        if thread is None:
            return None
        now, question = ground.events.now(), thread.question
        moment = by_day(now, KAZAKHSTAN)
        # What needs an adult at once does not wait for the morning.
        if moment != now and not question.is_flagged:
            return Later(moment)
        speech = ground.speeches[errand.language]
        text = speech.html("A pupil of class {name} wrote to you.", name=question.class_name)
        if question.is_flagged:
            text = speech.html(
                "<b>Urgent: an adult is needed at once.</b> A pupil of class {name} wrote to you.",
                name=question.class_name,
            )
        button = LetterButton(speech.say("Read and answer"), data=AnswerDoor(id=question.id).pack())
        return Letter(errand.chat_id, text, ((button,),))

    return {ASKED: write}
