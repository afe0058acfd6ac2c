"""Pupils who read what the bot shows and tap on it, as fast as the bot answers."""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING, Any, Final

from benchmarks.load.telegram import ME, message_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.load.telegram import Telegram

LANGUAGES: Final[Mapping[str, str]] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
TOWNS: Final = ("Семей", "Алматы", "Павлодар", "Ақтөбе", "Шымкент")
WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "kk": ("дәнекерлеуші", "тамақ жасау", "электрик болғым келеді"),
    "ru": ("сварщик", "чинить машины", "хочу стать поваром"),
    "en": ("welder", "fix cars", "electrician"),
}
_DEADLINE: Final = 60.0
# Fewer than the fewest questions after which the quiz can be sure, so that every tap is one of a question.
QUIZ_TAPS: Final = 7


class Pupil:
    """One person with a phone."""

    def __init__(self, telegram: Telegram, number: int, language: str) -> None:
        self._telegram = telegram
        self.language = language
        self.number = number
        self.user = {"id": 7_000_000 + number, "is_bot": False, "first_name": "Load", "language_code": language}
        self._screen: tuple[int, Mapping[str, Any]] = (0, {})
        self._seen = asyncio.Event()
        self._taps = 0
        self.times: list[float] = []
        telegram.pupils[self.user["id"]] = self  # type: ignore[index]

    def sees(self, message_id: int, body: Mapping[str, Any]) -> None:
        """The bot shows something."""
        self._screen = (message_id, body)
        self._seen.set()

    async def types(self, text: str) -> None:
        """Send a text and wait for the answer."""
        entities = [{"type": "bot_command", "offset": 0, "length": len(text)}] if text.startswith("/") else []
        await self._do("message", message_of(self.user, text=text, entities=entities))

    async def taps(self, data: str) -> None:
        """Tap a button and wait until the bot shows something."""
        message_id, body = self._screen
        shown = message_of(self.user, message_id=message_id, text=body.get("text", ""))
        self._taps += 1
        query = {
            "id": f"{self.user['id']}{self._taps}",
            "from": self.user,
            "message": {**shown, "from": ME},
            "chat_instance": "1",
            "data": data,
        }
        await self._do("callback_query", query)

    def buttons(self) -> list[tuple[str, str]]:
        """Return label and data of every button that can be seen."""
        markup = self._screen[1].get("reply_markup")
        keyboard = json.loads(markup) if isinstance(markup, str) else markup or {}
        rows = keyboard.get("inline_keyboard", [])
        return [
            (button["text"], button["callback_data"]) for row in rows for button in row if "callback_data" in button
        ]

    async def taps_label(self, label: str) -> None:
        """Tap the button of that label."""
        found = [data for text, data in self.buttons() if label in text]
        if not found:
            raise LookupError(f"no button {label!r} among {self.buttons()}")
        await self.taps(found[0])

    async def taps_kind(self, prefix: str) -> None:
        """Tap the first button whose data begins so."""
        found = [data for _, data in self.buttons() if data.startswith(prefix)]
        if not found:
            raise LookupError(f"no button {prefix!r} under {self._screen[1].get('text')!r}")
        await self.taps(found[0])

    async def goes_to_quiz(self) -> None:
        """Say /start, and go through the welcome to the first question."""
        await self.types("/start")
        await self.taps_label(LANGUAGES[self.language])
        # The first button of the welcome is the consent.
        await self.taps(self.buttons()[0][1])
        await self.taps_label("9")
        await self.types(TOWNS[self.number % len(TOWNS)])
        await self.taps(self.buttons()[0][1])

    async def answers(self) -> None:
        """Answer one question, each pupil in a way of their own."""
        choices = [data for _, data in self.buttons() if data.startswith("a:")]
        if not choices:
            raise LookupError(f"no question, but {self._screen[1].get('text')!r}")
        await self.taps(choices[(self.number + self._taps * 3) % 5])

    async def searches(self) -> None:
        """Type a few words that are looked up."""
        for word in WORDS[self.language]:
            await self.types(word)

    async def registers(self) -> None:
        """Register for the event that is open to everybody."""
        await self.types("/start e_LOAD2026")
        await self.taps_kind("es:")
        await self.types("Әсем Қуатқызы")
        await self.taps_kind("et:")

    async def _do(self, kind: str, body: dict[str, Any]) -> None:
        self._seen.clear()
        begun = time.perf_counter()
        self._telegram.send(kind, body)
        async with asyncio.timeout(_DEADLINE):
            await self._seen.wait()
        self.times.append(time.perf_counter() - begun)
