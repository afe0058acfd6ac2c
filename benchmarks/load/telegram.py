"""The least of a Bot API server that a load needs: it gives out updates and takes every call, cheaply and without checks.

The sandbox checks everything and remembers everything, which would make it slower than the bot.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import Counter
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from benchmarks.load.pupils import Pupil

TOKEN: Final = "1000000001:a-token-of-the-load-generator-only"  # noqa: S105
ME: Final = {"id": 1000000001, "is_bot": True, "first_name": "Load", "username": "load_bot"}
_DATE: Final = 1_790_000_000
_LONGEST_POLL: Final = 5.0
_LONGEST_START: Final = 60.0
_SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- the name of a header
_READ: Final[Mapping[str, Any]] = {
    "getMe": ME,
    "getWebhookInfo": {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
    "getMyCommands": [],
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
}
_SHOWN: Final = frozenset({"sendMessage", "editMessageText"})


class Telegram:
    """Updates go out by polling, or in turn to the processes behind the webhook that a bot registered; calls come in."""

    def __init__(self) -> None:
        self.pupils: dict[int, Pupil] = {}
        self.calls: Counter[str] = Counter()
        self._updates: list[dict[str, Any]] = []
        self._fresh = asyncio.Event()
        self._ids = itertools.count(1)
        self._message_ids = itertools.count(1)
        self._hooks: dict[str, dict[str, str]] = {}
        self._secret_of_hook: str | None = None
        self._turns: Callable[[], str] | None = None
        self._client: aiohttp.ClientSession | None = None
        self._nursery = asyncio.TaskGroup()

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[str]:
        """Listen on a free port of loopback; yields the address."""
        application = web.Application(client_max_size=2**24)
        application.router.add_route("*", "/bot{token}/{method}", self._called)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        connector = aiohttp.TCPConnector(limit=200)
        async with aiohttp.ClientSession(connector=connector) as self._client, self._nursery:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        await runner.cleanup()

    async def hooked(self, url: str) -> None:
        """Wait until a process listens at an address behind the webhook, and bring it its share of the updates from then on."""
        async with asyncio.timeout(_LONGEST_START):
            while not (self._secret_of_hook is not None and await self._is_listening(url)):  # noqa: ASYNC110 -- another process
                await asyncio.sleep(0.1)
        self._hooks[url] = {_SECRET_HEADER: self._secret_of_hook} if self._secret_of_hook else {}
        self._turns = itertools.cycle(list(self._hooks)).__next__

    async def _is_listening(self, url: str) -> bool:
        host, _, port = urlsplit(url).netloc.partition(":")
        try:
            _, writer = await asyncio.open_connection(host, int(port))
        except OSError:
            return False
        writer.close()
        return True

    def send(self, kind: str, body: dict[str, Any]) -> None:
        """Put out an update."""
        update = {"update_id": next(self._ids), kind: body}
        if self._turns is None:
            self._updates.append(update)
            self._fresh.set()
            return
        self._nursery.create_task(self._post(self._turns(), update))

    async def _post(self, url: str, update: dict[str, Any]) -> None:
        """Deliver as Telegram does: again until the bot says it has it."""
        if self._client is None:
            raise RuntimeError("not serving")
        while True:
            try:
                async with self._client.post(url, json=update, headers=self._hooks[url]) as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientError:
                # The process is down for a moment.
                pass
            self.calls["again"] += 1
            await asyncio.sleep(0.2)

    async def _called(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        body = await self._body(request)
        self.calls[method] += 1
        if method == "getUpdates":
            return await self._give_updates(int(body.get("offset") or 0))
        if method == "setWebhook":
            self._secret_of_hook = str(body.get("secret_token") or "")
        if method in _READ:
            return _ok(_READ[method])
        if "chat_id" not in body or not method.startswith(("send", "edit")):
            return _ok(True)
        chat_id = int(body["chat_id"])
        message_id = int(body["message_id"]) if method.startswith("edit") else next(self._message_ids)
        if method in _SHOWN:
            self.pupils[chat_id].sees(message_id, body)
        chat = {"id": chat_id, "type": "private", "first_name": "Load"}
        return _ok({"message_id": message_id, "date": _DATE, "chat": chat, "from": ME, "text": body.get("text", "")})

    async def _body(self, request: web.Request) -> dict[str, Any]:
        if request.content_type == "application/json":
            return dict(await request.json())
        return dict(await request.post())

    async def _give_updates(self, offset: int) -> web.Response:
        self._updates = [each for each in self._updates if each["update_id"] >= offset]
        if not self._updates:
            self._fresh.clear()
            try:
                async with asyncio.timeout(_LONGEST_POLL):
                    await self._fresh.wait()
            except TimeoutError:
                # Then the answer is empty, as Telegram's is.
                pass
        return _ok(self._updates[:100])


def message_of(user: dict[str, Any], **what: Any) -> dict[str, Any]:
    """Return a message that a person sent."""
    chat = {"id": user["id"], "type": "private", "first_name": user["first_name"]}
    return {"message_id": 1, "date": int(time.time()), "chat": chat, "from": user, **what}


def _ok(result: Any) -> web.Response:
    return web.Response(
        text=json.dumps({"ok": True, "result": result}, separators=(",", ":")), content_type="application/json"
    )
