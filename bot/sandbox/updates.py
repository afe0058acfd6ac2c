"""Updates that wait for the bot, handed out by long polling; each stays until the bot asks for a later one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bot.sandbox.errors import BotApiError

if TYPE_CHECKING:
    from collections.abc import Callable

_CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
MOST = 100


class Updates:
    """The queue of one bot."""

    def __init__(self, first_id: int, write: Callable[[str, dict[str, Any]], None]) -> None:
        self.pending: list[dict[str, Any]] = []
        self._next_id = first_id
        self._write = write
        self._came = asyncio.Event()
        self._poller = 0
        self._has_ended = False
        self._allowed: frozenset[str] = frozenset()

    def add(self, kind: str, body: dict[str, Any]) -> None:
        """Queue an update and wake whoever waits; one of a kind that the bot does not want is dropped."""
        if self._allowed and kind not in self._allowed:
            return
        self._next_id = max(self._next_id, self.pending[-1]["update_id"] + 1 if self.pending else 0)
        update = {"update_id": self._next_id, kind: body}
        self._next_id += 1
        self.pending.append(update)
        self._write("update", update)
        self._came.set()

    def confirm(self, before: int) -> None:
        """Forget all updates with smaller ids."""
        kept = [update for update in self.pending if update["update_id"] >= before]
        if len(kept) != len(self.pending):
            self.pending[:] = kept
            self._write("confirmed", {"before": before})

    async def poll(
        self, offset: int, limit: int, timeout_seconds: float, wanted: list[str] | None
    ) -> list[dict[str, Any]]:
        """Return waiting updates, or wait for one. A negative offset counts from the end and forgets what is before.

        Raises:
            BotApiError: 409 when another poller came meanwhile.
        """
        self.allow(wanted)
        self._poller += 1
        me = self._poller
        # Whoever was waiting hears at once that somebody else has come.
        self._came.set()
        if offset < 0:
            offset = self.pending[offset:][0]["update_id"] if self.pending else 0
        if offset:
            self.confirm(offset)
        loop = asyncio.get_running_loop()
        until = loop.time() + timeout_seconds
        while True:
            if self.pending or self._has_ended or loop.time() >= until:
                return self.pending[: min(max(limit, 1), MOST)]
            self._came.clear()
            try:
                async with asyncio.timeout_at(until):
                    await self._came.wait()
            except TimeoutError:
                continue
            if self._poller != me:
                raise BotApiError(409, _CONFLICT)

    def wake(self) -> None:
        """Let whoever waits look again."""
        self._came.set()

    def end(self) -> None:
        """Send whoever waits away with what is there: the sandbox stops."""
        self._has_ended = True
        self.wake()

    def allow(self, kinds: list[str] | None) -> None:
        """Note which kinds the bot wants from now on: None leaves it as it is, an empty list means all."""
        if kinds is not None:
            self._allowed = frozenset(kinds)

    async def first(self) -> dict[str, Any]:
        """Return the oldest update, waiting for one; whoever changes the way of delivery wakes this too."""
        while not self.pending:
            self._came.clear()
            await self._came.wait()
        return self.pending[0]

    def drop_all(self) -> None:
        """Forget everything that waits."""
        if self.pending:
            self.confirm(self.pending[-1]["update_id"] + 1)
