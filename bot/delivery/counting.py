"""A sender that counts what comes of what another one sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.delivery import Flooded

if TYPE_CHECKING:
    from bot.delivery.letter import Post
    from bot.delivery.sender import Sender
    from bot.domain.delivery import Outcome
    from bot.metrics import Metrics


class CountingSender:
    """Sends through another sender and lets metrics know."""

    def __init__(self, sender: Sender, metrics: Metrics) -> None:
        self._sender = sender
        self._metrics = metrics

    async def send(self, post: Post) -> Outcome:
        """Do one thing once."""
        outcome = await self._sender.send(post)
        self._metrics.sent(type(outcome).__name__.lower())
        if isinstance(outcome, Flooded):
            self._metrics.flooded("delivery", outcome.seconds)
        return outcome
