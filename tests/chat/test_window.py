"""How a screen comes before a person, and what happens when Telegram refuses."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramServerError

from bot.chat.doors import MenuDoor, QuizDoor
from bot.chat.screen import Button, Pin, Screen, column
from bot.chat.show import Window
from bot.domain.geo import Point
from bot.i18n.speech import Html

if TYPE_CHECKING:
    from tests.chat.conftest import Telegram
    from tests.pupil import Pupil

SCREEN = Screen(Html("<b>one</b>"), column(Button("Menu", MenuDoor()), Button("Site", url="https://example.org/")))
OTHER = Screen(Html("two"), column(Button("Quiz", QuizDoor())))
PIN = Pin(Point(50.42, 80.26), "College", "Street 1")
FIFTEEN_MINUTES = 15 * 60


@pytest.fixture
def window(telegram: Telegram, somebody: Pupil) -> Window:
    """The chat with somebody."""
    return Window(telegram.bot, somebody.user_id)


async def _chat(somebody: Pupil) -> list[dict[str, Any]]:
    """Return what the bot said so far."""
    somebody.messages = (await somebody.get("messages"))["messages"]
    return somebody.answers


async def test_a_screen_is_sent_with_its_buttons(window: Window, somebody: Pupil) -> None:
    await window.send(SCREEN)
    await _chat(somebody)
    assert somebody.text == "one"
    assert somebody.screen["inline_keyboard"] == [
        [{"text": "Menu", "data": "m"}],
        [{"text": "Site", "url": "https://example.org/"}],
    ]


async def test_a_screen_without_buttons(window: Window, somebody: Pupil) -> None:
    await window.send(Screen(Html("only words")))
    (message,) = await _chat(somebody)
    assert message["text"] == "only words"
    assert "inline_keyboard" not in message


async def test_a_screen_takes_the_place_of_another(window: Window, somebody: Pupil) -> None:
    await window.send(SCREEN)
    (first,) = await _chat(somebody)
    await window.edit(first["message_id"], OTHER)
    (edited,) = await _chat(somebody)
    assert (edited["message_id"], edited["text"]) == (first["message_id"], "two")
    assert somebody.data == ["q"]


async def test_the_same_screen_again_changes_nothing(window: Window, somebody: Pupil, telegram: Telegram) -> None:
    await window.send(SCREEN)
    (first,) = await _chat(somebody)
    await window.edit(first["message_id"], SCREEN)
    assert await _chat(somebody) == [first]
    refused = (await telegram.witness.calls("editMessageText"))[-1]["answer"]["description"]
    assert "message is not modified" in refused


async def test_a_message_that_is_gone_is_sent_anew(window: Window, somebody: Pupil, telegram: Telegram) -> None:
    await window.send(SCREEN)
    (first,) = await _chat(somebody)
    await telegram.bot.delete_message(somebody.user_id, first["message_id"])
    await window.edit(first["message_id"], OTHER)
    (anew,) = await _chat(somebody)
    assert anew["message_id"] > first["message_id"]
    assert anew["text"] == "two"
    refused = (await telegram.witness.calls("editMessageText"))[-1]["answer"]["description"]
    assert "message to edit not found" in refused


async def test_a_message_that_is_not_ours_is_left(window: Window, somebody: Pupil, telegram: Telegram) -> None:
    theirs = (await somebody.post("say", {"text": "mine"}))["message_id"]
    await window.edit(theirs, OTHER)
    assert [message["text"] for message in await _chat(somebody)] == ["two"]
    assert "message can't be edited" in (await telegram.witness.calls("editMessageText"))[-1]["answer"]["description"]


async def test_a_message_without_a_text_is_followed_by_a_new_one(
    window: Window, somebody: Pupil, telegram: Telegram
) -> None:
    await telegram.bot.send_venue(somebody.user_id, 50.42, 80.26, "College", "Street 1")
    (pin,) = await _chat(somebody)
    await window.edit(pin["message_id"], OTHER)
    assert [message.get("text") for message in await _chat(somebody)] == [None, "two"]


@pytest.mark.parametrize("text", ["<b>never closed", "<blink>old</blink>"])
async def test_a_text_that_telegram_cannot_read_is_our_mistake(window: Window, somebody: Pupil, text: str) -> None:
    await window.send(SCREEN)
    (first,) = await _chat(somebody)
    with pytest.raises(TelegramBadRequest, match="can't parse entities"):
        await window.edit(first["message_id"], Screen(Html(text)))
    with pytest.raises(TelegramBadRequest, match="can't parse entities"):
        await window.send(Screen(Html(text)))


async def test_somebody_who_blocked_the_bot_hears_nothing(
    window: Window, somebody: Pupil, caplog: pytest.LogCaptureFixture
) -> None:
    await window.send(SCREEN)
    (first,) = await _chat(somebody)
    await somebody.post("block")
    with caplog.at_level(logging.INFO, "bot.chat.show"):
        await window.edit(first["message_id"], OTHER)
        await window.send(OTHER)
    assert caplog.messages == [
        "a person blocked the bot; nothing was edited",
        "a person blocked the bot; nothing was sent",
    ]
    assert await _chat(somebody) == [first]


async def test_the_location_button_comes_and_goes(window: Window, somebody: Pupil) -> None:
    await window.send(Screen(Html("where?"), asks_location="Send"))
    (asked,) = await _chat(somebody)
    assert asked["reply_keyboard"] == [[{"text": "Send", "request_location": True}]]
    await window.edit(asked["message_id"], Screen(Html("done"), ends_location="Found."))
    _, taken, screen = await _chat(somebody)
    assert (taken["text"], screen["text"]) == ("Found.", "done")
    assert taken["remove_keyboard"]


async def test_a_pin_goes_out_before_its_screen(window: Window, somebody: Pupil) -> None:
    await window.send(SCREEN)
    (first,) = await _chat(somebody)
    await window.edit(first["message_id"], Screen(Html("card"), pin=PIN))
    _, pin, card = await _chat(somebody)
    assert pin["venue"]["title"] == "College"
    assert card["text"] == "card"


async def _tapped(window: Window, somebody: Pupil) -> str:
    await window.send(SCREEN)
    await _chat(somebody)
    return str(
        (await somebody.post("tap", {"message_id": somebody.screen["message_id"], "data": "m"}))["callback_query_id"]
    )


async def test_a_tap_is_answered_with_a_toast_or_silently(window: Window, somebody: Pupil) -> None:
    for toast in ("saved", ""):
        callback = await _tapped(window, somebody)
        await window.answer(callback, toast)
        answer = await somebody.get(f"callbacks/{callback}")
        assert answer["answered"]
        assert (answer["text"] or "") == toast


async def test_a_tap_that_is_too_old_needs_no_answer(
    window: Window, somebody: Pupil, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    callback = await _tapped(window, somebody)
    telegram.ahead = FIFTEEN_MINUTES + 1
    await window.answer(callback, "late")
    assert not (await somebody.get(f"callbacks/{callback}"))["answered"]
    refused = (await telegram.witness.calls("answerCallbackQuery"))[-1]["answer"]["description"]
    assert "query is too old" in refused
    assert caplog.messages == []


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("429", "TelegramRetryAfter"),
        ("500", "TelegramServerError"),
        ("reset", "TelegramNetworkError"),
        ("refuse", "TelegramNetworkError"),
    ],
)
async def test_a_tap_that_cannot_be_answered_is_only_logged(
    window: Window, somebody: Pupil, telegram: Telegram, caplog: pytest.LogCaptureFixture, kind: str, name: str
) -> None:
    callback = await _tapped(window, somebody)
    await telegram.witness.order("answerCallbackQuery", kind, retry_after=60)
    await window.answer(callback, "saved")
    assert caplog.messages == [f"a tap was not answered: {name}"]


async def test_a_screen_that_cannot_be_sent_is_an_error(window: Window, telegram: Telegram) -> None:
    await telegram.witness.order("sendMessage", "500")
    with pytest.raises(TelegramServerError):
        await window.send(SCREEN)
