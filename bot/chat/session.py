"""The way to a Bot API server, also to one that is not Telegram's own and leaves out what Telegram always tells."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import ClientDecodeError
from aiogram.methods import GetMe, GetUpdates, Response
from aiogram.types import Update
from pydantic import ValidationError

if TYPE_CHECKING:
    from aiogram import Bot
    from aiogram.methods import TelegramMethod
    from aiogram.methods.base import TelegramType

log = logging.getLogger(__name__)

# Fields that we never read and test servers leave out.
_UNREAD_OF_TAP: Final = {"chat_instance": ""}


class Session(AiohttpSession):
    """Takes "ok" for done: nobody reads how a server describes what was sent, only whether it was."""

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """Return the answer of a call.

        Raises:
            aiogram.exceptions.TelegramAPIError: the call was refused.
            aiogram.exceptions.ClientDecodeError: the answer cannot be read, and somebody has to read it.
        """
        try:
            return super().check_response(bot, method, status_code, content)
        except ClientDecodeError as error:
            answer: Any = error.data
            if not isinstance(answer, dict) or answer.get("ok") is not True or isinstance(method, GetMe):
                raise
            result: Any = None
            if isinstance(method, GetUpdates):
                if not isinstance(answer.get("result"), list):
                    raise
                result = [_update(bot, each) for each in answer["result"]]
            return Response.model_construct(ok=True, result=result)


def _update(bot: Bot, raw: dict[str, Any]) -> Update:
    """Return one update; one that cannot be read becomes an empty one, so that it is confirmed and does not block the rest."""
    if isinstance(raw.get("callback_query"), dict):
        raw = {**raw, "callback_query": {**_UNREAD_OF_TAP, **raw["callback_query"]}}
    try:
        return Update.model_validate(raw, context={"bot": bot})
    except ValidationError as error:
        log.warning(
            "update %s cannot be read (%d faults) and is passed over", raw.get("update_id"), error.error_count()
        )
        return Update(update_id=raw["update_id"])
