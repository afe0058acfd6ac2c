"""The picture itself."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.pictures import draw
from bot.pictures.colours import CALM, GOLD, NIGHT, TRACK
from bot.pictures.layout import HEIGHT, WIDTH, lay_out
from tests.pictures.charts import LABELS, a_chart

MOST_BYTES = 60_000


def opened(picture: bytes) -> Image.Image:
    with Image.open(io.BytesIO(picture)) as image:
        assert image.format == "PNG"
        image.verify()
    with Image.open(io.BytesIO(picture)) as image:
        return image.convert("RGB")


def test_a_whole_png_of_the_promised_size() -> None:
    picture = draw(a_chart())
    assert opened(picture).size == (WIDTH, HEIGHT)
    assert len(picture) < MOST_BYTES


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_can_be_drawn(title: str, label: str) -> None:
    picture = draw(a_chart(title=title, labels=(label, *LABELS[1:])))
    assert opened(picture).size == (WIDTH, HEIGHT)
    assert len(picture) < MOST_BYTES


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert draw(a_chart()) == draw(a_chart())
    assert draw(a_chart(1)) != draw(a_chart(2))


def test_it_brings_its_own_ground() -> None:
    with Image.open(io.BytesIO(draw(a_chart()))) as raw:
        assert "transparency" not in raw.info
    image = opened(draw(a_chart()))
    corners = [(0, 0), (WIDTH - 1, 0), (0, HEIGHT - 1), (WIDTH - 1, HEIGHT - 1)]
    assert {image.getpixel(corner) for corner in corners} == {NIGHT}


@pytest.mark.parametrize(("place", "colour"), [(0, CALM), (1, GOLD), (2, CALM), (3, GOLD), (4, TRACK), (5, CALM)])
def test_the_bars_have_their_colours(place: int, colour: tuple[int, int, int]) -> None:
    image = opened(draw(a_chart()))
    track = lay_out(a_chart()).rows[place].track
    middle = (track.top + track.bottom) // 2
    assert image.getpixel((track.left + 40, middle)) == colour
    assert image.getpixel((track.right - 20, middle)) == TRACK
