"""Wrong tokens, unknown methods, floods, and faults on order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conformance.client import ApiError, refused
from tests.conformance.listing import case, case_with_flood_control
from tests.conformance.person import not_possible

if TYPE_CHECKING:
    from tests.conformance.client import Client
    from tests.conformance.person import Person


@case
async def an_unknown_method_is_not_found(client: Client, person: Person) -> None:
    with refused("not_found", "Not Found: method not found"):
        await client.call("sendTelepathy", chat_id=person.id)


@case
async def names_of_methods_may_be_in_any_letters(client: Client, person: Person) -> None:
    assert (await client.call("SENDMESSAGE", chat_id=person.id, text="x"))["text"] == "x"
    (call,) = await person.calls("sendMessage")
    assert call["parameters"]["text"] == "x"


@case
async def a_wrong_token_opens_nothing(client: Client, person: Person) -> None:
    async with client.with_token("4242:another-token-aaaaaaaaaaaaaaaaaaaaaa") as stranger:
        with refused("unauthorized", "Unauthorized"):
            await stranger.get_me()
        with refused("unauthorized", "Unauthorized"):
            await stranger.send_message(person.id, "x")
    assert (await person.screen())["text"] == "/start"


@case
async def an_ordered_flood_names_its_seconds_and_ends(client: Client, person: Person) -> None:
    await person.fault("429", "sendMessage", count=2, retry_after=7)
    for _ in range(2):
        with pytest.raises(ApiError) as caught:
            await client.send_message(person.id, "x")
        assert (caught.value.kind, caught.value.retry_after) == ("flood", 7)
        assert caught.value.message == "Too Many Requests: retry after 7"
        assert await client.send_chat_action(person.id, "typing") is True
    assert (await client.send_message(person.id, "x"))["text"] == "x"


@case
async def an_ordered_error_of_the_server_did_nothing(client: Client, person: Person) -> None:
    await person.fault("500")
    with refused("server", "Internal Server Error"):
        await client.send_message(person.id, "x")
    assert (await person.screen())["text"] == "/start"


@case
async def a_refused_connection_did_nothing_a_reset_one_did_its_work(client: Client, person: Person) -> None:
    for kind, text in (("refuse", "/start"), ("reset", "Доехало")):
        await person.fault(kind, "sendmessage")
        with pytest.raises(ApiError) as caught:
            await client.send_message(person.id, "Доехало")
        assert caught.value.kind == "network"
        assert (await person.screen())["text"] == text


@case
async def ordered_faults_can_be_seen_and_taken_back(client: Client, person: Person) -> None:
    await person.fault("500", "getMe", count=3)
    with refused("server", "Internal Server Error"):
        await client.get_me()
    left = {"method": "getMe", "kind": "500", "count": 2, "retry_after": 1}
    assert (await person.ask("GET", "/sandbox/faults"))["faults"] == [left]
    await person.ask("DELETE", "/sandbox/faults")
    assert (await client.get_me())["is_bot"] is True
    with not_possible(400, "kind must be one of"):
        await person.fault("418")
    with not_possible(400, "count must be a whole number"):
        await person.fault("500", count=0)


@case_with_flood_control
async def a_burst_in_one_chat_is_refused_until_the_named_seconds_have_passed(client: Client, person: Person) -> None:
    for number in range(6):
        await client.send_message(person.id, str(number))
    person.clock.now += 0.5
    with pytest.raises(ApiError) as caught:
        await client.send_message(person.id, "too much")
    assert (caught.value.kind, caught.value.retry_after) == ("flood", 3)
    assert caught.value.message == "Too Many Requests: retry after 3"
    assert (await person.screen())["text"] == "5"
    person.clock.now += 3
    assert (await client.send_message(person.id, "now"))["text"] == "now"


@case_with_flood_control
async def one_chat_gets_a_message_a_second_in_the_long_run(client: Client, person: Person) -> None:
    for number in range(20):
        await client.send_message(person.id, str(number))
        person.clock.now += 0.75
    with pytest.raises(ApiError) as caught:
        await client.send_message(person.id, "too much")
    assert caught.value.retry_after == 5


@case_with_flood_control
async def all_chats_together_get_30_messages_a_second(client: Client, person: Person) -> None:
    friends = [person]
    for _ in range(5):
        friends.append(await person.friend())
        await friends[-1].say("/start")
    for friend in friends:
        for number in range(5):
            await client.send_message(friend.id, str(number))
    with pytest.raises(ApiError) as caught:
        await client.send_message(person.id, "too much")
    assert caught.value.retry_after == 1


@case_with_flood_control
async def edits_and_answers_are_not_counted_as_messages(client: Client, person: Person) -> None:
    sent = await client.send_message(person.id, "0")
    for number in range(1, 30):
        await client.edit_message_text(person.id, sent["message_id"], str(number))
    assert (await person.screen())["text"] == "29"
