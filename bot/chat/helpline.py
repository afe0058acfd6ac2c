"""The helpline: the same words wherever a child may need an adult at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.i18n import Speech
    from bot.i18n.speech import Html


def helpline(speech: Speech) -> Html:
    """Return whom to call."""
    return speech.html(
        "<b>Please call 111 now: the free helpline for children and young people in Kazakhstan, day and night.</b>\n\n"
        "If you are in danger at this moment, call 112. Tell an adult you trust. I am a program and cannot help with "
        "this, but people can, and they want to."
    )
