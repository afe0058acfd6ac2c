"""Calls of the Bot API whose values are our own, so that nothing of them has to be validated or copied.

Measured: docs/performance.md. They go through aiogram's client like all others, with its errors and its middlewares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from aiogram.methods import TelegramMethod

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.chat.screen import Button, Row

_NO_PREVIEW: Final = {"is_disabled": True}


class Call(TelegramMethod[bool]):
    """One call: the method's name in the Bot API, and its values in the API's own form, with nothing that is None."""

    __returning__: ClassVar[type] = bool

    name: str
    values: Any

    @property
    def __api_method__(self) -> str:  # type: ignore[override]
        return self.name


def send_text(chat_id: int, html: str, rows: Sequence[Row] = (), asks_location: str = "") -> Call:
    """Return the call that sends a message, perhaps with a key of that label that sends where the phone is."""
    values = _text(chat_id, html, rows)
    if asks_location:
        button = {"text": asks_location, "request_location": True}
        values["reply_markup"] = {"keyboard": [[button]], "resize_keyboard": True, "one_time_keyboard": True}
    return Call(name="sendMessage", values=values)


def edit_text(chat_id: int, message_id: int, html: str, rows: Sequence[Row]) -> Call:
    """Return the call that puts a text in place of a message."""
    return Call(name="editMessageText", values=_text(chat_id, html, rows) | {"message_id": message_id})


def answer_tap(callback_id: str, toast: str) -> Call:
    """Return the call that lets a button stop waiting."""
    values = {"callback_query_id": callback_id}
    return Call(name="answerCallbackQuery", values=values | {"text": toast} if toast else values)


def _text(chat_id: int, html: str, rows: Sequence[Row]) -> dict[str, Any]:
    values: dict[str, Any] = {
        "chat_id": chat_id,
        "text": html,
        "parse_mode": "HTML",
        "link_preview_options": _NO_PREVIEW,
    }
    if rows:
        values["reply_markup"] = {"inline_keyboard": [[_button(button) for button in row] for row in rows]}
    return values


def _button(button: Button) -> Mapping[str, str]:
    if button.tap is None:
        return {"text": button.text, "url": button.url or ""}
    return {"text": button.text, "callback_data": button.tap.pack()}
