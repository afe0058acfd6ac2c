"""Taps on inline buttons and how the bot answers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conformance.cases.keyboards import button, inline
from tests.conformance.client import bad_request
from tests.conformance.listing import case
from tests.conformance.person import not_possible

if TYPE_CHECKING:
    from tests.conformance.client import Client, Json
    from tests.conformance.person import Person

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


async def _asked(client: Client, person: Person) -> Json:
    return await client.send_message(person.id, "Город?", reply_markup=inline(button("almaty", "Алматы")))


@case
async def a_tap_reaches_the_bot_with_its_data_and_its_message(client: Client, person: Person) -> None:
    sent = await _asked(client, person)
    by_label = await person.tap(sent["message_id"], text="Алматы")
    by_data = await person.tap(sent["message_id"], data="almaty")
    queries = [update["callback_query"] for update in await client.get_updates()]
    assert [query["id"] for query in queries] == [by_label, by_data]
    for query in queries:
        assert query["data"] == "almaty"
        assert query["from"]["id"] == person.id
        assert query["message"]["message_id"] == sent["message_id"]
        assert query["message"]["reply_markup"] == sent["reply_markup"]


@case
async def a_tap_is_answered_with_a_toast_an_alert_an_address_or_silently(client: Client, person: Person) -> None:
    message_id = (await _asked(client, person))["message_id"]
    answers: list[Json] = [
        {"text": "Хорошо"},
        {"text": "Внимание", "show_alert": True},
        {"url": "https://t.me/sandbox_bot?start=x"},
        {},
    ]
    for answer in answers:
        tap = await person.tap(message_id, data="almaty")
        assert (await person.look(f"callbacks/{tap}"))["answered"] is False
        assert await client.answer_callback_query(tap, **answer) is True
        seen = await person.look(f"callbacks/{tap}")
        assert seen["answered"] is True
        assert (seen["text"], seen["url"], seen["show_alert"]) == (
            answer.get("text"),
            answer.get("url"),
            answer.get("show_alert", False),
        )


@case
async def a_toast_may_have_200_letters(client: Client, person: Person) -> None:
    tap = await person.tap((await _asked(client, person))["message_id"], data="almaty")
    with bad_request("MESSAGE_TOO_LONG"):
        await client.answer_callback_query(tap, text="ә" * 201)
    assert await client.answer_callback_query(tap, text="ә" * 200) is True


@case
async def a_tap_can_be_answered_once_and_for_a_quarter_of_an_hour(client: Client, person: Person) -> None:
    message_id = (await _asked(client, person))["message_id"]
    first, second = await person.tap(message_id, data="almaty"), await person.tap(message_id, data="almaty")
    assert await client.answer_callback_query(first) is True
    for number in (first, "1"):
        with bad_request(_TOO_OLD):
            await client.answer_callback_query(number)
    person.clock.now += 15 * 60 + 1
    with bad_request(_TOO_OLD):
        await client.answer_callback_query(second)


@case
async def a_button_that_was_edited_away_can_still_be_tapped(client: Client, person: Person) -> None:
    message_id = (await _asked(client, person))["message_id"]
    await client.edit_message_text(person.id, message_id, "Алматы.")
    await person.tap(message_id, data="almaty")
    (update,) = await client.get_updates()
    assert update["callback_query"]["data"] == "almaty"
    assert update["callback_query"]["message"]["text"] == "Алматы."


@case
async def a_button_that_never_was_cannot_be_tapped(client: Client, person: Person) -> None:
    message_id = (await _asked(client, person))["message_id"]
    for wrong in ({"data": "astana"}, {"text": "Астана"}):
        with not_possible(404, "no such button"):
            await person.tap(message_id, **wrong)
    with not_possible(404, "no such tap"):
        await person.look("callbacks/1")
