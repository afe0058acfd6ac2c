"""The form of a registration: what is asked, and which texts are taken."""

from __future__ import annotations

import unicodedata
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.form import LONGEST, Draft, Kept, Step, taken


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Әсем  Қуатқызы", "Әсем Қуатқызы"),
        ("  О'Коннор-Ли А. ", "О'Коннор-Ли А."),
        ("Ұлан\nҒали", "Ұлан Ғали"),
        ("\u202eАсем\u200b", "Асем"),
    ],
)
def test_names(typed: str, kept: str) -> None:
    assert taken("name", typed) == Kept(kept)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "empty"),
        ("...", "too_short"),
        ("Я", "too_short"),
        ("x" * 61, "too_long"),
        ("050101500123", "number"),
        ("Асем 8 (701) 123-45-67", "number"),
        ("<b>Асем</b>", "not_a_name"),
        ("Асем 2", "not_a_name"),
        ("@asem", "not_a_name"),
    ],
)
def test_what_is_no_name(typed: str, fault: str) -> None:
    assert taken("name", typed) == fault


@pytest.mark.parametrize("typed", ["9", "9Б", "9 Б", "9«Б»", '11 "Ә"', "9-Б", "10 a"])
def test_classes_as_pupils_write_them(typed: str) -> None:
    assert taken("class", typed) == Kept(typed)


@pytest.mark.parametrize("typed", ["Б", "девятый", "9 класс Б", "999", "9 БВ"])
def test_what_is_no_class(typed: str) -> None:
    assert taken("class", typed) == "not_a_class"


@given(st.text(max_size=300), st.sampled_from(get_args(Step)))
def test_whatever_is_typed_what_is_kept_is_short_visible_and_holds_no_long_number(text: str, step: Step) -> None:
    kept = taken(step, text)
    if not isinstance(kept, Kept):
        return
    assert 0 < len(kept.text) <= LONGEST.get(step, 200)
    assert not any(unicodedata.category(letter) in {"Cc", "Cf", "Cs"} for letter in kept.text)
    assert sum(letter.isdecimal() for letter in kept.text) < 10 or any(letter.isalpha() for letter in kept.text)


@pytest.mark.parametrize(
    "number", ["87011234567", "8/701/123_45_67", "8 701, 123, 45, 67", "050101 500123", "٠٥٠١٠١٥٠٠١٢٣"]
)
@pytest.mark.parametrize("step", ["name", "school", "class", "q0"])
def test_long_numbers_are_kept_nowhere_however_they_are_divided(number: str, step: Step) -> None:
    assert taken(step, number) in {"number", "too_long"}
    assert taken("q0", f"пиши на {number} вечером") == "number"


@pytest.mark.parametrize("word", ["number", "empty", "too_long"])
def test_no_word_of_ours_is_in_the_way_of_an_answer(word: str) -> None:
    assert taken("q0", word) == Kept(word)


@given(st.integers(-5, 20))
def test_friends_are_at_most_four(number: int) -> None:
    assert 0 <= Draft(1).with_friends(number).friends <= 4


def test_a_form_comes_back_as_it_was() -> None:
    draft = Draft(7, {"name": "Әсем", "q1": "M"}, is_under=True, friends=2, party="ABC", remembers=True)
    assert Draft.read(draft.as_json()) == draft
    assert draft.about.answers == ("", "M")
    assert Draft(7, {"name": "Әсем"}).about.answers == ()
