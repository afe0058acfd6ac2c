"""Where everything stands on the picture of a class: it grows downwards with its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.pictures.faces import Face
from bot.pictures.fitting import Box, Line, Style, fit

if TYPE_CHECKING:
    from bot.pictures.report import Report, Tally

WIDTH: Final = 960
MOST_ROWS: Final = 10
_EDGE: Final = 56
_RIGHT: Final = WIDTH - _EDGE
_HEAD: Final = 150
_HEADING: Final = 76
_ROW: Final = 66
_FOOT: Final = 104
_EMBLEM: Final = Box(50, 38, 142, 130)
_TITLE: Final = Box(158, 36, _RIGHT, 132)
_LABEL: Final = (_EDGE, 470)
_TRACK: Final = (490, 784)
_FIGURE: Final = (800, _RIGHT)
_TITLE_STYLE: Final = Style(Face.BOLD, 56, 22, down=0.5)
_HEADING_STYLE: Final = Style(Face.BOLD, 36, 18, down=0.7)
_LABEL_STYLE: Final = Style(Face.REGULAR, 32, 18, down=0.5)
_FIGURE_STYLE: Final = Style(Face.BOLD, 36, 18, across=1.0, down=0.5)
_FOOTNOTE_STYLE: Final = Style(Face.REGULAR, 28, 18, down=0.5)


@dataclass(frozen=True, slots=True)
class TallyRow:
    """A tally at its place.

    Attributes:
        filled: the bar itself; None where nobody is counted or nothing is told.
    """

    label: tuple[Line, ...]
    figure: tuple[Line, ...]
    track: Box
    filled: Box | None


@dataclass(frozen=True, slots=True)
class ReportLayout:
    """The whole picture, measured but not drawn."""

    height: int
    emblem: Box
    title: tuple[Line, ...]
    headings: tuple[tuple[Line, ...], ...]
    rows: tuple[TallyRow, ...]
    footnote: tuple[Line, ...]


def lay_out_report(report: Report) -> ReportLayout:
    """Return the places of everything on a report."""
    headings, rows, top = [], [], _HEAD
    parts = ((report.interests_heading, report.interests), (report.professions_heading, report.professions))
    for heading, tallies in parts:
        if not tallies:
            continue
        headings.append(fit(heading, Box(_EDGE, top, _RIGHT, top + _HEADING), _HEADING_STYLE))
        top += _HEADING
        for tally in tallies[:MOST_ROWS]:
            rows.append(_row(tally, report.pupils, top))
            top += _ROW
    footnote = fit(report.footnote, Box(_EDGE, top + 16, _RIGHT, top + _FOOT - 20), _FOOTNOTE_STYLE)
    title = fit(report.title, _TITLE, _TITLE_STYLE)
    return ReportLayout(top + _FOOT, _EMBLEM, title, tuple(headings), tuple(rows), footnote)


def _row(tally: Tally, pupils: int, top: int) -> TallyRow:
    bottom = top + _ROW
    track = Box(_TRACK[0], top + 20, _TRACK[1], bottom - 20)
    return TallyRow(
        label=fit(tally.label, Box(_LABEL[0], top, _LABEL[1], bottom), _LABEL_STYLE),
        figure=fit(tally.figure, Box(_FIGURE[0], top, _FIGURE[1], bottom), _FIGURE_STYLE),
        track=track,
        filled=_filled(track, tally.count or 0, pupils),
    )


def _filled(track: Box, count: int, pupils: int) -> Box | None:
    if count <= 0 or pupils <= 0:
        return None
    # A bar that is shorter than its round ends could not be drawn.
    length = max(track.height, round(track.width * min(1.0, count / pupils)))
    return Box(track.left, track.top, track.left + length, track.bottom)
