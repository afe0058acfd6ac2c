"""Screens of for whom an event is: grades, regions, towns, schools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.event_terms import some_of
from bot.chat.paging import paged_rows
from bot.chat.screen import Button, Screen, column, grid, shortened
from bot.domain.people import GRADES, LEFT_SCHOOL
from bot.i18n.speech import Html, safe
from handlers.organising.audience_words import audience_text, grade_name
from handlers.organising.taps import (
    AllSchoolsTap,
    AudienceDoor,
    AudienceRegionsDoor,
    AudienceTownsDoor,
    AudienceTownTap,
    EditDoor,
    GradeTap,
    RegionTap,
    SchoolsDoor,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.events import Event
    from bot.i18n import Speech
    from bot.library import Words


def audience_screen(speech: Speech, words: Words, event: Event) -> Screen:
    """Grades to be ticked, and the ways to places and schools."""
    text = speech.html(
        "<b>For whom is it?</b>\n\nNow: {audience}\n\nNothing ticked means everybody. Others do not see the event in "
        "their list and "
        "cannot register.",
        audience=audience_text(speech, words, event),
    )
    grades = [
        Button(
            _ticked(grade_name(speech, each), is_on=each in event.audience.grades),
            GradeTap(event=event.id, grade=each, on=each not in event.audience.grades),
        )
        for each in (*GRADES, LEFT_SCHOOL)
    ]
    ways = column(
        Button(speech.say("Regions"), AudienceRegionsDoor(event=event.id)),
        Button(speech.say("Towns"), AudienceTownsDoor(event=event.id)),
        Button(speech.say("Schools"), SchoolsDoor(event=event.id)),
        Button(speech.say("← Back"), EditDoor(event=event.id)),
    )
    return Screen(text, (*grid(grades), *ways), spot=AudienceDoor(event=event.id))


def regions_screen(
    speech: Speech, event: Event, door: AudienceRegionsDoor, regions: Sequence[tuple[str, str]]
) -> Screen:
    """Regions to be ticked: pairs of id and name."""
    buttons = [
        Button(
            shortened(_ticked(name, is_on=region in event.audience.regions)),
            RegionTap(event=event.id, region=region, on=region not in event.audience.regions, page=door.page),
        )
        for region, name in regions
    ]
    rows = paged_rows(speech, buttons, door.page, lambda page: AudienceRegionsDoor(event=event.id, page=page))
    back = Button(speech.say("← Back"), AudienceDoor(event=event.id))
    text = speech.html("<b>For pupils of which regions?</b>\n\nNothing ticked means all.")
    return Screen(text, (*rows, (back,)), spot=door)


def towns_screen(
    speech: Speech, words: Words, event: Event, found: Sequence[tuple[str, str]] = (), typed: str = ""
) -> Screen:
    """Towns, to be typed; those found by a typed name stand first."""
    text = speech.html(
        "<b>For pupils of which towns?</b>\n\nWrite a name to add it. Tap one that stands here to take it out."
    )
    if typed and not found:
        unknown = speech.html("I know no town or village called “{typed}”. Please write it another way.", typed=typed)
        text = Html(f"{unknown}\n\n{text}")
    new = [
        Button(shortened(f"+ {name}"), AudienceTownTap(event=event.id, place=place, on=True), words=(name,))
        for place, name in found
        if place not in event.audience.towns
    ]
    there = [
        Button(shortened(f"✓ {words.places[each].name}"), AudienceTownTap(event=event.id, place=each, on=False))
        for each in sorted(event.audience.towns)
        if each in words.places
    ]
    back = Button(speech.say("← Back"), AudienceDoor(event=event.id))
    return Screen(text, column(*new, *there, back), spot=AudienceTownsDoor(event=event.id))


def schools_screen(speech: Speech, event: Event) -> Screen:
    """Schools, to be typed."""
    names = some_of(speech, event.audience.schools) if event.audience.schools else speech.say("everybody")
    text = speech.html(
        "<b>For pupils of which schools?</b>\n\nNow: {schools}\n\nWrite a school to add it, such as: School 7. The "
        "number of a school "
        "and its town are compared with what the pupil writes.",
        schools=safe(names),
    )
    everybody = (
        [Button(speech.say("Pupils of any school"), AllSchoolsTap(event=event.id))] if event.audience.schools else []
    )
    back = Button(speech.say("← Back"), AudienceDoor(event=event.id))
    return Screen(text, column(*everybody, back), spot=SchoolsDoor(event=event.id))


def _ticked(name: str, *, is_on: bool) -> str:
    return f"✓ {name}" if is_on else name
