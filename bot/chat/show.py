"""Puts a screen before a person: edits the message under a tap, sends a new one otherwise."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    BufferedInputFile,
    ReplyKeyboardRemove,
)

from bot.chat.calls import answer_tap, edit_text, send_text

if TYPE_CHECKING:
    from aiogram import Bot

    from bot.chat.screen import Picture, Screen

log = logging.getLogger(__name__)

# What Telegram says when there is nothing to do, or the message can no longer be edited.
_UNCHANGED = "message is not modified"
_GONE = ("message to edit not found", "message can't be edited", "there is no text in the message to edit")
_TOO_LATE = "query is too old"


class Window:
    """One chat with one person, through which screens are shown."""

    def __init__(self, bot: Bot, chat_id: int) -> None:
        self._bot = bot
        self._chat_id = chat_id

    async def send(self, screen: Screen) -> None:
        """Send a screen as a new message; a person who blocked the bot is left in peace."""
        try:
            await self._send(screen)
        except TelegramForbiddenError:
            log.info("a person blocked the bot; nothing was sent")

    async def edit(self, message_id: int, screen: Screen) -> None:
        """Put a screen in place of an earlier message; send it anew where that is not possible."""
        if screen.asks_location or screen.ends_location or screen.pin or screen.picture or screen.files:
            # A reply keyboard, a map pin, a picture and a file cannot be edited in.
            await self.send(screen)
            return
        try:
            await self._bot(edit_text(self._chat_id, message_id, screen.text, screen.rows))
        except TelegramBadRequest as error:
            if any(reason in error.message for reason in _GONE):
                await self.send(screen)
            elif _UNCHANGED not in error.message:
                raise
        except TelegramForbiddenError:
            log.info("a person blocked the bot; nothing was edited")

    async def answer(self, callback_id: str, toast: str = "") -> None:
        """Answer a tap, so that the button stops waiting. Without it the screen is no worse, so a failure is only logged."""
        try:
            await self._bot(answer_tap(callback_id, toast))
        except AiogramError as error:
            if not (isinstance(error, TelegramBadRequest) and _TOO_LATE in error.message):
                log.warning("a tap was not answered: %s", type(error).__name__)

    async def _send(self, screen: Screen) -> None:
        if screen.ends_location:
            await self._bot.send_message(self._chat_id, screen.ends_location, reply_markup=ReplyKeyboardRemove())
        if screen.pin:
            await self._bot.send_venue(
                self._chat_id,
                latitude=screen.pin.point.latitude,
                longitude=screen.pin.point.longitude,
                title=screen.pin.title,
                address=screen.pin.address,
            )
        if screen.picture:
            await self._send_picture(screen.picture)
        for file in screen.files:
            await self._bot.send_document(
                self._chat_id, BufferedInputFile(file.content, file.name), caption=file.caption or None
            )
        rows = () if screen.asks_location else screen.rows
        await self._bot(send_text(self._chat_id, screen.text, rows, screen.asks_location or ""))

    async def _send_picture(self, picture: Picture) -> None:
        """Send a picture; without it nothing is missing, because the text follows, so a failure is only logged."""
        try:
            await self._bot.send_photo(
                self._chat_id, BufferedInputFile(picture.png, picture.name), caption=picture.caption
            )
        except TelegramForbiddenError:
            raise
        except AiogramError as error:
            log.warning("a picture was not sent: %s", type(error).__name__)
