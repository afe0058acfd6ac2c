"""Times, sessions and reasons at the door in words, short enough to be read in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.domain.events import text_in
from bot.i18n.speech import mark

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.door import UndoReason
    from bot.domain.events import Event, Session
    from bot.i18n import Speech
    from handlers.door.taps import ReasonLetter

_REASONS: Final[Mapping[UndoReason, str]] = {
    "mistake": mark("Marked by mistake"),
    "wrong_person": mark("Another person came"),
    "left": mark("Has left"),
    "other": mark("Another reason"),
}
REASON_LETTERS: Final[Mapping[ReasonLetter, UndoReason]] = {
    "m": "mistake",
    "w": "wrong_person",
    "l": "left",
    "o": "other",
}


def moment_text(speech: Speech, event: Event, moment: datetime) -> str:
    """Return a moment as a clock at the event shows it: «5 желтоқсан, 10:00»."""
    local = moment.astimezone(ZoneInfo(event.zone))
    return f"{speech.day_of_year(local.date())}, {local:%H:%M}"


def clock_text(event: Event, moment: datetime) -> str:
    """Return the hour and minute of a moment at the event."""
    return f"{moment.astimezone(ZoneInfo(event.zone)):%H:%M}"


def session_name(speech: Speech, event: Event, session: Session) -> str:
    """Return when a session begins, what it is about and in which hall."""
    parts = (
        moment_text(speech, event, session.starts_at),
        text_in(session.label, speech.language),
        text_in(session.hall, speech.language),
    )
    return " · ".join(part for part in parts if part)


def reason_text(speech: Speech, reason: UndoReason) -> str:
    """Return why an entry was taken back."""
    return speech.say(_REASONS[reason])
