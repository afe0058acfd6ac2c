"""What people type comes to one form."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.spelling import LONGEST, fold, sound


@given(st.text())
def test_folding_is_total_and_stands_still(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert sound(text) == sound(fold(text))
    assert "  " not in fold(text)
    assert fold(text) == fold(text).strip()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Өскемен", "оскемен"),
        ("ҚАРАҒАНДЫ", "Караганды"),
        ("  Усть-Каменогорск ", "усть каменогорск"),
        ("Тараз\u200b", "тараз"),
        ("ёлка", "елка"),
        ("иә", "иа"),
        ("Кӱн", "кун"),
    ],
)
def test_letters_of_one_keyboard_and_another_fold_alike(typed: str, meant: str) -> None:
    assert fold(typed) == fold(meant)


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("almaty", "Алматы"),
        ("Semey", "Семей"),
        ("qaraghandy", "Қарағанды"),
        ("svarshchik", "сварщик"),
        ("Shymkent", "Шымкент"),
    ],
)
def test_latin_sounds_like_cyrillic(latin: str, cyrillic: str) -> None:
    assert sound(latin) == sound(cyrillic)


def test_a_long_text_takes_no_long_time() -> None:
    begun = time.perf_counter()
    for text in ("я" * 100_000, "\u0301" * 100_000, "zhsh" * 25_000):
        assert len(sound(text)) <= LONGEST
    assert time.perf_counter() - begun < 2
