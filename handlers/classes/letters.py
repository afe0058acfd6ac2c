"""What pupils are told unasked about their class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.class_doors import MyClassDoor
from bot.delivery.letter import Later, Letter, LetterButton
from bot.domain.hours import KAZAKHSTAN, by_day
from bot.services.classes import TAKEN

if TYPE_CHECKING:
    from bot.chat.ground import Ground
    from bot.delivery.letter import Writer
    from bot.domain.delivery import Errand


def letters(ground: Ground) -> dict[str, Writer]:
    """Return who writes the messages of this flow, by their kinds."""

    async def write(errand: Errand) -> Letter | Later | None:
        found = await ground.classes.taken(errand.subject, errand.person_id)
        if found is None:
            return None
        now = ground.events.now()
        moment = by_day(now, KAZAKHSTAN)
        if moment != now:
            return Later(moment)
        speech = ground.speeches[errand.language]
        text = speech.html(
            "<b>Your class {name} has another counsellor now.</b>\n\nWhat they see is what you allowed before. You can change "
            "it or leave the class at any time.",
            name=found.name,
        )
        button = LetterButton(speech.say("My class"), data=MyClassDoor().pack())
        return Letter(errand.chat_id, text, ((button,),))

    return {TAKEN: write}
