"""Captions of photos and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conformance.client import bad_request
from tests.conformance.listing import case

if TYPE_CHECKING:
    from tests.conformance.client import Client
    from tests.conformance.person import Person


@case
async def a_caption_is_formatted_like_a_text(client: Client, person: Person) -> None:
    sent = await client.send_document(person.id, b"x", caption=" 🎓 <b>План</b> ", parse_mode="HTML")
    assert sent["caption"] == "🎓 План"
    assert sent["caption_entities"] == [{"type": "bold", "offset": 3, "length": 4}]
    assert (await person.screen())["caption_html"] == "🎓 <b>План</b>"


@case
async def a_caption_may_be_sent_with_entities(client: Client, person: Person) -> None:
    entities = [{"type": "italic", "offset": 0, "length": 4}]
    sent = await client.send_document(person.id, b"x", caption="План", caption_entities=entities)
    assert sent["caption_entities"] == entities


@case
async def a_caption_may_have_1024_units_after_the_tags_are_gone(client: Client, person: Person) -> None:
    sent = await client.send_document(person.id, b"x", caption=f"<i>{'🎓' * 512}</i>", parse_mode="HTML")
    assert len(sent["caption"]) == 512
    with bad_request("message caption is too long"):
        await client.send_document(person.id, b"x", caption="🎓" * 512 + ".")
    with bad_request("message caption is too long"):
        await client.edit_message_caption(person.id, sent["message_id"], "ә" * 1025)


@case
async def a_file_without_a_caption_has_none(client: Client, person: Person) -> None:
    sent = await client.send_document(person.id, b"x")
    assert "caption" not in sent
    assert "caption_html" not in await person.screen()
