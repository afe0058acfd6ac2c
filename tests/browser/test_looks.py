"""How the page looks: nothing cut or scrolled sideways at 320 pixels, readable in the dark and in the light."""

import asyncio
import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

from .chat_page import ChatPage, probe
from .conftest import OpenPage, Watch
from .tiny_bot import TinyBot

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LONG = "Электрмеханикалық құрал-жабдықтарды жөндеу және оларға қызмет көрсету"
LABELS = ("Өте ұнайды", "Ұнайды", "Білмеймін, істеп көрген емеспін", "Онша ұнамайды", "Мүлде ұнамайды")
# Longer than a button can be at 320 pixels: the one word that may be broken.
UNBREAKABLE = "Ауылшаруашылықтандырылмағандықтарыңыздан"
ROWS = [
    *[[label] for label in LABELS],
    ["Қарағанды облысы", "Шығыс Қазақстан облысы"],
    ["Павлодар", "Түркістан", "Қызылорда"],
    [str(number) for number in range(1, 9)],
    [LONG],
    [UNBREAKABLE],
]


async def faults(page: Page) -> dict[str, Any]:
    """What is wrong with the looks of the page as it stands, by probe."""
    found = {name: await probe(page, name) for name in ("cut", "sideways", "pale", "broken", "nameless")}
    found["broken"] = [word for word in found["broken"] if word != UNBREAKABLE]
    return {name: offenders for name, offenders in found.items() if offenders}


async def fill(page: Page, bot: TinyBot) -> ChatPage:
    """A chat with everything that is hard to show on a narrow screen."""
    chat = ChatPage(page)
    await chat.become_new("Әйгерім Құдайбергенова-Сейітмағанбетқызы")
    await chat.start.click()
    chat_id = (await bot.hears())["chat"]["id"]
    await bot.says(chat_id, f"<b>3/12</b> {LONG} <code>AB-12</code> <tg-spoiler>құпия</tg-spoiler> /menu", html=True)
    await bot.says(chat_id, "Ә" * 120, *[[(label, label[:9]) for label in row] for row in ROWS])
    await bot.call("sendVenue", chat_id=chat_id, latitude=52.3, longitude=76.9, title=LONG, address="Сәтбаев к-сі, 22")
    offer = {"keyboard": [[{"text": f"{number}-қатар: {LABELS[2]}"}] for number in range(8)]}
    await bot.call("sendMessage", chat_id=chat_id, text="8", reply_markup=offer)
    await expect(chat.key("7-қатар")).to_be_attached()
    return chat


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize(("width", "height"), [(320, 640), (1280, 800)])
async def test_nothing_is_cut_and_everything_is_readable(
    open_page: OpenPage, bot: TinyBot, scheme: str, width: int, height: int
) -> None:
    page = await open_page(width=width, height=height, color_scheme=scheme, locale="kk-KZ", reduced_motion="reduce")
    await expect(page.locator(".person")).to_have_count(2)
    assert await faults(page) == {}
    chat = await fill(page, bot)
    assert await faults(page) == {}
    await chat.pane.locator(".top .holder > .round").click()
    assert await faults(page) == {}
    await page.keyboard.press("Escape")
    await chat.says("Ұзақ сөз: " + "қ" * 200)
    await expect(chat.bubble("Ұзақ сөз")).to_be_visible()
    assert await faults(page) == {}


async def test_the_look_is_chosen_and_remembered(open_page: OpenPage, bot: TinyBot) -> None:
    page = await open_page(width=1280, color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    bright = await page.evaluate(ground)
    await page.get_by_role("button", name="Dark look").click()
    dark = await page.evaluate(ground)
    assert bright != dark
    await page.reload()
    assert await page.evaluate(ground) == dark
    await page.get_by_role("button", name="Light look").click()
    assert await page.evaluate(ground) == bright


async def test_foreign_markup_and_scripts_are_refused(open_page: OpenPage, watch: Watch) -> None:
    watch.expected = ["Content Security Policy"]
    page = await open_page()
    hostile = (
        '<b onclick="x()">a</b><img src=x onerror="x()"><script>x()</script><a href="javascript:x()">j</a>'
        '<a href="https://kz.example/">k</a><iframe src="/"></iframe><pre>p</pre>'
        "<tg-spoiler>s</tg-spoiler><style>*{}</style>"
    )
    built = await probe(page, "built", hostile)
    assert built["tags"] == ["b", "a", "pre", "tg-spoiler", "span"]
    assert (built["text"], built["rel"]) == ("ajkps", "noopener noreferrer")
    assert not {"onclick", "onerror", "style", "src"} & set(built["attributes"])
    policy = await page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy.replace("http-equiv", "")


async def test_a_hundred_messages_arrive_in_order_and_once(open_page: OpenPage, bot: TinyBot) -> None:
    chat = ChatPage(await open_page())
    await chat.become_new("Әсем")
    await chat.start.click()
    chat_id = (await bot.hears())["chat"]["id"]
    await asyncio.gather(*[bot.says(chat_id, f"n{number}") for number in range(100)])
    await expect(chat.bubbles).to_have_count(101)
    ids = await chat.bubbles.evaluate_all("all => all.map((one) => Number(one.dataset.id))")
    assert ids == sorted(set(ids))


async def test_the_page_says_the_same_things_in_three_languages(open_page: OpenPage) -> None:
    page = await open_page()
    words: dict[str, dict[str, str]] = await page.evaluate(
        """async () => { const words = {};
          for (const code of ["kk", "ru", "en"]) words[code] = (await import(`/web/words_${code}.js`)).default;
          return words; }"""
    )
    assert words["kk"].keys() == words["ru"].keys() == words["en"].keys()
    gaps = {
        code: {key: sorted(re.findall(r"{(\w+)}", text)) for key, text in own.items()} for code, own in words.items()
    }
    assert gaps["kk"] == gaps["ru"] == gaps["en"]
    assert {len(own["months"].split()) for own in words.values()} == {12}
    assert all(text.strip() for own in words.values() for text in own.values())
