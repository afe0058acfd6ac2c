"""Screens on the way to a class being registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import MenuDoor
from bot.chat.event_words import time_of, title_of
from bot.chat.screen import Button, Screen, column, grid, shortened
from bot.chat.staff_doors import ClassDoor, ClassesDoor
from bot.domain.class_list import MOST_IN_LIST
from bot.i18n.speech import Html, bold, safe
from handlers.class_lists.taps import ClassUploadDoor, KeepTap, PlacesDoor, RegisterTap, TemplateTap
from handlers.class_lists.wording import field_name, why_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.chat.screen import Attachment
    from bot.domain.events import Event, Session
    from bot.i18n import Speech
    from bot.services.class_outcomes import Faulty, Hosts, Prepared
    from bot.services.class_sheets import ClassSheet

_MOST_EVENTS = 8
# More than this fill a phone; all of them stand in the file.
MOST_FAULTS_SHOWN = 8


def not_allowed_screen(speech: Speech) -> Screen:
    """For those who bring no classes."""
    text = speech.html("Classes are brought by counsellors, teachers with that role, and organisers of events.")
    return Screen(text, column(Button(speech.say("Menu"), MenuDoor())))


def hosts_screen(speech: Speech, hosts: Hosts) -> Screen:
    """To which event? And the classes that were registered."""
    parts = [speech.html("<b>Bring a class to an event</b>")]
    if not hosts.events:
        parts.append(speech.html("There is no event ahead for which one can register now."))
    classes = [
        Button(shortened(f"✓ {party.alive} · {title_of(speech, event)}"), ClassDoor(party=party.id))
        for party, event in hosts.classes[:_MOST_EVENTS]
    ]
    if classes:
        parts.append(speech.html("Your classes stand first, with the number of places."))
    events = [
        Button(shortened(title_of(speech, each)), ClassesDoor(event=each.id)) for each in hosts.events[:_MOST_EVENTS]
    ]
    rows = column(*classes, *events, Button(speech.say("Menu"), MenuDoor()))
    return Screen(Html("\n\n".join(parts)), rows, spot=ClassesDoor())


def sessions_screen(speech: Speech, event: Event, now: datetime) -> Screen:
    """To which session?"""
    lines = [_session_line(speech, event, each) for each in event.coming(now)]
    buttons = [
        Button(shortened(_session_label(speech, event, each)), ClassUploadDoor(session=each.id))
        for each in event.coming(now)
    ]
    text = Html("\n".join([bold(title_of(speech, event)), "", *lines, "", speech.html("To which session?")]))
    back = Button(speech.say("← Back"), ClassesDoor())
    return Screen(text, column(*buttons[:_MOST_EVENTS], back), spot=ClassesDoor(event=event.id))


def upload_screen(speech: Speech, event: Event, session: Session) -> Screen:
    """Where the list is sent."""
    parts = [
        Html(f"{bold(title_of(speech, event))}\n{_session_line(speech, event, session)}"),
        speech.html(
            "Send the list of the class here as a file: XLSX or CSV, with a column of names. One row is one seat; adults who "
            "come along are rows too. I show what I understood before anybody is registered."
        ),
    ]
    rows = column(
        Button(speech.say("Take the empty list (XLSX)"), TemplateTap(session=session.id)),
        Button(speech.say("Or keep places for a link"), PlacesDoor(session=session.id)),
        Button(speech.say("← Back"), ClassesDoor(event=event.id)),
    )
    return Screen(Html("\n\n".join(parts)), rows, spot=ClassUploadDoor(session=session.id))


def refused_screen(speech: Speech, door: ClassUploadDoor, line: str) -> Screen:
    """The file as a whole cannot be taken; the next one may be sent at once."""
    parts = [speech.html("<b>The list was not taken.</b>"), safe(line)]
    rows = column(
        Button(speech.say("Take the empty list (XLSX)"), TemplateTap(session=door.session)),
        Button(speech.say("← Back"), door),
    )
    return Screen(Html("\n\n".join(parts)), rows, spot=door)


def faulty_screen(
    speech: Speech, door: ClassUploadDoor, faulty: Faulty, read: ClassSheet, files: Sequence[Attachment]
) -> Screen:
    """Every fault of a list, with the address of its cell."""
    count, words = len(faulty.faults), faults_in_words(speech, faulty, read)
    parts = [
        Html(
            speech.count(
                "<b>{number} place in the list has to be mended. Nobody was registered.</b>",
                "<b>{number} places in the list have to be mended. Nobody was registered.</b>",
                count,
            )
        ),
        Html("\n".join(safe(f"{cell}: {what}") for cell, what in words[:MOST_FAULTS_SHOWN])),
    ]
    if files:
        parts.append(speech.html("All of them stand in the file above."))
    parts.append(speech.html("Mend them in your file and send it here again."))
    rows = column(Button(speech.say("← Back"), door))
    return Screen(Html("\n\n".join(parts)), rows, spot=door, files=tuple(files))


def faults_in_words(speech: Speech, faulty: Faulty, read: ClassSheet) -> list[tuple[str, str]]:
    """Return for each fault where it is, and which column and what is wrong."""
    return [
        (read.address(each.number, each.field), f"{field_name(speech, each.field)}: {why_text(speech, each.why)}")
        for each in faulty.faults
    ]


def prepared_screen(speech: Speech, seen: Prepared) -> Screen:
    """What was understood, before anybody is registered."""
    parts = [
        speech.html("<b>The list is in order. Register it?</b>"),
        Html(f"{safe(title_of(speech, seen.event))}\n{_session_line(speech, seen.event, seen.session)}"),
        speech.html(
            "Pupils: {pupils}\nAdults: {adults}\nSeats they need: {seats}",
            pupils=seen.pupils,
            adults=seen.companions,
            seats=seen.number,
        ),
    ]
    if seen.will_wait:
        parts.append(
            speech.html(
                "There are not so many free seats now: the class will stand in line, all together, and be told."
            )
        )
    if seen.needs_papers:
        parts.append(
            speech.html(
                "This event asks for the parents' consent. Register only if you hold the signed consent of a parent of every "
                "pupil of the list. Who confirmed it, and when, is noted."
            )
        )
    label = speech.say("I hold the papers, register") if seen.needs_papers else speech.say("Register all")
    rows = column(
        Button(label, RegisterTap(draft=seen.draft_id, papers=seen.needs_papers)),
        Button(speech.say("Send another file"), ClassUploadDoor(session=seen.session.id)),
    )
    return Screen(Html("\n\n".join(parts)), rows, spot=ClassUploadDoor(session=seen.session.id))


def places_screen(speech: Speech, event: Event, session: Session, classes: int) -> Screen:
    """How many places are to be kept?"""
    most = min(session.capacity, MOST_IN_LIST)
    numbers = [each for each in (5, 10, 15, 20, 25, 30) if each <= most]
    buttons = [
        Button(str(each), KeepTap(session=session.id, number=each, classes=min(classes, 999))) for each in numbers
    ]
    text = Html(
        "\n\n".join(
            [
                Html(f"{bold(title_of(speech, event))}\n{_session_line(speech, event, session)}"),
                speech.html(
                    "How many places? You get a link for the class, and each pupil takes a place by themselves. Tap, or write a "
                    "number up to {most}.",
                    most=most,
                ),
            ]
        )
    )
    back = Button(speech.say("← Back"), ClassUploadDoor(session=session.id))
    return Screen(text, (*grid(buttons), (back,)), spot=PlacesDoor(session=session.id))


def _session_line(speech: Speech, event: Event, session: Session) -> Html:
    free = speech.say("free seats: {number}", number=session.free)
    return safe(f"{time_of(speech, event, session)} · {free}")


def _session_label(speech: Speech, event: Event, session: Session) -> str:
    label = title_of(speech, event, session).removeprefix(title_of(speech, event)).lstrip(": ")
    return f"{time_of(speech, event, session)} {label}".strip()
