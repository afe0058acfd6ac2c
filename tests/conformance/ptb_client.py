"""The conformance list's client over python-telegram-bot."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from telegram import (
    Bot,
    BotCommandScope,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaDocument,
    InputMediaPhoto,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    TelegramObject,
    Update,
    error,
)
from telegram.request import HTTPXRequest

from tests.conformance.client import ApiError, Json

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable
    from contextlib import AbstractAsyncContextManager

_KINDS: dict[type[error.TelegramError], str] = {
    error.BadRequest: "bad_request",
    error.Forbidden: "forbidden",
    error.EndPointNotFound: "not_found",
    error.Conflict: "conflict",
}
_REJECTED = {401: "unauthorized", 404: "not_found"}


class Listening(HTTPXRequest):
    """Keeps the last refusal as it came: the library writes it in other letters and one exception for two codes."""

    def __init__(self) -> None:
        super().__init__(connection_pool_size=8, httpx_kwargs={"trust_env": False, "verify": False})
        self.code = 0
        self.words = ""

    async def do_request(self, *given: Any, **named: Any) -> tuple[int, bytes]:
        self.code, self.words = 0, ""
        self.code, body = await super().do_request(*given, **named)
        if self.code >= 400:
            self.words = str(json.loads(body)["description"])
        return self.code, body


def _plain(thing: Any) -> Any:
    if isinstance(thing, TelegramObject):
        return thing.to_dict()
    return [_plain(each) for each in thing] if isinstance(thing, (list, tuple)) else thing


class PtbClient:
    """See `tests.conformance.client.Client`."""

    def __init__(self, bot: Bot, request: Listening, address: str) -> None:
        self._bot = bot
        self._request = request
        self._address = address

    def with_token(self, token: str) -> AbstractAsyncContextManager[PtbClient]:
        return ptb_client(token, self._address)

    def read_update(self, body: Json) -> Json:
        return Update.de_json(body, self._bot).to_dict()

    async def _do(self, answer: Awaitable[Any]) -> Any:
        try:
            return _plain(await answer)
        except error.RetryAfter as refusal:
            wait = refusal.retry_after
            seconds = int(wait.total_seconds()) if isinstance(wait, timedelta) else wait
            raise ApiError("flood", self._request.words, seconds) from refusal
        except error.InvalidToken as refusal:
            raise ApiError(_REJECTED[self._request.code], self._request.words) from refusal
        except tuple(_KINDS) as refusal:
            raise ApiError(_KINDS[type(refusal)], self._request.words) from refusal
        except error.NetworkError as refusal:
            # The library has no exception of its own for 5xx.
            raise ApiError("server" if self._request.code >= 500 else "network", self._request.words) from refusal

    def _made(self, more: dict[str, Any]) -> dict[str, Any]:
        made = dict(more)
        for name in ("entities", "caption_entities"):
            if name in made:
                made[name] = [MessageEntity.de_json(each, self._bot) for each in made[name]]
        markup = made.get("reply_markup")
        if markup is not None:
            kinds: dict[str, type[InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove]] = {
                "inline_keyboard": InlineKeyboardMarkup,
                "keyboard": ReplyKeyboardMarkup,
                "remove_keyboard": ReplyKeyboardRemove,
            }
            kind = next(kind for name, kind in kinds.items() if name in markup)
            made["reply_markup"] = kind.de_json(markup, self._bot)
        return made

    async def call(self, method: str, **parameters: Any) -> Any:
        return await self._do(self._bot.do_api_request(method, api_kwargs=parameters))

    async def get_me(self) -> Any:
        return await self._do(self._bot.get_me())

    async def get_chat(self, chat_id: int) -> Any:
        return await self._do(self._bot.get_chat(chat_id))

    async def get_updates(self, **more: Any) -> Any:
        return await self._do(self._bot.get_updates(**more))

    async def set_webhook(self, url: str, **more: Any) -> bool:
        return bool(await self._do(self._bot.set_webhook(url, **more)))

    async def delete_webhook(self, **more: Any) -> bool:
        return bool(await self._do(self._bot.delete_webhook(**more)))

    async def get_webhook_info(self) -> Any:
        return await self._do(self._bot.get_webhook_info())

    async def send_message(self, chat_id: int, text: str, **more: Any) -> Any:
        return await self._do(self._bot.send_message(chat_id, text, **self._made(more)))

    async def send_photo(self, chat_id: int, photo: bytes | str, **more: Any) -> Any:
        return await self._do(self._bot.send_photo(chat_id, photo, filename="photo.png", **self._made(more)))

    async def send_document(self, chat_id: int, document: bytes | str, name: str = "file", **more: Any) -> Any:
        return await self._do(self._bot.send_document(chat_id, document, filename=name, **self._made(more)))

    async def send_location(self, chat_id: int, latitude: float, longitude: float) -> Any:
        return await self._do(self._bot.send_location(chat_id, latitude, longitude))

    async def send_venue(self, chat_id: int, latitude: float, longitude: float, title: str, address: str) -> Any:
        return await self._do(self._bot.send_venue(chat_id, latitude, longitude, title, address))

    async def send_chat_action(self, chat_id: int, action: str) -> bool:
        return bool(await self._do(self._bot.send_chat_action(chat_id, action)))

    async def copy_message(self, chat_id: int, from_chat_id: int, message_id: int, **more: Any) -> int:
        copied = await self._do(self._bot.copy_message(chat_id, from_chat_id, message_id, **self._made(more)))
        return int(copied["message_id"])

    async def edit_message_text(self, chat_id: int, message_id: int, text: str, **more: Any) -> Any:
        return await self._do(self._bot.edit_message_text(text, chat_id, message_id, **self._made(more)))

    async def edit_message_caption(self, chat_id: int, message_id: int, caption: str, **more: Any) -> Any:
        edit = self._bot.edit_message_caption(chat_id, message_id, caption=caption, **self._made(more))
        return await self._do(edit)

    async def edit_message_media(
        self, chat_id: int, message_id: int, kind: str, media: bytes | str, caption: str | None = None
    ) -> Any:
        make = {"photo": InputMediaPhoto, "document": InputMediaDocument}[kind]
        file = media if isinstance(media, str) else InputFile(media, "new", attach=True)
        return await self._do(self._bot.edit_message_media(make(file, caption=caption), chat_id, message_id))

    async def edit_message_reply_markup(self, chat_id: int, message_id: int, **more: Any) -> Any:
        return await self._do(self._bot.edit_message_reply_markup(chat_id, message_id, **self._made(more)))

    async def delete_message(self, chat_id: int, message_id: int) -> bool:
        return bool(await self._do(self._bot.delete_message(chat_id, message_id)))

    async def answer_callback_query(self, callback_query_id: str, **more: Any) -> bool:
        return bool(await self._do(self._bot.answer_callback_query(callback_query_id, **more)))

    async def get_file(self, file_id: str) -> Any:
        return await self._do(self._bot.get_file(file_id))

    async def download(self, file_id: str) -> bytes:
        file = await self._bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())

    async def set_my_commands(self, commands: dict[str, str], scope: Json | None = None, language: str = "") -> bool:
        made = BotCommandScope.de_json(scope, self._bot) if scope else None
        return bool(await self._do(self._bot.set_my_commands(list(commands.items()), made, language)))

    async def get_my_commands(self, scope: Json | None = None, language: str = "") -> dict[str, str]:
        made = BotCommandScope.de_json(scope, self._bot) if scope else None
        listed = await self._do(self._bot.get_my_commands(made, language))
        return {each["command"]: each["description"] for each in listed}

    async def delete_my_commands(self, scope: Json | None = None, language: str = "") -> bool:
        made = BotCommandScope.de_json(scope, self._bot) if scope else None
        return bool(await self._do(self._bot.delete_my_commands(made, language)))

    async def set_my(self, what: str, text: str, language: str = "") -> bool:
        calls = {
            "name": self._bot.set_my_name,
            "description": self._bot.set_my_description,
            "short_description": self._bot.set_my_short_description,
        }
        return bool(await self._do(calls[what](text, language)))

    async def get_my(self, what: str, language: str = "") -> str:
        calls: dict[str, Any] = {
            "name": self._bot.get_my_name,
            "description": self._bot.get_my_description,
            "short_description": self._bot.get_my_short_description,
        }
        return str((await self._do(calls[what](language)))[what])


@asynccontextmanager
async def ptb_client(token: str, address: str) -> AsyncIterator[PtbClient]:
    """Open a client."""
    async with Listening() as request:
        bot = Bot(
            token,
            base_url=f"{address}/bot",
            base_file_url=f"{address}/file/bot",
            request=request,
            get_updates_request=request,
        )
        yield PtbClient(bot, request, address)
