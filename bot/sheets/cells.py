"""A cell's value as a person sees it, cleaned of what nobody sees."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time
from typing import Any, Final

# Without a look of their own: they join, part or turn others, or only change how they compare.
_UNSEEN: Final = "Cf"
# Blanks that are as wide as a figure, or are not to be broken.
_BLANKS: Final = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f\u3000", " "))


def shown(value: Any) -> str:
    """Return a value as its spreadsheet shows it: 7 and not 7.0, a long number whole, dates as 2026-12-01."""
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case int():
            return str(value)
        case float():
            return f"{value:.15g}" if abs(value) < 1e15 else f"{value:.0f}"
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M" if value.time() != time() else "%Y-%m-%d")
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
        case _:
            return cleaned(str(value))


def cleaned(text: str) -> str:
    """Return a text in one form of Unicode, without control and direction marks, with plain blanks, trimmed."""
    text = unicodedata.normalize("NFC", text).translate(_BLANKS).replace("\r\n", "\n").replace("\r", "\n")
    seen = (letter for letter in text if unicodedata.category(letter) != _UNSEEN)
    return "".join(letter if letter in "\n\t" or not _is_control(letter) else " " for letter in seen).strip()


def folded(header: str) -> str:
    """Return a name of a column so that small differences do not matter: case, blanks, a star or colon behind it."""
    return " ".join(header.casefold().split()).rstrip("*: ")


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cs", "Cn", "Co"}
