"""Processes behind one webhook address, as a load balancer before them would have it; and people who wait for it."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections import defaultdict
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web

from bot.chat.webhook import SECRET_HEADER
from tests.pupil import Pupil

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

_AGAIN_SECONDS = 0.2


class Balancer:
    """Brings every update to a process, again and again until one took it.

    It takes an update from the sandbox at once, because that brings one after another and Telegram brings many together.
    With `doubles` each tap goes to all processes at the same moment: the worst that redelivery can do.
    """

    def __init__(self, ports: Sequence[int], *, doubles: bool) -> None:
        self.taken = 0
        self._targets = [f"http://127.0.0.1:{port}/updates" for port in ports]
        self._turns = itertools.count()
        self._doubles = doubles
        self._at_hand: dict[int, int] = defaultdict(int)
        self._quiet = asyncio.Condition()
        self._nursery = asyncio.TaskGroup()
        self._http: aiohttp.ClientSession | None = None

    @asynccontextmanager
    async def serving(self, port: int) -> AsyncIterator[None]:
        """Take updates at a port of loopback."""
        application = web.Application()
        application.router.add_post("/updates", self._update)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        async with aiohttp.ClientSession() as self._http, self._nursery:
            yield
        await runner.cleanup()

    async def quiet(self, user_id: int) -> None:
        """Wait until nothing of a person is on its way."""
        async with self._quiet:
            await self._quiet.wait_for(lambda: not self._at_hand[user_id])

    async def _update(self, request: web.Request) -> web.Response:
        body = await request.read()
        update = json.loads(body)
        user_id = next(each["from"]["id"] for each in update.values() if isinstance(each, dict))
        headers = {SECRET_HEADER: request.headers.get(SECRET_HEADER, "")}
        numbers = range(len(self._targets)) if self._doubles and "callback_query" in update else [next(self._turns)]
        self._at_hand[user_id] += len(numbers)
        for number in numbers:
            self._nursery.create_task(self._bring(number, body, headers, user_id))
        return web.Response()

    async def _bring(self, number: int, body: bytes, headers: Mapping[str, str], user_id: int) -> None:
        assert self._http is not None
        for turn in itertools.count(number):
            try:
                url = self._targets[turn % len(self._targets)]
                async with self._http.post(url, data=body, headers=headers) as response:
                    if response.status == 200:
                        break
                    assert response.status >= 500, response.status
            except aiohttp.ClientError:
                # That process is not there; the next one may be.
                await asyncio.sleep(_AGAIN_SECONDS)
        async with self._quiet:
            self.taken += 1
            self._at_hand[user_id] -= 1
            self._quiet.notify_all()


class Walker(Pupil):
    """A person whose updates go through a balancer."""

    def __init__(self, http: aiohttp.ClientSession, user_id: int, balancer: Balancer) -> None:
        super().__init__(http, user_id)
        self._balancer = balancer

    async def settled(self) -> None:
        """Wait until the processes have handled everything, and look at the chat."""
        await super().settled()
        await self._balancer.quiet(self.user_id)
        self.messages = (await self.get("messages"))["messages"]


@asynccontextmanager
async def walkers(address: str, balancer: Balancer, number: int) -> AsyncIterator[list[Walker]]:
    """Let people in, in turns in Kazakh, Russian and English."""
    async with aiohttp.ClientSession(address) as http:
        found = []
        for each in range(number):
            body = {"first_name": "Әсем", "language_code": ("kk", "ru", "en")[each % 3]}
            async with http.post("/sandbox/users", json=body) as response:
                found.append(Walker(http, int((await response.json())["user_id"]), balancer))
        yield found
