"""The webhook: who may bring an update, when Telegram may forget it, and what a stop leaves behind."""

from __future__ import annotations

import asyncio
import io
import json
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from aiogram import Dispatcher
from aiogram.types import Message
from yarl import URL

from bot.chat.webhook import MOST_BYTES, SECRET_HEADER, Hook, IntakeError, ensure_polling, listen
from tests.conftest import HandClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.chat.conftest import Telegram
    from tests.pupil import Pupil

SECRET = "a-secret-of-the-tests"


class Listener:
    """A dispatcher that keeps what it was told."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.begun = asyncio.Event()
        self.go_on = asyncio.Event()
        self.go_on.set()
        self.can_work = True
        self.dispatcher = Dispatcher()
        self.dispatcher.message.register(self.hear)

    async def hear(self, message: Message) -> None:
        """Keep a text once one may go on."""
        self.begun.set()
        await self.go_on.wait()
        if message.text == "fail":
            raise RuntimeError("this handler is broken")
        self.heard.append(message.text or "")

    async def is_ready(self) -> bool:
        """Say whether the pretend database is there."""
        return self.can_work


class StillClock(HandClock):
    """A clock by which whoever sleeps is woken by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.waits, self.goes_on = asyncio.Event(), asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        """Wait to be woken; then the time is over."""
        self.waits.set()
        await self.goes_on.wait()
        self.moment += timedelta(seconds=seconds)


@pytest.fixture
def listener() -> Listener:
    """Nothing was heard yet."""
    return Listener()


@asynccontextmanager
async def _listening(
    telegram: Telegram, listener: Listener, port: int, clock: HandClock | None = None
) -> AsyncIterator[asyncio.Task[None]]:
    hook = Hook(f"http://127.0.0.1:{port}/updates/here", SECRET, "127.0.0.1", port)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(
            listen(telegram.bot, listener.dispatcher, clock or HandClock(), hook, listener.is_ready)
        )
        async with asyncio.timeout(20):
            await _registered(telegram)
        yield task
        task.cancel()


async def _registered(telegram: Telegram) -> None:
    if not (await telegram.bot.get_webhook_info()).url:
        await asyncio.sleep(0.01)
        await _registered(telegram)


@pytest.fixture
async def address(telegram: Telegram, listener: Listener, unused_port: int) -> AsyncIterator[str]:
    """A process that waits for updates."""
    async with _listening(telegram, listener, unused_port):
        yield f"http://127.0.0.1:{unused_port}"


async def _post(address: str, body: Any, secret: str | None = SECRET, path: str = "/updates/here") -> int:
    headers = {SECRET_HEADER: secret} if secret is not None else {}
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    async with (
        aiohttp.ClientSession() as http,
        http.post(address + path, headers=headers, data=io.BytesIO(data)) as response,
    ):
        return response.status


def _update(text: str, number: int = 1) -> dict[str, Any]:
    user = {"id": 7, "is_bot": False, "first_name": "Әсем"}
    message = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "from": user, "text": text}
    return {"update_id": number, "message": message}


async def test_telegram_brings_what_people_write(
    telegram: Telegram, listener: Listener, somebody: Pupil, address: str
) -> None:
    await somebody.say("hello")
    assert listener.heard == ["/start", "hello"]
    assert await telegram.witness.waiting() == 0
    [call] = await telegram.witness.calls("setWebhook")
    assert "message" in str(call["parameters"]["allowed_updates"])


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], "құпия"])
async def test_without_the_secret_nothing_is_taken(listener: Listener, address: str, secret: str | None) -> None:
    if secret is not None and not secret.isascii():
        async with aiohttp.ClientSession() as http:
            headers = {SECRET_HEADER: secret.encode().decode("latin-1")}
            async with http.post(f"{address}/updates/here", headers=headers, json=_update("x")) as response:
                assert response.status == 401
    else:
        assert await _post(address, _update("x"), secret) == 401
    assert listener.heard == []


async def test_an_oversize_body_is_refused_whether_its_length_is_told_or_not(listener: Listener, address: str) -> None:
    assert await _post(address, b" " * (MOST_BYTES + 1)) == 413

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(MOST_BYTES // 2**16 + 2):
            yield b" " * 2**16

    async with aiohttp.ClientSession() as http:
        headers = {SECRET_HEADER: SECRET}
        async with http.post(f"{address}/updates/here", headers=headers, data=chunks()) as response:
            assert response.status == 413
    assert await _post(address, _update("still here")) == 200
    assert listener.heard == ["still here"]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"update_id": 1, "message": "\\ud800'])
async def test_what_is_no_json_is_refused(listener: Listener, address: str, body: bytes) -> None:
    assert await _post(address, body) == 400
    assert await _post(address, _update("still here")) == 200
    assert listener.heard == ["still here"]


async def test_whoever_hangs_up_half_way_is_no_fault_of_ours(
    listener: Listener, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    url = URL(address)
    _, writer = await asyncio.open_connection(url.host, url.port)
    head = f"POST /updates/here HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\nContent-Length: 900\r\n\r\n"
    writer.write(head.encode() + b'{"update_id": 7, ')
    await writer.drain()
    # The server has to have begun to read.
    await asyncio.sleep(0.1)
    writer.transport.abort()
    async with asyncio.timeout(10):
        while not caplog.records:  # noqa: ASYNC110 -- the log has no event
            await asyncio.sleep(0.01)
    assert [(record.name, record.levelname) for record in caplog.records] == [("bot.chat.webhook", "INFO")]
    assert listener.heard == []


@pytest.mark.parametrize(
    "body",
    [[], 1, None, {}, {"update_id": "x"}, {"update_id": True}, {"update_id": 5, "message": 1}, {"update_id": -1}],
)
async def test_what_is_no_update_is_taken_and_passed_over(listener: Listener, address: str, body: Any) -> None:
    # Refused, it would come again for a day.
    assert await _post(address, body) == 200
    assert listener.heard == []


async def test_other_paths_are_not_there(address: str) -> None:
    assert await _post(address, _update("x"), path="/") == 404
    async with aiohttp.ClientSession() as http, http.get(f"{address}/updates/here") as response:
        assert response.status == 405


async def test_telegram_may_forget_it_only_when_it_was_handled(listener: Listener, address: str) -> None:
    listener.go_on.clear()
    async with asyncio.TaskGroup() as group:
        sent = group.create_task(_post(address, _update("slow")))
        await listener.begun.wait()
        await asyncio.sleep(0.05)
        assert not sent.done()
        listener.go_on.set()
    assert (sent.result(), listener.heard) == (200, ["slow"])


async def test_a_broken_handler_is_logged_and_does_not_stop_the_others(
    listener: Listener, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert await _post(address, _update("fail")) == 200
    assert await _post(address, _update("next", 2)) == 200
    assert listener.heard == ["next"]
    assert [line for line in caplog.messages if line.endswith("failed: RuntimeError")]


async def test_a_stop_finishes_what_was_begun_and_leaves_the_address(
    telegram: Telegram, listener: Listener, unused_port: int
) -> None:
    listener.go_on.clear()
    address = f"http://127.0.0.1:{unused_port}"
    async with asyncio.TaskGroup() as group, _listening(telegram, listener, unused_port) as task:
        sent = group.create_task(_post(address, _update("slow")))
        await listener.begun.wait()
        task.cancel()
        await asyncio.sleep(0.05)
        with pytest.raises(aiohttp.ClientConnectionError):
            await _post(address, _update("too late", 2))
        assert not task.done()
        listener.go_on.set()
    assert (sent.result(), listener.heard) == (200, ["slow"])
    assert (await telegram.bot.get_webhook_info()).url.startswith(address)


async def test_before_it_ends_it_says_so_and_still_takes_updates(
    telegram: Telegram, listener: Listener, unused_port: int
) -> None:
    address, clock = f"http://127.0.0.1:{unused_port}", StillClock()
    async with _listening(telegram, listener, unused_port, clock) as task:
        task.cancel()
        await clock.waits.wait()
        async with aiohttp.ClientSession(address) as http, http.get("/ready") as response:
            assert (response.status, await response.json()) == (503, {"status": "stopping"})
        assert await _post(address, _update("just in time")) == 200
        clock.goes_on.set()
        await asyncio.wait([task])
        with pytest.raises(aiohttp.ClientConnectionError):
            await _post(address, _update("too late", 2))
    assert listener.heard == ["just in time"]


async def test_health_and_readiness(listener: Listener, address: str) -> None:
    async with aiohttp.ClientSession(address) as http:
        async with http.get("/ready") as response:
            assert (response.status, await response.json()) == (200, {"status": "ready"})
        listener.can_work = False
        async with http.get("/ready") as response:
            assert (response.status, await response.json()) == (503, {"status": "no database"})
        async with http.get("/health") as response:
            assert (response.status, await response.json()) == (200, {"status": "alive"})


async def test_a_taken_port_and_a_refused_address_are_sentences(
    telegram: Telegram, listener: Listener, address: str
) -> None:
    port = int(address.rsplit(":", 1)[1])
    with pytest.raises(IntakeError, match=f"127.0.0.1:{port} cannot be listened at"):
        await listen(
            telegram.bot, listener.dispatcher, HandClock(), Hook(address, SECRET, "127.0.0.1", port), listener.is_ready
        )
    with pytest.raises(IntakeError, match=r"does not take TEMIRQAZYQ_WEBHOOK_URL: .*invalid webhook URL"):
        await listen(
            telegram.bot, listener.dispatcher, HandClock(), Hook("ftp://x/", SECRET, "127.0.0.1", 0), listener.is_ready
        )


async def test_polling_beside_a_webhook_is_refused_unless_it_is_to_be_taken_away(telegram: Telegram) -> None:
    await ensure_polling(telegram.bot, removes=False)
    await telegram.bot.set_webhook("http://127.0.0.1:1/x")
    with pytest.raises(IntakeError, match=r"A webhook is set \(http://127.0.0.1:1/x\)"):
        await ensure_polling(telegram.bot, removes=False)
    await ensure_polling(telegram.bot, removes=True)
    assert (await telegram.bot.get_webhook_info()).url == ""
    # Whether one is set is not worth a start.
    await telegram.witness.order("getWebhookInfo", "500")
    await ensure_polling(telegram.bot, removes=False)


async def test_a_flood_wait_is_waited_out(telegram: Telegram, listener: Listener, unused_port: int) -> None:
    await telegram.witness.order("setWebhook", "429", retry_after=3)
    async with _listening(telegram, listener, unused_port):
        assert (await telegram.bot.get_webhook_info()).url
    assert len(await telegram.witness.calls("setWebhook")) == 2
