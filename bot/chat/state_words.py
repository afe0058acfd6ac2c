"""What somebody else's registration is, in the words in which staff and teachers read it behind a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.i18n.speech import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.registration import State
    from bot.i18n import Speech

_STATES: Final[Mapping[State, str]] = {
    "approval": mark("waits for the organiser's approval"),
    "waiting": mark("waits in line, has no seat yet"),
    "offered": mark("was offered a seat and has not answered"),
    "consent": mark("has a seat; a parent has not agreed yet"),
    "seated": mark("has a seat"),
    "cancelled": mark("gave the seat back"),
    "refused": mark("was refused"),
    "expired": mark("did not answer in time, the seat went on"),
    "removed": mark("was taken off the list"),
}


def state_text(speech: Speech, state: State) -> str:
    """Return what a registration has, as it follows a name."""
    return speech.say(_STATES[state])
