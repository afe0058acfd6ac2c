"""A person talks with a bot in the web chat: texts, buttons, edits in their places, toasts and alerts."""

import pytest
from playwright.async_api import expect

from .chat_page import ChatPage
from .conftest import OpenPage
from .tiny_bot import TinyBot

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_start_button_says_start_and_the_bot_greets(open_page: OpenPage, bot: TinyBot) -> None:
    await bot.call("setMyDescription", description="Finds work that suits you.")
    chat = ChatPage(await open_page())
    await chat.become_new("Әсем")
    await expect(chat.pane.locator(".description")).to_contain_text("Finds work that suits you.")
    await chat.start.click()
    heard = await bot.hears()
    assert (heard["text"], heard["from"]["language_code"]) == ("/start", "en")
    await bot.says(heard["chat"]["id"], "Hello, <b>Әсем</b> &amp; all", html=True)
    await expect(chat.bubbles.last.locator("b")).to_have_text("Әсем")
    await expect(chat.bubbles.last.locator(".text")).to_contain_text("Hello, Әсем & all")
    await expect(chat.pane.locator(".description")).to_be_hidden()
    await expect(chat.start).to_be_hidden()


async def test_a_deep_link_brings_its_payload_once(open_page: OpenPage, bot: TinyBot) -> None:
    page = await open_page("/?start=class_7-b")
    chat = ChatPage(page)
    await chat.become_new("Әсем")
    await chat.start.click()
    heard = await bot.hears()
    assert heard["text"] == "/start class_7-b"
    await expect(chat.start).to_be_hidden()
    assert "start=" not in page.url
    await bot.says(heard["chat"]["id"], '<a href="https://t.me/temir_test_bot?start=again">join</a>', html=True)
    await chat.bubble("join").locator("a").click()
    await expect(chat.start).to_be_focused()
    await chat.start.click()
    assert (await bot.hears())["text"] == "/start again"
    await chat.menu("Open by link")
    await page.locator("dialog input").fill("t.me/temir_test_bot?start=third")
    await page.keyboard.press("Enter")
    await chat.start.click()
    assert (await bot.hears())["text"] == "/start third"


async def test_a_tap_waits_shows_a_toast_and_the_edit_stays_in_its_place(open_page: OpenPage, bot: TinyBot) -> None:
    chat = ChatPage(await open_page())
    await chat.become_new("Әсем")
    await chat.start.click()
    chat_id = (await bot.hears())["chat"]["id"]
    question = await bot.says(chat_id, "Metal?", [("Yes", "y"), ("No", "n")])
    for number in range(12):
        await bot.says(chat_id, f"Line {number}.\n" * 4)
    await expect(chat.bubble("Line 11.")).to_be_in_viewport()
    await chat.bubble("Metal?").scroll_into_view_if_needed()
    before = await chat.bubble("Metal?").bounding_box()
    await chat.key("Yes").click()
    await expect(chat.key("Yes")).to_have_attribute("aria-busy", "true")
    query = await bot.hears("callback_query")
    assert query["data"] == "y"
    await bot.edits(question, "Metal? Yes it is", [("Undo", "u")])
    await bot.answers(query, "Noted ✓")
    await expect(chat.toast).to_have_text("Noted ✓")
    await expect(chat.bubble("Metal? Yes it is").locator(".edited")).to_have_text("edited")
    await expect(chat.key("Yes")).to_have_count(0)
    after = await chat.bubble("Metal?").bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 1
    await expect(chat.bubbles).to_have_count(14)


async def test_an_alert_stays_until_it_is_closed_and_the_focus_returns(open_page: OpenPage, bot: TinyBot) -> None:
    page = await open_page()
    chat = ChatPage(page)
    await chat.become_new("Әсем")
    await chat.start.click()
    await bot.says((await bot.hears())["chat"]["id"], "Seats?", [("How many", "seats")])
    await chat.key("How many").click()
    await bot.answers(await bot.hears("callback_query"), "Three seats are left.", alert=True)
    alert = page.get_by_role("alertdialog")
    await expect(alert).to_contain_text("Three seats are left.")
    await page.keyboard.press("Escape")
    await expect(alert).to_have_count(0)
    await expect(chat.key("How many")).to_be_focused()
    assert await chat.key("How many").get_attribute("aria-busy") is None


async def test_reading_above_is_not_disturbed_by_what_comes_below(open_page: OpenPage, bot: TinyBot) -> None:
    page = await open_page()
    chat = ChatPage(page)
    await chat.become_new("Әсем")
    await chat.start.click()
    chat_id = (await bot.hears())["chat"]["id"]
    for number in range(20):
        await bot.says(chat_id, f"Line {number}.\n" * 4)
    await expect(chat.bubble("Line 19")).to_be_in_viewport()
    await chat.log.hover()
    await page.mouse.wheel(0, -600)
    jump = chat.pane.locator(".jump")
    top = await chat.log.evaluate("log => new Promise(done => setTimeout(() => done(log.scrollTop), 150))")
    await bot.says(chat_id, "Fresh")
    await expect(jump.locator(".count")).to_have_text("1")
    assert await chat.log.evaluate("log => log.scrollTop") == top
    await jump.click()
    await expect(chat.bubble("Fresh")).to_be_in_viewport()
    await expect(jump).to_be_hidden()


async def test_deleted_messages_go_and_typing_shows(open_page: OpenPage, bot: TinyBot) -> None:
    chat = ChatPage(await open_page())
    await chat.become_new("Әсем")
    await chat.start.click()
    chat_id = (await bot.hears())["chat"]["id"]
    await bot.call("sendChatAction", chat_id=chat_id, action="typing")
    await expect(chat.pane.locator(".status")).to_have_text("typing…")
    message = await bot.says(chat_id, "Gone soon")
    await expect(chat.bubble("Gone soon")).to_be_visible()
    await expect(chat.pane.locator(".status")).to_have_text("bot")
    await bot.call("deleteMessage", chat_id=chat_id, message_id=message["message_id"])
    await expect(chat.bubble("Gone soon")).to_have_count(0)


async def test_commands_open_from_the_button_and_from_a_slash(open_page: OpenPage, bot: TinyBot) -> None:
    commands = [{"command": "menu", "description": "Everything"}, {"command": "help", "description": "What I can do"}]
    await bot.call("setMyCommands", commands=commands)
    page = await open_page()
    chat = ChatPage(page)
    await chat.become_new("Әсем")
    await chat.start.click()
    await bot.hears()
    await chat.pane.get_by_role("button", name="Commands").click()
    await chat.pane.locator(".commands button", has_text="Everything").click()
    assert (await bot.hears())["text"] == "/menu"
    await chat.write.press_sequentially("/h")
    await expect(chat.pane.locator(".commands button")).to_have_count(1)
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    assert (await bot.hears())["text"] == "/help"
