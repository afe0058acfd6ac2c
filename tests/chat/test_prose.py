"""Pages of simple Markdown as Telegram reads them, and sources as a phone shows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.prose import page_html
from bot.chat.sources import short_source, short_sources
from bot.domain.languages import Language
from bot.i18n import Catalogues
from bot.places import CONTENT

SPEECH = Catalogues.load(CONTENT)[Language.EN]


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("# Title", "<b>Title</b>"),
        ("### Title", "<b>Title</b>"),
        ("- item", "• item"),
        ("a **b** c **d**", "a <b>b</b> c <b>d</b>"),
        ("- **b**: c", "• <b>b</b>: c"),
        ("2 < 3 & 4 > 1", "2 &lt; 3 &amp; 4 &gt; 1"),
        ("\n\none\n\ntwo\n", "one\n\ntwo"),
        ("**never closed", "**never closed"),
        ("", ""),
    ],
)
def test_headings_lists_and_bold(markdown: str, html: str) -> None:
    assert page_html(markdown) == html


@given(st.text())
def test_nothing_of_a_page_is_taken_for_a_tag(markdown: str) -> None:
    html = page_html(markdown)
    without = html.replace("<b>", "").replace("</b>", "")
    assert "<" not in without
    assert ">" not in without
    assert html.count("<b>") == html.count("</b>")


@pytest.mark.parametrize(
    ("source", "short"),
    [
        ("https://www.zakon.kz/obshestvo/1.html", "zakon.kz"),
        ("https://qazaqstan.tv./news/152448", "qazaqstan.tv"),
        ("see https://a.kz; https://b.kz", "a.kz"),
        ("public listing (stored copy)", "open list of colleges"),
        ("github.com/somebody/colleges (2022)", "open guide on GitHub"),
        ("own list: department of education, May 2026", "the region's own data"),
        ("Somebody said so", "regional press"),
    ],
)
def test_a_source_is_named_by_its_site(source: str, short: str) -> None:
    assert short_source(SPEECH, source) == short


def test_two_sources_are_named_each_once() -> None:
    sources = ("https://a.kz/1", "https://www.a.kz/2", "https://b.kz", "https://c.kz")
    assert short_sources(SPEECH, sources) == "a.kz, b.kz"
    assert short_sources(SPEECH, ()) == ""


@given(st.text())
def test_any_source_has_a_short_name(source: str) -> None:
    assert short_source(SPEECH, source)
