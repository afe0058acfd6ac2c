"""What a person sees and does in the web chat, in the words of a test."""

from pathlib import Path
from typing import Any

from playwright.async_api import Locator, Page, expect

PROBES = Path(__file__).with_name("probes.js").read_text(encoding="utf-8")


async def probe(page: Page, question: str, argument: str | None = None) -> Any:
    """The answer of one function of probes.js on `page`."""
    return await page.evaluate(
        f"argument => {PROBES.strip().partition('*/')[2].strip()}.{question}(argument)", argument
    )


class ChatPage:
    """One pane of the page, the first unless told otherwise."""

    def __init__(self, page: Page, place: int = 0) -> None:
        self.page = page
        self.pane = page.locator(".pane").nth(place)
        self.log = self.pane.get_by_role("log")
        self.bubbles = self.pane.locator(".message")
        self.write = self.pane.locator("textarea")
        self.start = self.pane.locator(".foot > .wide")
        self.toast = self.pane.locator(".toast")
        self.bar = self.pane.locator(".bar")

    async def become_new(self, name: str) -> None:
        """Fills in the form for a new person and waits for the chat."""
        await self.pane.locator("[name=first_name]").fill(name)
        await self.pane.locator(".new .main").click()
        await expect(self.pane.locator(".me")).to_contain_text(name[0])
        await expect(self.pane.locator(".foot:not([inert])")).to_be_attached()

    async def become(self, persona: str) -> None:
        """Chooses a ready-made person by name."""
        await self.pane.locator(".person", has_text=persona).click()
        await expect(self.pane.locator(".foot:not([inert])")).to_be_attached()

    async def says(self, text: str) -> None:
        """Writes and sends with Enter."""
        await self.write.fill(text)
        await self.write.press("Enter")

    def key(self, label: str) -> Locator:
        """A button of an inline or offered keyboard."""
        return self.pane.locator(".key", has_text=label)

    def bubble(self, text: str) -> Locator:
        """The messages that contain `text`."""
        return self.bubbles.filter(has_text=text)

    async def menu(self, label: str) -> None:
        """Chooses an entry of the chat's menu."""
        await self.pane.locator(".top .holder > .round").click()
        await self.pane.get_by_role("menuitem", name=label).click()
