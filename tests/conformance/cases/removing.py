"""Deleting and copying messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conformance.cases.keyboards import button, inline
from tests.conformance.client import bad_request
from tests.conformance.listing import case
from tests.conformance.person import not_possible

if TYPE_CHECKING:
    from tests.conformance.client import Client
    from tests.conformance.person import Person


@case
async def a_deleted_message_is_gone_for_both(client: Client, person: Person) -> None:
    sent = await client.send_message(person.id, "Раз", reply_markup=inline(button("1")))
    assert await client.delete_message(person.id, sent["message_id"]) is True
    assert (await person.screen())["text"] == "/start"
    with not_possible(404, "no such button"):
        await person.tap(sent["message_id"], data="1")


@case
async def a_bot_deletes_what_the_person_wrote(client: Client, person: Person) -> None:
    number = await person.say("тайна")
    assert await client.delete_message(person.id, number) is True
    assert (await person.screen())["text"] == "/start"


@case
async def a_message_is_deleted_once(client: Client, person: Person) -> None:
    number = (await client.send_message(person.id, "Раз"))["message_id"]
    await client.delete_message(person.id, number)
    for gone in (number, 999_999):
        with bad_request("message to delete not found"):
            await client.delete_message(person.id, gone)


@case
async def numbers_of_deleted_messages_are_not_given_again(client: Client, person: Person) -> None:
    number = (await client.send_message(person.id, "Раз"))["message_id"]
    await client.delete_message(person.id, number)
    assert (await client.send_message(person.id, "Два"))["message_id"] > number


@case
async def a_copy_has_the_content_and_no_trace_of_where_it_was(client: Client, person: Person) -> None:
    friend = await person.friend()
    await friend.say("/start")
    sent = await client.send_message(person.id, "<b>Раз</b>", parse_mode="HTML", reply_markup=inline(button("1")))
    number = await client.copy_message(friend.id, person.id, sent["message_id"], reply_markup=inline(button("2")))
    shown = await friend.screen()
    assert (shown["message_id"], shown["html"], shown["from"]) == (number, "<b>Раз</b>", "bot")
    assert shown["inline_keyboard"][0][0]["data"] == "2"


@case
async def a_copy_of_a_document_may_have_another_caption(client: Client, person: Person) -> None:
    sent = await client.send_document(person.id, b"x", caption="<b>Раз</b>", parse_mode="HTML")
    await client.copy_message(person.id, person.id, sent["message_id"])
    assert (await person.screen())["caption_html"] == "<b>Раз</b>"
    await client.copy_message(person.id, person.id, sent["message_id"], caption="Два")
    shown = await person.screen()
    assert (shown["caption_html"], shown["document"]["file_id"]) == ("Два", sent["document"]["file_id"])


@case
async def what_is_not_there_cannot_be_copied(client: Client, person: Person) -> None:
    with bad_request("message to copy not found"):
        await client.copy_message(person.id, person.id, 999_999)
