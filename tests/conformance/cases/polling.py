"""Long polling: what confirms an update, which kinds come, and two who poll at once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.conformance.cases.keyboards import button, inline
from tests.conformance.client import refused
from tests.conformance.listing import case

if TYPE_CHECKING:
    from tests.conformance.client import Client, Json
    from tests.conformance.person import Person


async def _say(person: Person, *texts: str) -> None:
    for text in texts:
        await person.say(text)


def _texts(updates: list[Json]) -> list[str]:
    return [update["message"]["text"] for update in updates]


@case
async def updates_come_again_until_a_later_offset_confirms_them(client: Client, person: Person) -> None:
    await _say(person, "1", "2", "3")
    first = await client.get_updates()
    assert _texts(first) == ["1", "2", "3"]
    assert await client.get_updates() == first
    numbers = [update["update_id"] for update in first]
    assert numbers == list(range(numbers[0], numbers[0] + 3))
    assert _texts(await client.get_updates(offset=numbers[0] + 1)) == ["2", "3"]
    assert _texts(await client.get_updates()) == ["2", "3"]
    assert await client.get_updates(offset=numbers[2] + 1) == []
    assert (await person.about_bot())["pending_update_count"] == 0


@case
async def a_limit_brings_the_oldest_updates(client: Client, person: Person) -> None:
    await _say(person, "1", "2", "3")
    assert _texts(await client.get_updates(limit=2)) == ["1", "2"]


@case
async def a_negative_offset_counts_from_the_end_and_forgets_the_rest(client: Client, person: Person) -> None:
    assert await client.get_updates(offset=-1) == []
    await _say(person, "1", "2", "3")
    assert _texts(await client.get_updates(offset=-1)) == ["3"]
    assert _texts(await client.get_updates()) == ["3"]


@case
async def a_waiting_poller_is_woken_by_an_update(client: Client, person: Person) -> None:
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(client.get_updates(timeout=5))
        await person.say("подъём")
    assert _texts(waiting.result()) == ["подъём"]


@case
async def a_poller_that_waits_in_vain_gets_nothing(client: Client, person: Person) -> None:
    assert await client.get_updates(timeout=1) == []


@case
async def only_wanted_kinds_come_and_the_wish_is_remembered(client: Client, person: Person) -> None:
    sent = await client.send_message(person.id, "?", reply_markup=inline(button("1")))
    assert await client.get_updates(allowed_updates=["callback_query"]) == []
    await person.say("не слышно")
    await client.get_updates()
    await person.say("и это")
    await person.tap(sent["message_id"], data="1")
    (update,) = await client.get_updates()
    assert update["callback_query"]["data"] == "1"


@case
async def a_second_poller_turns_the_first_one_out(client: Client, person: Person) -> None:
    first_is_out = asyncio.Event()

    async def poll_first() -> None:
        words = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
        with refused("conflict", words):
            await client.get_updates(timeout=30)
        first_is_out.set()

    async with asyncio.TaskGroup() as group:
        group.create_task(poll_first())
        while not first_is_out.is_set():
            await client.get_updates(timeout=0)
