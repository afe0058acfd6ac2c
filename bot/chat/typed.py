"""Understands a typed text as one of the buttons on the screen: its number, its label, or another word for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz.fuzz import ratio

from bot.domain.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.chat.screen import Button

_SHORTEST_PREFIX: Final = 3
# Two wrong letters in a word of twelve; short words must be exact.
_ALIKE: Final = 85.0
_LONGEST_LABEL: Final = 80


def number_meant(text: str, buttons: Sequence[Button]) -> Button | None:
    """Return the n-th button when the text is the number n, with or without a dot or a bracket."""
    digits = text.strip().rstrip(".)").strip()
    if not digits.isdecimal() or len(digits) > 2 or not 1 <= int(digits) <= len(buttons):
        return None
    return buttons[int(digits) - 1]


def button_meant(text: str, buttons: Sequence[Button]) -> Button | None:
    """Return the button whose label or other words the text repeats, exactly, from its beginning, or nearly; None if unclear."""
    wanted = fold(text)
    if not wanted or len(wanted) > _LONGEST_LABEL:
        return None
    named = [(name, button) for button in buttons if button.tap for name in _names(button)]
    exact = [button for name, button in named if name == wanted]
    if exact:
        return exact[0]
    if len(wanted) < _SHORTEST_PREFIX:
        return None
    return _only([button for name, button in named if name.startswith(wanted)]) or _only(
        [button for name, button in named if ratio(name, wanted, score_cutoff=_ALIKE)]
    )


def _names(button: Button) -> list[str]:
    return [name for name in map(fold, (button.text, *button.words)) if name]


def _only(buttons: list[Button]) -> Button | None:
    return buttons[0] if buttons and all(button is buttons[0] for button in buttons) else None


def as_query(text: str, most_bytes: int = 56) -> str:
    """Return a typed text so that it fits into a tap: folded, without the separator, cut at a whole letter."""
    return fold(text).replace(":", " ").encode()[:most_bytes].decode(errors="ignore").strip()
