"""A person with a phone: says, taps, looks at the screen, over the sandbox's user side."""

from __future__ import annotations

import asyncio
import io
import re
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

# Only to end a test whose bot is stuck: a start takes seconds, on a busy machine many.
_PATIENCE_SECONDS = 90.0
_LOOK_SECONDS = 0.004


class Pupil:
    """One person in one chat with the bot.

    Attributes:
        messages: the chat as it is now.
        toast: how the last tap was answered, empty when silently.
    """

    def __init__(self, http: aiohttp.ClientSession, user_id: int) -> None:
        self._http = http
        self.user_id = user_id
        self.messages: list[dict[str, Any]] = []
        self.toast = ""

    @property
    def answers(self) -> list[dict[str, Any]]:
        """What the bot said, in the order of the chat."""
        return [message for message in self.messages if message["from"] == "bot"]

    @property
    def screen(self) -> dict[str, Any]:
        """The newest message of the bot that has buttons."""
        return next(message for message in reversed(self.answers) if "inline_keyboard" in message)

    @property
    def text(self) -> str:
        """The text on the screen."""
        return str(self.screen["text"])

    @property
    def buttons(self) -> list[str]:
        """Labels of the buttons on the screen."""
        return [button["text"] for row in self.screen["inline_keyboard"] for button in row]

    @property
    def data(self) -> list[str]:
        """Data of the buttons on the screen."""
        return [button.get("data", "") for row in self.screen["inline_keyboard"] for button in row]

    async def say(self, text: str) -> None:
        """Type a text."""
        await self.post("say", {"text": text})
        await self.settled()

    async def send_photo(self, name: str, content: bytes) -> None:
        """Send a picture."""
        await self.send(name, content, "photo")

    async def send(self, name: str, content: bytes, kind: str = "document") -> None:
        """Send a file."""
        form = aiohttp.FormData()
        # Bytes of some size are to be given as a stream.
        form.add_field("file", io.BytesIO(content), filename=name)
        async with self._http.post(f"/sandbox/users/{self.user_id}/{kind}", data=form) as response:
            assert response.status < 300, await response.text()
        await self.settled()

    async def files(self) -> list[bytes]:
        """Return the files that the bot sent, in the order of the chat."""
        found = []
        for message in self.answers:
            if "document" in message:
                async with self._http.get(message["document"]["url"]) as response:
                    found.append(await response.read())
        return found

    async def tap(self, label: str, message: dict[str, Any] | None = None) -> None:
        """Tap the button with a label, or the first one whose label begins with it."""
        shown = message or self.screen
        labels = [button["text"] for row in shown["inline_keyboard"] for button in row]
        found = label if label in labels else next((each for each in labels if each.startswith(label)), None)
        assert found is not None, f"no button {label!r} among {labels} under {shown['text']!r}"
        await self._tapped({"message_id": shown["message_id"], "text": found})

    async def tap_data(self, data: str, message: dict[str, Any] | None = None) -> None:
        """Tap a button by its data, also one that is no longer there."""
        await self._tapped({"message_id": (message or self.screen)["message_id"], "data": data})

    async def tap_first(self, prefix: str) -> None:
        """Tap the first button whose data begins so."""
        data = next((data for data in self.data if data.startswith(prefix)), None)
        assert data is not None, f"no button {prefix!r} among {self.data} under {self.text!r}"
        await self.tap_data(data)

    async def _tapped(self, body: dict[str, Any]) -> None:
        callback = (await self.post("tap", body)).get("callback_query_id")
        await self.settled()
        answer = await self.get(f"callbacks/{callback}") if callback else {}
        assert not callback or answer["answered"], "the tap was never answered"
        self.toast = answer.get("text", "")

    async def post(self, action: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Do something that the bot is told of, without waiting for it."""
        async with self._http.post(f"/sandbox/users/{self.user_id}/{action}", json=body or {}) as response:
            answer: dict[str, Any] = await response.json()
        assert response.status < 300, answer
        return answer

    async def get(self, what: str) -> dict[str, Any]:
        """Look something up on the user's side."""
        async with self._http.get(f"/sandbox/users/{self.user_id}/{what}") as response:
            answer: dict[str, Any] = await response.json()
        return answer

    async def settled(self) -> None:
        """Wait until the bot has handled everything, and look at the chat."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while await self._waiting():
            assert time.monotonic() < until, "the bot does not answer"
            await asyncio.sleep(_LOOK_SECONDS)
        self.messages = (await self.get("messages"))["messages"]

    async def _waiting(self) -> int:
        async with self._http.get("/sandbox/bot") as response:
            return int((await response.json())["pending_update_count"])


@asynccontextmanager
async def pupil_at(address: str, language_code: str = "ru", first_name: str = "Әсем") -> AsyncIterator[Pupil]:
    """Let a new person in."""
    async with aiohttp.ClientSession(address) as http:
        body = {"first_name": first_name, "language_code": language_code}
        async with http.post("/sandbox/users", json=body) as response:
            user_id = int((await response.json())["user_id"])
        yield Pupil(http, user_id)


def plain(html: str) -> str:
    """Return a text without its marks."""
    return re.sub(r"<[^>]+>", "", html)
