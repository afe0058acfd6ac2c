"""The real bot in the real page: the whole road in each language on a small phone and on a wide screen.

`TEMIRQAZYQ_PICTURES=folder make test-browser` keeps a picture of every step, to be looked at by a person.
"""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.library import Shelf
from tests.browser.chat_page import ChatPage, probe
from tests.browser.conftest import Watch
from tests.running_bot import running_bot

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PICTURES = "TEMIRQAZYQ_PICTURES"
# The first answer to every question.
WARMEST = {"kk": "Қатты ұнайды", "ru": "Очень", "en": "Very much"}
LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
OpenRoad = Callable[[str, int, int], Awaitable[Page]]


@pytest_asyncio.fixture(loop_scope="session")
async def open_road(chromium: Browser, sqlite_url: str, shelf: Shelf, watch: Watch) -> AsyncIterator[OpenRoad]:
    """The page of the running bot, in a browser of a language and a size."""
    contexts = []
    async with running_bot(sqlite_url, shelf) as running:

        async def opened(language: str, width: int, height: int) -> Page:
            context = await chromium.new_context(
                viewport={"width": width, "height": height}, locale=LOCALES[language], reduced_motion="reduce"
            )
            contexts.append(context)
            context.set_default_timeout(10_000)
            page = await context.new_page()
            watch.follow(page)
            await page.goto(running.address)
            return page

        yield opened
        for context in contexts:
            await context.close()
    assert watch.complaints == []


class Walk:
    """Steps through the chat; after each one nothing may be cut, and a picture is kept where one is wanted."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.chat = ChatPage(page)
        self._name = name
        self._folder = os.environ.get(PICTURES)

    async def look(self, step: str) -> None:
        """Look at the page as it stands."""
        if self._folder:
            await self.page.screenshot(path=Path(self._folder) / f"{self._name}-{step}.png")
        for question in ("cut", "sideways", "broken"):
            assert await probe(self.page, question) == [], step

    async def press(self, place: int) -> None:
        """Press the n-th button under the newest message with buttons, and wait until the bot has answered."""
        bubble = self.chat.bubbles.filter(has=self.page.locator(".key")).last
        before = await bubble.inner_text()
        await bubble.locator(".key").nth(place).click()
        await expect(self.chat.bubbles.filter(has=self.page.locator(".key")).last).not_to_have_text(
            before, use_inner_text=True
        )


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(("width", "height"), [(320, 640), (1280, 800)])
async def test_the_road_looks_right(open_road: OpenRoad, language: str, width: int, height: int) -> None:
    walk = Walk(await open_road(language, width, height), f"{language}-{width}")
    await walk.look("0-who")
    await walk.chat.become_new("Әсем")
    await walk.look("1-empty")
    await walk.chat.start.click()
    await expect(walk.chat.key("English")).to_be_visible()
    await walk.look("2-language")
    await walk.press(list(LOCALES).index(language))
    await walk.look("3-welcome")
    await walk.press(0)
    await walk.look("4-grade")
    await walk.press(1)
    await walk.look("5-place")
    await walk.chat.says("Екібастұз")
    await expect(walk.chat.bubbles).to_have_count(4)
    await walk.look("6-menu")
    await walk.press(0)
    number = 0
    while await walk.chat.key(WARMEST[language]).last.is_visible():
        if number == 6:
            await walk.look("7-question")
        await walk.press((0, 3, 1, 4)[number % 4])
        number += 1
    await walk.look("8-worlds")
    await walk.press(0)
    await walk.press(14)
    await expect(walk.page.locator("button.photo img")).to_be_visible()
    await walk.look("8-result")
    await walk.press(0)
    await walk.look("9-profession")
    await walk.press(0)
    await walk.look("10-colleges")
    await walk.press(0)
    await walk.look("11-college")
    await walk.press(0)
    await walk.look("12-pin")
