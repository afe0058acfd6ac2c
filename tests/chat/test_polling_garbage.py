"""A gateway between us and Telegram that answers in HTML: polling goes on."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiogram import Dispatcher
from aiogram.types import Message
from aiohttp import web

from bot.app import build_bot
from bot.chat.polling import poll
from tests.conftest import HandClock
from tests.running_bot import TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest

_UPDATE = {
    "update_id": 7,
    "message": {
        "message_id": 1,
        "date": 1,
        "chat": {"id": 5, "type": "private"},
        "from": {"id": 5, "is_bot": False, "first_name": "A"},
        "text": "after the storm",
    },
}


@asynccontextmanager
async def _gateway(answers: list[web.Response]) -> AsyncIterator[str]:
    """Answer with each of the answers once, then with nothing new."""

    async def answer(_request: web.Request) -> web.Response:
        if answers:
            return answers.pop(0)
        await asyncio.Event().wait()
        raise AssertionError

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handle_signals=False)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_an_answer_that_is_no_json_is_waited_out(clock: HandClock, caplog: pytest.LogCaptureFixture) -> None:
    page = "<html><head><title>502 Bad Gateway</title></head></html>"
    answers = [
        web.Response(status=502, text=page, content_type="text/html"),
        web.Response(status=200, text=page, content_type="text/html"),
        web.json_response({"ok": True, "result": "what?"}),
        web.json_response({"ok": True, "result": [_UPDATE]}),
    ]
    heard, begun = asyncio.Event(), clock.now()
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def hear(message: Message) -> None:
        assert message.text == "after the storm"
        heard.set()

    async with _gateway(answers) as address, build_bot(TOKEN, address) as bot, asyncio.TaskGroup() as group:
        task = group.create_task(poll(bot, dispatcher, clock))
        async with asyncio.timeout(20):
            await heard.wait()
        task.cancel()
    assert (clock.now() - begun).total_seconds() == 0.5 + 1 + 2
    assert "502" not in caplog.text
    assert TOKEN not in caplog.text
