"""What is sent, as a plain value, and how a flow says what to write."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol

from bot.domain.delivery import Errand

if TYPE_CHECKING:
    from bot.i18n.speech import Html


@dataclass(frozen=True, slots=True)
class LetterButton:
    """An inline button: exactly one of `data` (a packed tap, at most 64 bytes) and `url` is given."""

    text: str
    data: str | None = None
    url: str | None = None


class Tap(Protocol):
    """What a tap means, as the conversation knows it."""

    def pack(self) -> str:
        """Return it as the data of a button."""
        ...


class ScreenButton(Protocol):
    """A button as screens have it."""

    @property
    def text(self) -> str:
        """The label."""
        ...

    @property
    def tap(self) -> Tap | None:
        """What a tap means."""
        ...

    @property
    def url(self) -> str | None:
        """What it opens instead."""
        ...


LetterRows = tuple[tuple[LetterButton, ...], ...]


def letter_rows(rows: Iterable[Iterable[ScreenButton]]) -> LetterRows:
    """Return the buttons of a screen as those of a letter."""
    return tuple(
        tuple(LetterButton(each.text, each.tap.pack() if each.tap else None, each.url) for each in row) for row in rows
    )


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A picture or a file that Telegram has already; `id` is the one that it gave our bot."""

    kind: Literal["photo", "document"]
    id: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one person.

    Attributes:
        text: `Html` is sent as such; any other text is sent plain, whatever stands in it. With a file, the words below it.
    """

    chat_id: int
    text: Html | str
    rows: LetterRows = ()
    file: LetterFile | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Other words and buttons for a message that was sent; its file stays."""

    message_id: int
    letter: Letter

    @property
    def chat_id(self) -> int:
        """The chat in which the message stands."""
        return self.letter.chat_id


@dataclass(frozen=True, slots=True)
class Removal:
    """A message that was sent is taken out of the chat."""

    chat_id: int
    message_id: int


# What a worker can carry out.
Post = Letter | Edit | Removal


@dataclass(frozen=True, slots=True)
class Later:
    """Not now; it is looked at again at a moment."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Dropped:
    """Not wanted any more, for a reason that is written down."""

    reason: str


# Looks at the errand at the moment of sending; None when it is no longer wanted.
Writer = Callable[[Errand], Awaitable[Post | Later | Dropped | None]]
