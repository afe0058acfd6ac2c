"""A Bot API server that is not Telegram's: what it leaves out stops nobody, and one unreadable update does not block the rest."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from aiogram.exceptions import ClientDecodeError, TelegramBadRequest
from aiohttp import web

from bot.app import build_bot, name_of
from tests.running_bot import TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiogram import Bot

_USER = {"id": 5, "is_bot": False, "first_name": "A"}
_MESSAGE = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "from": _USER, "text": "x"}


@asynccontextmanager
async def _server(answer: dict[str, Any], status: int = 200) -> AsyncIterator[Bot]:
    async def reply(_request: web.Request) -> web.Response:
        return web.json_response(answer, status=status)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", reply)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handle_signals=False)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with build_bot(TOKEN, f"http://127.0.0.1:{runner.addresses[0][1]}") as bot:
            yield bot
    finally:
        await runner.cleanup()


async def test_what_was_sent_may_be_described_in_any_form() -> None:
    async with _server({"ok": True, "result": {"sent": "yes"}}) as bot:
        await bot.send_message(5, "x")
        await bot.edit_message_text("x", chat_id=5, message_id=1)


async def test_a_refusal_is_still_a_refusal() -> None:
    async with _server({"ok": False, "error_code": 400, "description": "Bad Request: no"}, 400) as bot:
        with pytest.raises(TelegramBadRequest, match="no"):
            await bot.send_message(5, "x")


@pytest.mark.parametrize("answer", [{"result": {}}, {"ok": "perhaps", "result": {}}, {"ok": True, "result": "what?"}])
async def test_updates_in_no_form_at_all_are_an_error(answer: dict[str, Any]) -> None:
    async with _server(answer) as bot:
        with pytest.raises(ClientDecodeError):
            await bot.get_updates()


async def test_a_server_that_does_not_describe_the_bot_may_be_used(caplog: pytest.LogCaptureFixture) -> None:
    async with _server({"ok": True, "result": {"username": "x"}}) as bot:
        assert await name_of(bot) == ""
    assert "form of its own" in caplog.text


async def test_one_unreadable_update_does_not_block_the_rest(caplog: pytest.LogCaptureFixture) -> None:
    tap = {"id": "1", "from": _USER, "message": _MESSAGE, "data": "lt:kk"}
    updates = [
        {"update_id": 1, "message": {"text": "a secret"}},
        {"update_id": 2, "callback_query": tap},
        {"update_id": 3, "message": _MESSAGE},
    ]
    async with _server({"ok": True, "result": updates}) as bot:
        unreadable, tapped, written = await bot.get_updates()
    assert (unreadable.update_id, unreadable.message) == (1, None)
    assert tapped.callback_query is not None
    assert tapped.callback_query.data == "lt:kk"
    assert written.message is not None
    assert "update 1 cannot be read" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize(
    "nothing",
    [None, 7, "x", [], {}, {"update_id": None}, {"update_id": "x"}, {"update_id": 1 << 63}],
)
async def test_an_update_without_a_number_is_left_out(nothing: Any, caplog: pytest.LogCaptureFixture) -> None:
    async with _server({"ok": True, "result": [nothing, {"update_id": 3, "message": _MESSAGE}]}) as bot:
        (written,) = await bot.get_updates()
    assert written.update_id == 3
    assert "1 updates have no number" in caplog.text


@pytest.mark.parametrize("nothing", [None, 7, {"update_id": "x"}, {"update_id": -5, "message": _MESSAGE}])
async def test_when_none_has_a_number_polling_waits_before_it_asks_again(nothing: Any) -> None:
    async with _server({"ok": True, "result": [nothing]}) as bot:
        with pytest.raises(ClientDecodeError, match="no update has a number"):
            await bot.get_updates()
