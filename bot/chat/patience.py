"""When Telegram says that it was too much, an answer waits as long as it is told and goes out then: 429 means "not sent"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import GetUpdates

if TYPE_CHECKING:
    from aiogram import Bot
    from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
    from aiogram.methods import Response, TelegramMethod

    from bot.clock import Clock

# A person waits no longer for an answer; and an update is given up after twenty seconds.
_LONGEST_SECONDS: Final = 8
_TIMES: Final = 2


class Patience(BaseRequestMiddleware):
    """Waits and asks again, except for updates: whoever fetches them knows better when."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def __call__(
        self, make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
    ) -> Response[Any]:
        """Make a call.

        Raises:
            aiogram.exceptions.TelegramRetryAfter: it was too much again, or the wait is too long.
        """
        for _ in range(_TIMES):
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as error:
                if error.retry_after > _LONGEST_SECONDS or isinstance(method, GetUpdates):
                    raise
                await self._clock.sleep(error.retry_after)
        return await make_request(bot, method)
