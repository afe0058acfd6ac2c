"""Hands one update to the conversation, and bears what comes of it: one update never stops the others."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from bot.db import DatabaseAway
from bot.logs import fault

if TYPE_CHECKING:
    from aiogram import Bot, Dispatcher
    from aiogram.types import Update

log = logging.getLogger(__name__)

# What we want to be told of; anything else Telegram keeps to itself.
KINDS: Final = ["message", "callback_query"]
# Longer than any answer should take. An update that is slower is given up, so that one stuck call to Telegram does not hold up
# everybody.
PATIENCE_SECONDS: Final = 20.0


async def handle(bot: Bot, dispatcher: Dispatcher, update: Update) -> bool:
    """Answer an update; it is over when the answer is on its way and what it changed is stored.

    Return whether it may be confirmed; it must come again when the database was away.
    """
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await dispatcher.feed_update(bot, update)
    except DatabaseAway:
        # Who sent it knows, and the log too.
        return False
    except TimeoutError as error:
        log.error(
            "update %s took longer than %.0f s and was given up", update.update_id, PATIENCE_SECONDS, extra=fault(error)
        )
    except Exception as error:  # noqa: BLE001 -- one failed answer must not stop the others
        log.error("update %s failed: %s", update.update_id, type(error).__name__, extra=fault(error))
    return True
