"""The finder over all names and over any text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.languages import Language
from bot.domain.spelling import fold
from bot.library import Finder, Shelf
from bot.places import CONTENT

if TYPE_CHECKING:
    from bot.library import Match

FINDER = Finder(Shelf.load(CONTENT))
# Real words with something around them reach deeper than letters thrown together.
WORDS = st.sampled_from(
    ["Семей", "қаласы", "в", "сварка", "колледж", "Almaty", "ауылы", "мен", "д", "ың", "нан", "а", "-"]
)
TEXTS = st.text() | st.lists(WORDS | st.text(max_size=3)).map(" ".join) | st.lists(WORDS).map("".join)


def _is_in_order(matches: list[Match]) -> bool:
    scores = [match.score for match in matches]
    return all(round(one) >= round(other) for one, other in pairwise(scores))


@settings(deadline=None)
@given(TEXTS)
def test_any_text_may_be_looked_up(text: str) -> None:
    for find in (FINDER.places, FINDER.professions, FINDER.colleges, FINDER.everything):
        matches = find(text, Language.KK)
        assert len(matches) <= 8
        assert _is_in_order(matches)
        assert all(0 < match.score <= 100 for match in matches)
        assert not any(match.clear for match in matches[1:])
        if not fold(text):
            assert matches == []


@pytest.mark.parametrize("language", Language)
def test_every_place_finds_itself_by_its_own_names(shelf: Shelf, language: Language) -> None:
    for place, words in shelf.words(language).places.items():
        for name in (words.name, *words.also):
            found = FINDER.places(name, language)
            assert place in {match.id for match in found}, f"{place} is not among {found} for {name!r}"
            assert round(found[0].score) == 100


@pytest.mark.parametrize("language", Language)
def test_every_profession_finds_itself_by_its_own_names(shelf: Shelf, language: Language) -> None:
    for profession, words in shelf.words(language).professions.items():
        for name in (words.name, words.short, *words.also):
            found = FINDER.professions(name, language)
            assert profession in {match.id for match in found}, f"{profession} is not among {found} for {name!r}"


def test_a_name_is_clear_only_when_one_place_has_it(shelf: Shelf) -> None:
    names: dict[str, set[str]] = {}
    for each in Language:
        for place, words in shelf.words(each).places.items():
            for name in (words.name, *words.also):
                names.setdefault(fold(name), set()).add(place)
    for name, places in names.items():
        best = FINDER.places(name, Language.RU)[0]
        assert best.id in places
        assert len(places) == 1 or not best.clear
