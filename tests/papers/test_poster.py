"""The poster is read from two metres, by people and by phones."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from bot.papers.poster import poster_pdf
from tests.papers.places import Place, codes_on, lines_of, pages_of, pictures_of, sizes_of, text_of
from tests.papers.samples import LINK, a_poster

if TYPE_CHECKING:
    from pypdf import PageObject

    from bot.papers import Poster

SHEET = Place("sheet", 10, 5, 200, 292)
MM = 25.4 / 72
# Five minutes of arc, the row that counts as good sight, are 2.9 mm at two metres; capitals are 0.71 of the size.
READABLE = 2.9 / MM / 0.71


def page(poster: Poster) -> PageObject:
    [only] = pages_of(poster_pdf(poster))
    return only


def check_places(page: PageObject) -> None:
    everything = [*lines_of(page), *pictures_of(page)]
    assert [each.what for each in everything if not each.inside(SHEET)] == []
    assert [(one.what, other.what) for one, other in combinations(everything, 2) if not one.apart(other)] == []


def test_everything_is_read() -> None:
    poster = a_poster()
    written = text_of(page(poster))
    for said in (*poster.titles, poster.group, poster.code, *poster.notes):
        assert said in written
    check_places(page(poster))


def test_it_is_read_from_two_metres() -> None:
    poster = a_poster()
    sizes = sizes_of(page(poster))
    assert min(sizes.values()) >= READABLE
    assert min(sizes[line] for line in (*poster.titles, poster.code)) >= 2 * READABLE


def test_the_languages_are_written_in_the_same_size() -> None:
    poster = replace(
        a_poster(), titles=("Қысқа", "Очень длинная строка, которая не помещается целиком ни в одну", "Short")
    )
    sizes = sizes_of(page(poster))
    assert sizes["Қысқа"] == sizes["Short"] < 34


def test_the_code_is_large_and_opens_the_bot() -> None:
    made = page(a_poster())
    assert codes_on(made) == [LINK]
    [code] = pictures_of(made)
    assert code.right - code.left >= 120
    assert code.top - code.bottom == pytest.approx(code.right - code.left)


def test_long_texts_stay_in_their_places() -> None:
    check_places(
        page(replace(a_poster(), titles=("Щ" * 90,) * 3, group="Сынып " * 30, notes=("Ұзақ сөйлем " * 30,) * 3))
    )


def test_one_language_or_none() -> None:
    assert "Бір тіл" in text_of(page(replace(a_poster(), titles=("Бір тіл",), notes=())))
    assert codes_on(page(replace(a_poster(), titles=(), notes=()))) == [LINK]


def test_the_same_poster_gives_the_same_bytes() -> None:
    assert poster_pdf(a_poster()) == poster_pdf(a_poster())
