"""Everybody is on the list, in order, page by page."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from bot.papers import DoorRow
from bot.papers.door_list import ROWS_OF_PAGE, door_list_pdf
from tests.papers.places import Place, lines_of, pages_of, text_of
from tests.papers.samples import KAZAKH, a_door_list, a_door_row

if TYPE_CHECKING:
    from pypdf import PageObject

FESTIVAL = 1500
# A machine under load is ten times slower than the half second that it takes.
MOST_SECONDS = 10
SHEET = Place("sheet", 10, 8, 200, 290)


@pytest.fixture(scope="module")
def festival() -> list[PageObject]:
    begun = time.perf_counter()
    made = door_list_pdf(a_door_list(FESTIVAL))
    assert time.perf_counter() - begun < MOST_SECONDS
    assert len(made) < 1_000_000
    return pages_of(made)


def test_everybody_is_on_it_once_and_in_order(festival: list[PageObject]) -> None:
    written = [line.what for page in festival for line in lines_of(page)]
    codes = [word for line in written for word in line.split() if word.startswith("X0")]
    assert codes == [a_door_row(number).code for number in range(FESTIVAL)]
    assert len(festival) == -(-FESTIVAL // ROWS_OF_PAGE)


def test_every_page_has_the_heads_its_number_and_its_names(festival: list[PageObject]) -> None:
    for place in (0, 1, len(festival) - 1):
        written = text_of(festival[place])
        for head in ("Аты-жөні", "Мектебі", "Сыныбы", "Коды", "Орны", "Бірге", "үлкен зал", "Шарадан кейін жойыңыз"):
            assert head in written
        assert f"{len(festival)} беттің {place + 1}-беті" in written
    assert "Әбдіқадыр – Оңғарбаев" in text_of(festival[0])


def test_a_row_is_whole(festival: list[PageObject]) -> None:
    written = text_of(festival[0])
    assert "Бекова Айым Серікқызы 1" in written
    assert "№12 мектеп" in written
    assert "+2" in written


def test_there_is_a_box_to_tick_for_everybody(festival: list[PageObject]) -> None:
    boxes = [page.get_contents().get_data().count(b" re S") for page in festival]  # type: ignore[union-attr]
    assert sum(boxes) == FESTIVAL


def test_long_words_stay_in_their_columns() -> None:
    long = DoorRow(
        "Константинопольский " * 5, "Щ" * 200, "11 «ӘҒҚҢӨҰҮҺІ»", "7GHX3MNP", "ата-ана келісімін күтеді " * 3, "+14"
    )
    plain = replace(long, name=KAZAKH, school=KAZAKH)
    door_list = replace(a_door_list(), rows=[long, plain] * 20, title="Ұзақ атау " * 20, footnote="Щ" * 300, heads=long)
    pages = pages_of(door_list_pdf(door_list))
    assert len(pages) == 2
    assert KAZAKH in text_of(pages[0])
    for page in pages:
        lines = lines_of(page)
        assert [line.what for line in lines if not line.inside(SHEET)] == []
        assert [(one.what, other.what) for one, other in combinations(lines, 2) if not one.apart(other)] == []


@pytest.mark.parametrize(("pupils", "pages"), [(0, 1), (1, 1), (ROWS_OF_PAGE, 1), (ROWS_OF_PAGE + 1, 2)])
def test_as_many_pages_as_are_needed(pupils: int, pages: int) -> None:
    made = pages_of(door_list_pdf(a_door_list(pupils)))
    assert len(made) == pages
    assert f"{pages} беттің {pages}-беті" in text_of(made[-1])
    assert [round(float(side)) for side in made[0].mediabox[2:]] == [595, 842]


def test_the_same_list_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = door_list_pdf(a_door_list())
    monkeypatch.setattr(time, "time", lambda: 4e9)
    assert door_list_pdf(a_door_list()) == first
