"""The bot's side over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`, with faults on order."""

from __future__ import annotations

import asyncio
import hmac
import json
import time
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from bot.sandbox.bodies import Parameters, read_parameters
from bot.sandbox.errors import BotApiError, flood, not_found
from bot.sandbox.methods import METHODS

if TYPE_CHECKING:
    from bot.sandbox.calls import Calls
    from bot.sandbox.desk import Desk
    from bot.sandbox.faults import Fault, Faults

_HANGING_SECONDS: Final = 60.0
# Without blanks, as Telegram writes: a client may look at how an answer begins.
_dump: Final = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


class BotSide:
    """Handlers of the addresses that bots use."""

    def __init__(self, token: str, desk: Desk, calls: Calls, faults: Faults) -> None:
        self._token = token
        self._desk = desk
        self._calls = calls
        self._faults = faults

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.route("*", "/bot{token:[^/]*}/{method}", self.call),
            web.route("*", "/bot{token:[^/]*}/", self.nothing),
            web.get("/file/bot{token:[^/]*}/{path:.+}", self.file),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Carry out a method."""
        begun = time.perf_counter()
        name, parameters = request.match_info["method"], Parameters()
        try:
            self._check_token(request)
            fault = self._faults.next(name)
            if fault is not None and fault.kind == "refuse":
                return _cut(request)
            parameters = await read_parameters(request)
            _stop_before(fault)
            result = await self.execute(name, parameters)
            status, body = 200, {"ok": True, "result": result}
        except BotApiError as error:
            fault, status, body = None, error.code, error.answer()
        self._note(name, parameters, status, body, begun)
        return await _answer(request, fault, status, body)

    async def execute(self, name: str, parameters: Parameters) -> Any:
        """Carry out a method by its name.

        Raises:
            BotApiError: Telegram's answer when it cannot be done.
        """
        method = METHODS.get(name.lower())
        if method is None:
            raise not_found("method not found")
        return await method.handle(self._desk, parameters)

    async def execute_answer(self, name: str, values: dict[str, Any]) -> None:
        """Carry out the method that a bot named in its answer to a webhook; nobody hears of its errors, as in Telegram."""
        begun = time.perf_counter()
        parameters = Parameters(values)
        try:
            status, body = 200, {"ok": True, "result": await self.execute(name, parameters)}
        except BotApiError as error:
            status, body = error.code, error.answer()
        self._note(name, parameters, status, body, begun)

    async def nothing(self, _request: web.Request) -> web.Response:
        """Answer an address without a method."""
        error = not_found()
        return web.json_response(error.answer(), status=error.code)

    async def file(self, request: web.Request) -> web.Response:
        """Return the content of a file."""
        try:
            self._check_token(request)
            stored = self._desk.world.files.find(request.match_info["path"].rsplit("/", 1)[-1])
            if stored is None:
                raise not_found()
        except BotApiError as error:
            return web.json_response(error.answer(), status=error.code)
        return web.Response(body=stored.content, content_type="application/octet-stream")

    def _check_token(self, request: web.Request) -> None:
        given = request.match_info["token"]
        if hmac.compare_digest(given.encode(), self._token.encode()):
            return
        number, _, secret = given.partition(":")
        if not number.isdecimal() or not secret:
            raise not_found()
        raise BotApiError(401, "Unauthorized")

    def _note(self, name: str, parameters: Parameters, status: int, body: dict[str, Any], begun: float) -> None:
        at = self._desk.world.clock()
        method = METHODS.get(name.lower())
        answer = body.get("result") if body["ok"] else body
        proper = method.name if method else name
        self._calls.add(proper, at, parameters, status, answer, time.perf_counter() - begun)


def _stop_before(fault: Fault | None) -> None:
    if fault is not None and fault.kind == "429":
        raise flood(fault.retry_after)
    if fault is not None and fault.kind == "500":
        raise BotApiError(500, "Internal Server Error")


async def _answer(request: web.Request, fault: Fault | None, status: int, body: dict[str, Any]) -> web.StreamResponse:
    if fault is not None and fault.kind == "read_timeout":
        await asyncio.sleep(_HANGING_SECONDS)
        return _cut(request)
    if fault is not None and fault.kind == "reset":
        return _cut(request)
    return web.json_response(body, status=status, dumps=_dump)


def _cut(request: web.Request) -> web.Response:
    """Abort the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
