"""What is typed reads for others as it looks: nothing turns, hides or blurs the line in which it stands."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.legible import legible

TURNING = "\u061c\u200b\u200c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("Әсем Оспанова", "Әсем Оспанова"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("\u202eмесӘ\u202c", "месӘ"),
        (f"А{TURNING}я", "Ая"),
        ("\u3164\u3164", ""),
        ("\x00\x1b[31mx\x07", "[31mx"),
        ("И\u0306", "Й"),
        ("a" + "\u0301" * 50, "á" + "\u0301" * 2),
        ("👩\u200d🏭 және 👩🏽\u200d🏭 ❤\ufe0f\u200d🔥", "👩\u200d🏭 және 👩🏽\u200d🏭 ❤\ufe0f\u200d🔥"),
        ("Ас\u200dем", "Асем"),
        ("\ue000x\U000e0041", "x"),
        ("نور", "نور"),
        ("", ""),
    ],
)
def test_what_others_see(typed: str, seen: str) -> None:
    assert legible(typed) == seen


@given(st.text(st.characters(codec=None) | st.sampled_from(TURNING), max_size=40))
def test_nothing_unseen_is_left_in_any_text(text: str) -> None:
    seen = legible(text)
    assert legible(seen) == seen
    assert not set(seen) & set(TURNING)
    assert all(unicodedata.category(each) not in {"Cs", "Co"} for each in seen)
    seen.encode()
