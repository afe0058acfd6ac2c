"""Events in words: kinds, seats, for whom, and whether one can register now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.events import text_in
from bot.domain.people import LEFT_SCHOOL
from bot.i18n.speech import Html, mark, safe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.domain.events import Audience, Event, Kind, Session
    from bot.i18n import Speech
    from bot.library import Words

_KINDS: Final[Mapping[Kind, str]] = {
    "festival": mark("Festival of professions"),
    "workshop": mark("Training workshop"),
    "open_day": mark("Open day"),
    "excursion": mark("Visit to an enterprise"),
    "try_out": mark("Try a profession"),
    "contest": mark("Contest of skills"),
    "forum": mark("Meeting, forum"),
    "job_fair": mark("Job fair"),
}


# A line holds so many names of professions, places or schools.
_MOST_NAMES: Final = 6


def kind_name(speech: Speech, kind: Kind) -> str:
    """Return what kind of event it is."""
    return speech.say(_KINDS[kind])


def seats_line(speech: Speech, session: Session) -> str:
    """Return how many seats are free, or how long the line is."""
    if not session.is_on:
        return speech.say("called off")
    if session.free:
        return speech.count("{number} seat free", "{number} seats free", session.free)
    if session.waiting:
        return speech.count("full, {number} in line", "full, {number} in line", session.waiting)
    return speech.say("full, you can stand in line")


def window_line(speech: Speech, event: Event, now: datetime) -> Html:
    """Return until when or from when one can register, or why one cannot."""
    if event.state == "cancelled":
        return speech.html("<b>This event was called off.</b>")
    reason = event.closed_for(now)
    if reason is None:
        last = min(event.closes_at, max(each.starts_at for each in event.coming(now)))
        return speech.html("Register until: {moment}", moment=speech.day_and_hour(last, event.zone))
    if reason == "not_open_yet":
        return speech.html("Registration opens: {moment}", moment=speech.day_and_hour(event.opens_at, event.zone))
    return speech.html("Registration is closed.")


def some_of(speech: Speech, names: Sequence[str]) -> str:
    """Return the first of many names, and how many more there are: a festival has more than a phone has lines."""
    more = len(names) - _MOST_NAMES
    rest = [speech.count("{number} more", "{number} more", more)] if more > 0 else []
    return ", ".join([*names[:_MOST_NAMES], *rest])


def audience_lines(speech: Speech, words: Words, audience: Audience) -> list[Html]:
    """Return for whom the event is; nothing when it is for everybody."""
    lines = []
    if audience.grades:
        lines.append(speech.html("For grades: {grades}", grades=_grades(speech, sorted(audience.grades))))
    places = [
        *(words.regions[region].name for region in sorted(audience.regions) if region in words.regions),
        *(words.places[town].name for town in sorted(audience.towns) if town in words.places),
    ]
    if places:
        lines.append(speech.html("For pupils of: {places}", places=some_of(speech, places)))
    if audience.schools:
        lines.append(speech.html("For schools: {schools}", schools=some_of(speech, audience.schools)))
    return lines


def parent_line(speech: Speech, event: Event) -> Html | None:
    """Return whether a parent has to agree."""
    if not event.needs_parent:
        return None
    if event.parent_under_age is None:
        return speech.html("A parent has to agree: you get a message to send to them.")
    return speech.html("If you are younger than {age}, a parent has to agree.", age=event.parent_under_age)


def about_text(speech: Speech, event: Event, most: int) -> Html:
    """Return what the organiser wrote, cut to so many letters."""
    text = text_in(event.about, speech.language)
    return safe(text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…")


def _grades(speech: Speech, grades: Sequence[int]) -> str:
    return ", ".join(speech.say("after school") if grade == LEFT_SCHOOL else str(grade) for grade in grades)
