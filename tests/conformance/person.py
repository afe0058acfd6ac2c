"""A person who writes to the bot, over the sandbox's user side; and what tests may order from the sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from tests.conformance.client import Json

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


class Seconds:
    """The sandbox's clock, which stands still until somebody winds it."""

    def __init__(self) -> None:
        self.now = 1_790_000_000.0

    def __call__(self) -> float:
        return self.now


class UserError(Exception):
    """The user side refused, with its status and its sentence."""


def not_possible(status: int, sentence: str) -> AbstractContextManager[pytest.ExceptionInfo[UserError]]:
    """Expect a refusal of the user side, by a piece of its sentence."""
    return pytest.raises(UserError, match=f"^{status}: .*{sentence}")


class Person:
    """One person in one chat with the bot."""

    def __init__(self, http: aiohttp.ClientSession, clock: Seconds, profile: Json) -> None:
        self._http = http
        self.clock = clock
        self.id: int = profile["user_id"]

    async def friend(self, language_code: str = "kk", **more: str) -> Person:
        """Let somebody in who never wrote to the bot."""
        body = {"first_name": "Досым", "language_code": language_code, **more}
        return Person(self._http, self.clock, await self.ask("POST", "/sandbox/users", json=body))

    async def ask(self, verb: str, path: str, **more: Any) -> Json:
        """Make a request of the sandbox's own."""
        async with self._http.request(verb, path, **more) as response:
            answer: Json = await response.json()
        if response.status >= 400:
            raise UserError(f"{response.status}: {answer['error']}")
        return answer

    async def do(self, action: str, body: Json | None = None) -> Json:
        """Do something in the chat."""
        return await self.ask("POST", f"/sandbox/users/{self.id}/{action}", json=body or {})

    async def say(self, text: str) -> int:
        """Type a text; return the number of the message."""
        return int((await self.do("say", {"text": text}))["message_id"])

    async def tap(self, message_id: int, **button: str) -> str:
        """Tap a button by `text` or `data`; return the number of the tap, empty for a button of the reply keyboard."""
        return str((await self.do("tap", {"message_id": message_id, **button})).get("callback_query_id", ""))

    async def upload(self, kind: str, content: bytes, name: str, caption: str | None = None) -> int:
        """Send a photo or a document."""
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("file", content, filename=name, content_type="application/octet-stream")
        if caption is not None:
            form.add_field("caption", caption)
        answer = await self.ask("POST", f"/sandbox/users/{self.id}/{kind}", data=form)
        return int(answer["message_id"])

    async def look(self, what: str) -> Json:
        """Look something of one's own up: callbacks/…, commands, messages."""
        return await self.ask("GET", f"/sandbox/users/{self.id}/{what}")

    async def screen(self) -> Json:
        """Return the newest message of the chat."""
        messages = (await self.look("messages"))["messages"]
        newest: Json = messages[-1]
        return newest

    async def about_bot(self, language: str = "") -> Json:
        """Return how the bot presents itself."""
        return await self.ask("GET", "/sandbox/bot", params={"language_code": language})

    async def fault(self, kind: str, method: str = "*", **more: int) -> None:
        """Order that the next calls go wrong."""
        await self.ask("POST", "/sandbox/faults", json={"kind": kind, "method": method, **more})

    async def calls(self, method: str) -> list[Json]:
        """Return the calls of a method so far."""
        calls = (await self.ask("GET", "/sandbox/calls"))["calls"]
        return [call for call in calls if call["method"] == method]
