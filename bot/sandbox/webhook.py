"""Brings updates to a bot's address, one after another, again and again until it takes them."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, Final

import aiohttp

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.sandbox.updates import Updates

log = logging.getLogger(__name__)

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- the name of a header
_FIRST_PAUSE_SECONDS: Final = 0.05
_LONGEST_PAUSE_SECONDS: Final = 5.0
_TIMEOUT: Final = aiohttp.ClientTimeout(total=30)


class Webhook:
    """The address of one bot, and the courier who runs there."""

    def __init__(self, updates: Updates, clock: Callable[[], float]) -> None:
        self.url = ""
        self._secret = ""
        self._updates = updates
        self._clock = clock
        self._changed = asyncio.Event()
        self._last_error: tuple[int, str] | None = None

    def set(self, url: str, secret: str) -> None:
        """Change or clear the address."""
        self.url, self._secret, self._last_error = url, secret, None
        self._changed.set()
        self._updates.wake()

    def info(self, pending: int) -> dict[str, Any]:
        """Return the Bot API's WebhookInfo."""
        known: dict[str, Any] = {"url": self.url, "has_custom_certificate": False, "pending_update_count": pending}
        if self._last_error:
            known["last_error_date"], known["last_error_message"] = self._last_error
        return known

    async def run(self, execute: Callable[[str, dict[str, Any]], Awaitable[object]]) -> None:
        """Bring updates until cancelled.

        Args:
            execute: carries out a method that the bot named in its answer.
        """
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
            pause = _FIRST_PAUSE_SECONDS
            while True:
                if not self.url:
                    self._changed.clear()
                    await self._changed.wait()
                    continue
                update = await self._updates.first()
                if not self.url:
                    continue
                if await self._bring(session, update, execute):
                    self._updates.confirm(update["update_id"] + 1)
                    pause = _FIRST_PAUSE_SECONDS
                else:
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    async def _bring(
        self,
        session: aiohttp.ClientSession,
        update: dict[str, Any],
        execute: Callable[[str, dict[str, Any]], Awaitable[object]],
    ) -> bool:
        headers = {SECRET_HEADER: self._secret} if self._secret else {}
        try:
            async with session.post(self.url, json=update, headers=headers) as response:
                if not 200 <= response.status < 300:
                    self._failed(f"Wrong response from the webhook: {response.status} {response.reason}")
                    return False
                answer = await response.json(content_type=None) if response.content_length != 0 else None
        except (aiohttp.ClientError, TimeoutError) as error:
            self._failed(f"Connection failed: {type(error).__name__}")
            return False
        except ValueError:
            answer = None
        if isinstance(answer, dict) and isinstance(answer.get("method"), str):
            await execute(answer["method"], {key: value for key, value in answer.items() if key != "method"})
        return True

    def _failed(self, what: str) -> None:
        self._last_error = (int(self._clock()), what)
        log.warning("an update was not taken: %s", what)
