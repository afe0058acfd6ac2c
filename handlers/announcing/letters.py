"""What those who announce are told unasked: how far it is, and that somebody asks for an urgent one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.delivery.letter import Edit, Letter, LetterButton
from bot.i18n.speech import Html
from bot.services.announcing import URGENT
from bot.services.announcing_outcomes import Seen
from bot.services.reach import PROGRESS, PROGRESSED
from handlers.announcing.progress_screens import progress_text
from handlers.announcing.taps import OwnAnnouncementDoor

if TYPE_CHECKING:
    from bot.chat.ground import Ground
    from bot.delivery.letter import Writer
    from bot.domain.delivery import Errand


def letters(ground: Ground) -> dict[str, Writer]:
    """Return who writes the messages of this flow, by their kinds."""

    async def urgent(errand: Errand) -> Letter | None:
        seen = await ground.announcing.see(errand.person_id, errand.subject)
        if not isinstance(seen, Seen):
            return None
        draft = seen.announcement
        if draft.state != "draft" or not draft.waits_for_a_yes:
            return None
        text = ground.speeches[errand.language].html(
            "<b>Somebody wants to send an urgent announcement</b>, beyond the two a day. Please look at it and decide."
        )
        return _letter(ground, errand, text)

    async def progress(errand: Errand) -> Letter | None:
        seen = await ground.announcing.see(errand.person_id, errand.subject)
        return (
            _letter(ground, errand, progress_text(ground.speeches[errand.language], seen))
            if isinstance(seen, Seen)
            else None
        )

    async def progressed(errand: Errand) -> Edit | None:
        message = await ground.announcing.progress_message(errand.person_id, errand.subject)
        letter = await progress(errand)
        return Edit(message, letter) if message is not None and letter is not None else None

    return {URGENT: urgent, PROGRESS: progress, PROGRESSED: progressed}


def _letter(ground: Ground, errand: Errand, text: Html) -> Letter:
    speech = ground.speeches[errand.language]
    button = LetterButton(speech.say("Look at it"), data=OwnAnnouncementDoor(id=errand.subject).pack())
    return Letter(errand.chat_id, text, ((button,),))
