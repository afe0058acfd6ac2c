"""Fits a text into a part of a sheet: on more lines, in smaller letters, with broken words, and with an ellipsis at last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.pictures.faces import ASCENT, DESCENT

if TYPE_CHECKING:
    from collections.abc import Sequence

# The width in millimetres of a line in letters of one point; it grows with the size.
Measure = Callable[[str], float]

MM: Final = 25.4 / 72
_PITCH: Final = 1.2
_STEP: Final = 0.5
# More is never read from a sheet, and a machine must not measure it either.
_MOST_LETTERS: Final = 400


@dataclass(frozen=True, slots=True)
class Sizes:
    """The wanted size of letters in points, and the one under which a text is shortened instead."""

    largest: float
    smallest: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines of a text and the size of their letters in points."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """From the highest letter of the first line to the lowest of the last, in millimetres."""
        return height(len(self.lines), self.size)

    def baselines(self, top: float) -> list[float]:
        """Return where its lines stand under a height in millimetres."""
        return [top + (ASCENT + place * _PITCH) * self.size * MM for place in range(len(self.lines))]


def height(lines: int, size: float) -> float:
    """Return how high lines of a size in points are, in millimetres."""
    return (ASCENT + DESCENT + (lines - 1) * _PITCH) * size * MM if lines else 0.0


def fit(text: str, room: tuple[float, float], sizes: Sizes, measure: Measure) -> Fitted:
    """Return a text in the largest letters with which it stays inside a width and a height in millimetres."""
    words = text[:_MOST_LETTERS].split()
    if not words:
        return Fitted((), sizes.largest)
    size = sizes.largest
    while size >= sizes.smallest:
        lines = _wrapped(words, room[0] / size, measure)
        if lines and height(len(lines), size) <= room[1]:
            return Fitted(_balanced(lines, words, room[0] / size, measure), size)
        size -= _STEP
    return Fitted(_shortened(words, room, sizes.smallest, measure), sizes.smallest)


def _wrapped(words: Sequence[str], room: float, measure: Measure) -> list[str]:
    """Return the lines, or none when a word is too wide."""
    lines: list[str] = []
    for word in words:
        joined = f"{lines[-1]} {word}" if lines else word
        if measure(joined) <= room:
            lines[-1:] = [joined]
        elif measure(word) <= room:
            lines.append(word)
        else:
            return []
    return lines


def _balanced(lines: list[str], words: Sequence[str], room: float, measure: Measure) -> tuple[str, ...]:
    """Return as many lines, but of nearly the same length."""
    best, narrower = lines, room
    while len(best) > 1:
        narrower *= 0.97
        lines = _wrapped(words, narrower, measure)
        if len(lines) != len(best):
            break
        best = lines
    return tuple(best)


def _shortened(words: Sequence[str], room: tuple[float, float], size: float, measure: Measure) -> tuple[str, ...]:
    width = room[0] / size
    pieces = [piece for word in words for piece in _pieces(word, width, measure)]
    lines = _wrapped(pieces, width, measure)
    fitting = next((count for count in range(len(lines), 1, -1) if height(count, size) <= room[1]), 1)
    if fitting == len(lines):
        return tuple(lines)
    last = lines[fitting - 1]
    while last and measure(f"{last}…") > width:
        last = last[:-1]
    return (*lines[: fitting - 1], f"{last}…")


def _pieces(word: str, room: float, measure: Measure) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and measure(pieces[-1] + letter) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces
