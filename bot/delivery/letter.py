"""What is sent, as a plain value, and how a flow says what to write."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.delivery import Errand

if TYPE_CHECKING:
    from bot.i18n.speech import Html


@dataclass(frozen=True, slots=True)
class LetterButton:
    """An inline button: exactly one of `data` (a packed tap, at most 64 bytes) and `url` is given."""

    text: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one person.

    Attributes:
        text: `Html` is sent as such; any other text is sent plain, whatever stands in it.
    """

    chat_id: int
    text: Html | str
    rows: tuple[tuple[LetterButton, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Later:
    """Not now; it is looked at again at a moment."""

    at: datetime


# Looks at the errand at the moment of sending; None when it is no longer wanted.
Writer = Callable[[Errand], Awaitable[Letter | Later | None]]
