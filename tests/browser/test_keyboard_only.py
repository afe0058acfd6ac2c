"""Everything a person needs can be done with the keyboard alone, and the focus is never lost on the way."""

import pytest
from playwright.async_api import Page, expect

from .chat_page import ChatPage, probe
from .conftest import OpenPage
from .tiny_bot import TinyBot

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LONGEST_WAY = 40


async def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the focus stands on `selector`, and sees that the focus can be seen."""
    for _ in range(LONGEST_WAY):
        await page.keyboard.press("Tab")
        if await page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            break
    else:
        pytest.fail(f"Tab does not reach {selector}")
    outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", selector


async def test_from_the_first_screen_to_an_answer_without_a_mouse(open_page: OpenPage, bot: TinyBot) -> None:
    page = await open_page()
    chat = ChatPage(page)
    await expect(chat.pane.locator(".person")).to_have_count(2)
    await tab_to(page, "[name=first_name]")
    await page.keyboard.type("Дана")
    await page.keyboard.press("Enter")
    await expect(chat.start).to_be_visible()
    # Nothing below can be reached before the chat is loaded.
    await expect(chat.pane.locator(".foot:not([inert])")).to_be_attached()
    await tab_to(page, ".foot > .wide")
    await page.keyboard.press("Enter")
    chat_id = (await bot.hears())["chat"]["id"]
    question = await bot.says(chat_id, "1 of 2", [("Yes", "a1"), ("No", "b1")])
    await expect(chat.key("No")).to_be_visible()
    await tab_to(page, ".key")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    query = await bot.hears("callback_query")
    assert query["data"] == "b1"
    await bot.edits(question, "2 of 2", [("Surely", "a2"), ("Hardly", "b2")])
    await bot.answers(query)
    await expect(chat.key("Hardly")).to_be_focused()
    await page.keyboard.press("Space")
    query = await bot.hears("callback_query")
    assert query["data"] == "b2"
    await bot.edits(question, "Done")
    await bot.answers(query)
    await expect(chat.bubble("Done")).to_be_focused()
    await tab_to(page, "textarea")
    await page.keyboard.type("one")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("two")
    await page.keyboard.press("Enter")
    assert (await bot.hears())["text"] == "one\ntwo"


async def test_menus_walk_with_arrows_and_close_with_escape(open_page: OpenPage, bot: TinyBot) -> None:
    page = await open_page()
    chat = ChatPage(page)
    await chat.become_new("Дана")
    await chat.start.click()
    await bot.hears()
    menu_button = chat.pane.get_by_role("button", name="Menu")
    await menu_button.press("Enter")
    items = chat.pane.get_by_role("menuitem")
    await expect(items.first).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(items.nth(1)).to_be_focused()
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("ArrowUp")
    await expect(chat.pane.get_by_role("menuitemradio").last).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(menu_button).to_be_focused()
    await expect(menu_button).to_have_attribute("aria-expanded", "false")
    await menu_button.press("Enter")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog").get_by_label("Link")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(menu_button).to_be_focused()


async def test_landmarks_and_names_for_screen_readers(open_page: OpenPage, bot: TinyBot) -> None:
    chat = ChatPage(await open_page())
    await chat.become_new("Дана")
    await chat.start.click()
    await bot.says((await bot.hears())["chat"]["id"], "Hello")
    await expect(chat.bubble("Hello")).to_contain_text("Bot:")
    await expect(chat.log).to_have_attribute("aria-live", "polite")
    await expect(chat.log).to_have_attribute("aria-busy", "false")
    await expect(chat.page.get_by_role("main")).to_have_count(1)
    assert await probe(chat.page, "nameless") == []
