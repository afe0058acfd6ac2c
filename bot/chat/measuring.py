"""Measures the conversation from outside: updates as they come in, answers as they are done, refusals for being too much."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from aiogram import BaseMiddleware
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.exceptions import TelegramRetryAfter

from bot.db import DatabaseAway

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiogram import Bot, Dispatcher
    from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
    from aiogram.methods import Response, TelegramMethod
    from aiogram.types import TelegramObject, Update

    from bot.metrics import Metrics
    from bot.metrics.counts import UpdateKind


def measure(bot: Bot, dispatcher: Dispatcher, metrics: Metrics, timer: Callable[[], float] = time.perf_counter) -> None:
    """Let metrics know of every update of a dispatcher and of every refusal of a bot's calls."""
    dispatcher.update.outer_middleware(_Measuring(metrics, timer))
    bot.session.middleware(_Floods(metrics))


class _Measuring(BaseMiddleware):
    def __init__(self, metrics: Metrics, timer: Callable[[], float]) -> None:
        self._metrics = metrics
        self._timer = timer

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        # This observer hears of nothing else.
        kind = kind_of(event)  # type: ignore[arg-type]
        self._metrics.arrived(kind)
        begun = self._timer()
        try:
            return await handler(event, data)
        except DatabaseAway:
            self._metrics.kept()
            raise
        finally:
            self._metrics.answered(kind, self._timer() - begun)


class _Floods(BaseRequestMiddleware):
    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    async def __call__(
        self, make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
    ) -> Response[Any]:
        try:
            return await make_request(bot, method)
        except TelegramRetryAfter as error:
            self._metrics.flooded("conversation", error.retry_after)
            raise


def kind_of(update: Update) -> UpdateKind:
    """Return what an update brings, never what is in it."""
    if update.callback_query is not None:
        return "tap"
    message = update.message
    if message is None:
        return "other"
    if message.text:
        return "command" if message.text.startswith("/") else "text"
    found: dict[UpdateKind, object] = {"location": message.location, "file": message.document, "photo": message.photo}
    return next((kind for kind, value in found.items() if value), "other")
