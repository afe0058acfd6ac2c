"""Texts as the shipped letters can write them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container

_WORTH_A_MARK: Final = frozenset({"L", "N"})


def readable(text: str, known: Container[int]) -> str:
    """Return a text on one line in letters whose code points are known.

    A foreign letter becomes its nearest one, or "?" when there is none: a gap in a name would not be seen. Pictures and
    signs that cannot be written go away, and so do invisible characters.
    """
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return " ".join("".join(_written(letter, known) for letter in composed).split())


def _written(letter: str, known: Container[int]) -> str:
    if ord(letter) in known:
        # The soft hyphen is known, but would be printed in the middle of a line.
        return "" if letter == "\xad" else letter
    kept = "".join(part for part in unicodedata.normalize("NFKD", letter) if ord(part) in known)
    return kept or ("?" if unicodedata.category(letter)[0] in _WORTH_A_MARK else "")
