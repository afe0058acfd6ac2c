"""Draws the report of a class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.pictures.canvas import Canvas
from bot.pictures.colours import CALM, GOLD, MUTED, NIGHT, TRACK, WHITE
from bot.pictures.report_layout import WIDTH, lay_out_report
from bot.pictures.shapes import pole_star

if TYPE_CHECKING:
    from bot.pictures.report import Report


def draw_report(report: Report) -> bytes:
    """Return a report as PNG.

    Raises:
        OSError: a font cannot be read.
    """
    layout = lay_out_report(report)
    canvas = Canvas(WIDTH, layout.height)
    canvas.stamp(pole_star(layout.emblem.width), layout.emblem, NIGHT, GOLD)
    canvas.write(layout.title, WHITE)
    for heading in layout.headings:
        canvas.write(heading, GOLD)
    for row in layout.rows:
        canvas.write(row.label, WHITE)
        canvas.write(row.figure, WHITE)
        canvas.bar(row.track, NIGHT, TRACK)
        if row.filled is not None:
            canvas.bar(row.filled, TRACK, CALM)
    canvas.write(layout.footnote, MUTED)
    return canvas.png()
