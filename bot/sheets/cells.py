"""A cell's value as a person sees it, cleaned of what nobody sees."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time
from typing import Any, Final

# Characters without a look of their own that change how others are read or compared.
_UNSEEN: Final = {
    **dict.fromkeys([0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x00AD]),
    **dict.fromkeys(range(0x202A, 0x202F)),
    **dict.fromkeys(range(0x2066, 0x206A)),
}


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
    text = unicodedata.normalize("NFC", text).translate(_UNSEEN).replace("\r\n", "\n").replace("\r", "\n")
    kept = (letter if letter in "\n\t" or not _is_control(letter) else " " for letter in text.replace("\u00a0", " "))
    return "".join(kept).strip()


def folded(header: str) -> str:
    """Return a name of a column so that small differences do not matter: case, blanks, a star or colon behind it."""
    return " ".join(header.casefold().split()).rstrip("*: ")


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cs", "Cn", "Co"}
