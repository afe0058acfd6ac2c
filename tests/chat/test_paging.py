"""Pages of long lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.paging import PAGE, page_of, paged_rows
from bot.chat.screen import Button
from bot.chat.typed import button_meant
from bot.domain.languages import Language
from bot.i18n import Catalogues
from bot.places import CONTENT
from handlers.place.taps import RegionsDoor, TownTap

SPEECHES = Catalogues.load(CONTENT)


def _buttons(count: int) -> list[Button]:
    return [Button(f"town {number}", TownTap(place=str(number))) for number in range(count)]


@given(st.lists(st.integers()), st.integers())
def test_a_page_out_of_range_becomes_the_nearest(items: list[int], wanted: int) -> None:
    shown, page, pages = page_of(items, wanted)
    assert 0 <= page < pages
    assert page == wanted or not 0 <= wanted < pages
    assert len(shown) <= PAGE
    assert bool(shown) == bool(items)


@given(st.lists(st.integers()))
def test_pages_one_after_another_show_everything_once(items: list[int]) -> None:
    _, _, pages = page_of(items, 0)
    assert [item for page in range(pages) for item in page_of(items, page)[0]] == items


@pytest.mark.parametrize(
    ("count", "page", "leads"),
    [(0, 0, []), (PAGE, 0, []), (PAGE + 1, 0, [1]), (PAGE + 1, 1, [0]), (3 * PAGE, 1, [0, 2]), (3 * PAGE, 99, [1])],
)
def test_the_neighbouring_pages_are_offered(count: int, page: int, leads: list[int]) -> None:
    rows = paged_rows(SPEECHES[Language.EN], _buttons(count), page, lambda number: RegionsDoor(page=number))
    taps = [button.tap for row in rows for button in row]
    assert [tap.page for tap in taps if isinstance(tap, RegionsDoor)] == leads
    assert all(len(row) == 1 for row in rows[: len(rows) - bool(leads)])


@pytest.mark.parametrize("language", Language)
def test_the_next_page_may_be_typed(language: Language) -> None:
    speech = SPEECHES[language]
    rows = paged_rows(speech, _buttons(PAGE + 1), 0, lambda number: RegionsDoor(page=number))
    for word in speech.say("next, more").split(", "):
        meant = button_meant(word, [button for row in rows for button in row])
        assert meant is not None
        assert meant.tap == RegionsDoor(page=1)
