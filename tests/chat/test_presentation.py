"""How the bot presents itself to Telegram, also where a server knows no such thing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot.app import build_directory, serve
from bot.chat.presentation import present
from bot.clock import SystemClock
from bot.i18n import Catalogues
from bot.places import CONTENT
from bot.sandbox.methods import METHODS
from bot.settings import Settings
from tests.pupil import pupil_at
from tests.running_bot import TOKEN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.chat.conftest import Telegram

SETTERS = ("setMyCommands", "setMyDescription", "setMyShortDescription")
SPEECHES = Catalogues.load(CONTENT)


async def _seen(telegram: Telegram, language_code: str) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the command menu and the profile as somebody's client shows them."""
    async with (
        pupil_at(telegram.witness.address, language_code) as person,
        aiohttp.ClientSession(telegram.witness.address) as http,
        http.get("/sandbox/bot", params={"language_code": language_code}) as response,
    ):
        commands = (await person.get("commands"))["commands"]
        return {each["command"]: each["description"] for each in commands}, await response.json()


@pytest.mark.parametrize(
    ("code", "menu", "start"),
    [("kk", "Мәзір", "Тегін"), ("ru", "Меню", "Бесплатно"), ("en", "Menu", "Free"), ("de", "Мәзір", "Тегін")],
)
async def test_everybody_sees_commands_and_descriptions_in_their_language(
    telegram: Telegram, code: str, menu: str, start: str
) -> None:
    directory = build_directory()
    await present(telegram.bot, directory, SPEECHES)
    commands, profile = await _seen(telegram, code)
    assert list(commands) == [name for name, command in directory.commands.items() if not command.roles]
    assert commands["menu"] == menu
    assert start.lower() in profile["description"].lower()
    assert profile["short_description"]


async def test_what_is_set_already_is_not_set_again(telegram: Telegram) -> None:
    await present(telegram.bot, build_directory(), SPEECHES)
    first = await telegram.witness.calls(*SETTERS)
    assert {call["method"] for call in first} == set(SETTERS)
    await present(telegram.bot, build_directory(), SPEECHES)
    assert await telegram.witness.calls(*SETTERS) == first


async def test_only_what_differs_is_set_again(telegram: Telegram) -> None:
    await present(telegram.bot, build_directory(), SPEECHES)
    before = len(await telegram.witness.calls(*SETTERS))
    await telegram.bot.set_my_short_description("something else", language_code="ru")
    await present(telegram.bot, build_directory(), SPEECHES)
    after = await telegram.witness.calls(*SETTERS)
    assert [call["method"] for call in after[before:]] == ["setMyShortDescription"] * 2  # the test's own, and ours
    assert (await _seen(telegram, "ru"))[1]["short_description"] != "something else"


async def test_texts_are_within_the_limits_of_telegram(telegram: Telegram) -> None:
    await present(telegram.bot, build_directory(), SPEECHES)
    for call in await telegram.witness.calls(*SETTERS):
        assert call["status"] == 200, call


async def test_a_server_that_knows_no_such_methods_is_served_all_the_same(
    telegram: Telegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in [name for name in METHODS if "my" in name]:
        monkeypatch.delitem(METHODS, name)
    settings, ready = Settings(data_dir=tmp_path), asyncio.Event()
    async with asyncio.TaskGroup() as group, pupil_at(telegram.witness.address, "en") as pupil:
        bot = group.create_task(
            serve(settings, TOKEN, telegram.witness.address, SystemClock(), lambda _name: ready.set())
        )
        async with asyncio.timeout(60):
            await ready.wait()
        await pupil.say("/start")
        assert pupil.buttons == ["Қазақша", "Русский", "English"]
        bot.cancel()
    assert "commands and descriptions were not set: TelegramNotFound" in caplog.messages
