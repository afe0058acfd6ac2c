"""Long polling: what is confirmed and when, what is given up, and what happens when Telegram is away."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from aiogram import Dispatcher
from aiogram.exceptions import TelegramUnauthorizedError
from aiogram.types import Message

from bot.app import build_bot
from bot.chat import handling
from bot.chat.polling import poll
from tests.conftest import HandClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from tests.chat.conftest import Telegram
    from tests.pupil import Pupil


class CountingClock(HandClock):
    """A hand-wound clock that remembers how long one waited."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []

    async def sleep(self, seconds: float) -> None:
        """Note the wait instead of waiting."""
        self.waits.append(seconds)
        await asyncio.sleep(0)


class Listener:
    """A dispatcher that keeps what it was told, and does something first."""

    def __init__(self) -> None:
        self.heard: asyncio.Queue[str] = asyncio.Queue()
        self.first: dict[str, Callable[[], Awaitable[object]]] = {}
        self.dispatcher = Dispatcher()
        self.dispatcher.message.register(self.hear)

    async def hear(self, message: Message) -> None:
        """Keep a text, unless what comes first fails."""
        text = message.text or ""
        if text in self.first:
            await self.first[text]()
        self.heard.put_nowait(text)

    def holds(self, text: str) -> tuple[asyncio.Event, asyncio.Event]:
        """Let a text wait; return what is set when it came, and what lets it go on."""
        begun, go_on = asyncio.Event(), asyncio.Event()

        async def wait() -> None:
            begun.set()
            await go_on.wait()

        self.first[text] = wait
        return begun, go_on

    async def next(self) -> str:
        """Return the next text that was heard to the end."""
        async with asyncio.timeout(20):
            return await self.heard.get()


@asynccontextmanager
async def _polling(telegram: Telegram, listener: Listener, clock: HandClock) -> AsyncIterator[asyncio.Task[None]]:
    async with asyncio.TaskGroup() as group:
        task = group.create_task(poll(telegram.bot, listener.dispatcher, clock))
        yield task
        task.cancel()


async def _fail() -> None:
    raise RuntimeError("this handler is broken")


async def test_updates_reach_the_dispatcher_and_are_confirmed(telegram: Telegram, somebody: Pupil) -> None:
    listener = Listener()
    async with _polling(telegram, listener, CountingClock()):
        assert await listener.next() == "/start"
        await somebody.say("hello")
        assert await listener.next() == "hello"
    assert await telegram.witness.waiting() == 0


async def test_only_kinds_that_are_answered_are_asked_for(telegram: Telegram, somebody: Pupil) -> None:
    listener = Listener()
    async with _polling(telegram, listener, CountingClock()):
        await listener.next()
        await somebody.settled()
        await somebody.post("block")
        await somebody.say("back again")
        assert await listener.next() == "back again"
    wanted = [call["parameters"]["allowed_updates"] for call in await telegram.witness.calls("getUpdates")]
    assert wanted
    assert {str(each).replace("'", '"') for each in wanted} == {'["message", "callback_query"]'}


async def test_an_update_is_confirmed_only_after_it_was_handled(telegram: Telegram, somebody: Pupil) -> None:
    listener = Listener()
    begun, go_on = listener.holds("/start")
    async with _polling(telegram, listener, CountingClock()):
        await begun.wait()
        assert await telegram.witness.waiting() == 1
        assert len(await telegram.witness.calls("getUpdates")) == 1
        go_on.set()
        assert await listener.next() == "/start"
        await somebody.settled()
    assert await telegram.witness.waiting() == 0


async def test_a_stop_finishes_what_was_begun_and_confirms_it(telegram: Telegram, somebody: Pupil) -> None:
    listener = Listener()
    begun, go_on = listener.holds("/start")
    async with _polling(telegram, listener, CountingClock()) as task:
        await begun.wait()
        task.cancel()
        await asyncio.sleep(0.05)
        assert not task.done()
        await somebody.post("say", {"text": "too late"})
        go_on.set()
        await asyncio.wait([task])
    assert await listener.next() == "/start"
    assert listener.heard.empty()
    assert await telegram.witness.waiting() == 1
    again = Listener()
    async with _polling(telegram, again, CountingClock()):
        assert await again.next() == "too late"


async def test_who_stops_twice_does_not_wait_and_the_update_comes_again(telegram: Telegram, somebody: Pupil) -> None:
    listener = Listener()
    begun, _ = listener.holds("/start")
    async with _polling(telegram, listener, CountingClock()) as task:
        await begun.wait()
        task.cancel()
        await asyncio.sleep(0.05)
    assert listener.heard.empty()
    assert await telegram.witness.waiting() == 1
    again = Listener()
    async with _polling(telegram, again, CountingClock()):
        assert await again.next() == "/start"


async def test_a_last_word_that_is_lost_makes_the_update_come_again(telegram: Telegram, somebody: Pupil) -> None:
    listener = Listener()
    begun, go_on = listener.holds("/start")
    async with _polling(telegram, listener, CountingClock()) as task:
        await begun.wait()
        await telegram.witness.order("getUpdates", "refuse")
        task.cancel()
        await asyncio.sleep(0)
        go_on.set()
        await asyncio.wait([task])
    assert await listener.next() == "/start"
    assert await telegram.witness.waiting() == 1


async def test_one_broken_handler_does_not_stop_the_others(
    telegram: Telegram, somebody: Pupil, caplog: pytest.LogCaptureFixture
) -> None:
    await somebody.post("say", {"text": "bad"})
    await somebody.post("say", {"text": "good"})
    listener = Listener()
    listener.first["bad"] = _fail
    async with _polling(telegram, listener, CountingClock()):
        assert {await listener.next(), await listener.next()} == {"/start", "good"}
        await somebody.say("later")
        assert await listener.next() == "later"
    failed = [line for line in caplog.messages if "failed" in line]
    assert len(failed) == 1
    assert failed[0].endswith("failed: RuntimeError")
    assert "broken" not in caplog.text


async def test_a_stuck_update_is_given_up(
    telegram: Telegram, somebody: Pupil, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handling, "PATIENCE_SECONDS", 0.05)
    listener = Listener()
    listener.first["/start"] = asyncio.Event().wait
    async with _polling(telegram, listener, CountingClock()):
        await somebody.say("next please")
        assert await listener.next() == "next please"
        await somebody.settled()
    assert await telegram.witness.waiting() == 0
    assert any("and was given up" in line for line in caplog.messages)


@pytest.mark.parametrize("kind", ["reset", "refuse", "500"])
async def test_a_loss_of_the_network_is_waited_out_longer_each_time(
    telegram: Telegram, somebody: Pupil, kind: str
) -> None:
    await telegram.witness.order("getUpdates", kind, count=8)
    listener, clock = Listener(), CountingClock()
    async with _polling(telegram, listener, clock):
        assert await listener.next() == "/start"
    assert clock.waits == [0.5, 1.0, 2.0, 4.0, 8.0, 10.0, 10.0, 10.0]


async def test_after_a_success_the_pauses_are_short_again(telegram: Telegram, somebody: Pupil) -> None:
    await telegram.witness.order("getUpdates", "500", count=3)
    listener, clock = Listener(), CountingClock()
    async with _polling(telegram, listener, clock):
        assert await listener.next() == "/start"
        await somebody.settled()
        # The call that waits now still succeeds, the two after it fail.
        await telegram.witness.order("getUpdates", "500", count=2)
        await somebody.say("hello")
        assert await listener.next() == "hello"
        await somebody.say("are you there?")
        assert await listener.next() == "are you there?"
    assert clock.waits == [0.5, 1.0, 2.0, 0.5, 1.0]


async def test_too_many_requests_are_waited_out_as_long_as_telegram_says(telegram: Telegram, somebody: Pupil) -> None:
    await telegram.witness.order("getUpdates", "429", count=2, retry_after=7)
    listener, clock = Listener(), CountingClock()
    async with _polling(telegram, listener, clock):
        assert await listener.next() == "/start"
    assert clock.waits == [7, 7]


async def test_a_wrong_token_stops_it(telegram: Telegram) -> None:
    clock = CountingClock()
    async with build_bot("1000000001:some-other-token-that-nobody-knows", telegram.witness.address) as stranger:
        with pytest.raises(TelegramUnauthorizedError, match="Unauthorized"):
            await poll(stranger, Dispatcher(), clock)
    assert clock.waits == []


async def test_another_bot_that_polls_is_waited_out(telegram: Telegram, somebody: Pupil) -> None:
    await telegram.bot.set_webhook("http://127.0.0.1:9/nobody-listens")
    listener = Listener()

    class UntilRemoved(CountingClock):
        async def sleep(self, seconds: float) -> None:
            await super().sleep(seconds)
            await telegram.bot.delete_webhook()

    clock = UntilRemoved()
    async with _polling(telegram, listener, clock):
        assert await listener.next() == "/start"
    assert clock.waits == [0.5]
