"""Draws a chart or a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.pictures.canvas import Canvas
from bot.pictures.chart import Chart
from bot.pictures.colours import CALM, GOLD, MUTED, NIGHT, TRACK, WHITE
from bot.pictures.fitting import Box
from bot.pictures.layout import HEIGHT, WIDTH, lay_out
from bot.pictures.report_drawing import draw_report
from bot.pictures.shapes import pole_star, star

if TYPE_CHECKING:
    from bot.pictures.layout import Row
    from bot.pictures.report import Report

_NOTCHES: Final = (0.25, 0.5, 0.75)


def draw(picture: Chart | Report) -> bytes:
    """Return a chart or a report as PNG.

    Raises:
        ValueError: the chart has not six bars, or a value is no number.
        OSError: a font cannot be read.
    """
    return _draw_chart(picture) if isinstance(picture, Chart) else draw_report(picture)


def _draw_chart(chart: Chart) -> bytes:
    layout = lay_out(chart)
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.stamp(pole_star(layout.emblem.width), layout.emblem, NIGHT, GOLD)
    canvas.write(layout.title, WHITE)
    for row in layout.rows:
        _row(canvas, row)
    canvas.write(layout.footnote, MUTED)
    return canvas.png()


def _row(canvas: Canvas, row: Row) -> None:
    is_strong = row.star is not None
    canvas.write(row.label, WHITE)
    canvas.write(row.figure, GOLD if is_strong else WHITE)
    canvas.bar(row.track, NIGHT, TRACK)
    if row.filled is not None:
        canvas.bar(row.filled, TRACK, GOLD if is_strong else CALM)
    if row.star is not None:
        canvas.stamp(star(row.star.width), row.star, NIGHT, GOLD)
    _notches(canvas, row.track)


def _notches(canvas: Canvas, track: Box) -> None:
    """Thin lines at 2, 3 and 4."""
    for part in _NOTCHES:
        x = track.left + round(track.width * part)
        canvas.clear(Box(x - 1, track.top, x + 2, track.bottom))
