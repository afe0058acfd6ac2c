"""While the database is away nothing is lost: an update is not confirmed, so it comes again, and who sent it is told so once."""

from __future__ import annotations

import logging
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from aiogram.exceptions import AiogramError

from bot.chat.screen import Screen
from bot.db import DatabaseAway
from bot.domain.languages import Language
from bot.logs import fault

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.chat.conversation import Caller
    from bot.chat.ground import Ground
    from bot.chat.show import Window

log = logging.getLogger(__name__)

# What is tried again is tried more often, so after so long without a failure it is over, also when another process had the rest.
_QUIET_SECONDS: Final = 60.0


class Outage:
    """The present time without the database, if there is one."""

    def __init__(self, ground: Ground, timer: Callable[[], float] = time.monotonic) -> None:
        self._ground = ground
        self._timer = timer
        self._since: float | None = None
        self._failed_at = 0.0
        # Updates that wait, and people who know it.
        self._kept: set[int] = set()
        self._told: set[int] = set()

    def keeps(self, update_id: int) -> bool:
        """Return whether an update is one that waits."""
        return update_id in self._kept

    @asynccontextmanager
    async def keeping(self, caller: Caller, window: Window, tap: str | None = None) -> AsyncIterator[None]:
        """Answer an update in the block; when the database is away, tell the person that it is kept.

        Args:
            caller: who it comes from.
            window: where they are told.
            tap: id of the tap, None when it is none.

        Raises:
            DatabaseAway: the update was not answered and must not be confirmed.
        """
        try:
            yield
        except DatabaseAway as error:
            self._begin(error)
            is_new = caller.update_id not in self._kept
            self._kept.add(caller.update_id)
            if is_new:
                await self._tell(caller, window, tap)
            raise
        if self._since is not None:
            self._succeeded(caller)

    def _begin(self, error: DatabaseAway) -> None:
        self._failed_at = self._timer()
        if self._since is None:
            self._since = self._failed_at
            said = "the database is away (%s): updates wait, and are answered when it is back"
            log.error(said, error.reason, extra=fault(error))

    def _succeeded(self, caller: Caller) -> None:
        """One that waited was answered; one that did not says little: some answers need no change of the tables."""
        now = self._timer()
        if self._since is None or not (caller.update_id in self._kept or now - self._failed_at > _QUIET_SECONDS):
            return
        log.warning("the database is back after %.0f s", now - self._since)
        self._since = None
        self._kept.clear()
        self._told.clear()

    async def _tell(self, caller: Caller, window: Window, tap: str | None) -> None:
        """Say it once in the chat; to further taps in the small window that vanishes by itself."""
        is_told = caller.telegram_id in self._told
        self._told.add(caller.telegram_id)
        if is_told and tap is None:
            return
        text = self._ground.speeches[await self._language(caller)].html(
            "Nothing can be saved right now. What you sent is not lost: the bot will answer by itself as soon as it works again, "
            "there is no need to send it once more."
        )
        try:
            if tap is not None:
                await window.answer(tap, str(text) if is_told else "")
            if not is_told:
                await window.send(Screen(text))
        except AiogramError as error:
            log.warning("a person was not told that the database is away: %s", type(error).__name__)
            if not is_told:
                self._told.discard(caller.telegram_id)

    async def _language(self, caller: Caller) -> Language:
        try:
            person = await self._ground.people.recognise(caller.telegram_id)
        except DatabaseAway:
            person = None
        if person is not None:
            return person.language
        code = (caller.client_language or "")[:2]
        return Language(code) if code in set(Language) else Language.KK
