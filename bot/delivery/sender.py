"""Whoever carries letters: Telegram, or a test's own memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.delivery.letter import Post
    from bot.domain.delivery import Outcome


class Sender(Protocol):
    """Carries out one thing once; it never tries again by itself, because only the outbox knows whether that is right."""

    async def send(self, post: Post) -> Outcome:
        """Send a letter, change a message or take it away, and say what came back.

        Refusals are outcomes, not exceptions. A message that says so already, or is gone already, is delivered.
        """
        ...
