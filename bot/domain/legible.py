"""A typed text as its readers may see it: without marks that nobody sees, but that turn, hide or blur what stands beside them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_JOINER: Final = "\u200d"
# Letters by their kind in Unicode, blank to the eye: a name of them would be an empty line in a list.
_BLANK_LETTERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co"})
_MARKS: Final = frozenset({"Mn", "Me"})
# Vietnamese puts two marks on a letter; what has more is made to run over the lines around it.
_MOST_MARKS: Final = 2
_LINE_ENDS: Final = re.compile("\r\n|[\r\u0085\u2028\u2029]")


def legible(text: str) -> str:
    """Return a text in one form of Unicode, without direction marks, control characters, blank letters and heaps of marks.

    Line ends and tabs stay, and so does what joins two emoji into one.
    """
    if text.isascii() and text.isprintable():
        return text
    kept: list[str] = []
    marks = 0
    for letter in unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text)):
        kind = unicodedata.category(letter)
        marks = marks + 1 if kind in _MARKS else 0
        if marks <= _MOST_MARKS and (not _is_unseen(letter, kind) or (letter == _JOINER and _joins(kept))):
            kept.append(letter)
    return "".join(kept)


def _is_unseen(letter: str, kind: str) -> bool:
    return letter in _BLANK_LETTERS or (kind in _UNSEEN and letter not in "\n\t")


def _joins(kept: list[str]) -> bool:
    """Say whether a joiner comes after an emoji, of which the last sign may be its colour or form."""
    return bool(kept) and unicodedata.category(kept[-1]) in {"So", "Sk"} | _MARKS
