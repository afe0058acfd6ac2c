"""What watches a chat hears every change, also those it missed."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import aiohttp

    from tests.sandbox.conftest import Both


async def _next(response: aiohttp.ClientResponse) -> tuple[int, str, Any]:
    fields: dict[str, str] = {}
    async with asyncio.timeout(10):
        while True:
            line = (await response.content.readline()).decode().strip()
            if ": " in line and not line.startswith((":", "retry")):
                name, _, value = line.partition(": ")
                fields[name] = value
            elif not line and "data" in fields:
                return int(fields["id"]), fields["event"], json.loads(fields["data"])


async def test_new_edited_deleted_answered_and_typing(both: Both) -> None:
    person = await both.person()
    async with both.http.get(f"/sandbox/users/{person}/stream") as stream:
        keyboard = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
        sent = (await both.bot("sendMessage", chat_id=person, text="one", reply_markup=keyboard))["result"]
        assert (await _next(stream))[1:] == ("message", (await both.messages(person))[-1])
        await both.bot("sendChatAction", chat_id=person, action="typing")
        assert (await _next(stream))[1:] == ("action", {"action": "typing"})
        tap = {"message_id": sent["message_id"], "data": "x"}
        _, callback = await both.ask("POST", f"/sandbox/users/{person}/tap", tap)
        await both.bot(
            "answerCallbackQuery", callback_query_id=callback["callback_query_id"], text="ok", show_alert=True
        )
        _, name, answer = await _next(stream)
        assert (name, answer["text"], answer["show_alert"]) == ("answer", "ok", True)
        await both.bot("editMessageText", chat_id=person, message_id=sent["message_id"], text="two")
        number, _, edited = await _next(stream)
        assert (edited["text"], edited["edited"]) == ("two", True)
    await both.bot("deleteMessage", chat_id=person, message_id=sent["message_id"])
    await both.ask("POST", f"/sandbox/users/{person}/say", {"text": "while away"})
    async with both.http.get(f"/sandbox/users/{person}/stream", headers={"Last-Event-ID": str(number)}) as stream:
        assert (await _next(stream))[1:] == ("deleted", {"message_id": sent["message_id"]})
        assert (await _next(stream))[2]["text"] == "while away"


async def test_changes_can_also_be_asked_for(both: Both) -> None:
    person = await both.person()
    sent = (await both.bot("sendMessage", chat_id=person, text="one"))["result"]
    _, answer = await both.ask("GET", f"/sandbox/users/{person}/messages")
    await both.bot("editMessageText", chat_id=person, message_id=sent["message_id"], text="two")
    _, changed = await both.ask("GET", f"/sandbox/users/{person}/messages?changed_after={answer['seq']}")
    assert [message["text"] for message in changed["messages"]] == ["two"]
