"""Fits a text into a box: in smaller letters, on more lines, with broken words, and with an ellipsis at last."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.pictures.faces import ASCENT, DESCENT, Face, extent, width

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE_PITCH: Final = 1.14
# Down to this part of the wanted size words stay whole.
_WHOLE_WORDS: Final = 0.65
_STEP: Final = 2
# More than this is never read from a picture, and a machine must not measure it either.
_MOST_LETTERS: Final = 240
_NO_BREAK_SPACE: Final = "\xa0"


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the canvas in pixels; right and bottom are outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """From left to right in pixels."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """From top to bottom in pixels."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text at its place: `x` and `baseline` are the point in pixels where it begins."""

    text: str
    face: Face
    size: int
    x: int
    baseline: int

    @property
    def box(self) -> Box:
        """The part of the canvas that its letters may touch."""
        left, right = extent(self.text, self.face, self.size)
        top, bottom = self.baseline - math.ceil(ASCENT * self.size), self.baseline + math.ceil(DESCENT * self.size)
        return Box(self.x + left, top, self.x + right, bottom)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set.

    Attributes:
        largest: the wanted size of the letters in pixels.
        smallest: the size in pixels under which a text is shortened instead.
        across: 0 sets the lines to the left, 1 to the right.
        down: 0 sets the lines to the top, 1 to the bottom.
    """

    face: Face
    largest: int
    smallest: int
    across: float = 0.0
    down: float = 0.0


def fit(text: str, box: Box, style: Style) -> tuple[Line, ...]:
    """Return the lines of a text in the largest letters with which they stay inside a box."""
    words = _words(text)
    if not words:
        return ()
    for size in range(style.largest, style.smallest - 1, -_STEP):
        lines = _wrapped(words, box.width, style.face, size, may_break=size < _WHOLE_WORDS * style.largest)
        if lines and _height(len(lines), size) <= box.height:
            return _placed(lines, box, style, size)
    return _placed(_shortened(words, box, style), box, style, style.smallest)


def _words(text: str) -> list[str]:
    visible = "".join(letter if letter.isprintable() or letter == _NO_BREAK_SPACE else " " for letter in text)
    return [word for word in visible[:_MOST_LETTERS].split(" ") if word]


def _height(lines: int, size: int) -> int:
    return math.ceil(ASCENT * size) + math.ceil(DESCENT * size) + round((lines - 1) * _LINE_PITCH * size)


def _wrapped(words: Sequence[str], room: int, face: Face, size: int, *, may_break: bool) -> list[str]:
    """Return the lines, or none when a word is too wide and may not be broken."""
    lines: list[str] = []
    for word in words:
        joined = f"{lines[-1]} {word}" if lines else word
        if width(joined, face, size) <= room:
            lines[-1:] = [joined]
        elif width(word, face, size) <= room:
            lines.append(word)
        elif may_break:
            lines += _pieces(word, room, face, size)
        else:
            return []
    return lines


def _pieces(word: str, room: int, face: Face, size: int) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, face, size) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _shortened(words: Sequence[str], box: Box, style: Style) -> list[str]:
    size = style.smallest
    lines = _wrapped(words, box.width, style.face, size, may_break=True)
    fitting = next(count for count in range(len(lines), 0, -1) if count == 1 or _height(count, size) <= box.height)
    last = lines[fitting - 1]
    while last and width(f"{last}…", style.face, size) > box.width:
        last = last[:-1]
    return [*lines[: fitting - 1], f"{last}…"]


def _placed(lines: Sequence[str], box: Box, style: Style, size: int) -> tuple[Line, ...]:
    top = box.top + round((box.height - _height(len(lines), size)) * style.down)
    first = top + math.ceil(ASCENT * size)
    return tuple(
        Line(text, style.face, size, _begin(text, box, style, size), first + round(place * _LINE_PITCH * size))
        for place, text in enumerate(lines)
    )


def _begin(text: str, box: Box, style: Style, size: int) -> int:
    left, right = extent(text, style.face, size)
    return box.left - left + round((box.width - (right - left)) * style.across)
