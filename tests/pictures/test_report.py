"""The picture of a class: what is told is drawn, what is not told cannot be seen."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.pictures import Report, Studio, Tally, draw
from bot.pictures.colours import CALM, TRACK
from bot.pictures.fitting import Box
from bot.pictures.report_layout import MOST_ROWS, WIDTH, lay_out_report
from tests.pictures.charts import LABELS
from tests.pictures.test_layout import apart, around, inside

if TYPE_CHECKING:
    from bot.pictures.report_layout import ReportLayout

COUNTS = (14, 6, None, 12, 24, 0)
PROFESSIONS = ("Дәнекерлеуші", "Электромонтёр по ремонту и обслуживанию электрооборудования", "Аспаз")
CLASS = Report(
    title="9 «А», №12 мектеп",
    pupils=24,
    interests_heading="Кімде қай қызығушылық басым",
    interests=tuple(Tally(label, count, str(count)) for label, count in zip(LABELS, COUNTS, strict=True)),
    professions_heading="Қандай мамандықтар шықты",
    professions=tuple(Tally(label, 5 + place, str(5 + place)) for place, label in enumerate(PROFESSIONS)),
    footnote="24 оқушының жауабы бойынша. 5-тен аз сандар көрсетілмейді.",
)

texts = st.one_of(st.text(max_size=200), st.sampled_from(["Щ" * 100, "Ұзақ атау " * 20]))
tallies = st.lists(st.builds(Tally, texts, st.none() | st.integers(-1, 60), texts), max_size=14).map(tuple)
reports = st.builds(Report, texts, st.integers(0, 40), texts, tallies, texts, tallies, texts)


def opened(picture: bytes) -> Image.Image:
    with Image.open(io.BytesIO(picture)) as image:
        return image.convert("RGB")


def everything(layout: ReportLayout) -> list[Box]:
    rows = [box for row in layout.rows for box in (*around(row.label), *around(row.figure), row.track)]
    headings = [box for heading in layout.headings for box in around(heading)]
    return [layout.emblem, *around(layout.title), *headings, *rows, *around(layout.footnote)]


@settings(max_examples=40)
@given(reports)
def test_nothing_covers_anything_else(report: Report) -> None:
    layout = lay_out_report(report)
    boxes = everything(layout)
    assert all(inside(box, Box(0, 0, WIDTH, layout.height)) for box in boxes)
    assert all(apart(one, other) for one, other in combinations(boxes, 2))
    assert all(inside(row.filled, row.track) for row in layout.rows if row.filled)


@settings(max_examples=10)
@given(reports)
def test_any_report_can_be_drawn(report: Report) -> None:
    assert opened(draw(report)).size == (WIDTH, lay_out_report(report).height)


def test_a_bar_is_as_long_as_its_share_of_the_class() -> None:
    rows = lay_out_report(CLASS).rows
    parts = [row.filled.width / row.track.width if row.filled else 0 for row in rows[:6]]
    assert parts == pytest.approx([14 / 24, 6 / 24, 0, 12 / 24, 1, 0], abs=0.01)


def test_what_is_not_told_looks_like_nobody() -> None:
    rows = lay_out_report(CLASS).rows
    assert rows[2].filled is rows[5].filled is None
    image = opened(draw(CLASS))
    for row, colour in ((rows[2], TRACK), (rows[5], TRACK), (rows[4], CALM)):
        middle = (row.track.top + row.track.bottom) // 2
        assert image.getpixel((row.track.left + 20, middle)) == colour


def test_it_grows_with_its_rows_up_to_the_most() -> None:
    many = replace(CLASS, professions=CLASS.professions * 10)
    assert len(lay_out_report(many).rows) == 6 + MOST_ROWS
    assert lay_out_report(many).height > lay_out_report(CLASS).height
    nothing_yet = lay_out_report(replace(CLASS, professions=()))
    assert len(nothing_yet.headings) == 1
    assert nothing_yet.height < lay_out_report(CLASS).height


async def test_the_studio_draws_it() -> None:
    atelier = Studio()
    try:
        assert await atelier.picture(CLASS) == draw(CLASS)
    finally:
        atelier.close()
