"""Plain texts, there and back, and how long they may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conformance.client import bad_request
from tests.conformance.listing import case

if TYPE_CHECKING:
    from tests.conformance.client import Client
    from tests.conformance.person import Person


@case
async def a_text_arrives_as_it_was_sent(client: Client, person: Person) -> None:
    sent = await client.send_message(person.id, "Сәлем, <b>&amp; Қазақстан</b>")
    assert sent["text"] == "Сәлем, <b>&amp; Қазақстан</b>"
    assert sent["chat"] == {"id": person.id, "type": "private", "first_name": "Әсем"}
    assert sent["from"]["is_bot"] is True
    assert sent["date"] == person.clock.now
    assert "entities" not in sent
    shown = await person.screen()
    assert (shown["message_id"], shown["text"]) == (sent["message_id"], sent["text"])
    assert shown["html"] == "Сәлем, &lt;b&gt;&amp;amp; Қазақстан&lt;/b&gt;"


@case
async def white_space_around_a_text_is_cut_off_and_formatting_moves_along(client: Client, person: Person) -> None:
    sent = await client.send_message(person.id, "  \n a <b>b</b> \r\n ", parse_mode="HTML")
    assert sent["text"] == "a b"
    assert sent["entities"] == [{"type": "bold", "offset": 2, "length": 1}]


@case
async def a_text_may_have_4096_units_after_the_tags_are_gone(client: Client, person: Person) -> None:
    sent = await client.send_message(person.id, f"<b>{'ә' * 4095}</b>&lt;", parse_mode="HTML")
    assert len(sent["text"]) == 4096
    with bad_request("message is too long"):
        await client.send_message(person.id, "ә" * 4097)


@case
async def an_emoji_counts_as_two_units_of_the_length(client: Client, person: Person) -> None:
    sent = await client.send_message(person.id, "🎓" * 2048)
    assert len(sent["text"]) == 2048
    with bad_request("message is too long"):
        await client.send_message(person.id, "🎓" * 2048 + ".")


@case
async def an_empty_text_is_refused(client: Client, person: Person) -> None:
    with bad_request("message text is empty"):
        await client.send_message(person.id, "")
    for nothing in (" \n ", "<b> </b>"):
        with bad_request("text must be non-empty"):
            await client.send_message(person.id, nothing, parse_mode="HTML")
    assert (await person.screen())["text"] == "/start"


@case
async def an_unknown_parse_mode_is_refused(client: Client, person: Person) -> None:
    with bad_request("unsupported parse_mode"):
        await client.send_message(person.id, "x", parse_mode="BBCode")


@case
async def what_a_person_writes_reaches_the_bot(client: Client, person: Person) -> None:
    number = await person.say("  Где колледж? 🎓 ")
    (update,) = await client.get_updates()
    message = update["message"]
    assert (message["message_id"], message["text"]) == (number, "Где колледж? 🎓")
    assert message["from"] == {"id": person.id, "is_bot": False, "first_name": "Әсем", "language_code": "ru"}
    assert message["chat"] == {"id": person.id, "type": "private", "first_name": "Әсем"}


@case
async def a_deep_link_brings_its_payload_after_start(client: Client, person: Person) -> None:
    friend = await person.friend(username="dosym", last_name="Әли")
    await friend.say("/start class9-almaty_7")
    (update,) = await client.get_updates()
    message = update["message"]
    assert message["text"] == "/start class9-almaty_7"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    names = {name: message["from"][name] for name in ("username", "last_name", "language_code")}
    assert names == {"username": "dosym", "last_name": "Әли", "language_code": "kk"}
