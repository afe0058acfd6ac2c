"""Chats survive a restart and a kill, as the real Telegram's do."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import aiohttp

from tests.sandbox.conftest import Both, make_sandbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@asynccontextmanager
async def _life(journal: Path) -> AsyncIterator[Both]:
    async with make_sandbox(journal).serve() as address, aiohttp.ClientSession(address) as http:
        yield Both(http)


async def test_everything_is_there_again(tmp_path: Path) -> None:
    journal = tmp_path / "deep" / "sandbox.jsonl"
    async with _life(journal) as both:
        person = await both.person(last_name="Сейтова", username="asem")
        _, persona = await both.ask("POST", "/sandbox/personas/asem")
        keyboard = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
        sent = (
            await both.bot("sendMessage", chat_id=person, text="<b>қ</b>", parse_mode="HTML", reply_markup=keyboard)
        )["result"]
        await both.bot("setMyCommands", commands=[{"command": "help", "description": "Help"}])
        form = aiohttp.FormData({"chat_id": str(person)})
        form.add_field("document", b"one\ntwo", filename="list.csv", content_type="text/csv")
        async with both.http.post("/bot4242:token-of-the-tests-aaaaaaaaaaaaaaaaaa/sendDocument", data=form) as response:
            file_id = (await response.json())["result"]["document"]["file_id"]
        _, tap = await both.ask("POST", f"/sandbox/users/{person}/tap", {"message_id": sent["message_id"], "data": "x"})
        before = await both.messages(person)
        waiting = (await both.bot("getUpdates", allowed_updates=[]))["result"]
    async with _life(journal) as both:
        assert await both.messages(person) == before
        assert (await both.bot("getUpdates"))["result"] == waiting
        assert (await both.bot("getMyCommands"))["result"][0]["command"] == "help"
        assert (await both.ask("POST", "/sandbox/personas/asem"))[1]["user_id"] == persona["user_id"]
        assert (await both.bot("answerCallbackQuery", callback_query_id=tap["callback_query_id"]))["ok"]
        path = (await both.bot("getFile", file_id=file_id))["result"]["file_path"]
        async with both.http.get(f"/file/bot4242:token-of-the-tests-aaaaaaaaaaaaaaaaaa/{path}") as response:
            assert await response.read() == b"one\ntwo"
        await both.bot("getUpdates", offset=waiting[-1]["update_id"] + 1)
        await both.bot("deleteMessage", chat_id=person, message_id=sent["message_id"])
    async with _life(journal) as both:
        assert (await both.bot("getUpdates"))["result"] == []
        assert sent["message_id"] not in [message["message_id"] for message in await both.messages(person)]


async def test_a_line_torn_by_a_kill_is_dropped_and_the_rest_holds(tmp_path: Path) -> None:
    journal = tmp_path / "sandbox.jsonl"
    async with _life(journal) as both:
        person = await both.person()
        before = await both.messages(person)
    with journal.open("ab") as file:
        file.write(b'["message", {"user_id": 1, "id')
    async with _life(journal) as both:
        assert await both.messages(person) == before
        await both.ask("POST", f"/sandbox/users/{person}/say", {"text": "after"})
    async with _life(journal) as both:
        assert [message["text"] for message in await both.messages(person)] == ["/start", "after"]
