"""python-telegram-bot against the pretend Telegram and against servers that misbehave: every answer becomes the right outcome."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from aiohttp import web
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.delivery import ptb
from bot.delivery.letter import Letter, LetterButton
from bot.delivery.ptb import PtbSender, outcome_of, ptb_sender
from bot.domain.delivery import (
    Delivered,
    Flooded,
    Moved,
    NotSent,
    Outcome,
    Rejected,
    TokenRefused,
    Unknown,
    Unreachable,
)
from bot.i18n.speech import Html
from bot.sandbox import Sandbox
from tests.pupil import Pupil, pupil_at

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TOKEN = "1000000001:sandbox-token-of-the-tests-only"


@asynccontextmanager
async def telegram(token: str = TOKEN) -> AsyncIterator[tuple[PtbSender, Pupil, str]]:
    """A sender and a person at a pretend Telegram."""
    async with (
        Sandbox(token=TOKEN, flood_control=False).serve() as address,
        ptb_sender(token, address) as sender,
        pupil_at(address) as pupil,
    ):
        yield sender, pupil, address


async def _order(address: str, **fault: Any) -> None:
    async with aiohttp.ClientSession(address) as http, http.post("/sandbox/faults", json=fault) as response:
        assert response.status == 201


async def _heard(pupil: Pupil) -> list[str]:
    return [message["text"] for message in (await pupil.get("messages"))["messages"] if message["from"] == "bot"]


async def test_a_letter_with_html_and_buttons_arrives() -> None:
    async with telegram() as (sender, pupil, _):
        await pupil.post("say", {"text": "/start"})
        rows = ((LetterButton("Когда", data="ad:9:"), LetterButton("egov", url="https://egov.kz/")),)
        outcome = await sender.send(Letter(pupil.user_id, Html("<b>Скоро</b> приём &amp; документы"), rows))
        assert isinstance(outcome, Delivered)
        pupil.messages = (await pupil.get("messages"))["messages"]
        assert pupil.screen["message_id"] == outcome.message_id
        assert pupil.buttons == ["Когда", "egov"]
        assert "<b>" not in pupil.text
        assert "приём & документы" in pupil.text


async def test_a_plain_letter_is_sent_as_it_is() -> None:
    async with telegram() as (sender, pupil, _):
        await pupil.post("say", {"text": "/start"})
        assert isinstance(await sender.send(Letter(pupil.user_id, "1 < 2 & <b>смело")), Delivered)
        assert await _heard(pupil) == ["1 < 2 & <b>смело"]


async def test_who_blocked_the_bot_and_who_is_not_there() -> None:
    async with telegram() as (sender, pupil, _):
        await pupil.post("say", {"text": "/start"})
        await pupil.post("block")
        assert isinstance(await sender.send(Letter(pupil.user_id, "?")), Unreachable)
        assert isinstance(await sender.send(Letter(99999, "?")), Unreachable)


async def test_a_letter_with_a_fault_of_ours() -> None:
    async with telegram() as (sender, pupil, _):
        await pupil.post("say", {"text": "/start"})
        for letter in (
            Letter(pupil.user_id, ""),
            Letter(pupil.user_id, Html("<b>")),
            Letter(pupil.user_id, "x" * 4097),
            Letter(pupil.user_id, "?", ((LetterButton("?", data="x" * 65),),)),
        ):
            assert isinstance(await sender.send(letter), Rejected)
        assert await _heard(pupil) == []


@pytest.mark.parametrize("token", ["1000000001:another-token-that-is-not-the-right-one", "1:x"])
async def test_a_wrong_token(token: str) -> None:
    async with telegram(token) as (sender, pupil, _):
        assert await sender.send(Letter(pupil.user_id, "?")) == TokenRefused()


@pytest.mark.parametrize(
    ("fault", "outcome", "arrived"),
    [
        ({"kind": "429", "retry_after": 7}, Flooded(7.0), 0),
        ({"kind": "429", "retry_after": 0}, Flooded(1.0), 0),
        ({"kind": "500"}, Unknown("NetworkError"), 0),
        # The connection stood already, so nobody can know.
        ({"kind": "refuse"}, Unknown("RemoteProtocolError"), 0),
        ({"kind": "reset"}, Unknown("RemoteProtocolError"), 1),
    ],
)
async def test_faults_on_order(fault: dict[str, Any], outcome: Outcome, arrived: int) -> None:
    async with telegram() as (sender, pupil, address):
        await pupil.post("say", {"text": "/start"})
        await _order(address, method="sendMessage", **fault)
        found = await sender.send(Letter(pupil.user_id, "раз"))
        assert type(found) is type(outcome)
        assert found == outcome or isinstance(outcome, Unknown)
        assert await _heard(pupil) == ["раз"] * arrived


async def test_an_answer_that_does_not_come_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ptb, "_READ", 0.2)
    async with telegram() as (sender, pupil, address):
        await pupil.post("say", {"text": "/start"})
        await _order(address, method="sendMessage", kind="read_timeout")
        assert await sender.send(Letter(pupil.user_id, "раз")) == Unknown("ReadTimeout")
        assert await _heard(pupil) == ["раз"]


async def test_nobody_listens_and_no_such_name() -> None:
    async with Sandbox(token=TOKEN).serve() as address:
        pass
    for nowhere in (address, "http://no-such-host.invalid"):
        async with ptb_sender(TOKEN, nowhere) as sender:
            assert await sender.send(Letter(1, "?")) == NotSent("ConnectError")


@asynccontextmanager
async def answering(status: int, body: str) -> AsyncIterator[PtbSender]:
    """A sender to a server that always says the same."""

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(status=status, text=body, content_type="application/json")

    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        async with ptb_sender(TOKEN, f"http://127.0.0.1:{runner.addresses[0][1]}") as sender:
            yield sender
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (200, '{"ok": true, "result": {}}', Delivered(None)),
        (
            200,
            '{"ok": true, "result": {"message_id": 5, "date": 0, "chat": {"id": 1, "type": "private"}}}',
            Delivered(5),
        ),
        (200, "not JSON", Unknown("TelegramError")),
        (400, '{"ok": false, "parameters": {"migrate_to_chat_id": -10042}}', Moved(-10042)),
        (400, '{"ok": false, "description": "Bad Request: chat not found"}', Unreachable("Chat not found")),
        (403, '{"ok": false, "description": "Forbidden: user is deactivated"}', None),
        (502, "<html>", Unknown("NetworkError")),
        (504, '{"ok": false}', Unknown("NetworkError")),
    ],
)
async def test_answers_of_other_servers(status: int, body: str, outcome: Outcome | None) -> None:
    async with answering(status, body) as sender:
        found = await sender.send(Letter(1, "?"))
        assert isinstance(found, Unreachable) if outcome is None else found == outcome


def test_a_pool_without_a_free_place_sent_nothing() -> None:
    import httpx

    error = TimedOut()
    error.__cause__ = httpx.PoolTimeout("full")
    assert outcome_of(error) == NotSent("PoolTimeout")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (BadRequest("message is too long"), Rejected),
        (Forbidden("bot was blocked by the user"), Unreachable),
        (ChatMigrated(5), Moved),
        (RetryAfter(3), Flooded),
        (TimedOut(), Unknown),
        (NetworkError("Bad Gateway"), Unknown),
        (TelegramError("?"), Unknown),
    ],
)
def test_an_exception_is_read_as_what_it_is_not_as_what_it_descends_from(
    error: TelegramError, kind: type[Outcome]
) -> None:
    assert isinstance(outcome_of(error), kind)


async def test_many_at_once_do_not_run_out_of_connections() -> None:
    async with telegram() as (sender, pupil, _):
        await pupil.post("say", {"text": "/start"})
        outcomes = await asyncio.gather(*(sender.send(Letter(pupil.user_id, str(number))) for number in range(50)))
        assert all(isinstance(outcome, Delivered) for outcome in outcomes)
