"""The pretend Telegram as an HTTP server."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from email.utils import formatdate
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aiohttp import web

from bot.sandbox.bodies import LARGEST_BODY
from bot.sandbox.bot_side import BotSide
from bot.sandbox.calls import Calls
from bot.sandbox.desk import Desk
from bot.sandbox.errors import UserSideError
from bot.sandbox.faults import Faults
from bot.sandbox.flood import FloodControl
from bot.sandbox.journal import Journal
from bot.sandbox.people import Persona, User
from bot.sandbox.stream import stream
from bot.sandbox.user_side import UserSide, json_body
from bot.sandbox.webhook import Webhook
from bot.sandbox.world import World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

_WEB: Final = Path(__file__).resolve().parent / "web"
_SAFETY: Final = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


class Sandbox:
    """A pretend Telegram for one bot.

    Args:
        token: the only token that opens the bot's side.
        personas: whom one may be in the chat page.
        journal: file in which chats survive a restart; None keeps them in memory.
        flood_control: whether Telegram's limits of sending hold.
        clock: seconds since 1970.
    """

    def __init__(
        self,
        *,
        token: str,
        personas: Sequence[Persona] = (),
        journal: Path | None = None,
        flood_control: bool = True,
        clock: Callable[[], float] = time.time,
        bot_name: str = "Sandbox bot",
        username: str = "sandbox_bot",
    ) -> None:
        number = token.partition(":")[0]
        self._bot = User(int(number) if number.isdecimal() else 1, bot_name, username=username)
        self._token = token
        self._personas = tuple(personas)
        self._journal_path = journal
        self._has_flood_control = flood_control
        self._clock = clock

    @asynccontextmanager
    async def serve(self, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
        """Listen, and yield the address.

        Raises:
            OSError: the port is taken (EADDRINUSE), or the address is not this machine's.
            bot.sandbox.JournalError: the journal cannot be read or written.
        """
        journal = Journal(self._journal_path) if self._journal_path else None
        folder = self._journal_path.with_suffix(".files") if self._journal_path else None
        runner: web.AppRunner | None = None
        try:
            world = World(self._bot, self._clock, journal, folder)
            webhook = Webhook(world.updates, self._clock)
            desk = Desk(world, FloodControl(self._clock) if self._has_flood_control else None, webhook)
            bot_side = BotSide(self._token, desk, calls := Calls(), faults := Faults())
            app = self._application(desk, bot_side, calls, faults)
            runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2, handle_signals=False)
            await runner.setup()
            site = web.TCPSite(runner, host, port)
            await site.start()
            async with asyncio.TaskGroup() as group:
                courier = group.create_task(webhook.run(bot_side.execute_answer))
                try:
                    yield f"http://{host}:{runner.addresses[0][1]}"
                finally:
                    courier.cancel()
                    world.end_watching()
                    world.updates.end()
        finally:
            if runner is not None:
                await runner.cleanup()
            if journal is not None:
                journal.close()

    def _application(self, desk: Desk, bot_side: BotSide, calls: Calls, faults: Faults) -> web.Application:
        app = web.Application(client_max_size=LARGEST_BODY, middlewares=[_sentences])
        app.router.add_routes(bot_side.routes())
        app.router.add_routes(UserSide(desk, self._personas).routes())
        app.router.add_routes(_witness_routes(desk.world, calls, faults))
        app.on_response_prepare.append(self._say_when)
        app.router.add_get("/", _index)
        app.router.add_static("/web", _WEB)
        return app

    async def _say_when(self, _request: web.Request, response: web.StreamResponse) -> None:
        """The time here is that of this pretend world."""
        response.headers["Date"] = formatdate(self._clock(), usegmt=True)


def _witness_routes(world: World, calls: Calls, faults: Faults) -> list[web.RouteDef]:
    """Addresses for tests and scripts: the stream, the calls, the faults."""

    async def watch(request: web.Request) -> web.StreamResponse:
        return await stream(world, request)

    async def list_calls(request: web.Request) -> web.Response:
        after = request.query.get("after", "0")
        if not after.isdecimal():
            raise UserSideError(400, "after must be a whole number")
        return web.json_response({"calls": calls.after(int(after))})

    async def order_fault(request: web.Request) -> web.Response:
        return web.json_response(faults.order(await json_body(request)).as_json(), status=201)

    async def list_faults(_request: web.Request) -> web.Response:
        return web.json_response({"faults": faults.left()})

    async def clear_faults(_request: web.Request) -> web.Response:
        faults.clear()
        return web.json_response({"faults": []})

    return [
        web.get("/sandbox/users/{id:\\d+}/stream", watch),
        web.get("/sandbox/calls", list_calls),
        web.post("/sandbox/faults", order_fault),
        web.get("/sandbox/faults", list_faults),
        web.delete("/sandbox/faults", clear_faults),
    ]


async def _index(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(_WEB / "index.html", headers={**_SAFETY, "Cache-Control": "no-cache"})


@web.middleware
async def _sentences(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Turn a refusal on the user's side into one clear sentence."""
    try:
        return await handler(request)
    except UserSideError as error:
        return web.json_response({"error": str(error)}, status=error.status)
    except web.HTTPException as error:
        if error.status >= 400 and request.path.startswith("/sandbox/"):
            return web.json_response({"error": error.reason}, status=error.status)
        raise
