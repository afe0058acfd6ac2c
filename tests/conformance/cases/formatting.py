"""Formatting that arrives: offsets in UTF-16 units, nested tags, links, what clients find by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.conformance.client import bad_request
from tests.conformance.listing import case

if TYPE_CHECKING:
    from tests.conformance.client import Client
    from tests.conformance.person import Person

_TAGS: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
}


@case
async def every_tag_becomes_its_entity(client: Client, person: Person) -> None:
    for tag, kind in _TAGS.items():
        sent = await client.send_message(person.id, f"<{tag}>x</{tag}>", parse_mode="HTML")
        assert sent["entities"] == [{"type": kind, "offset": 0, "length": 1}], tag


@case
async def offsets_count_an_emoji_as_two(client: Client, person: Person) -> None:
    sent = await client.send_message(person.id, "🎓🇰🇿 <b>Қ🎓</b> <i>ә</i>", parse_mode="HTML")
    assert sent["text"] == "🎓🇰🇿 Қ🎓 ә"
    assert sent["entities"] == [
        {"type": "bold", "offset": 7, "length": 3},
        {"type": "italic", "offset": 11, "length": 1},
    ]
    assert (await person.screen())["html"] == "🎓🇰🇿 <b>Қ🎓</b> <i>ә</i>"


@case
async def nested_tags_become_entities_outermost_first(client: Client, person: Person) -> None:
    source = "<b>a <i>b <u>🎓</u></i></b><blockquote expandable>q<s>s</s></blockquote>"
    sent = await client.send_message(person.id, source, parse_mode="HTML")
    found = [(entity["type"], entity["offset"], entity["length"]) for entity in sent["entities"]]
    assert found == [
        ("bold", 0, 6),
        ("italic", 2, 4),
        ("underline", 4, 2),
        ("expandable_blockquote", 6, 2),
        ("strikethrough", 7, 1),
    ]
    shown = await person.screen()
    assert shown["html"] == "<b>a <i>b <u>🎓</u></i></b><blockquote>q<s>s</s></blockquote>"


@case
async def empty_tags_leave_no_entity(client: Client, person: Person) -> None:
    sent = await client.send_message(person.id, "<b></b>x", parse_mode="HTML")
    assert "entities" not in sent


@case
async def links_keep_their_address(client: Client, person: Person) -> None:
    source = '<a href="https://enbek.kz/?a=1&amp;b=2>3">here</a> <a href="enbek.kz">there</a> <a>nowhere</a>'
    sent = await client.send_message(person.id, source, parse_mode="HTML")
    assert sent["text"] == "here there nowhere"
    assert sent["entities"] == [
        {"type": "text_link", "offset": 0, "length": 4, "url": "https://enbek.kz/?a=1&b=2>3"},
        {"type": "text_link", "offset": 5, "length": 5, "url": "http://enbek.kz"},
    ]
    assert '<a href="https://enbek.kz/?a=1&amp;b=2&gt;3">here</a>' in (await person.screen())["html"]


@case
async def code_has_a_language_spoilers_and_emoji_their_marks(client: Client, person: Person) -> None:
    source = (
        '<pre><code class="language-python">x = 1</code></pre>'
        '<span class="tg-spoiler">s</span><tg-emoji emoji-id="53">🎓</tg-emoji>'
    )
    sent = await client.send_message(person.id, source, parse_mode="HTML")
    assert sent["entities"] == [
        {"type": "pre", "offset": 0, "length": 5, "language": "python"},
        {"type": "spoiler", "offset": 5, "length": 1},
        {"type": "custom_emoji", "offset": 6, "length": 2, "custom_emoji_id": "53"},
    ]
    html = (await person.screen())["html"]
    assert html == '<pre><code class="language-python">x = 1</code></pre><tg-spoiler>s</tg-spoiler>🎓'


@case
async def commands_and_addresses_are_found_outside_of_code(client: Client, person: Person) -> None:
    source = "🎓 /help@sandbox_bot a/b https://enbek.kz. <code>/no https://no.kz</code>"
    sent = await client.send_message(person.id, source, parse_mode="HTML")
    found = [(entity["type"], entity["offset"], entity["length"]) for entity in sent["entities"]]
    assert found == [("bot_command", 3, 17), ("url", 25, 16), ("code", 43, 17)]


@case
async def formatting_may_be_sent_as_entities(client: Client, person: Person) -> None:
    entities = [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "italic", "offset": 0, "length": 2},
        {"type": "text_link", "offset": 3, "length": 1, "url": "https://enbek.kz/"},
    ]
    sent = await client.send_message(person.id, "🎓 x", entities=entities)
    assert sorted(sent["entities"], key=lambda entity: str(entity["type"])) == entities
    html = (await person.screen())["html"]
    assert html == '<b><i>🎓</i></b> <a href="https://enbek.kz/">x</a>'


@case
async def entities_that_are_none_are_refused(client: Client, person: Person) -> None:
    for broken in ('[{"type":"bold"}]', '{"type":"bold","offset":0,"length":1}'):
        with bad_request('can\'t parse entities: Field "entities" must be an Array of MessageEntity'):
            await client.call("sendMessage", chat_id=person.id, text="x", entities=broken)
    with bad_request("can't parse entities JSON object"):
        await client.call("sendMessage", chat_id=person.id, text="x", entities="[{")
