"""Fetches what somebody sent, never more of it than is wanted: what a server says of a size may be wrong, or missing."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import PhotoSize

from bot.chat.upload import Upload

if TYPE_CHECKING:
    from aiogram import Bot
    from aiogram.types import Document

log = logging.getLogger(__name__)


def upload_of(bot: Bot, document: Document | PhotoSize) -> Upload:
    """Return a document or a picture that can be fetched."""

    async def fetch(most_bytes: int) -> bytes | None:
        return None if (document.file_size or 0) > most_bytes else await _fetched(bot, document.file_id, most_bytes)

    if isinstance(document, PhotoSize):
        return Upload("", document.file_size, fetch, document.file_id, is_photo=True)
    return Upload(document.file_name or "", document.file_size, fetch, document.file_id)


async def _fetched(bot: Bot, file_id: str, most_bytes: int) -> bytes | None:
    try:
        file = await bot.get_file(file_id)
    except TelegramBadRequest as error:
        # Telegram does not give out files of more than 20 MB.
        log.info("a file cannot be fetched: %s", error.message)
        return None
    if file.file_path is None or (file.file_size or 0) > most_bytes:
        return None
    vessel = _Vessel(most_bytes)
    try:
        await bot.download_file(file.file_path, vessel)
    except _FullError:
        return None
    return vessel.getvalue()


class _FullError(Exception):
    """There is more than was wanted."""


class _Vessel(io.BytesIO):
    """Takes bytes up to a limit, and no more: the rest is never fetched."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, content: bytes, /) -> int:  # type: ignore[override]
        """Take a piece.

        Raises:
            _FullError: there is no room for it.
        """
        if self.tell() + len(content) > self._most:
            raise _FullError
        return super().write(content)
