"""Whoever carries letters: Telegram, or a test's own memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.delivery.letter import Letter
    from bot.domain.delivery import Outcome


class Sender(Protocol):
    """Sends one letter once; it never tries again by itself, because only the outbox knows whether that is right."""

    async def send(self, letter: Letter) -> Outcome:
        """Send a letter and say what came back; the outside world's refusals are outcomes, not exceptions."""
        ...
