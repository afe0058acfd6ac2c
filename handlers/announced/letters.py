"""Announcements as letters, looked at once more when their turn comes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.chat.announcement_words import notice_of
from bot.delivery.letter import Dropped, Edit, Later, Letter, LetterFile, Removal, letter_rows
from bot.domain.announcements import ANNOUNCEMENT
from bot.domain.languages import Language
from bot.services.reach import CORRECTION, REMOVAL, TEST

if TYPE_CHECKING:
    from bot.chat.ground import Ground
    from bot.delivery.letter import Writer
    from bot.domain.announcements import Announcement
    from bot.domain.delivery import Errand


def letters(ground: Ground) -> dict[str, Writer]:
    """Return who writes the messages of this flow, by their kinds."""

    async def announce(errand: Errand) -> Letter | Later | Dropped | None:
        found = await ground.reach.to_be_sent(errand)
        if isinstance(found, datetime):
            return Later(found)
        if found is None or isinstance(found, str):
            return Dropped(found) if found else None
        return _letter(ground, found, errand.chat_id, errand.language)

    async def test(errand: Errand) -> Letter | None:
        """Show the author what its readers will get; the last digit of the round says in which language."""
        found = await ground.reach.to_be_tested(errand)
        return _letter(ground, found, errand.chat_id, list(Language)[errand.round % len(Language)]) if found else None

    async def correct(errand: Errand) -> Edit | None:
        found = await ground.reach.to_be_changed(errand)
        if found is None or found.message_id is None or errand.language not in found.announcement.texts:
            return None
        return Edit(found.message_id, _letter(ground, found.announcement, errand.chat_id, errand.language))

    async def remove(errand: Errand) -> Removal | None:
        found = await ground.reach.to_be_changed(errand)
        return Removal(errand.chat_id, found.message_id) if found and found.message_id is not None else None

    return {ANNOUNCEMENT: announce, TEST: test, CORRECTION: correct, REMOVAL: remove}


def _letter(ground: Ground, announcement: Announcement, chat_id: int, language: Language) -> Letter:
    notice = notice_of(ground.speeches[language], announcement)
    file = LetterFile(announcement.file.kind, announcement.file.id) if announcement.file else None
    return Letter(chat_id, notice.text, letter_rows(notice.rows), file)
