"""How a pupil walks through the quiz in tests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import aiohttp

from bot.chat.screen import WIDEST_BUTTON, WIDEST_HALF

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from tests.pupil import Pupil
    from tests.running_bot import RunningBot

# Somebody who likes to make things with their hands.
HANDS: Mapping[str, int] = {"R": 5, "I": 4, "C": 2, "A": 1, "S": 1, "E": 1}
# Somebody who likes to draw and to invent.
ARTIST: Mapping[str, int] = {"A": 5, "I": 4, "S": 3, "R": 1, "E": 2, "C": 1}
MOST_QUESTIONS = 20
# Letters that fit into a button, by how many buttons stand in its row.
FITTING = {1: WIDEST_BUTTON, 2: WIDEST_HALF}
# Letters that only Kazakh has; Russian and English screens must not show them outside names.
KAZAKH_LETTERS = re.compile("[әғқңөұүһі]", re.IGNORECASE)


async def settle_in(pupil: Pupil, language: str = "ru", grade: int = 9, town: str = "Экибастуз") -> None:
    """Walk through the welcome to the menu."""
    await pupil.say("/start")
    for prefix in (f"lt:{language}", "ag:", f"gt:{grade}"):
        await pupil.tap_first(prefix)
    await pupil.say(town)


def item_asked(pupil: Pupil) -> str | None:
    """Return the item of the open question on the screen."""
    return next((data.split(":")[2] for data in pupil.data if data.startswith("a:")), None)


async def answer_all(pupil: Pupil, choices: Mapping[str, int]) -> int:
    """Answer question after question by its scale; return how many there were."""
    number = 0
    while (item := item_asked(pupil)) is not None:
        number += 1
        assert number <= MOST_QUESTIONS
        await pupil.tap_data(next(data for data in pupil.data if data.endswith(f":{item}:{choices[item[0]]}")))
    return number


async def to_result(pupil: Pupil, choices: Mapping[str, int] = HANDS) -> None:
    """Take the whole quiz from the menu and tick no world."""
    await pupil.say("/quiz")
    await answer_all(pupil, choices)
    await pupil.tap_first("we:")


def tapped(pupil: Pupil, data: str, update_id: int) -> dict[str, Any]:
    """Return the update of a tap under the screen, to be delivered more than once."""
    someone = {"id": pupil.user_id, "is_bot": False, "first_name": "А", "language_code": "ru"}
    chat = {"id": pupil.user_id, "type": "private"}
    message = {"message_id": pupil.screen["message_id"], "date": 1, "chat": chat, "text": "?"}
    query = {"id": str(update_id), "from": someone, "chat_instance": "1", "data": data, "message": message}
    return {"update_id": update_id, "callback_query": query}


async def forged(running: RunningBot, pupil: Pupil, *data: str) -> dict[str, Any]:
    """Put a message with buttons that our screens never showed into the chat, as somebody could who writes their own client."""
    keyboard = [[{"text": str(number), "callback_data": each}] for number, each in enumerate(data)]
    body = {"chat_id": pupil.user_id, "text": "?", "reply_markup": {"inline_keyboard": keyboard}}
    async with (
        aiohttp.ClientSession(running.address) as http,
        http.post(f"/bot{running.token}/sendMessage", json=body) as response,
    ):
        assert response.status == 200
    await pupil.settled()
    return pupil.screen
