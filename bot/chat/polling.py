"""Long polling that loses nothing: an update is confirmed to Telegram only after it was handled.

aiogram's own polling confirms a batch as soon as its handlers have begun, so a `kill -9` would swallow their taps.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramRetryAfter, TelegramUnauthorizedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiogram import Bot, Dispatcher
    from aiogram.types import Update

    from bot.clock import Clock

log = logging.getLogger(__name__)

_WAIT_SECONDS: Final = 25
_BATCH: Final = 100
# Longer than any answer should take. A batch that is slower is confirmed all the same, so that one stuck call to Telegram
# does not hold up everybody.
_PATIENCE_SECONDS: Final = 20.0
_FIRST_PAUSE_SECONDS: Final = 0.5
_LONGEST_PAUSE_SECONDS: Final = 30.0
_KINDS: Final = ["message", "callback_query"]


async def poll(bot: Bot, dispatcher: Dispatcher, clock: Clock) -> None:
    """Fetch and handle updates until cancelled.

    Raises:
        TelegramUnauthorizedError: the token is wrong; trying again would not help.
    """
    offset: int | None = None
    pause = _FIRST_PAUSE_SECONDS
    while True:
        try:
            updates = await bot.get_updates(
                offset=offset,
                limit=_BATCH,
                timeout=_WAIT_SECONDS,
                allowed_updates=_KINDS,
                request_timeout=_WAIT_SECONDS + 10,
            )
        except TelegramUnauthorizedError:
            raise
        except TelegramRetryAfter as error:
            await clock.sleep(error.retry_after)
            continue
        except (TelegramAPIError, ClientDecodeError) as error:
            log.warning("no updates from Telegram (%s); trying again in %.1f s", type(error).__name__, pause)
            await clock.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
            continue
        pause = _FIRST_PAUSE_SECONDS
        await _handle(bot, dispatcher, updates)
        offset = updates[-1].update_id + 1 if updates else offset


async def _handle(bot: Bot, dispatcher: Dispatcher, updates: Sequence[Update]) -> None:
    async def one(update: Update) -> None:
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await dispatcher.feed_update(bot, update)
        except TimeoutError:
            log.error("update %s took longer than %.0f s and was given up", update.update_id, _PATIENCE_SECONDS)
        except Exception as error:  # noqa: BLE001 -- one failed answer must not stop the others
            log.error("update %s failed: %s", update.update_id, type(error).__name__)

    async with asyncio.TaskGroup() as batch:
        for update in updates:
            batch.create_task(one(update))
