"""Who stands at the door: opens the sealed name of a ticket, and notes that somebody looked at names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.db.check_ins import tickets_of_party, who_is_in
from bot.db.door_posts import label_of, was_noted
from bot.db.events import find_event
from bot.db.staff import note_deed
from bot.domain.registration import About
from bot.services.door_outcomes import AlreadyIn, Guest

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.db.check_ins import Entry, Ticket
    from bot.domain.events import Event
    from bot.seal import Seal

SEE_NAMES: Final = "see_names"
_NOBODY: Final = About("")


def about_of(seal: Seal, ticket: Ticket) -> About:
    """Return what a ticket says of its pupil; empty for a place that nobody took yet."""
    return About.read(seal.open(ticket.about)) if ticket.about else _NOBODY


def guest_of(connection: Connection, seal: Seal, ticket: Ticket) -> Guest:
    """Return the guest of a ticket."""
    event = find_event(connection, ticket.event_id)
    if event is None:
        raise LookupError("a ticket outlived its event, which the tables forbid")
    together = [each.id for each in tickets_of_party(connection, ticket.party_id) if each.state == "seated"]
    inside = who_is_in(connection, [ticket.session_id])
    return guest(seal, ticket, event, len(together), sum(each in inside for each in together))


def guest(seal: Seal, ticket: Ticket, event: Event, together: int, together_in: int) -> Guest:
    """Return the guest of a ticket whose event is known."""
    session = event.session(ticket.session_id)
    if session is None:
        raise LookupError("a ticket outlived its session, which the tables forbid")
    about = about_of(seal, ticket)
    return Guest(
        registration_id=ticket.id,
        name=about.name,
        grade=about.grade,
        school=about.school,
        is_companion=ticket.is_companion,
        state=ticket.state,
        event=event,
        session=session,
        together=together,
        together_in=together_in,
    )


def already_in(connection: Connection, seal: Seal, shown: Guest, entry: Entry, actor_id: int) -> AlreadyIn:
    """Return who let a guest in before, and when."""
    label = label_of(connection, entry.by_id, shown.event.id) if entry.by_id is not None else None
    by = str(seal.open(label)) if label is not None else ""
    return AlreadyIn(shown, entry.id, entry.at, by_me=entry.by_id == actor_id, by=by)


def note_look(connection: Connection, now: datetime, actor_id: int | None, event: Event) -> None:
    """Write into the audit log that somebody saw names of an event: once a day there."""
    midnight = now.astimezone(ZoneInfo(event.zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    if not was_noted(connection, actor_id, SEE_NAMES, subject_of(event.id), midnight):
        note_deed(connection, now, actor_id, SEE_NAMES, subject_of(event.id))


def subject_of(event_id: int) -> str:
    """Return how an event stands in the audit log."""
    return f"event:{event_id}"
