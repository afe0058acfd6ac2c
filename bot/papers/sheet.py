"""Sheets of paper: what all our PDF files have in common."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, cast

from fpdf import FPDF

from bot.papers.fitting import MM, Sizes, fit
from bot.papers.qr import qr_png
from bot.papers.readable import readable
from bot.pictures.faces import FOLDER, Face

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.papers.fitting import Fitted
    from bot.pictures.colours import Colour

BLACK: Final = (0, 0, 0)
_FAMILY: Final = "noto"
_GAP: Final = 3.0
_STYLES: Final[dict[Face, Literal["", "B"]]] = {Face.REGULAR: "", Face.BOLD: "B"}


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a sheet in millimetres from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set.

    Attributes:
        across, down: 0 sets it to the left or the top of its area, 0.5 into the middle, 1 to the right or the bottom.
    """

    face: Face
    sizes: Sizes
    colour: Colour = BLACK
    across: float = 0.0
    down: float = 0.5


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a file says of itself.

    Attributes:
        language: "kk", "ru", "en": how a screen reader pronounces it.
        made_at: the same moment and the same content give the same bytes.
    """

    title: str
    language: str
    made_at: datetime


class Sheet:
    """A4 sheets that are written upon with the letters we ship."""

    def __init__(self, orientation: Literal["portrait", "landscape"], imprint: Imprint) -> None:
        self._pdf = FPDF(orientation, "mm", "A4")
        self._pdf.set_auto_page_break(auto=False)
        for face, style in _STYLES.items():
            self._pdf.add_font(_FAMILY, style, FOLDER / face.value)
        self._pdf.set_title(self.readable(imprint.title))
        self._pdf.set_lang(imprint.language)
        self._pdf.set_creator("Temirqazyq")
        self._pdf.set_creation_date(imprint.made_at)
        self._pdf.add_page()

    def next_page(self) -> None:
        """Take another sheet."""
        self._pdf.add_page()

    def readable(self, text: str) -> str:
        """Return a text as it can be written."""
        return readable(text, self._widths(Face.REGULAR))

    def write(self, text: str, area: Area, style: Style) -> None:
        """Write a text into an area; it never leaves it."""
        fitted = self._fitted(text, area, style)
        top = area.top + (area.height - fitted.height) * style.down
        self._pdf.set_font(_FAMILY, _STYLES[style.face], fitted.size)
        self._pdf.set_text_color(*style.colour)
        for line, baseline in zip(fitted.lines, fitted.baselines(top), strict=True):
            spare = area.width - self._width(style.face, line) * fitted.size
            self._pdf.text(area.left + spare * style.across, baseline, line)

    def write_under_each_other(self, texts: Sequence[str], area: Area, style: Style) -> None:
        """Write texts, each in its share of an area, all in letters of one size."""
        pitch = (area.height + _GAP) / max(1, len(texts))
        shares = [replace(area, top=area.top + place * pitch, height=pitch - _GAP) for place in range(len(texts))]
        sizes = [self._fitted(text, share, style).size for text, share in zip(texts, shares, strict=True)]
        common = replace(style, sizes=replace(style.sizes, largest=min(sizes, default=style.sizes.largest)))
        for text, share in zip(texts, shares, strict=True):
            self.write(text, share, common)

    def code(self, link: str, area: Area) -> None:
        """Print a QR code with the white around it as large as an area, a square, allows."""
        self._pdf.image(io.BytesIO(qr_png(link)), area.left, area.top, area.width, area.height)

    def rule(self, begin: tuple[float, float], end: tuple[float, float], colour: Colour, thickness: float) -> None:
        """Draw a line."""
        self._pdf.set_draw_color(*colour)
        self._pdf.set_line_width(thickness)
        self._pdf.line(*begin, *end)

    def frame(self, area: Area, colour: Colour, thickness: float) -> None:
        """Draw the outline of an area."""
        self._pdf.set_draw_color(*colour)
        self._pdf.set_line_width(thickness)
        self._pdf.rect(area.left, area.top, area.width, area.height)

    def shape(self, corners: Sequence[tuple[float, float]], colour: Colour) -> None:
        """Fill what lies between corners."""
        self._pdf.set_fill_color(*colour)
        self._pdf.polygon(corners, style="F")

    def finish(self) -> bytes:
        """Return the file."""
        return bytes(self._pdf.output())

    def _fitted(self, text: str, area: Area, style: Style) -> Fitted:
        measure = partial(self._width, style.face)
        return fit(self.readable(text), (area.width, area.height), style.sizes, measure)

    def _widths(self, face: Face) -> Mapping[int, float]:
        # The fonts that every PDF reader has are measured by letters; ours, from files, by code points.
        return cast("Mapping[int, float]", self._pdf.fonts[f"{_FAMILY}{_STYLES[face]}"].cw)

    def _width(self, face: Face, text: str) -> float:
        widths = self._widths(face)
        return sum(widths[ord(letter)] for letter in text) / 1000 * MM
