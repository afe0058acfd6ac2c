"""What a person sees: a text and buttons, as a plain value that any test can look at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from aiogram.filters.callback_data import CallbackData

    from bot.domain.geo import Point
    from bot.i18n.speech import Html


# Letters that fit into a button alone in its row on a phone of 320 pixels; two in a row have half of it.
WIDEST_BUTTON: Final = 34
WIDEST_HALF: Final = 17


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button.

    Attributes:
        text: the label, plain text, short enough for a phone of 320 pixels.
        tap: what a tap means; exactly one of `tap` and `url` is given.
        words: other words that mean the same when typed ("yes", "ok").
    """

    text: str
    tap: CallbackData | None = None
    url: str | None = None
    words: tuple[str, ...] = ()


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Pin:
    """A point on the map that goes out as a message of its own before the screen."""

    point: Point
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that goes out as a message of its own before the screen; its caption says everything that it shows."""

    png: bytes
    caption: str
    name: str = "interests.png"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes out as a message of its own before the screen."""

    name: str
    content: bytes
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """One message.

    Attributes:
        text: HTML as Telegram reads it.
        rows: inline buttons.
        spot: the tap that leads to this screen again; None when the person stays where they were.
        toast: a line in the answer to the tap.
        is_numbered: whether a typed number n means the n-th button.
        asks_location: label of the one button that sends the phone's location.
        ends_location: a line that takes that button away again, sent before the screen.
        pin: a map pin sent before the screen.
        picture: a picture sent before the screen.
        files: files sent before the screen.
        renews_menu: whether the person's roles have changed, and with them the commands in their menu.
    """

    text: Html
    rows: tuple[Row, ...] = ()
    spot: CallbackData | None = None
    toast: str = ""
    is_numbered: bool = False
    asks_location: str | None = None
    ends_location: str | None = None
    pin: Pin | None = None
    picture: Picture | None = None
    files: tuple[Attachment, ...] = ()
    renews_menu: bool = False

    @property
    def buttons(self) -> list[Button]:
        """All buttons in reading order."""
        return [button for row in self.rows for button in row]

    def led_by(self, line: Html) -> Self:
        """Return the same screen with a line above its text."""
        return replace(self, text=type(line)(f"{line}\n\n{self.text}"))

    def with_files(self, *files: Attachment) -> Self:
        """Return the same screen with files before it."""
        return replace(self, files=files)

    def with_toast(self, toast: str) -> Self:
        """Return the same screen with a line for the answer to the tap."""
        return replace(self, toast=toast)


@dataclass(frozen=True, slots=True)
class Onward:
    """Another door, and what to say on the way there.

    Attributes:
        line: stands above the text of the screen behind the door.
        toast: stands in the answer to the tap.
        ends_location, renews_menu: see `Screen`.
    """

    door: CallbackData
    line: Html | None = None
    toast: str = ""
    ends_location: str | None = None
    renews_menu: bool = False

    def dress(self, screen: Screen) -> Screen:
        """Return the screen behind the door with what was to be said."""
        dressed = screen.led_by(self.line) if self.line else screen
        return replace(
            dressed,
            toast=self.toast or dressed.toast,
            ends_location=self.ends_location or dressed.ends_location,
            renews_menu=self.renews_menu or dressed.renews_menu,
        )


def shortened(label: str) -> str:
    """Return a label that fits a phone of 320 pixels, cut after a whole word where it can be."""
    if len(label) <= WIDEST_BUTTON:
        return label
    cut = label[: WIDEST_BUTTON - 1]
    word = cut.rpartition(" ")[0]
    return (word if len(word) >= WIDEST_BUTTON // 2 else cut).rstrip(" ,.·-") + "…"


def column(*buttons: Button) -> tuple[Row, ...]:
    """Return rows of one button each."""
    return tuple((button,) for button in buttons)


def grid(buttons: list[Button], width: int = 2) -> tuple[Row, ...]:
    """Return rows of `width` buttons."""
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))
