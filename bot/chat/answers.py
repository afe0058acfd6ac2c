"""The answers of the quiz in words, and a bar of letters. The quiz asks with them, the result and its reasons repeat them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.i18n import Speech


def answer_name(speech: Speech, choice: int) -> str:
    """Return an answer, 1-5, as its button says it."""
    return {
        5: speech.say("Very much"),
        4: speech.say("Yes, I would"),
        3: speech.say("Neither yes nor no"),
        2: speech.say("Not really"),
        1: speech.say("Not at all"),
    }[choice]


def bar(part: float, length: int) -> str:
    """Return a bar of so many letters, filled up to a part from 0 to 1."""
    filled = round(length * part)
    return "▰" * filled + "▱" * (length - filled)
