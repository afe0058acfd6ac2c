"""The server goes away and comes back: the page waits quietly and shows the whole chat, nothing twice."""

from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from playwright.async_api import Page, expect

from bot.sandbox import Sandbox

from .chat_page import ChatPage
from .conftest import TOKEN, OpenPage, Watch, make_sandbox
from .tiny_bot import TinyBot

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


AWAY = ["net::ERR_", "404 (Not Found)"]
HIDE = """hidden => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture
def base_url() -> str:
    """No server for the whole test here: each test starts and stops its own."""
    return ""


async def talk(page: Page, address: str, name: str) -> tuple[ChatPage, int]:
    """A new person presses START; the bot greets. Returns the chat and its id."""
    chat = ChatPage(page)
    async with aiohttp.ClientSession() as session:
        bot = TinyBot(session, address, TOKEN)
        await chat.become_new(name)
        await chat.start.click()
        chat_id: int = (await bot.hears())["chat"]["id"]
        await bot.says(chat_id, "Hello", [("Press", "p")])
        await expect(chat.bubble("Hello")).to_be_visible()
        await bot.call("getUpdates", offset=-1, timeout=0)
    return chat, chat_id


async def test_after_a_restart_the_chat_goes_on(open_page: OpenPage, watch: Watch, tmp_path: Path) -> None:
    watch.expected = AWAY
    async with make_sandbox(tmp_path).serve() as address:
        port = urlsplit(address).port or 0
        chat, chat_id = await talk(await open_page(address), address, "Әсем")
    await expect(chat.bar).to_have_text("Connecting…")
    await chat.says("Anybody there?")
    await expect(chat.toast).to_have_text("The server does not answer.")
    await expect(chat.write).to_have_value("Anybody there?")
    async with make_sandbox(tmp_path).serve(port=port), aiohttp.ClientSession() as session:
        bot = TinyBot(session, address, TOKEN)
        await bot.says(chat_id, "I am back")
        await expect(chat.bubble("I am back")).to_be_visible()
        await expect(chat.bar).to_be_hidden()
        await expect(chat.bubbles).to_have_count(3)
        await chat.write.press("Enter")
        await expect(chat.bubble("Anybody there?")).to_be_visible()
        await chat.key("Press").click()
        await bot.answers(await bot.hears("callback_query"), "Still here")
        await expect(chat.toast).to_have_text("Still here")
        await expect(chat.bubbles).to_have_count(4)


async def test_a_hidden_page_rests_and_catches_up_with_changes_and_deletions(
    open_page: OpenPage, watch: Watch, sandbox: Sandbox
) -> None:
    watch.expected = AWAY
    async with sandbox.serve() as address, aiohttp.ClientSession() as session:
        page = await open_page(address)
        chat, chat_id = await talk(page, address, "Әсем")
        bot = TinyBot(session, address, TOKEN)
        first = await bot.says(chat_id, "First")
        second = await bot.says(chat_id, "Second")
        await expect(chat.bubble("Second")).to_be_visible()
        await page.evaluate(HIDE, True)
        await bot.edits(first, "First, changed")
        await bot.call("deleteMessage", chat_id=chat_id, message_id=second["message_id"])
        await bot.says(chat_id, "Third")
        await expect(chat.bubble("Second")).to_be_visible()
        await page.evaluate(HIDE, False)
        await expect(chat.bubble("First, changed")).to_be_visible()
        await expect(chat.bubble("Third")).to_have_count(1)
        await expect(chat.bubble("Second")).to_have_count(0)


async def test_a_server_that_remembers_nobody_asks_again(open_page: OpenPage, watch: Watch, tmp_path: Path) -> None:
    watch.expected = AWAY
    async with make_sandbox(tmp_path / "one").serve() as address:
        port = urlsplit(address).port or 0
        page = await open_page(address)
        chat, _ = await talk(page, address, "Әсем")
    async with make_sandbox(tmp_path / "other").serve(port=port):
        await expect(chat.pane.get_by_role("heading", name="Who are you?")).to_be_visible()
        await chat.become_new("Болат")
        await expect(chat.start).to_be_visible()
