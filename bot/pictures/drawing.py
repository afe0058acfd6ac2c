"""Draws a chart."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw

from bot.pictures.colours import CALM, GOLD, MUTED, NIGHT, PALETTE, TRACK, VISIBLE, WHITE, ramp
from bot.pictures.faces import font_of
from bot.pictures.layout import HEIGHT, WIDTH, lay_out
from bot.pictures.shapes import pill, pole_star, star

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.pictures.chart import Chart
    from bot.pictures.colours import Colour
    from bot.pictures.fitting import Box, Line
    from bot.pictures.layout import Row

# The highest level saves a tenth of the bytes and takes eight times as long.
_COMPRESSION: Final = 6
_NOTCHES: Final = (0.25, 0.5, 0.75)


def draw(chart: Chart) -> bytes:
    """Return a chart as PNG.

    Raises:
        ValueError: the chart has not six bars, or a value is no number.
        OSError: a font cannot be read.
    """
    layout = lay_out(chart)
    # Its points are places in the palette, not degrees of grey.
    sheet = Image.new("L", (WIDTH, HEIGHT), 0)
    _stamp(sheet, pole_star(layout.emblem.width), layout.emblem.left, layout.emblem.top, NIGHT, GOLD)
    _write(sheet, layout.title, WHITE)
    for row in layout.rows:
        _row(sheet, row)
    _write(sheet, layout.footnote, MUTED)
    sheet.putpalette(PALETTE)
    target = io.BytesIO()
    sheet.save(target, "PNG", compress_level=_COMPRESSION)
    return target.getvalue()


def _row(sheet: Image.Image, row: Row) -> None:
    is_strong = row.star is not None
    _write(sheet, row.label, WHITE)
    _write(sheet, row.figure, GOLD if is_strong else WHITE)
    _stamp(sheet, pill(row.track.width, row.track.height), row.track.left, row.track.top, NIGHT, TRACK)
    if row.filled is not None:
        mask = pill(row.filled.width, row.filled.height)
        _stamp(sheet, mask, row.filled.left, row.filled.top, TRACK, GOLD if is_strong else CALM)
    if row.star is not None:
        _stamp(sheet, star(row.star.width), row.star.left, row.star.top, NIGHT, GOLD)
    _notches(sheet, row.track)


def _notches(sheet: Image.Image, track: Box) -> None:
    """Thin lines at 2, 3 and 4."""
    for part in _NOTCHES:
        x = track.left + round(track.width * part)
        sheet.paste(_ramp(NIGHT, TRACK)[0], (x - 1, track.top, x + 2, track.bottom))


def _write(sheet: Image.Image, lines: Sequence[Line], ink: Colour) -> None:
    for line in lines:
        box = line.box
        mask = Image.new("L", (box.width, box.height), 0)
        start = (line.x - box.left, line.baseline - box.top)
        ImageDraw.Draw(mask).text(start, line.text, fill=255, font=font_of(line.face, line.size), anchor="ls")
        _stamp(sheet, mask, box.left, box.top, NIGHT, ink)


def _stamp(sheet: Image.Image, mask: Image.Image, x: int, y: int, ground: Colour, ink: Colour) -> None:
    sheet.paste(mask.point(_ramp(ground, ink)), (x, y), mask.point(VISIBLE))


@lru_cache(maxsize=32)
def _ramp(ground: Colour, ink: Colour) -> list[int]:
    return ramp(ground, ink)
