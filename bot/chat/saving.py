"""The button that saves a card, or takes it off the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import SaveTap
from bot.chat.screen import Button

if TYPE_CHECKING:
    from bot.domain.saved import Kind
    from bot.i18n import Speech


def save_button(speech: Speech, kind: Kind, thing: str, *, is_saved: bool) -> Button:
    """Return the button of a card; its tap says what is wanted, so that a double tap changes nothing."""
    if is_saved:
        label, words = speech.say("✓ Saved"), speech.synonyms("remove, forget it")
    else:
        label, words = speech.say("Save"), speech.synonyms("keep, save it")
    return Button(label, SaveTap(kind=kind, id=thing, on=not is_saved), words=words)
