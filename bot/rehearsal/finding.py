"""What would go wrong, in a sentence for the organiser, and a word by which programs know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.events import Event, Session


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that would go wrong."""

    kind: str
    text: str


def counted(number: int, thing: str, several: str = "") -> str:
    """Return a number with its noun."""
    return f"{number} {thing if number == 1 else several or thing + 's'}"


def moment_of(event: Event, moment: datetime) -> str:
    """Return a moment in the event's zone."""
    return f"{moment.astimezone(ZoneInfo(event.zone)):%a %d %b %Y %H:%M}"


def name_of(event: Event, session: Session) -> str:
    """Return how a session is called: when it begins, and what it is about where that is said."""
    local = session.starts_at.astimezone(ZoneInfo(event.zone))
    label = next(iter(session.label.values()), "")
    return f"{local:%d %b %H:%M}{f' ({label})' if label else ''}"


def on_of(event: Event) -> tuple[Session, ...]:
    """Return the sessions that were not called off, in the order of time."""
    return tuple(each for each in event.sessions if each.is_on)
