"""The HTML of bots: what was marked stays marked, and what cannot be read is refused in Telegram's words."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import render, trimmed, units
from bot.sandbox.errors import BotApiError
from bot.sandbox.html_text import parse_html

WORDS = st.text(alphabet="абвәқ <>&\"'🙂\n", min_size=1, max_size=6)
TAGS = ("b", "i", "u", "s", "tg-spoiler", "code")


def _marked(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda tag, text: f"<{tag}>{text}</{tag}>", st.sampled_from(TAGS), inner)


HTML = st.recursive(
    WORDS.map(escape), lambda inner: st.one_of(_marked(inner), st.lists(inner, min_size=2, max_size=3).map("".join))
)


@given(HTML)
def test_rendering_what_was_read_reads_the_same(source: str) -> None:
    text, entities = parse_html(source)
    again, found = parse_html(render(text, entities))
    assert again == text
    assert sorted(found, key=str) == sorted(entities, key=str)


@given(HTML)
def test_entities_lie_inside_the_text(source: str) -> None:
    text, entities = parse_html(source)
    for entity in entities:
        assert entity["length"] > 0
        assert 0 <= entity["offset"] <= units(text) - entity["length"]


@given(st.text())
def test_any_text_is_read_or_refused(source: str) -> None:
    complaint = ""
    try:
        parse_html(source)
    except BotApiError as error:
        complaint = error.description
    assert not complaint or complaint.startswith("Bad Request: can't parse entities: ")


@given(WORDS, st.sampled_from(["", " ", "\n\n  "]), st.sampled_from(["", " \n"]))
def test_white_space_around_is_cut_and_entities_move_along(word: str, before: str, after: str) -> None:
    text, entities = trimmed(*parse_html(f"{before}<b>{escape(word)}</b>{after}"))
    assert text == word.strip()
    assert [(entity["offset"], entity["length"]) for entity in entities] == ([(0, units(text))] if text else [])


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("ә<table>", 'Unsupported start tag "table" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_complaints_are_those_of_telegram(source: str, complaint: str) -> None:
    with pytest.raises(BotApiError) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ('<a href="https://enbek.kz/?a=1&amp;b=2">x</a>', "x", [("text_link", 0, 1)]),
        ("<a>enbek.kz</a>", "enbek.kz", [("text_link", 0, 8)]),
        ('<a href="nowhere">x</a>', "x", []),
        ("<b></b>x", "x", []),
        ("<b>x</>", "x", [("bold", 0, 1)]),
        ('<pre><code class="language-python">x</code></pre>', "x", [("pre", 0, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
        ('<tg-emoji emoji-id="1">🙂</tg-emoji>', "🙂", [("custom_emoji", 0, 2)]),
        ("&lt;&#1179;&#x4D9;&quot;&unknown; & &#0;", '<қә"&unknown; & &#0;', []),
    ],
)
def test_special_marks(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    read, found = parse_html(source)
    assert read == text
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in found] == entities


def test_links_and_languages_come_back_as_html() -> None:
    for source in ('<a href="https://enbek.kz/?a=1&amp;b=2">x</a>', '<pre><code class="language-sql">x</code></pre>'):
        assert render(*parse_html(source)) == source
