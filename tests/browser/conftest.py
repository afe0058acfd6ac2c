"""A sandbox, a browser and a bot for each test; pages are watched for errors and for requests that leave this host."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

from bot.sandbox import Persona, Sandbox

from .tiny_bot import TinyBot

TOKEN = "4242424242:AAbrowserTestsOnlyAAbrowserTestsOnly"
PERSONAS = (
    Persona(key="asem", caption="9-сынып оқушысы, Екібастұз", first_name="Әсем", language_code="kk"),
    Persona(key="irina", caption="Классный наставник", first_name="Ирина Викторовна", language_code="ru"),
)
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")

OpenPage = Callable[..., Awaitable[Page]]


class Watch:
    """Collects what a page must never do."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.expected: list[str] = []

    def follow(self, page: Page) -> None:
        """Listens to the page from its first request on."""
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        page.on("request", lambda request: self._asked(request.url))

    def _heard(self, line: ConsoleMessage) -> None:
        grave = line.type in {"error", "warning"}
        if grave and not any(expected in line.text for expected in self.expected):
            self.complaints.append(f"console: {line.text}")

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.hostname != "127.0.0.1" and parts.scheme not in {"data", "blob"}:
            self.complaints.append(f"left the host: {url}")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The system's own Chromium without a window: nothing is downloaded."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    assert program, f"none of {', '.join(PROGRAMS)} is installed"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        await browser.close()


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    return make_sandbox(tmp_path)


def make_sandbox(folder: Path) -> Sandbox:
    """A sandbox that keeps its journal in `folder`."""
    return Sandbox(
        token=TOKEN,
        personas=PERSONAS,
        journal=folder / "journal.jsonl",
        flood_control=False,
        bot_name="Темірқазық",
        username="temir_test_bot",
    )


@pytest_asyncio.fixture(loop_scope="session")
async def base_url(sandbox: Sandbox) -> AsyncIterator[str]:
    async with sandbox.serve() as address:
        yield address


@pytest_asyncio.fixture(loop_scope="session")
async def bot(base_url: str) -> AsyncIterator[TinyBot]:
    async with aiohttp.ClientSession() as session:
        yield TinyBot(session, base_url, TOKEN)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(chromium: Browser, base_url: str, watch: Watch) -> AsyncIterator[OpenPage]:
    """Opens the chat in a fresh browser profile; closes it in the end and tells what the watch saw."""
    contexts = []

    async def opened(path: str = "/", *, width: int = 390, height: int = 720, **options: Any) -> Page:
        options.setdefault("locale", "en-GB")
        context = await chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.set_default_timeout(5_000)
        page = await context.new_page()
        watch.follow(page)
        await page.goto(base_url + path)
        return page

    yield opened
    for context in contexts:
        await context.close()
    assert watch.complaints == []
