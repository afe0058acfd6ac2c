"""The database goes away and comes back under a running bot: who writes is told, nothing is lost, the log says it once."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Protocol

import aiohttp
import pytest
from sqlalchemy import func, select

from bot.db.tables import quiz_answers
from bot.domain.languages import Language
from tests.chat.conftest import Witness
from tests.faults.planting import FullDisk, ReadOnlyFile, Wire
from tests.flows.walking import settle_in
from tests.pupil import Pupil, pupil_at
from tests.running_bot import RunningBot, running_bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.library import Shelf

KEPT = {
    "kk": "Қазір ештеңе сақталмай тұр",
    "ru": "Сейчас ничего не удаётся сохранить",
    "en": "Nothing can be saved right now",
}
WAYS = ("full", "read-only", "gone")


class Fault(Protocol):
    async def go(self) -> None: ...
    async def come_back(self) -> None: ...


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    """How the database goes away."""
    chosen: str = request.param
    return chosen


@pytest.fixture
def url(way: str, request: pytest.FixtureRequest) -> str:
    """A database that can go away so."""
    found: str = request.getfixturevalue("postgres_url" if way == "gone" else "sqlite_url")
    return found


@asynccontextmanager
async def _bot(way: str, url: str, shelf: Shelf) -> AsyncIterator[tuple[RunningBot, Fault]]:
    if way == "gone":
        wire = Wire(url)
        await wire.come_back()
        async with running_bot(wire.url, shelf) as running:
            yield running, wire
        await wire.go()
    else:
        async with running_bot(url, shelf) as running:
            yield running, FullDisk(running.database) if way == "full" else ReadOnlyFile(running.database)


async def _told(pupil: Pupil, words: str, times: int = 1) -> None:
    """Wait until somebody was told something so many times."""
    async with asyncio.timeout(10):
        while True:
            pupil.messages = (await pupil.get("messages"))["messages"]
            said = [message for message in pupil.answers if words in message["text"]]
            if len(said) >= times:
                assert len(said) == times
                return
            await asyncio.sleep(0.02)


async def _answered(pupil: Pupil, callback: str) -> str:
    """Wait until a tap was answered, and return how."""
    async with asyncio.timeout(10):
        while True:
            answer = await pupil.get(f"callbacks/{callback}")
            if answer["answered"]:
                return str(answer.get("text") or "")
            await asyncio.sleep(0.02)


async def _tap_without_waiting(pupil: Pupil, prefix: str) -> str:
    data = next(data for data in pupil.data if data.startswith(prefix))
    return str((await pupil.post("tap", {"message_id": pupil.screen["message_id"], "data": data}))["callback_query_id"])


async def test_it_goes_and_comes_back(way: str, url: str, shelf: Shelf, caplog: pytest.LogCaptureFixture) -> None:
    async with _bot(way, url, shelf) as (running, fault), pupil_at(running.address, "ru") as pupil:
        await settle_in(pupil, "ru")
        await pupil.say("/quiz")
        question = pupil.text
        await fault.go()
        caplog.clear()
        tap = await _tap_without_waiting(pupil, "a:")
        await _told(pupil, KEPT["ru"])
        # A second tap and a text of the same person are answered in the small window, or not at all: they know.
        again = await _tap_without_waiting(pupil, "a:")
        await pupil.post("say", {"text": "/menu"})
        assert (await _answered(pupil, again)).startswith(KEPT["ru"])
        assert await _answered(pupil, tap) == ""
        await _told(pupil, KEPT["ru"])
        assert pupil.text == question
        assert await Witness(running.address).waiting() == 3
        await fault.come_back()
        await pupil.settled()
        # The tap was applied once, and everything was answered in its turn.
        assert "/menu" in [message["text"] for message in pupil.messages if message["from"] != "bot"]
        assert pupil.text != question
        answers = select(func.count()).select_from(quiz_answers)
        assert await running.database.read(lambda connection: connection.execute(answers).scalar_one()) == 1
        await _told(pupil, KEPT["ru"])
    ours = [line for line in caplog.records if line.levelno >= logging.WARNING and line.name.startswith("bot.chat")]
    assert [line.levelname for line in ours] == ["ERROR", "WARNING"], [line.getMessage() for line in ours]
    assert ours[0].getMessage().startswith("the database is away (")
    assert ours[1].getMessage().startswith("the database is back after")


async def test_who_could_not_be_told_is_told_with_the_next_tap(sqlite_url: str, shelf: Shelf) -> None:
    async with _bot("full", sqlite_url, shelf) as (running, fault), pupil_at(running.address, "ru") as pupil:
        await settle_in(pupil, "ru")
        await pupil.say("/quiz")
        await fault.go()
        await Witness(running.address).order("sendMessage", "500")
        assert await _answered(pupil, await _tap_without_waiting(pupil, "a:")) == ""
        await _tap_without_waiting(pupil, "a:")
        await _told(pupil, KEPT["ru"])
        await fault.come_back()
        await pupil.settled()
        await _told(pupil, KEPT["ru"])


@pytest.mark.parametrize("language", [each.value for each in Language])
async def test_a_newcomer_is_told_in_the_language_of_their_telegram(
    way: str, url: str, language: str, shelf: Shelf
) -> None:
    async with _bot(way, url, shelf) as (running, fault), pupil_at(running.address, language) as pupil:
        await pupil.say("/start")
        await pupil.tap_first(f"lt:{language}")
        await fault.go()
        await _tap_without_waiting(pupil, "ag:")
        await _told(pupil, KEPT[language])
        await fault.come_back()
        await pupil.settled()
        assert await running.ground.people.recognise(pupil.user_id) is not None


async def test_the_webhook_refuses_what_it_cannot_store_so_that_telegram_brings_it_again(
    sqlite_url: str, shelf: Shelf, unused_port: int
) -> None:
    from bot.chat.webhook import SECRET_HEADER, WebhookServer

    async with running_bot(sqlite_url, shelf) as running, pupil_at(running.address, "ru") as pupil:
        await settle_in(pupil, "ru")
        server = WebhookServer(running._bot, running._dispatcher, "secret-of-the-test", running.database.can_be_used)
        runner = aiohttp.web.AppRunner(server.application("/here"))
        await runner.setup()
        await aiohttp.web.TCPSite(runner, "127.0.0.1", unused_port).start()
        fault = FullDisk(running.database)
        sender = {"id": pupil.user_id, "is_bot": False, "first_name": "A"}
        chat = {"id": pupil.user_id, "type": "private"}
        message = {"message_id": 1, "date": 1, "chat": chat, "from": sender, "text": "/quiz"}

        async def bring() -> int:
            async with aiohttp.ClientSession(headers={SECRET_HEADER: "secret-of-the-test"}) as http:
                update = {"update_id": 77, "message": message}
                async with http.post(f"http://127.0.0.1:{unused_port}/here", json=update) as response:
                    return response.status

        await fault.go()
        assert [await bring(), await bring()] == [503, 503]
        await _told(pupil, KEPT["ru"])
        await fault.come_back()
        assert await bring() == 200
        await runner.cleanup()
