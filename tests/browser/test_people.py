"""Who the person is: ready-made people, new ones, two at once, and what the browser remembers."""

import pytest
from playwright.async_api import expect

from .chat_page import ChatPage
from .conftest import OpenPage
from .tiny_bot import TinyBot

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_persona_is_the_same_person_each_time_and_after_a_reload(open_page: OpenPage, bot: TinyBot) -> None:
    page = await open_page()
    chat = ChatPage(page)
    await chat.become("Әсем")
    await chat.start.click()
    heard = await bot.hears()
    assert (heard["from"]["first_name"], heard["from"]["language_code"]) == ("Әсем", "kk")
    await bot.says(heard["chat"]["id"], "Сәлем")
    await expect(chat.bubble("Сәлем")).to_be_visible()
    await page.reload()
    await expect(chat.bubble("Сәлем")).to_have_count(1)
    await page.goto(page.url.split("#")[0])
    await expect(chat.bubble("Сәлем")).to_have_count(1)
    await chat.menu("Be someone else")
    await page.keyboard.press("Escape")
    await expect(chat.bubble("Сәлем")).to_have_count(1)
    await chat.menu("Be someone else")
    await chat.become("Ирина")
    await expect(chat.start).to_be_visible()
    await chat.menu("Be someone else")
    await chat.become("Әсем")
    await expect(chat.bubble("Сәлем")).to_have_count(1)


async def test_the_language_of_the_page_is_that_of_a_new_person(open_page: OpenPage, bot: TinyBot) -> None:
    page = await open_page()
    chat = ChatPage(page)
    await page.get_by_label("Қазақша").check()
    await expect(page.get_by_role("heading", name="Кім болып кіресіз?")).to_be_visible()
    assert await page.locator("html").get_attribute("lang") == "kk"
    await chat.become_new("Жаңа")
    await expect(chat.start).to_have_text("БАСТАУ")
    await chat.start.click()
    heard = await bot.hears()
    assert heard["from"]["language_code"] == "kk"
    await bot.edits(await bot.says(heard["chat"]["id"], "1"), "2")
    await expect(chat.pane.locator(".edited")).to_have_text("өңделді")
    await chat.pane.get_by_role("button", name="Мәзір").click()
    await chat.pane.get_by_role("menuitemradio", name="Русский").click()
    await expect(chat.pane.locator(".edited")).to_have_text("изменено")
    await expect(chat.write).to_have_attribute("placeholder", "Сообщение")
    await expect(chat.pane.locator(".day")).to_have_text("Сегодня")


async def test_two_people_side_by_side_do_not_mix(open_page: OpenPage, bot: TinyBot) -> None:
    page = await open_page(width=1280, height=800)
    left, right = ChatPage(page, 0), ChatPage(page, 1)
    await left.become("Әсем")
    await page.get_by_role("button", name="Two people side by side").click()
    await right.become("Ирина")
    ids = {}
    for chat in (left, right):
        await chat.start.click()
        heard = await bot.hears()
        ids[heard["from"]["first_name"]] = heard["chat"]["id"]
    assert page.url.endswith(f"#{ids['Әсем']},{ids['Ирина Викторовна']}")
    await bot.says(ids["Әсем"], "For the pupil")
    await bot.says(ids["Ирина Викторовна"], "For the teacher", [("Seen", "seen")])
    await expect(left.bubble("For the pupil")).to_be_visible()
    await right.key("Seen").click()
    await bot.answers(await bot.hears("callback_query"), "Thank you")
    await expect(right.toast).to_have_text("Thank you")
    await expect(left.toast).to_have_count(0)
    await expect(left.bubbles).to_have_count(2)
    await expect(right.bubbles).to_have_count(2)
    await page.reload()
    await expect(right.bubble("For the teacher")).to_be_visible()
    await expect(left.bubble("For the pupil")).to_be_visible()
    await page.get_by_role("button", name="One person").click()
    await expect(page.locator(".pane")).to_have_count(1)


async def test_blocking_and_unblocking(open_page: OpenPage, bot: TinyBot) -> None:
    page = await open_page()
    chat = ChatPage(page)
    await chat.become_new("Әсем")
    await chat.start.click()
    await bot.hears()
    await chat.menu("Block the bot")
    assert (await bot.hears("my_chat_member"))["new_chat_member"]["status"] == "kicked"
    await expect(chat.pane.get_by_text("The bot is blocked")).to_be_visible()
    await page.reload()
    await chat.pane.get_by_role("button", name="Unblock").click()
    assert (await bot.hears("my_chat_member"))["new_chat_member"]["status"] == "member"
    await expect(chat.write).to_be_visible()
