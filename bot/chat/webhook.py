"""Updates as Telegram brings them to an address of ours, for several processes behind one load balancer.

Telegram is told that it may forget an update only after it was handled, so that a `kill -9` loses nothing: it comes again, to
whichever process is there.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramRetryAfter
from aiohttp import web

from bot.chat.handling import KINDS, PATIENCE_SECONDS, handle
from bot.chat.session import read_update

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from aiogram import Bot, Dispatcher

    from bot.clock import Clock

log = logging.getLogger(__name__)

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- the name of a header
# Updates are a few kilobytes; files come as ids.
MOST_BYTES: Final = 2**20
# As many updates at once as Telegram allows; 40 would be its own choice.
_AT_ONCE: Final = 100
# So long before it ends a process says that it will, so that a load balancer sends nobody there any more.
_NOTICE_SECONDS: Final = 2.0
# A little longer than an update may take.
_STOP_SECONDS: Final = PATIENCE_SECONDS + 5.0


class IntakeError(Exception):
    """Updates cannot come that way; the message is a sentence for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class Hook:
    """Where Telegram brings updates, and where we wait for them.

    Attributes:
        url: what Telegram is told; its path is the one at which updates are taken.
        secret: what Telegram says with every update, so that nobody else can bring one.
        host, port: where this process listens.
    """

    url: str
    secret: str
    host: str
    port: int

    @property
    def path(self) -> str:
        """The path at which updates are taken."""
        return urlsplit(self.url).path or "/"


class WebhookServer:
    """Takes updates over HTTP, and says whether this process is alive (/health) and can work (/ready)."""

    def __init__(self, bot: Bot, dispatcher: Dispatcher, secret: str, can_work: Callable[[], Awaitable[bool]]) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._secret = secret.encode()
        self._can_work = can_work
        self._is_stopping = False

    def application(self, path: str) -> web.Application:
        """Return the application."""
        application = web.Application(client_max_size=MOST_BYTES)
        application.router.add_post(path, self._update)
        application.router.add_get("/health", self._health)
        application.router.add_get("/ready", self._ready)
        return application

    def stop(self) -> None:
        """Say from now on that this process takes no updates, though it still does: a load balancer looks every second or two."""
        self._is_stopping = True

    async def _update(self, request: web.Request) -> web.Response:
        # Compared before the body is read: a stranger costs us nothing but the head of a request.
        if not hmac.compare_digest(request.headers.get(SECRET_HEADER, "").encode(), self._secret):
            return web.Response(status=401)
        if (request.content_length or 0) > MOST_BYTES:
            return web.Response(status=413)
        try:
            raw = json.loads(await request.read())
        except (ValueError, RecursionError):
            log.warning("what came with the webhook's secret is no JSON")
            return web.Response(status=400)
        except ConnectionError:
            # A load balancer that gave up; Telegram brings it again.
            log.info("whoever brought an update hung up before all of it was there")
            return web.Response(status=400)
        update = read_update(self._bot, raw)
        if update is not None:
            # Telegram brings it again, here or to another process.
            return web.Response(status=200 if await handle(self._bot, self._dispatcher, update) else 503)
        return web.Response()

    async def _health(self, _request: web.Request) -> web.Response:
        return web.json_response({"status": "alive"})

    async def _ready(self, _request: web.Request) -> web.Response:
        if self._is_stopping:
            return web.json_response({"status": "stopping"}, status=503)
        if not await self._can_work():
            return web.json_response({"status": "no database"}, status=503)
        return web.json_response({"status": "ready"})


async def listen(
    bot: Bot, dispatcher: Dispatcher, clock: Clock, hook: Hook, can_work: Callable[[], Awaitable[bool]]
) -> None:
    """Take updates until cancelled, then finish those that were begun; the address stays with Telegram for other processes.

    Raises:
        IntakeError: the port cannot be used, or Telegram does not take the address.
    """
    server = WebhookServer(bot, dispatcher, hook.secret, can_work)
    async with _served(server.application(hook.path), hook):
        await _register(bot, clock, hook)
        log.info("waiting for updates at %s:%d", hook.host, hook.port)
        try:
            await asyncio.Event().wait()
        finally:
            server.stop()
            await clock.sleep(_NOTICE_SECONDS)


@asynccontextmanager
async def _served(application: web.Application, hook: Hook) -> AsyncIterator[None]:
    runner = web.AppRunner(application, access_log=None, handle_signals=False, shutdown_timeout=_STOP_SECONDS)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, hook.host, hook.port).start()
        except OSError as error:
            raise IntakeError(f"{hook.host}:{hook.port} cannot be listened at: {error.strerror or error}.") from None
        yield
    finally:
        await runner.cleanup()


async def _register(bot: Bot, clock: Clock, hook: Hook) -> None:
    """Tell Telegram the address; several processes may, one after another."""
    while True:
        try:
            await bot.set_webhook(hook.url, secret_token=hook.secret, allowed_updates=KINDS, max_connections=_AT_ONCE)
        except TelegramRetryAfter as error:
            await clock.sleep(error.retry_after)
        except TelegramBadRequest as error:
            raise IntakeError(f"Telegram does not take TEMIRQAZYQ_WEBHOOK_URL: {error.message}.") from None
        else:
            return


async def ensure_polling(bot: Bot, *, removes: bool) -> None:
    """See to it that long polling will get updates.

    Args:
        bot: the client.
        removes: take a webhook away that is set; without this it is somebody's who runs the bot elsewhere.

    Raises:
        IntakeError: a webhook is set, and long polling would get nothing.
    """
    try:
        url = (await bot.get_webhook_info()).url
        if url and removes:
            await bot.delete_webhook()
    except AiogramError as error:
        # Some Bot API servers know no webhooks.
        log.warning("whether a webhook is set is not known: %s", type(error).__name__)
        return
    if url and not removes:
        raise IntakeError(
            f"A webhook is set ({url}), so long polling gets no updates: run with --webhook, or with --remove-webhook if nobody "
            "runs the bot there."
        )
