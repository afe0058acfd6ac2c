"""python-telegram-bot as a sender. What came back is read from its exceptions here and nowhere else.

Only `ExtBot`: no application, no updater, no queue. Nothing is initialised over the network: that would ask Telegram who we are,
and a network that is down at the start is no reason to stop.
"""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, assert_never

import httpx
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.delivery.letter import Edit, Letter, Removal
from bot.domain.delivery import (
    Delivered,
    Flooded,
    Moved,
    NotSent,
    Outcome,
    Rejected,
    TokenRefused,
    Unknown,
    Unreachable,
)
from bot.i18n.speech import Html

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Collection

    from telegram import Message

    from bot.delivery.letter import LetterButton, Post

log = logging.getLogger(__name__)

# A call ends well before the worker's lease does. All in seconds.
_CONNECT, _WRITE, _READ, _POOL = 5.0, 10.0, 15.0, 5.0
_CONNECTIONS: Final = 32
_NO_CONNECTION: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_NO_CHAT: Final = ("chat not found", "peer_id_invalid")
_FLOOD: Final = "too many requests"
_UNCHANGED: Final = ("message is not modified",)
_GONE: Final = ("message to delete not found", "message_id_invalid")
_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)


class PtbSender:
    """Carries letters, edits and removals to a Bot API server."""

    def __init__(self, bot: ExtBot[None]) -> None:
        self._bot = bot

    async def send(self, post: Post) -> Outcome:
        """Do one thing once."""
        match post:
            case Letter():
                return await _outcome(self._sent(post))
            case Edit():
                outcome = await _outcome(self._edited(post))
                return Delivered(post.message_id) if _says(outcome, _UNCHANGED) else outcome
            case Removal():
                outcome = await _outcome(self._bot.delete_message(post.chat_id, post.message_id))
                return Delivered(None) if _says(outcome, _GONE) else outcome
            case _:
                assert_never(post)

    async def _sent(self, letter: Letter) -> Message:
        file, shared = letter.file, _shared(letter)
        if file is None:
            return await self._bot.send_message(letter.chat_id, letter.text, link_preview_options=_NO_PREVIEW, **shared)
        if file.kind == "photo":
            return await self._bot.send_photo(letter.chat_id, file.id, caption=letter.text, **shared)
        return await self._bot.send_document(letter.chat_id, file.id, caption=letter.text, **shared)

    async def _edited(self, edit: Edit) -> Message | bool:
        letter, shared = edit.letter, _shared(edit.letter)
        if letter.file is None:
            return await self._bot.edit_message_text(
                letter.text, letter.chat_id, edit.message_id, link_preview_options=_NO_PREVIEW, **shared
            )
        return await self._bot.edit_message_caption(letter.chat_id, edit.message_id, caption=letter.text, **shared)


async def _outcome(call: Awaitable[Message | bool]) -> Outcome:
    """Make a call and return what came of it."""
    try:
        message = await call
    except TelegramError as error:
        return outcome_of(error)
    except (KeyError, TypeError):
        # Some servers leave out what Telegram always tells. The library reads an answer only after it said "ok".
        log.warning("a message was taken, but the server describes it in a form of its own")
        return Delivered(None)
    return Delivered(None if isinstance(message, bool) else message.message_id)


def _says(outcome: Outcome, words: Collection[str]) -> bool:
    return isinstance(outcome, Rejected) and any(each in outcome.trouble.lower() for each in words)


def _shared(letter: Letter) -> dict[str, Any]:
    """Return what every kind of message has."""
    return {
        "parse_mode": ParseMode.HTML if isinstance(letter.text, Html) else None,
        "reply_markup": _markup(letter),
    }


def outcome_of(error: TelegramError) -> Outcome:
    """Return what an exception means. Order matters: `BadRequest` is a kind of `NetworkError`."""
    match error:
        case RetryAfter():
            wait = error.retry_after
            return Flooded(wait.total_seconds() if isinstance(wait, timedelta) else float(wait))
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case Forbidden():
            return Unreachable(error.message)
        case InvalidToken():
            return TokenRefused()
        case BadRequest():
            gone = any(words in error.message.lower() for words in _NO_CHAT)
            return Unreachable(error.message) if gone else Rejected(error.message)
        case NetworkError():
            return _of_network(error)
        case _:
            return Unknown(type(error).__name__)


def _of_network(error: NetworkError) -> Outcome:
    if _FLOOD in error.message.lower():
        # A server that does not say how long to wait.
        return Flooded(1.0)
    cause = error.__cause__
    if isinstance(cause, _NO_CONNECTION):
        return NotSent(type(cause).__name__)
    # The error's own words may hold the address, and the address the token.
    return Unknown(type(cause if isinstance(cause, httpx.HTTPError) else error).__name__)


@asynccontextmanager
async def ptb_sender(token: str, api_url: str) -> AsyncIterator[PtbSender]:
    """Open a sender."""
    request = HTTPXRequest(
        connection_pool_size=_CONNECTIONS,
        connect_timeout=_CONNECT,
        read_timeout=_READ,
        write_timeout=_WRITE,
        pool_timeout=_POOL,
        httpx_kwargs={"trust_env": False},
    )
    async with request:
        yield PtbSender(
            ExtBot(
                token,
                base_url=f"{api_url}/bot",
                base_file_url=f"{api_url}/file/bot",
                request=request,
                get_updates_request=request,
            )
        )


def _markup(letter: Letter) -> InlineKeyboardMarkup | None:
    if not letter.rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in letter.rows])


def _button(button: LetterButton) -> InlineKeyboardButton:
    return InlineKeyboardButton(button.text, callback_data=button.data, url=button.url)
