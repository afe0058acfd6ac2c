"""Photos, files, points on a map, and the place of a person, both ways."""

import struct
import zlib
from pathlib import Path

import pytest
from playwright.async_api import FilePayload, expect

from .chat_page import ChatPage
from .conftest import OpenPage
from .tiny_bot import TinyBot

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def png(width: int, height: int) -> bytes:
    """A plain picture of that many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = (b"\0" + b"\x12\x60\x70" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


async def test_photo_document_and_pins_are_shown_without_leaving_the_host(
    open_page: OpenPage, bot: TinyBot, tmp_path: Path
) -> None:
    page = await open_page()
    chat = ChatPage(page)
    await chat.become_new("Әсем")
    await chat.start.click()
    chat_id = (await bot.hears())["chat"]["id"]
    await bot.upload("sendPhoto", "photo", "chart.png", png(320, 200), "image/png", chat_id=chat_id, caption="Chart")
    image = chat.bubble("Chart").locator("img")
    await expect(image).to_have_js_property("naturalWidth", 320)
    await image.click()
    await expect(page.locator("dialog.lightbox img")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("dialog")).to_have_count(0)

    await bot.upload("sendDocument", "document", "Нәтиже.pdf", b"%PDF-1.4 one page", "application/pdf", chat_id=chat_id)
    async with page.expect_download() as waited:
        await chat.bubble("Нәтиже.pdf").locator("a").click()
    download = await waited.value
    assert download.suggested_filename == "Нәтиже.pdf"
    await download.save_as(tmp_path / "result.pdf")
    assert (tmp_path / "result.pdf").read_bytes() == b"%PDF-1.4 one page"

    await bot.call("sendLocation", chat_id=chat_id, latitude=52.2871, longitude=76.9674)
    venue = {"latitude": 52.3, "longitude": 76.95, "title": "College", "address": "Main street, 22"}
    await bot.call("sendVenue", chat_id=chat_id, **venue)
    await expect(chat.bubble("52.28710, 76.96740")).to_be_visible()
    card = chat.bubble("College")
    await expect(card).to_contain_text("Main street, 22")
    link = card.locator("a")
    assert (await link.get_attribute("href") or "").startswith("https://www.openstreetmap.org/?mlat=52.3")
    assert await link.get_attribute("rel") == "noopener noreferrer"


async def ask_for_place(bot: TinyBot, chat_id: int) -> None:
    """The bot offers the button that sends a place, once."""
    keyboard = [[{"text": "Send my place", "request_location": True}], [{"text": "Later"}]]
    markup = {"keyboard": keyboard, "one_time_keyboard": True, "resize_keyboard": True}
    await bot.call("sendMessage", chat_id=chat_id, text="Where do you live?", reply_markup=markup)


async def test_the_browsers_place_is_sent_and_the_keyboard_goes(open_page: OpenPage, bot: TinyBot) -> None:
    place = {"latitude": 51.5, "longitude": 75.25}
    chat = ChatPage(await open_page(geolocation=place, permissions=["geolocation"]))
    await chat.become_new("Әсем")
    await chat.start.click()
    await ask_for_place(bot, (await bot.hears())["chat"]["id"])
    await chat.key("Send my place").click()
    location = (await bot.hears())["location"]
    assert (location["latitude"], location["longitude"]) == (51.5, 75.25)
    await expect(chat.bubble("51.50000, 75.25000")).to_be_visible()
    await expect(chat.key("Later")).to_be_hidden()
    await chat.pane.get_by_role("button", name="Show buttons").click()
    await chat.key("Later").click()
    assert (await bot.hears())["text"] == "Later"


async def test_a_refused_place_is_typed_and_checked(open_page: OpenPage, bot: TinyBot) -> None:
    page = await open_page(permissions=[])
    chat = ChatPage(page)
    await chat.become_new("Әсем")
    await chat.start.click()
    chat_id = (await bot.hears())["chat"]["id"]
    await ask_for_place(bot, chat_id)
    await chat.key("Send my place").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Latitude").fill("151")
    await dialog.get_by_label("Longitude").fill("76,9")
    await page.keyboard.press("Enter")
    await expect(dialog.get_by_role("alert")).to_contain_text("from −90 to 90")
    await dialog.get_by_label("Latitude").fill("52.25, 76.95")
    await page.keyboard.press("Enter")
    location = (await bot.hears())["location"]
    assert (location["latitude"], location["longitude"]) == (52.25, 76.95)
    await bot.call("sendMessage", chat_id=chat_id, text="Thanks", reply_markup={"remove_keyboard": True})
    await expect(chat.bubble("Thanks")).to_be_visible()
    await expect(chat.pane.get_by_role("button", name="Show buttons")).to_have_count(0)


async def test_a_person_sends_a_file_and_a_photo(open_page: OpenPage, bot: TinyBot) -> None:
    page = await open_page()
    chat = ChatPage(page)
    await chat.become_new("Әсем")
    await chat.start.click()
    await bot.hears()
    for name, content, kind in (("list.csv", b"a;b\n1;2\n", "text/csv"), ("me.png", png(40, 30), "image/png")):
        async with page.expect_file_chooser() as waited:
            await chat.pane.get_by_role("button", name="Attach").click()
            await chat.pane.get_by_role("menuitem", name="File or photo").click()
        await (await waited.value).set_files(FilePayload(name=name, mimeType=kind, buffer=content))
        await page.get_by_role("dialog").get_by_label("Caption").fill(f"My {name}")
        await page.keyboard.press("Enter")
        message = await bot.hears()
        assert message["caption"] == f"My {name}"
        assert ("photo" in message) == (kind == "image/png")
        await expect(chat.bubble(f"My {name}")).to_be_visible()
    await chat.pane.get_by_role("button", name="Attach").click()
    await chat.pane.get_by_role("menuitem", name="Sticker").click()
    assert (await bot.hears())["sticker"]["emoji"] == "👍"
