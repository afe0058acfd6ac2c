"""The answer comes as a letter, by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.class_doors import MyQuestionDoor
from bot.delivery.letter import Later, Letter, LetterButton
from bot.domain.hours import KAZAKHSTAN, NIGHT_BEGINS, by_day
from bot.i18n.speech import Html, safe
from bot.services.questions import ANSWERED

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
        now = ground.events.now()
        moment = by_day(now, KAZAKHSTAN, NIGHT_BEGINS)
        if moment != now and not thread.question.is_flagged:
            return Later(moment)
        speech = ground.speeches[errand.language]
        answer = next((each.text for each in reversed(thread.said) if not each.is_from_pupil), "")
        head = speech.html("<b>Your counsellor answered:</b>")
        text = Html(f"{head}\n\n{safe(answer)}")
        button = LetterButton(speech.say("To the question"), data=MyQuestionDoor(id=thread.question.id).pack())
        return Letter(errand.chat_id, text, ((button,),))

    return {ANSWERED: write}
