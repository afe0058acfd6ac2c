"""The people of the sandbox and those one may choose to be."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody one may be in the chat page; whoever starts the sandbox names them."""

    key: str
    caption: str
    first_name: str
    language_code: str


@dataclass(slots=True)
class User:
    """A person with a Telegram account.

    Attributes:
        has_started: whether they ever wrote to the bot, which may write to them only then.
        has_blocked: whether they blocked the bot.
    """

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    has_started: bool = False
    has_blocked: bool = False

    def as_user(self) -> dict[str, Any]:
        """Return the person as the Bot API's User."""
        known = {name: getattr(self, name) for name in ("last_name", "username", "language_code")}
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            **{name: value for name, value in known.items() if value},
        }

    def as_chat(self) -> dict[str, Any]:
        """Return the private chat with this person as the Bot API's Chat."""
        known = {name: getattr(self, name) for name in ("last_name", "username")}
        return {
            "id": self.id,
            "type": "private",
            "first_name": self.first_name,
            **{name: value for name, value in known.items() if value},
        }

    def as_profile(self) -> dict[str, Any]:
        """Return the person as the user side shows them."""
        return {"user_id": self.id, "chat_id": self.id, **asdict(self)}
