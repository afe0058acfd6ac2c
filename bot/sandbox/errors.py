"""What goes wrong on either side, in Telegram's own words on the bot's side."""

from __future__ import annotations

from typing import Any


class BotApiError(Exception):
    """An answer that is not ok, with Telegram's code and description."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def answer(self) -> dict[str, Any]:
        """Return the body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return {**body, "parameters": self.parameters} if self.parameters else body


class UserSideError(Exception):
    """A request of the page or of a script that cannot be carried out."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


def bad_request(description: str) -> BotApiError:
    """Return an error 400."""
    return BotApiError(400, f"Bad Request: {description}")


def forbidden(description: str) -> BotApiError:
    """Return an error 403."""
    return BotApiError(403, f"Forbidden: {description}")


def not_found(what: str = "") -> BotApiError:
    """Return Telegram's answer to a method that it does not know, or to a token that it cannot read."""
    return BotApiError(404, f"Not Found: {what}" if what else "Not Found")


def flood(seconds: int) -> BotApiError:
    """Return the answer to somebody who sends too much."""
    return BotApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
