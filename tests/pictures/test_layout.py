"""Whatever is written, nothing leaves the canvas and nothing covers anything else."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures import Bar, Chart
from bot.pictures.faces import Face, font_of
from bot.pictures.fitting import Box, Line, Style, fit
from bot.pictures.layout import HEIGHT, WIDTH, Layout, Row, lay_out
from tests.pictures.charts import LABELS, a_chart

CANVAS = Box(0, 0, WIDTH, HEIGHT)
PLACE = Box(10, 20, 410, 100)
STYLE = Style(Face.REGULAR, 40, 18)

letters = st.sampled_from("аәбғқңөұүһіЩЖWj'…—й́ \u00a0")
texts = st.one_of(st.text(max_size=400), st.text(letters, max_size=60), st.sampled_from(["Щ" * 60, "Ж" * 300, "i" * 9]))
bars = st.builds(Bar, texts, st.floats(0, 6), texts)
charts = st.builds(Chart, texts, st.tuples(*[bars] * 6), texts)


def inside(box: Box, other: Box) -> bool:
    return other.left <= box.left and other.top <= box.top and box.right <= other.right and box.bottom <= other.bottom


def apart(box: Box, other: Box) -> bool:
    side_by_side = box.right <= other.left or other.right <= box.left
    return side_by_side or box.bottom <= other.top or other.bottom <= box.top


def around(lines: tuple[Line, ...]) -> list[Box]:
    """One box for the lines of a text, none for an empty one."""
    boxes = [line.box for line in lines]
    if not boxes:
        return []
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    return [Box(left, top, max(box.right for box in boxes), max(box.bottom for box in boxes))]


def parts(row: Row) -> list[Box]:
    return [*around(row.label), *around(row.figure), row.track, *([row.star] if row.star else [])]


def everything(layout: Layout) -> list[Box]:
    rows = [part for row in layout.rows for part in parts(row)]
    return [layout.emblem, *around(layout.title), *rows, *around(layout.footnote)]


@given(charts)
def test_nothing_covers_anything_else(chart: Chart) -> None:
    boxes = everything(lay_out(chart))
    assert all(inside(box, CANVAS) for box in boxes)
    assert all(apart(box, other) for place, box in enumerate(boxes) for other in boxes[:place])


@given(charts)
def test_a_bar_stays_on_its_track(chart: Chart) -> None:
    assert all(inside(row.filled, row.track) for row in lay_out(chart).rows if row.filled)


@given(texts)
def test_letters_stay_in_the_box_of_their_line(text: str) -> None:
    for line in fit(text, PLACE, STYLE):
        ink = font_of(line.face, line.size).getbbox(line.text, anchor="ls")
        left, top, right, bottom = (int(part) for part in ink)
        assert inside(Box(line.x + left, line.baseline + top, line.x + right, line.baseline + bottom), line.box)
        assert inside(line.box, PLACE)


@given(st.text(letters, max_size=60))
def test_up_to_60_letters_are_all_written(text: str) -> None:
    label = lay_out(a_chart(labels=(text, *LABELS[1:]))).rows[0].label
    assert "".join(line.text for line in label).replace(" ", "") == text.replace(" ", "")


def test_more_than_can_be_read_ends_with_an_ellipsis() -> None:
    assert fit("Ж" * 300, PLACE, STYLE)[-1].text.endswith("…")


def test_our_own_labels_are_large_and_whole() -> None:
    rows = lay_out(a_chart()).rows
    assert [[line.text for line in row.label] for row in rows] == [[label] for label in LABELS]
    assert all(line.size >= 44 for row in rows for line in row.label)


def test_a_label_of_60_letters_can_be_read() -> None:
    text = "Исследовательская и аналитическая деятельность в лаборатории"
    label = lay_out(a_chart(labels=(text, *LABELS[1:]))).rows[0].label
    assert " ".join(line.text for line in label) == text
    assert all(line.size >= 30 for line in label)


@given(st.lists(st.floats(1, 5), min_size=6, max_size=6))
def test_a_stronger_interest_never_has_a_shorter_bar(values: list[float]) -> None:
    rows = lay_out(a_chart(values=tuple(sorted(values)))).rows
    lengths = [row.filled.width if row.filled else 0 for row in rows]
    assert all(shorter <= longer for shorter, longer in pairwise(lengths))


@pytest.mark.parametrize(
    ("values", "starred"),
    [
        ((1.0, 2.0, 3.0, 4.0, 5.0, 2.5), [3, 4]),
        ((4.0, 1.0, 4.0, 4.0, 2.0, 1.0), [0, 2]),
        ((3.0,) * 6, []),
    ],
)
def test_the_two_strongest_have_a_star(values: tuple[float, ...], starred: list[int]) -> None:
    rows = lay_out(a_chart(values=values)).rows
    assert [place for place, row in enumerate(rows) if row.star] == starred


def test_who_knows_better_says_which_are_strongest() -> None:
    rows = lay_out(replace(a_chart(values=(4.0, 1.0, 4.0, 4.0, 2.0, 1.0)), strong=(2, 3))).rows
    assert [place for place, row in enumerate(rows) if row.star] == [2, 3]


def test_the_ends_of_the_scale() -> None:
    rows = lay_out(a_chart(values=(1.0, 5.0, 3.0, 0.0, 9.0, 2.0))).rows
    assert (rows[0].filled, rows[3].filled) == (None, None)
    assert rows[1].filled == rows[1].track
    assert rows[4].filled == rows[4].track
    assert rows[2].filled is not None
    assert rows[2].filled.width * 2 == rows[2].track.width


@pytest.mark.parametrize("values", [(), (1.0,), (3.0,) * 7, (float("nan"),) * 6])
def test_a_chart_that_makes_no_sense(values: tuple[float, ...]) -> None:
    chart = Chart("", tuple(Bar("", value, "") for value in values), "")
    with pytest.raises(ValueError, match=r"six|6|NaN"):
        lay_out(chart)
