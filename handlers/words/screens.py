"""Screens of the search by words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import MenuDoor, QuizDoor, WorldsDoor
from bot.chat.screen import Button, Screen, column, shortened
from handlers.words.taps import FoundDoor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiogram.filters.callback_data import CallbackData

    from bot.i18n import Speech


def found_screen(speech: Speech, query: str, found: Sequence[tuple[str, CallbackData]]) -> Screen:
    """Up to five things that a text may mean: pairs of label and door."""
    buttons = [Button(shortened(label), door, words=(label,)) for label, door in found]
    menu = Button(speech.say("Menu"), MenuDoor())
    text = speech.html("<b>Did you mean one of these?</b>")
    return Screen(text, column(*buttons, menu), spot=FoundDoor(query=query), is_numbered=True)


def nothing_screen(speech: Speech, typed: str) -> Screen:
    """Nothing fits: say what may be written, and where else to look."""
    text = speech.html(
        "I found nothing for “{typed}”. Write the name of a profession, a college or a town, "
        "or look at the worlds of professions.",
        typed=typed,
    )
    worlds = Button(speech.say("Worlds of professions"), WorldsDoor())
    quiz = Button(speech.say("Find out what suits me"), QuizDoor())
    return Screen(text, column(worlds, quiz, Button(speech.say("Menu"), MenuDoor())))
