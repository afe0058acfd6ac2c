"""The conformance list's client over aiogram, with the product's own session."""

from __future__ import annotations

from contextlib import asynccontextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar

from aiogram import Bot, exceptions, methods
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BotCommand, BufferedInputFile, InputMediaDocument, InputMediaPhoto, Update
from aiogram.types.base import TelegramObject

from tests.conformance.client import ApiError, Json

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

T = TypeVar("T")

_KINDS: dict[type[exceptions.TelegramAPIError], str] = {
    exceptions.TelegramBadRequest: "bad_request",
    exceptions.TelegramUnauthorizedError: "unauthorized",
    exceptions.TelegramForbiddenError: "forbidden",
    exceptions.TelegramNotFound: "not_found",
    exceptions.TelegramConflictError: "conflict",
    exceptions.TelegramServerError: "server",
    exceptions.TelegramNetworkError: "network",
}


def _plain(thing: Any) -> Any:
    if isinstance(thing, TelegramObject):
        return thing.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_unset=True)
    return [_plain(each) for each in thing] if isinstance(thing, list) else thing


def _file(content: bytes | str, name: str) -> BufferedInputFile | str:
    return content if isinstance(content, str) else BufferedInputFile(content, name)


class AiogramClient:
    """See `tests.conformance.client.Client`."""

    def __init__(self, bot: Bot, address: str) -> None:
        self._bot = bot
        self._address = address

    def with_token(self, token: str) -> AbstractAsyncContextManager[AiogramClient]:
        return aiogram_client(token, self._address)

    def read_update(self, body: Json) -> Json:
        update: Json = _plain(Update.model_validate(body, context={"bot": self._bot}))
        return update

    async def _typed(self, method: methods.TelegramMethod[T]) -> T:
        try:
            return await self._bot(method, request_timeout=10)
        except exceptions.TelegramRetryAfter as error:
            raise ApiError("flood", error.message.rpartition("Original description: ")[2], error.retry_after) from error
        except exceptions.TelegramNetworkError as error:
            raise ApiError("network") from error
        except exceptions.TelegramAPIError as error:
            raise ApiError(_KINDS[type(error)], error.message) from error

    async def _do(self, method: methods.TelegramMethod[T]) -> Any:
        return _plain(await self._typed(method))

    async def call(self, method: str, **parameters: Any) -> Any:
        class Unchecked(methods.TelegramMethod[Any]):
            __returning__ = Any
            __api_method__ = method

        return await self._do(Unchecked(**parameters))

    async def get_me(self) -> Any:
        return await self._do(methods.GetMe())

    async def get_chat(self, chat_id: int) -> Any:
        return await self._do(methods.GetChat(chat_id=chat_id))

    async def get_updates(self, **more: Any) -> Any:
        return await self._do(methods.GetUpdates(**more))

    async def set_webhook(self, url: str, **more: Any) -> bool:
        return await self._typed(methods.SetWebhook(url=url, **more))

    async def delete_webhook(self, **more: Any) -> bool:
        return await self._typed(methods.DeleteWebhook(**more))

    async def get_webhook_info(self) -> Any:
        return await self._do(methods.GetWebhookInfo())

    async def send_message(self, chat_id: int, text: str, **more: Any) -> Any:
        return await self._do(methods.SendMessage(chat_id=chat_id, text=text, **more))

    async def send_photo(self, chat_id: int, photo: bytes | str, **more: Any) -> Any:
        return await self._do(methods.SendPhoto(chat_id=chat_id, photo=_file(photo, "photo.png"), **more))

    async def send_document(self, chat_id: int, document: bytes | str, name: str = "file", **more: Any) -> Any:
        return await self._do(methods.SendDocument(chat_id=chat_id, document=_file(document, name), **more))

    async def send_location(self, chat_id: int, latitude: float, longitude: float) -> Any:
        return await self._do(methods.SendLocation(chat_id=chat_id, latitude=latitude, longitude=longitude))

    async def send_venue(self, chat_id: int, latitude: float, longitude: float, title: str, address: str) -> Any:
        venue = methods.SendVenue(chat_id=chat_id, latitude=latitude, longitude=longitude, title=title, address=address)
        return await self._do(venue)

    async def send_chat_action(self, chat_id: int, action: str) -> bool:
        return await self._typed(methods.SendChatAction(chat_id=chat_id, action=action))

    async def copy_message(self, chat_id: int, from_chat_id: int, message_id: int, **more: Any) -> int:
        copy = methods.CopyMessage(chat_id=chat_id, from_chat_id=from_chat_id, message_id=message_id, **more)
        return (await self._typed(copy)).message_id

    async def edit_message_text(self, chat_id: int, message_id: int, text: str, **more: Any) -> Any:
        return await self._do(methods.EditMessageText(chat_id=chat_id, message_id=message_id, text=text, **more))

    async def edit_message_caption(self, chat_id: int, message_id: int, caption: str, **more: Any) -> Any:
        edit = methods.EditMessageCaption(chat_id=chat_id, message_id=message_id, caption=caption, **more)
        return await self._do(edit)

    async def edit_message_media(
        self, chat_id: int, message_id: int, kind: str, media: bytes | str, caption: str | None = None
    ) -> Any:
        make = {"photo": InputMediaPhoto, "document": InputMediaDocument}[kind]
        new = make(media=_file(media, "new"), caption=caption)
        return await self._do(methods.EditMessageMedia(chat_id=chat_id, message_id=message_id, media=new))

    async def edit_message_reply_markup(self, chat_id: int, message_id: int, **more: Any) -> Any:
        return await self._do(methods.EditMessageReplyMarkup(chat_id=chat_id, message_id=message_id, **more))

    async def delete_message(self, chat_id: int, message_id: int) -> bool:
        return await self._typed(methods.DeleteMessage(chat_id=chat_id, message_id=message_id))

    async def answer_callback_query(self, callback_query_id: str, **more: Any) -> bool:
        return await self._typed(methods.AnswerCallbackQuery(callback_query_id=callback_query_id, **more))

    async def get_file(self, file_id: str) -> Any:
        return await self._do(methods.GetFile(file_id=file_id))

    async def download(self, file_id: str) -> bytes:
        file = await self._typed(methods.GetFile(file_id=file_id))
        content = BytesIO()
        await self._bot.download(file, content)
        return content.getvalue()

    async def set_my_commands(self, commands: dict[str, str], scope: Any = None, language: str = "") -> bool:
        listed = [BotCommand(command=name, description=text) for name, text in commands.items()]
        return await self._typed(methods.SetMyCommands(commands=listed, scope=scope, language_code=language))

    async def get_my_commands(self, scope: Any = None, language: str = "") -> dict[str, str]:
        listed = await self._typed(methods.GetMyCommands(scope=scope, language_code=language))
        return {each.command: each.description for each in listed}

    async def delete_my_commands(self, scope: Any = None, language: str = "") -> bool:
        return await self._typed(methods.DeleteMyCommands(scope=scope, language_code=language))

    async def set_my(self, what: str, text: str, language: str = "") -> bool:
        makes: dict[str, Callable[..., methods.TelegramMethod[Any]]] = {
            "name": methods.SetMyName,
            "description": methods.SetMyDescription,
            "short_description": methods.SetMyShortDescription,
        }
        return bool(await self._do(makes[what](**{what: text}, language_code=language)))

    async def get_my(self, what: str, language: str = "") -> str:
        makes: dict[str, Callable[..., methods.TelegramMethod[Any]]] = {
            "name": methods.GetMyName,
            "description": methods.GetMyDescription,
            "short_description": methods.GetMyShortDescription,
        }
        return str((await self._do(makes[what](language_code=language)))[what])


@asynccontextmanager
async def aiogram_client(token: str, address: str) -> AsyncIterator[AiogramClient]:
    """Open a client."""
    # Without the bot's patience: the cases look at a flood wait themselves.
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(address)))
    try:
        yield AiogramClient(bot, address)
    finally:
        # aiogram would wait a quarter of a second for encrypted connections, which there are none of.
        connection = await bot.session.create_session()  # type: ignore[attr-defined]
        await connection.close()
