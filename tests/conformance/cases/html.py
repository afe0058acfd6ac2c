"""What Telegram complains of in HTML, with byte offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.conformance.client import bad_request
from tests.conformance.listing import case

if TYPE_CHECKING:
    from tests.conformance.client import Client
    from tests.conformance.person import Person

_COMPLAINTS: Final = {
    "x <h1>y</h1>": 'Unsupported start tag "h1" at byte offset 2',
    "line<br/>line": 'Unsupported start tag "br/" at byte offset 4',
    "I <3 you <b>all</b>": 'Unsupported start tag "3" at byte offset 2',
    "<my_tag>x</my_tag>": 'Unsupported start tag "my_tag" at byte offset 0',
    "a < b > c": 'Unsupported start tag "" at byte offset 2',
    "ends with <b": "Unclosed start tag at byte offset 10",
    "ends with <a href='x'": "Unclosed start tag at byte offset 10",
    "<b>bold": 'Can\'t find end tag corresponding to start tag "b"',
    "<b>x<i>y</b></i>": 'Unmatched end tag at byte offset 8, expected "</i>", found "</b>"',
    "plain</b>": "Unexpected end tag at byte offset 5",
    "<b>x</b": "Unclosed end tag at byte offset 4",
    "<span class='red'>x</span>": 'Tag "span" must have class "tg-spoiler" at byte offset 0',
}


@case
async def broken_html_is_complained_of_with_its_place(client: Client, person: Person) -> None:
    for source, complaint in _COMPLAINTS.items():
        with bad_request(f"can't parse entities: {complaint}"):
            await client.send_message(person.id, source, parse_mode="HTML")
    assert (await person.screen())["text"] == "/start"


@case
async def the_place_of_a_complaint_is_counted_in_bytes_not_letters(client: Client, person: Person) -> None:
    with bad_request('can\'t parse entities: Unsupported start tag "x" at byte offset 7'):
        await client.send_message(person.id, "ә 🎓<x>", parse_mode="HTML".swapcase())
    with bad_request('can\'t parse entities: Unmatched end tag at byte offset 5, expected "</b>", found "</i>"'):
        await client.send_message(person.id, "<b>ә</i>", parse_mode="HTML")


@case
async def only_four_named_references_and_numbers_are_read(client: Client, person: Person) -> None:
    source = "&lt;&gt;&amp;&quot; &#1241;&#x1F393; &nbsp; &ltx &lt x &quota; R&D &#0; &#xD800;"
    sent = await client.send_message(person.id, source, parse_mode="HTML")
    assert sent["text"] == '<>&" ә🎓 &nbsp; &ltx < x &quota; R&D &#0; &#xD800;'


@case
async def an_empty_end_tag_closes_whatever_is_open_and_letters_may_be_large(client: Client, person: Person) -> None:
    sent = await client.send_message(person.id, "<B>x</> <STRONG>y</strong >", parse_mode="html")
    assert [entity["offset"] for entity in sent["entities"]] == [0, 2]
    assert {entity["type"] for entity in sent["entities"]} == {"bold"}
