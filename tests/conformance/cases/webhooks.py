"""Updates that are brought to the bot's address."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.conformance.client import bad_request, refused
from tests.conformance.listing import case

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.conformance.client import Client, Json
    from tests.conformance.person import Person


@dataclass(slots=True)
class _Door:
    """The bot's address: what came, and how it answers next; the last answer holds."""

    url: str = ""
    answers: list[web.Response] = field(default_factory=list)
    came: asyncio.Queue[tuple[Json, str | None]] = field(default_factory=asyncio.Queue)

    async def open(self, request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.came.put_nowait((await request.json(), secret))
        return self.answers.pop(0) if self.answers else web.Response()


@asynccontextmanager
async def _door(*answers: web.Response) -> AsyncIterator[_Door]:
    door = _Door(answers=list(answers))
    app = web.Application()
    app.router.add_post("/telegram", door.open)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        door.url = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
        yield door
    finally:
        await runner.cleanup()


async def _next(door: _Door) -> tuple[Json, str | None]:
    async with asyncio.timeout(10):
        return await door.came.get()


@case
async def an_update_is_brought_with_the_secret(client: Client, person: Person) -> None:
    async with _door() as door:
        assert await client.set_webhook(door.url, secret_token="Only_we-know") is True
        await person.say("Привет")
        body, secret = await _next(door)
        assert secret == "Only_we-know"
        assert client.read_update(body)["message"]["text"] == "Привет"


@case
async def without_a_secret_there_is_no_header(client: Client, person: Person) -> None:
    async with _door() as door:
        await client.set_webhook(door.url)
        await person.say("Привет")
        assert (await _next(door))[1] is None


@case
async def an_update_that_was_not_taken_is_brought_again_before_the_next(client: Client, person: Person) -> None:
    async with _door(web.Response(status=500), web.Response(status=404)) as door:
        await client.set_webhook(door.url)
        await person.say("раз")
        await person.say("два")
        brought = [(await _next(door))[0] for _ in range(4)]
        assert [body["message"]["text"] for body in brought] == ["раз", "раз", "раз", "два"]
        numbers = [body["update_id"] for body in brought]
        assert numbers == [numbers[0]] * 3 + [numbers[0] + 1]


@case
async def the_last_failure_is_told(client: Client, person: Person) -> None:
    async with _door(web.Response(status=500)) as door:
        await client.set_webhook(door.url)
        await person.say("раз")
        await _next(door)
        await _next(door)
        info = await client.get_webhook_info()
        assert info["url"] == door.url
        assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
        assert info["last_error_date"] == person.clock.now


@case
async def a_bot_that_is_not_there_gets_its_updates_later(client: Client, person: Person) -> None:
    async with _door() as gone:
        pass
    await client.set_webhook(gone.url)
    await person.say("есть кто?")
    info = await client.get_webhook_info()
    while "last_error_message" not in info:
        info = await client.get_webhook_info()
    assert info["last_error_message"].startswith("Connection failed")
    assert info["pending_update_count"] == 1
    async with _door() as door:
        await client.set_webhook(door.url)
        assert (await _next(door))[0]["message"]["text"] == "есть кто?"


@case
async def a_method_in_the_answer_is_carried_out(client: Client, person: Person) -> None:
    answers: list[Any] = [
        web.Response(text="no JSON"),
        web.json_response({"method": "sendMessage", "chat_id": person.id, "text": ""}),
        web.json_response({"method": "sendMessage", "chat_id": person.id, "text": "Сразу"}),
    ]
    async with _door(*answers) as door:
        await client.set_webhook(door.url)
        for text in ("раз", "два", "три", "четыре"):
            await person.say(text)
        for _ in range(4):
            await _next(door)
    refusal, call = await person.calls("sendMessage")
    assert (refusal["status"], call["status"], call["answer"]["text"]) == (400, 200, "Сразу")
    texts = [message["text"] for message in (await person.look("messages"))["messages"]]
    assert "Сразу" in texts


@case
async def polling_and_a_webhook_exclude_each_other(client: Client, person: Person) -> None:
    async with _door() as door:
        await client.set_webhook(door.url)
        words = (
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
        with refused("conflict", words):
            await client.get_updates()
        assert await client.delete_webhook() is True
    assert (await client.get_webhook_info())["url"] == ""
    await person.say("снова")
    (update,) = await client.get_updates()
    assert update["message"]["text"] == "снова"


@case
async def waiting_updates_can_be_dropped(client: Client, person: Person) -> None:
    await person.say("старое")
    await client.delete_webhook(drop_pending_updates=True)
    await person.say("новое")
    async with _door() as door:
        await client.set_webhook(door.url, drop_pending_updates=True, allowed_updates=["message"])
        await person.do("block")
        await person.do("unblock")
        await person.say("новейшее")
        assert (await _next(door))[0]["message"]["text"] == "новейшее"


@case
async def an_address_or_a_secret_that_is_none_is_refused(client: Client, person: Person) -> None:
    with bad_request("bad webhook: invalid webhook URL specified"):
        await client.set_webhook("telegram")
    with bad_request("secret token contains unallowed characters"):
        await client.set_webhook("http://127.0.0.1:1/", secret_token="not allowed!")
    assert (await client.get_webhook_info())["url"] == ""
