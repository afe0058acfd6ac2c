"""Long polling that loses nothing: an update is confirmed to Telegram only after it was handled.

aiogram's own polling confirms a batch as soon as its handlers have begun, so a `kill -9` would swallow their taps.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramRetryAfter, TelegramUnauthorizedError

from bot.chat.handling import KINDS, handle
from bot.finishing import to_its_end

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from aiogram import Bot, Dispatcher
    from aiogram.types import Update

    from bot.clock import Clock

log = logging.getLogger(__name__)

_WAIT_SECONDS: Final = 25
_BATCH: Final = 100
_FIRST_PAUSE_SECONDS: Final = 0.5
_LONGEST_PAUSE_SECONDS: Final = 10.0
_LAST_WORD_SECONDS: Final = 3.0
# How soon, at the latest, updates that wait for the database are tried again, and new ones are fetched beside them.
_LONGEST_REST_SECONDS: Final = 5.0


async def poll(bot: Bot, dispatcher: Dispatcher, clock: Clock) -> None:
    """Fetch and handle updates until cancelled; what was begun then is finished first.

    Raises:
        TelegramUnauthorizedError: the token is wrong; trying again would not help.
    """
    taken = _Taken()
    pause = rest = _FIRST_PAUSE_SECONDS
    while True:
        try:
            updates = await bot.get_updates(
                offset=taken.offset,
                limit=_BATCH,
                timeout=_WAIT_SECONDS,
                allowed_updates=KINDS,
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
        over = asyncio.Event()
        try:
            await to_its_end(_handle(bot, dispatcher, updates, taken, over))
        except asyncio.CancelledError:
            # Not over after a second cancellation, of somebody who does not want to wait.
            if over.is_set():
                await _confirm(bot, taken.offset)
            raise
        if not taken.waits:
            rest = _FIRST_PAUSE_SECONDS
            continue
        await clock.sleep(rest)
        rest = min(rest * 2, _LONGEST_REST_SECONDS)


class _Taken:
    """How far updates are done with.

    Attributes:
        offset: number of the first that is not, None before the first batch. Telegram confirms all before it.
        waits: whether one waits for the database. Those after it come again, though they may be done with.
    """

    def __init__(self) -> None:
        self.offset: int | None = None
        self.waits = False
        self._done: set[int] = set()

    def fresh(self, updates: Sequence[Update]) -> list[Update]:
        """Return those of a batch that are not done with."""
        return [each for each in updates if each.update_id not in self._done]

    def note(self, updates: Sequence[Update], waiting: Collection[int]) -> None:
        """Note which of a batch could not be answered yet."""
        self.waits = bool(waiting)
        if updates:
            self.offset = min(waiting) if waiting else updates[-1].update_id + 1
        self._done = {each.update_id for each in updates} - set(waiting) if waiting else set()


async def _confirm(bot: Bot, offset: int | None) -> None:
    """Tell Telegram what was handled when nobody will ask for the next updates; if that fails, they come once more."""
    try:
        async with asyncio.timeout(_LAST_WORD_SECONDS):
            await bot.get_updates(offset=offset, limit=1, timeout=0, allowed_updates=KINDS)
    except (TelegramAPIError, ClientDecodeError, TimeoutError) as error:
        log.warning("what was handled last was not confirmed: %s", type(error).__name__)


async def _handle(
    bot: Bot, dispatcher: Dispatcher, updates: Sequence[Update], taken: _Taken, over: asyncio.Event
) -> None:
    waiting: list[int] = []

    async def one(update: Update) -> None:
        if not await handle(bot, dispatcher, update):
            waiting.append(update.update_id)

    async with asyncio.TaskGroup() as batch:
        for update in taken.fresh(updates):
            batch.create_task(one(update))
    taken.note(updates, waiting)
    over.set()
