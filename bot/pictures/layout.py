"""Where everything stands on the picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.domain.interests import HIGHEST, LOWEST
from bot.pictures.faces import Face
from bot.pictures.fitting import Box, Line, Style, fit

if TYPE_CHECKING:
    from bot.pictures.chart import Bar, Chart

WIDTH: Final = 960
HEIGHT: Final = 960
_BARS: Final = 6
_EDGE: Final = 56
_FIRST_ROW: Final = 154
_ROW: Final = 120
# A label may reach a little over its row, up to the bar above.
_LABEL: Final = (-12, 68)
_TRACK: Final = (74, 104)
_STAR: Final = 48
_FIGURE_WIDTH: Final = 108
_GAP: Final = 16
_EMBLEM: Final = Box(50, 38, 142, 130)
_TITLE: Final = Box(158, 36, WIDTH - _EDGE, 132)
_FOOTNOTE: Final = Box(_EDGE, 874, WIDTH - _EDGE, 940)
_TITLE_STYLE: Final = Style(Face.BOLD, 64, 22, down=0.5)
_LABEL_STYLE: Final = Style(Face.REGULAR, 46, 18, down=1.0)
_STRONG_LABEL_STYLE: Final = Style(Face.BOLD, 46, 18, down=1.0)
_FIGURE_STYLE: Final = Style(Face.BOLD, 50, 18, across=1.0, down=1.0)
_FOOTNOTE_STYLE: Final = Style(Face.REGULAR, 32, 18, down=0.5)


@dataclass(frozen=True, slots=True)
class Row:
    """One interest at its place.

    Attributes:
        star: where the star of a strong interest stands, None for the others.
        track: the whole length that a bar can have.
        filled: the bar itself, None for the lowest value.
    """

    label: tuple[Line, ...]
    figure: tuple[Line, ...]
    star: Box | None
    track: Box
    filled: Box | None


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole picture, measured but not drawn."""

    emblem: Box
    title: tuple[Line, ...]
    rows: tuple[Row, ...]
    footnote: tuple[Line, ...]


def lay_out(chart: Chart) -> Layout:
    """Return the places of everything on a chart.

    Raises:
        ValueError: the chart has not six bars, or a value is no number.
    """
    if len(chart.bars) != _BARS:
        raise ValueError(f"a chart has {_BARS} bars, not {len(chart.bars)}")
    strongest = chart.strongest
    return Layout(
        emblem=_EMBLEM,
        title=fit(chart.title, _TITLE, _TITLE_STYLE),
        rows=tuple(_row(bar, place, is_strong=place in strongest) for place, bar in enumerate(chart.bars)),
        footnote=fit(chart.footnote, _FOOTNOTE, _FOOTNOTE_STYLE),
    )


def _row(bar: Bar, place: int, *, is_strong: bool) -> Row:
    top = _FIRST_ROW + place * _ROW
    right = WIDTH - _EDGE
    figure = Box(right - _FIGURE_WIDTH, top, right, top + _LABEL[1])
    star = Box(figure.left - _STAR, top + 14, figure.left, top + 14 + _STAR)
    label = Box(_EDGE, top + _LABEL[0], star.left - _GAP, top + _LABEL[1])
    track = Box(_EDGE, top + _TRACK[0], right, top + _TRACK[1])
    return Row(
        label=fit(bar.label, label, _STRONG_LABEL_STYLE if is_strong else _LABEL_STYLE),
        figure=fit(bar.figure, figure, _FIGURE_STYLE),
        star=star if is_strong else None,
        track=track,
        filled=_filled(track, bar.value),
    )


def _filled(track: Box, value: float) -> Box | None:
    part = (min(max(value, LOWEST), HIGHEST) - LOWEST) / (HIGHEST - LOWEST)
    length = round(track.width * part)
    if length <= 0:
        return None
    # A bar that is shorter than its round ends could not be drawn.
    return Box(track.left, track.top, track.left + max(length, track.height), track.bottom)
