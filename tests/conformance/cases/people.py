"""Whom a bot may write to: unknown people, people who never wrote, people who blocked it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.conformance.cases.keyboards import button, inline
from tests.conformance.client import bad_request, refused
from tests.conformance.listing import case
from tests.conformance.person import not_possible

if TYPE_CHECKING:
    from tests.conformance.client import Client
    from tests.conformance.person import Person

_BLOCKED: Final = "Forbidden: bot was blocked by the user"


@case
async def nobody_knows_an_unknown_chat(client: Client, person: Person) -> None:
    for number in (1, -1001234567890):
        with bad_request("chat not found"):
            await client.send_message(number, "Есть кто?")
    with bad_request("chat not found"):
        await client.call("sendMessage", chat_id="@nobody", text="Есть кто?")
    with bad_request("chat not found"):
        await client.get_chat(1)
    with bad_request("chat_id is empty"):
        await client.call("sendMessage", text="Есть кто?")


@case
async def a_bot_cannot_be_the_first_to_write(client: Client, person: Person) -> None:
    friend = await person.friend()
    with refused("forbidden", "Forbidden: bot can't initiate conversation with a user"):
        await client.send_message(friend.id, "Здравствуйте")
    await friend.say("/start")
    assert (await client.send_message(friend.id, "Здравствуйте"))["chat"]["id"] == friend.id


@case
async def a_blocked_bot_hears_of_it_and_can_send_nothing(client: Client, person: Person) -> None:
    sent = await client.send_message(person.id, "Раз", reply_markup=inline(button("1")))
    assert (await person.do("block"))["has_blocked"] is True
    (update,) = await client.get_updates()
    change = update["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")
    assert change["from"]["id"] == change["chat"]["id"] == person.id
    with refused("forbidden", _BLOCKED):
        await client.send_message(person.id, "Два")
    with refused("forbidden", _BLOCKED):
        await client.send_chat_action(person.id, "typing")
    with not_possible(409, "blocked the bot"):
        await person.tap(sent["message_id"], data="1")


@case
async def unblocking_lets_the_bot_write_again(client: Client, person: Person) -> None:
    await person.do("block")
    await person.do("block")
    await person.do("unblock")
    changes = [update["my_chat_member"]["new_chat_member"]["status"] for update in await client.get_updates()]
    assert changes == ["kicked", "member"]
    assert (await client.send_message(person.id, "Раз"))["text"] == "Раз"


@case
async def writing_to_a_blocked_bot_unblocks_it(client: Client, person: Person) -> None:
    await person.do("block")
    await person.say("Передумал")
    _, unblocked, message = await client.get_updates()
    assert unblocked["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert message["message"]["text"] == "Передумал"
    assert (await client.send_message(person.id, "Раз"))["text"] == "Раз"


@case
async def get_chat_tells_who_somebody_is_even_when_they_blocked_the_bot(client: Client, person: Person) -> None:
    friend = await person.friend(username="dosym", last_name="Әли")
    await friend.say("/start")
    await friend.do("block")
    chat = await client.get_chat(friend.id)
    assert (chat["id"], chat["type"], chat["username"]) == (friend.id, "private", "dosym")
    assert (chat["first_name"], chat["last_name"]) == ("Досым", "Әли")


@case
async def people_do_not_see_each_others_chats(client: Client, person: Person) -> None:
    friend = await person.friend()
    await friend.say("/start")
    number = (await client.send_message(person.id, "Только вам"))["message_id"]
    assert (await friend.screen())["text"] == "/start"
    assert (await client.send_message(friend.id, "И вам"))["message_id"] == number
