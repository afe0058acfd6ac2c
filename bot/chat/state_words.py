"""What somebody else's registration is, in the words in which staff and teachers read it behind a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.papers.registration_list import STATES

if TYPE_CHECKING:
    from bot.domain.registration import State
    from bot.i18n import Speech


def state_text(speech: Speech, state: State) -> str:
    """Return what a registration has, as it follows a name."""
    return speech.say(STATES[state])
