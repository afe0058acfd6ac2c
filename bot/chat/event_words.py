"""An event's title, time and place in words, as every screen and message about it says them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.events import text_in
from bot.i18n.speech import Html, bold, safe

if TYPE_CHECKING:
    from bot.domain.events import Event, Session
    from bot.i18n import Speech
    from bot.services.atlas import Atlas


def title_of(speech: Speech, event: Event, session: Session | None = None) -> str:
    """Return the title of an event, with the session's own label where it has one."""
    title = text_in(event.title, speech.language)
    label = text_in(session.label, speech.language) if session else ""
    return f"{title}: {label}" if label else title


def time_of(speech: Speech, event: Event, session: Session) -> str:
    """Return when a session is, in the event's own zone: "December 2, Wednesday, 15:00-17:00"."""
    ends = session.ends_at.astimezone(ZoneInfo(event.zone))
    return f"{speech.day_and_hour(session.starts_at, event.zone)}-{ends:%H:%M}"


def place_of(speech: Speech, atlas: Atlas, event: Event, session: Session | None = None) -> str:
    """Return where it is: the settlement, the address, and where in the house; empty when nothing is known."""
    town = atlas.place_name(event.place, speech.language) if event.place else ""
    hall = text_in(session.hall, speech.language) if session else ""
    return ", ".join(part for part in (town, text_in(event.address, speech.language), hall) if part)


def session_head(speech: Speech, atlas: Atlas, event: Event, session: Session) -> Html:
    """Return title, time and place, a line each."""
    lines = [bold(title_of(speech, event, session)), safe(time_of(speech, event, session))]
    place = place_of(speech, atlas, event, session)
    return Html("\n".join([*lines, *([safe(place)] if place else [])]))
