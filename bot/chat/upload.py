"""A file that somebody sent: what Telegram says of it, and how to fetch it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Upload:
    """A document or a picture in the chat.

    Attributes:
        name: as the sender's machine calls it; empty when Telegram does not tell. Not to be trusted, and not to be logged.
        size: in bytes, as Telegram says; None when it does not.
        id: by which the bot can send it on without fetching it.
        is_photo: whether it came as a picture; only few steps take one.
        fetch: loads at most so many bytes; None when there are more, or Telegram does not give them out.
    """

    name: str
    size: int | None
    fetch: Callable[[int], Awaitable[bytes | None]]
    id: str = ""
    is_photo: bool = False
