"""Where the letters of a page stand, measured without the code that put them there."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import zxingcpp
from PIL import Image
from pypdf import PageObject, PdfReader

from bot.pictures.faces import Face, font_of

if TYPE_CHECKING:
    from collections.abc import Mapping

MM = 25.4 / 72
# Measured in large letters, so that rounding to pixels does not count.
_LARGE = 1000


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle in millimetres from the lower left corner of the sheet."""

    what: str
    left: float
    bottom: float
    right: float
    top: float

    def inside(self, other: Place) -> bool:
        across = other.left <= self.left and self.right <= other.right
        return across and other.bottom <= self.bottom and self.top <= other.top

    def apart(self, other: Place) -> bool:
        across = self.right <= other.left or other.right <= self.left
        return across or self.top <= other.bottom or other.top <= self.bottom


def pages_of(paper: bytes) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(paper)).pages)


def text_of(page: PageObject) -> str:
    """All that is written on a page, with single blanks."""
    return " ".join(page.extract_text().split())


def codes_on(page: PageObject) -> list[str]:
    """What a camera reads from the pictures on a page."""
    found = []
    for picture in page.images:
        with Image.open(io.BytesIO(picture.data)) as image:
            found += [code.text for code in zxingcpp.read_barcodes(image.convert("L"))]
    return found


def sizes_of(page: PageObject) -> dict[str, float]:
    """Every line of text and its size in points."""
    return {line: size for line, _, _, size, _ in _written(page)}


def lines_of(page: PageObject) -> list[Place]:
    """Every line of text with the ink of its letters around."""
    return [_ink(*found) for found in _written(page)]


def pictures_of(page: PageObject) -> list[Place]:
    """Every picture with what it covers."""
    found: list[Place] = []

    def visit(operator: bytes, operands: list[Any], matrix: list[float], _: list[float]) -> None:
        if operator == b"Do":
            width, height, left, bottom = (float(matrix[part]) * MM for part in (0, 3, 4, 5))
            found.append(Place(str(operands[0]), left, bottom, left + width, bottom + height))

    page.extract_text(visitor_operand_before=visit)
    return found


def _written(page: PageObject) -> list[tuple[str, float, float, float, Face]]:
    found: list[tuple[str, float, float, float, Face]] = []

    def visit(text: str, _: list[float], matrix: list[float], font: Mapping[str, Any] | None, size: float) -> None:
        if text.strip():
            face = Face.BOLD if font and "Bold" in font["/BaseFont"] else Face.REGULAR
            found.append((text.strip("\n"), matrix[4] * MM, matrix[5] * MM, size, face))

    page.extract_text(visitor_text=visit)
    return found


def _ink(text: str, x: float, baseline: float, size: float, face: Face) -> Place:
    left, top, right, bottom = (part / _LARGE * size * MM for part in font_of(face, _LARGE).getbbox(text, anchor="ls"))
    return Place(text, x + left, baseline - bottom, x + right, baseline - top)
