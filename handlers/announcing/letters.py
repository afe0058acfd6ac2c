"""Administrators are told that somebody asks for an urgent announcement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.delivery.letter import Letter, LetterButton
from bot.services.announcing import URGENT
from bot.services.announcing_outcomes import Seen
from handlers.announcing.taps import OwnAnnouncementDoor

if TYPE_CHECKING:
    from bot.chat.ground import Ground
    from bot.delivery.letter import Writer
    from bot.domain.delivery import Errand


def letters(ground: Ground) -> dict[str, Writer]:
    """Return who writes the messages of this flow, by their kinds."""

    async def write(errand: Errand) -> Letter | None:
        seen = await ground.announcing.see(errand.person_id, errand.subject)
        if not isinstance(seen, Seen):
            return None
        draft = seen.announcement
        if draft.state != "draft" or not draft.is_urgent or draft.urgent_by is not None:
            return None
        speech = ground.speeches[errand.language]
        text = speech.html(
            "<b>Somebody wants to send an urgent announcement</b>, beyond the two a day. Please look at it and decide."
        )
        button = LetterButton(speech.say("Look at it"), data=OwnAnnouncementDoor(id=draft.id).pack())
        return Letter(errand.chat_id, text, ((button,),))

    return {URGENT: write}
