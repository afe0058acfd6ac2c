"""A picture goes out before its screen, and the screen comes whatever happens to the picture."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest

from bot.chat.doors import MenuDoor
from bot.chat.screen import Button, Picture, Pin, Screen, column
from bot.chat.show import Window
from bot.domain.geo import Point
from bot.i18n.speech import Html
from bot.pictures import Bar, Chart, draw

if TYPE_CHECKING:
    from tests.chat.conftest import Telegram
    from tests.pupil import Pupil

CAPTION = "My interests from 1 to 5. Realistic 5 < 6 & more."
SCREEN = Screen(Html("<b>result</b>"), column(Button("Menu", MenuDoor())))


@pytest.fixture(scope="module")
def pictured() -> Screen:
    """A screen with a real picture."""
    chart = Chart("My interests", tuple(Bar(each, 3.0, "3") for each in "RIASEC"), "From 1 to 5", (0, 1))
    return Screen(SCREEN.text, SCREEN.rows, picture=Picture(draw(chart), CAPTION))


@pytest.fixture
def window(telegram: Telegram, somebody: Pupil) -> Window:
    """The chat with somebody."""
    return Window(telegram.bot, somebody.user_id)


async def _chat(somebody: Pupil) -> list[dict[str, Any]]:
    """Return what the bot said so far."""
    somebody.messages = (await somebody.get("messages"))["messages"]
    return somebody.answers


async def test_a_picture_is_followed_by_its_screen(window: Window, somebody: Pupil, pictured: Screen) -> None:
    await window.send(pictured)
    photo, text = await _chat(somebody)
    assert photo["photo"]["width"] > photo["photo"]["height"] * 0.5 > 0
    # The caption is plain text: nothing in it is read as a tag.
    assert photo["caption"] == CAPTION
    assert "inline_keyboard" not in photo
    assert text["text"] == "result"
    assert somebody.data == ["m"]


async def test_a_picture_is_sent_below_and_the_tapped_message_stays(
    window: Window, somebody: Pupil, pictured: Screen
) -> None:
    await window.send(Screen(Html("question")))
    (question,) = await _chat(somebody)
    await window.edit(question["message_id"], pictured)
    before, photo, text = await _chat(somebody)
    assert before == question
    assert "photo" in photo
    assert text["text"] == "result"


async def test_a_pin_and_a_picture_both_come_before_the_screen(
    window: Window, somebody: Pupil, pictured: Screen
) -> None:
    pin = Pin(Point(50.42, 80.26), "College", "Street 1")
    await window.send(Screen(pictured.text, pin=pin, picture=pictured.picture, ends_location="Found."))
    kinds = [[key for key in ("text", "venue", "photo") if key in message] for message in await _chat(somebody)]
    assert kinds == [["text"], ["venue"], ["photo"], ["text"]]


@pytest.mark.parametrize(
    ("kind", "name", "arrives"),
    [
        ("429", "TelegramRetryAfter", False),
        ("500", "TelegramServerError", False),
        ("refuse", "TelegramNetworkError", False),
        # The connection broke when the picture was there already.
        ("reset", "TelegramNetworkError", True),
    ],
)
async def test_the_screen_comes_though_the_picture_does_not(
    window: Window,
    somebody: Pupil,
    telegram: Telegram,
    pictured: Screen,
    caplog: pytest.LogCaptureFixture,
    *,
    kind: str,
    name: str,
    arrives: bool,
) -> None:
    await telegram.witness.order("sendPhoto", kind, retry_after=60)
    await window.send(pictured)
    messages = await _chat(somebody)
    assert ["photo" in message for message in messages] == ([True, False] if arrives else [False])
    assert messages[-1]["text"] == "result"
    assert caplog.messages == [f"a picture was not sent: {name}"]


async def test_a_picture_that_telegram_refuses_is_left_out(
    window: Window, somebody: Pupil, pictured: Screen, caplog: pytest.LogCaptureFixture
) -> None:
    assert pictured.picture is not None
    too_long = Picture(pictured.picture.png, "long " * 300)
    await window.send(Screen(pictured.text, picture=too_long))
    (text,) = await _chat(somebody)
    assert text["text"] == "result"
    assert caplog.messages == ["a picture was not sent: TelegramBadRequest"]


async def test_somebody_who_blocked_the_bot_gets_neither(
    window: Window, somebody: Pupil, telegram: Telegram, pictured: Screen, caplog: pytest.LogCaptureFixture
) -> None:
    await somebody.post("block")
    with caplog.at_level(logging.INFO, "bot.chat.show"):
        await window.send(pictured)
        await window.edit(1, pictured)
    assert caplog.messages == ["a person blocked the bot; nothing was sent"] * 2
    assert await _chat(somebody) == []
    # The picture was tried and refused; the text was not even tried.
    assert await telegram.witness.calls("sendMessage") == []
