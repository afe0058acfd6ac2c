"""What the methods work on: the world, and the limits of sending."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.sandbox.bodies import Parameters
    from bot.sandbox.flood import FloodControl
    from bot.sandbox.messages import Message
    from bot.sandbox.people import User
    from bot.sandbox.webhook import Webhook
    from bot.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Desk:
    """Handed to every method."""

    world: World
    flood: FloodControl | None
    webhook: Webhook

    def addressee(self, parameters: Parameters) -> User:
        """Return whom a call is for.

        Raises:
            BotApiError: see `World.reachable`.
        """
        return self.world.reachable(parameters.text("chat_id"))

    def count(self, user: User) -> None:
        """Count a message against the limits of sending.

        Raises:
            BotApiError: 429, see `FloodControl.count`.
        """
        if self.flood:
            self.flood.count(user.id)

    def shown(self, user: User, message: Message) -> dict[str, Any]:
        """Return a message as the answer to a call."""
        return self.world.message_for_bot(user, message)
