"""Screens of an event's place and of the professions that can be tried there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.event_words import place_of, title_of
from bot.chat.paging import paged_rows
from bot.chat.screen import Button, Screen, column, shortened
from bot.chat.staff_doors import RunDoor
from bot.i18n.speech import Html, safe
from bot.services.organising_sessions import stamp_of
from handlers.organising.taps import (
    EditDoor,
    EventTownDoor,
    EventTownTap,
    NoPointTap,
    PointDoor,
    TellPlaceDoor,
    TellPlaceTap,
    TriedDoor,
    TriedTap,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.events import Event
    from bot.i18n import Speech
    from bot.library import Words
    from bot.services.atlas import Atlas


def town_screen(speech: Speech, event: Event, towns: Sequence[tuple[str, str]] = (), typed: str = "") -> Screen:
    """In which town? Pairs of id and full name are those that a typed name may mean."""
    if towns:
        text = speech.html("<b>Which one do you mean?</b>")
    elif typed:
        text = speech.html("I know no town or village called “{typed}”. Please write it another way.", typed=typed)
    else:
        text = speech.html(
            "<b>In which town or village is it?</b>\n\nWrite its name. Pupils who live near see the event first."
        )
    buttons = [
        Button(shortened(name), EventTownTap(event=event.id, place=place), words=(name,)) for place, name in towns
    ]
    back = Button(speech.say("← Back"), RunDoor(event=event.id))
    return Screen(text, column(*buttons, back), spot=EventTownDoor(event=event.id), is_numbered=bool(towns))


def point_screen(speech: Speech, event: Event) -> Screen:
    """The point of the map."""
    now = speech.html("The map shows a point.") if event.point else speech.html("The map shows no point yet.")
    text = speech.html(
        "<b>On the map</b>\n\n{now}\n\nSend the place: the paper clip, then “Location”, then move the map to the "
        "entrance. Or "
        "write two numbers: 51.7237, 75.3223",
        now=now,
    )
    none = [Button(speech.say("No point"), NoPointTap(event=event.id))] if event.point else []
    back = Button(speech.say("← Back"), EditDoor(event=event.id))
    return Screen(text, column(*none, back), spot=PointDoor(event=event.id))


def tell_place_screen(speech: Speech, atlas: Atlas, event: Event, told: int) -> Screen:
    """Whether to tell those who are registered that the place is another one."""
    asked = speech.count(
        "{number} pupil has or awaits a seat and has not been told of this place yet.",
        "{number} pupils have or await a seat and have not been told of this place yet.",
        told,
    )
    place = place_of(speech, atlas, event) or speech.say("no address")
    text = speech.html(
        "<b>{title}</b>\n\nThe place is now: {place}\n\n{asked} Tell them when everything about the place is right.",
        title=title_of(speech, event),
        place=place,
        asked=safe(asked),
    )
    tell = Button(speech.say("Tell everybody now"), TellPlaceTap(event=event.id, stamp=stamp_of(event)))
    later = Button(speech.say("Not yet, go on editing"), EditDoor(event=event.id))
    return Screen(text, column(tell, later), spot=TellPlaceDoor(event=event.id))


def tried_screen(
    speech: Speech, words: Words, event: Event, door: TriedDoor, found: Sequence[str] = (), typed: str = ""
) -> Screen:
    """The professions that can be tried; those found by a typed name stand first."""
    text = speech.html(
        "<b>Professions that can be tried</b>\n\nWrite a profession to add it. Its card then leads pupils to this "
        "event. Tap one "
        "that stands here to take it out."
    )
    if typed and not found:
        unknown = speech.html("I know no profession called “{typed}”.", typed=typed)
        text = Html(f"{unknown}\n\n{text}")
    new = [
        Button(shortened(f"+ {words.professions[each].short}"), TriedTap(event=event.id, id=each, on=True))
        for each in found
        if each not in event.professions
    ]
    there = [
        Button(shortened(f"✓ {words.professions[each].short}"), TriedTap(event=event.id, id=each, on=False))
        for each in event.professions
        if each in words.professions
    ]
    rows = paged_rows(speech, there, door.page, lambda number: TriedDoor(event=event.id, page=number))
    back = Button(speech.say("← Back"), EditDoor(event=event.id))
    return Screen(text, (*column(*new), *rows, (back,)), spot=door)
