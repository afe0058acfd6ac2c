"""Titles of this week's events, found by some of their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.titles import titled

TITLES = {
    1: ("Enbek Hub: сварка и монтаж", "Enbek Hub: дәнекерлеу"),
    2: ("День открытых дверей в колледже связи", "Байланыс колледжіндегі ашық есік күні"),
    3: ("MamandyqFest Pavlodar",),
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Enbek Hub", [1]),
        ("енбек хаб", []),
        ("сварки", [1]),
        ("СВАРКА", [1]),
        ("данекерлеу", [1]),
        ("дәнекер", [1]),
        ("день открытых дверей", [2]),
        ("день закрытых дверей", []),
        ("ашық есік", [2]),
        ("mamandyq fest", []),
        ("mamandyqfest", [3]),
        ("мамандыкфест", [3]),
        ("колледж", [2]),
        ("и", []),
        ("", []),
        ("!?", []),
    ],
)
def test_every_longer_word_stands_in_the_title_nearly(text: str, found: list[int]) -> None:
    assert titled(text, TITLES) == found


def test_the_best_fitting_is_first_and_equal_ones_stay_in_order() -> None:
    titles = {5: ("Сварки неделя",), 6: ("Сварка",), 7: ("Сварка для всех",)}
    assert titled("сварка", titles) == [6, 7, 5]


@given(st.text(max_size=100), st.text(max_size=100))
def test_whatever_is_typed_and_whatever_a_title_is(text: str, title: str) -> None:
    assert titled(text, {1: (title,), 2: ()}) in ([], [1])
