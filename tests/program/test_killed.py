"""kill -9 in the middle of the quiz loses nothing: not an answer, not a tap that nobody had answered yet."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import aiohttp

from tests.pupil import Pupil, pupil_at

if TYPE_CHECKING:
    from tests.program.conftest import Program


async def test_the_same_question_after_kill_nine(program: Program) -> None:
    async with program.sandbox(end=signal.SIGKILL) as address, pupil_at(address) as pupil:
        await pupil.say("/start")
        for label in ("Русский", "Согласие", "9 класс"):
            await pupil.tap(label)
        await pupil.say("Экибастуз")
        await pupil.tap_first("q")
        for _ in range(6):
            await pupil.tap("Очень")
        question, answered = pupil.text, pupil.user_id
    async with program.sandbox(end=signal.SIGKILL) as address, aiohttp.ClientSession(address) as http:
        pupil = Pupil(http, answered)
        await pupil.settled()
        assert pupil.text == question
        await pupil.say("/start")
        await pupil.tap_first("q")
        assert pupil.text == question
        # The bot is killed before it may see this tap; the pretend Telegram keeps it, as the real one does.
        await pupil.post("tap", {"message_id": pupil.screen["message_id"], "text": "Очень"})
    async with program.sandbox() as address, aiohttp.ClientSession(address) as http:
        pupil = Pupil(http, answered)
        await pupil.settled()
        await pupil.say("/start")
        await pupil.tap_first("q")
        assert "Вопрос 8, не больше 20" in pupil.text
