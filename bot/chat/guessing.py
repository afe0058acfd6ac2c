"""Codes and links that give something to whoever has them: after some wrong ones nothing is looked up for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import MenuDoor
from bot.chat.screen import Button, Screen

if TYPE_CHECKING:
    from bot.chat.visit import Visit


def enough_of(visit: Visit) -> Screen | None:
    """Return what is told to somebody who guessed too often; None to everybody else."""
    if not visit.ground.guesses.are_enough(visit.telegram_id):
        return None
    text = visit.speech.html("That did not fit too many times. Please try again in an hour.")
    return Screen(text, ((Button(visit.speech.say("Menu"), MenuDoor()),),))


def was_wrong(visit: Visit, code: str) -> None:
    """Note that somebody came with a code that is none."""
    visit.ground.guesses.note_wrong(visit.telegram_id, code)
