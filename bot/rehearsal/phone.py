"""An invented person's phone: says and taps over the user's side of the pretend Telegram, and measures how long answers take."""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING, Any, Final, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

    import aiohttp

# Who sees nothing for so long tries again.
PATIENCE_SECONDS: Final = 15.0


class Phone:
    """One person's chat with the bot, open while its block lasts.

    Attributes:
        messages: the chat by the messages' ids, as it is now.
    """

    def __init__(self, http: aiohttp.ClientSession, user_id: int) -> None:
        self._http = http
        self.user_id = user_id
        self.messages: dict[int, dict[str, Any]] = {}
        self._stream: aiohttp.ClientResponse | None = None
        self._rest = b""
        self._heard = 0

    async def __aenter__(self) -> Self:
        self._stream = await self._http.get(f"/sandbox/users/{self.user_id}/stream")
        async with self._http.get(f"/sandbox/users/{self.user_id}/messages") as response:
            for message in (await response.json())["messages"]:
                self.messages[message["message_id"]] = message
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._stream is not None:
            self._stream.close()

    @property
    def screen(self) -> dict[str, Any]:
        """The newest message of the bot that has buttons; empty when there is none."""
        with_buttons = [each for each in self.messages.values() if "inline_keyboard" in each]
        return max(with_buttons, key=lambda each: int(each["message_id"]), default={})

    @property
    def data(self) -> list[str]:
        """Data of the buttons on the screen."""
        return list(data_of(self.screen))

    @property
    def text(self) -> str:
        """What the bot said last."""
        said = [each for each in self.messages.values() if each.get("from") == "bot"]
        newest = max(said, key=lambda each: int(each["message_id"]), default={})
        return str(newest.get("text", ""))

    def message_with(self, prefix: str) -> dict[str, Any] | None:
        """Return the newest message with a button whose data begins so."""
        found = [each for each in self.messages.values() if any(data.startswith(prefix) for data in data_of(each))]
        return max(found, key=lambda each: int(each["message_id"]), default=None)

    def text_with(self, part: str) -> str:
        """Return the newest text of the bot in which something stands; empty when there is none."""
        said = [(int(each["message_id"]), str(each.get("text", ""))) for each in self.messages.values()]
        return max(((number, text) for number, text in said if part in text), default=(0, ""))[1]

    async def types(self, text: str) -> float | None:
        """Type a text; return the seconds until the bot showed something, None when it showed nothing."""
        return await self._do("say", {"text": text})

    async def tap(self, data: str, message: dict[str, Any] | None = None, *, times: int = 1) -> float | None:
        """Tap a button, perhaps twice in a row; return as `types` does."""
        shown = (message or self.screen).get("message_id", 0)
        return await self._do("tap", {"message_id": shown, "data": data}, times)

    async def _do(self, action: str, body: dict[str, Any], times: int = 1) -> float | None:
        self._drain()
        begun = time.perf_counter()
        for _ in range(times):
            async with self._http.post(f"/sandbox/users/{self.user_id}/{action}", json=body) as response:
                if response.status >= 300:
                    return None
        return time.perf_counter() - begun if await self.listens(PATIENCE_SECONDS) else None

    async def listens(self, seconds: float) -> bool:
        """Wait for another screen; return whether one came."""
        heard = self._heard
        try:
            async with asyncio.timeout(seconds):
                while self._heard == heard:
                    await self._listen()
        except TimeoutError:
            return False
        return True

    async def _listen(self) -> None:
        if self._stream is None:
            raise RuntimeError("the phone is off")
        chunk = await self._stream.content.readany()
        if not chunk:
            raise ConnectionResetError("the pretend Telegram went away")
        self._take(chunk)

    def _drain(self) -> None:
        """Take in what came since, without waiting."""
        if self._stream is not None:
            self._take(self._stream.content.read_nowait())

    def _take(self, chunk: bytes) -> None:
        *events, self._rest = (self._rest + chunk).split(b"\n\n")
        for event in events:
            fields = dict(line.split(": ", 1) for line in event.decode().splitlines() if ": " in line)
            if fields.get("event") != "message":
                continue
            message = json.loads(fields["data"])
            self.messages[message["message_id"]] = message
            # A picture or a file comes before the screen that it belongs to.
            self._heard += message["from"] == "bot" and "inline_keyboard" in message


def data_of(message: dict[str, Any]) -> Sequence[str]:
    """Return the data of a message's buttons."""
    return [button.get("data", "") for row in message.get("inline_keyboard", []) for button in row]
