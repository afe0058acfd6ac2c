"""For whom an event is and what is asked, in a line each, as the organiser reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.event_terms import some_of
from bot.domain.people import LEFT_SCHOOL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.events import Event
    from bot.i18n import Speech
    from bot.library import Words


def grade_name(speech: Speech, grade: int) -> str:
    """Return a grade in words."""
    return speech.say("after school") if grade == LEFT_SCHOOL else speech.say("grade {grade}", grade=grade)


def audience_text(speech: Speech, words: Words, event: Event) -> str:
    """Return for whom an event is."""
    audience = event.audience
    parts = [
        *([_listed(grade_name(speech, each) for each in sorted(audience.grades))] if audience.grades else []),
        *([some_of(speech, place_names(words, event))] if audience.regions or audience.towns else []),
        *([some_of(speech, audience.schools)] if audience.schools else []),
    ]
    return "; ".join(parts) or speech.say("everybody")


def place_names(words: Words, event: Event) -> list[str]:
    """Return regions and towns by their names."""
    return [
        *(words.regions[each].name for each in sorted(event.audience.regions) if each in words.regions),
        *(words.places[each].name for each in sorted(event.audience.towns) if each in words.places),
    ]


def professions_text(speech: Speech, words: Words, event: Event) -> str:
    """Return which professions can be tried."""
    names = [words.professions[each].short for each in event.professions if each in words.professions]
    return some_of(speech, names) if names else speech.say("none")


def asked_text(speech: Speech, event: Event) -> str:
    """Return what a pupil is asked for."""
    names = {"name": speech.say("name"), "school": speech.say("school"), "class": speech.say("class")}
    return _listed(name for what, name in names.items() if what in event.asks)


def parent_text(speech: Speech, event: Event) -> str:
    """Return for whom a parent has to agree."""
    if not event.needs_parent:
        return speech.say("for nobody")
    if event.parent_under_age is None:
        return speech.say("for everybody")
    return speech.say("for those under {age}", age=event.parent_under_age)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
