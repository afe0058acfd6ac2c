"""The way to a Bot API server, also to one that is not Telegram's own and leaves out what Telegram always tells.

Also the cheaper way (docs/performance.md): what a server tells of what it sent is not made into objects that nobody looks at.
"""

from __future__ import annotations

import json
import logging
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import ClientDecodeError
from aiogram.methods import (
    GetFile,
    GetMe,
    GetMyCommands,
    GetMyDescription,
    GetMyShortDescription,
    GetUpdates,
    GetWebhookInfo,
    Response,
)
from aiogram.types import Update
from aiohttp import JsonPayload
from pydantic import ValidationError

from bot.chat.calls import Call

if TYPE_CHECKING:
    from aiogram import Bot
    from aiogram.methods import TelegramMethod
    from aiogram.methods.base import TelegramType

log = logging.getLogger(__name__)

# Fields that we never read and test servers leave out.
_UNREAD_OF_TAP: Final = {"chat_instance": ""}
# Whose results are read; for all other calls it is enough that they were accepted.
_READ: Final = (GetFile, GetMe, GetMyCommands, GetMyDescription, GetMyShortDescription, GetUpdates, GetWebhookInfo)
_DONE: Final[Response[Any]] = Response.model_construct(ok=True, result=None)
_OK: Final = '{"ok":true,'
# pydantic holds such a class weakly and would build it anew after every full collection of garbage.
_KEPT: Final = (Response[list[Update]],)
# Numbers of updates are positive, and are kept in columns of 64 bits.
_LARGEST: Final = 1 << 63
_dump: Final = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


class Session(AiohttpSession):
    """Takes "ok" for done: nobody reads how a server describes what was sent, only whether it was."""

    async def close(self) -> None:
        """Close the connections, without the quarter of a second that aiogram waits then: aiohttp itself sees to TLS by now."""
        if self._session is not None and not self._session.closed:
            await self._session.close()

    def build_form_data(self, bot: Bot, method: TelegramMethod[Any]) -> Any:
        """Return the body of a call: JSON for our own calls, else aiogram's form."""
        if isinstance(method, Call):
            return JsonPayload(method.values, dumps=_dump)
        return super().build_form_data(bot, method)

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """Return the answer of a call.

        Raises:
            aiogram.exceptions.TelegramAPIError: the call was refused.
            aiogram.exceptions.ClientDecodeError: the answer cannot be read, and somebody has to read it.
        """
        if content.startswith(_OK) and not isinstance(method, _READ):
            return _DONE
        try:
            response = super().check_response(bot, method, status_code, content)
        except ClientDecodeError as error:
            answer: Any = error.data
            if not isinstance(answer, dict) or answer.get("ok") is not True:
                raise
            if not isinstance(method, _READ):
                return _DONE
            if not isinstance(method, GetUpdates) or not isinstance(answer.get("result"), list):
                raise
            return _confirmable([read_update(bot, each) for each in answer["result"]], answer)
        if isinstance(method, GetUpdates) and response.result:
            return _confirmable(response.result, None)
        return response


def _confirmable(updates: list[Update | None], answer: Any) -> Response[Any]:
    """Return the updates that have a number: whoever confirms a later one confirms those without.

    Raises:
        aiogram.exceptions.ClientDecodeError: none has, so that none can be confirmed; asking again at once would never end.
    """
    found = [each for each in updates if each is not None and 0 < each.update_id < _LARGEST]
    if len(found) < len(updates):
        log.warning("%d updates have no number and are passed over", len(updates) - len(found))
    if updates and not found:
        raise ClientDecodeError("no update has a number", ValueError("no update has a number"), answer)
    return Response.model_construct(ok=True, result=found)


def read_update(bot: Bot, raw: Any) -> Update | None:
    """Return one update as it came in JSON; None when it has no number.

    One that has a number but cannot be read becomes an empty one, so that it is confirmed and does not block the rest.
    """
    number = raw.get("update_id") if isinstance(raw, dict) else None
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < _LARGEST:
        return None
    if isinstance(raw.get("callback_query"), dict):
        raw = {**raw, "callback_query": {**_UNREAD_OF_TAP, **raw["callback_query"]}}
    try:
        return Update.model_validate(raw, context={"bot": bot})
    except ValidationError as error:
        log.warning("update %s cannot be read (%d faults) and is passed over", number, error.error_count())
        return Update(update_id=number)
