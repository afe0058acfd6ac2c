"""What would go wrong at an event can partly be read from the event itself: its texts, place, hours and seats. Pure."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.domain.hours import DAY_BEGINS, NIGHT_BEGINS, after_day_hours
from bot.domain.languages import Language
from bot.domain.notices import REMINDERS
from bot.rehearsal.finding import Finding, counted, moment_of, name_of, on_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from bot.domain.events import Event

_NAMES: Final = {Language.KK: "Kazakh", Language.RU: "Russian", Language.EN: "English"}
_SCHOOL_BEGINS: Final = 8
_SCHOOL_ENDS: Final = 13
_SATURDAY: Final = 5
_MOST_NAMED: Final = 3
_FAR_TOO_MANY: Final = 2


def risks_of(event: Event, pupils: int, now: datetime) -> list[Finding]:
    """Return what is wrong with an event when so many pupils want to come, before anybody has registered."""
    return [
        *_state(event, now),
        *_texts(event),
        *_place(event),
        *_window(event, now),
        *_offers(event),
        *_hours(event),
        *_overlaps(event),
        *_seats(event, pupils),
    ]


def _state(event: Event, now: datetime) -> Iterator[Finding]:
    if event.state == "draft":
        yield Finding("draft", "The event is a draft: nobody sees it until it is published.")
    elif event.state != "open":
        yield Finding("state", f"The event is {event.state}: nobody can register.")
    if all(each.starts_at <= now for each in on_of(event)):
        yield Finding("past", "Every session has begun already; the rehearsal went back to before the first one.")
    off = len(event.sessions) - len(on_of(event))
    if off:
        yield Finding("called_off", f"{counted(off, 'session was', 'sessions were')} called off and stood empty.")


def _texts(event: Event) -> Iterator[Finding]:
    fields: list[tuple[str, Mapping[Language, str], bool]] = [
        ("title", event.title, True),
        ("description", event.about, True),
        ("address", event.address, False),
        *((f"question {number}", each, True) for number, each in enumerate(event.questions, start=1)),
        *((f"label of the session {name_of(event, each)}", each.label, False) for each in on_of(event)),
        *((f"hall of the session {name_of(event, each)}", each.hall, False) for each in on_of(event)),
    ]
    for name, texts, is_needed in fields:
        missing = [_NAMES[each] for each in Language if not texts.get(each)]
        if len(missing) == len(Language) and not is_needed:
            continue
        if missing:
            what = "in any language" if len(missing) == len(Language) else f"in {' and '.join(missing)}"
            yield Finding(f"text_{name.split()[0]}", f"The {name} is missing {what}.")


def _place(event: Event) -> Iterator[Finding]:
    if event.place is None:
        yield Finding("no_place", "No town is named: the event is near nobody.")
    if not any(event.address.values()) and event.point is None:
        yield Finding("no_meeting_place", "No meeting place: neither an address nor a point on the map.")
    elif event.point is None:
        yield Finding("no_point", "No point on the map: the ticket shows no way to the door.")


def _window(event: Event, now: datetime) -> Iterator[Finding]:
    on, zone = on_of(event), ZoneInfo(event.zone)
    first, last = on[0].starts_at, max(each.starts_at for each in on)
    if event.closes_at > last:
        yield Finding(
            "closes_after_start",
            f"Registration closes {moment_of(event, event.closes_at)}, after the last session has begun: each session closes "
            f"when it begins, so pupils register while the door is already open.",
        )
    if event.closes_at <= event.opens_at or event.opens_at >= last:
        yield Finding("never_open", "Registration opens when it is over already: nobody can register.")
    elif event.closes_at < first - timedelta(days=7):
        yield Finding("closes_early", "Registration closes more than a week before the first session: many forget.")
    opens = event.opens_at.astimezone(zone)
    if opens <= now:
        return
    if not DAY_BEGINS <= opens.time() < NIGHT_BEGINS:
        yield Finding(
            "opens_at_night", f"Registration opens {moment_of(event, opens)}, at night: who sleeps stands in line."
        )
    elif opens.weekday() < _SATURDAY and _SCHOOL_BEGINS <= opens.hour < _SCHOOL_ENDS:
        yield Finding(
            "opens_at_school", f"Registration opens {moment_of(event, opens)}, during lessons: phones are put away."
        )


def _offers(event: Event) -> Iterator[Finding]:
    first, zone = on_of(event)[0].starts_at, ZoneInfo(event.zone)
    hours = timedelta(hours=event.offer_hours)
    until = min(event.cancel_until or first, first)
    ends = after_day_hours(until, hours, zone)
    if ends > first:
        when = "until the session begins" if event.cancel_until is None else f"until {moment_of(event, until)}"
        yield Finding(
            "late_returns",
            f"Seats can be given back {when}, and an offered seat waits {counted(event.offer_hours, 'hour')} of day for its "
            f"answer: a seat given back on the last day may wait for somebody who does not answer, and stay empty.",
        )
    elif until + hours > ends or not DAY_BEGINS <= ends.astimezone(zone).time() < NIGHT_BEGINS:
        yield Finding("offer_at_night", f"An offered seat may run out {moment_of(event, ends)}, at night.")
    if event.needs_parent:
        held = after_day_hours(min(event.closes_at, first), timedelta(hours=event.parent_hours), zone)
        if held > first:
            yield Finding(
                "late_consents",
                f"A parent has {counted(event.parent_hours, 'hour')} of day to agree, and registration ends so late that some "
                f"have no consent when the session begins: keep paper forms at the door.",
            )


def _hours(event: Event) -> Iterator[Finding]:
    zone, at_school, early, at_night = ZoneInfo(event.zone), [], [], []
    for session in on_of(event):
        local = session.starts_at.astimezone(zone)
        if local.weekday() < _SATURDAY and _SCHOOL_BEGINS <= local.hour < _SCHOOL_ENDS:
            at_school.append(name_of(event, session))
        if not DAY_BEGINS <= (local - REMINDERS["hours_before"].before).time() < NIGHT_BEGINS:
            early.append(name_of(event, session))
        if not DAY_BEGINS <= (local - REMINDERS["day_before"].before).time() < NIGHT_BEGINS:
            at_night.append(name_of(event, session))
    if at_school:
        yield Finding("school_hours", f"In lesson time on a school day: {_listed(at_school)}.")
    if early:
        yield Finding("early_reminder", f"The reminder two hours before wakes pupils: {_listed(early)}.")
    if at_night:
        yield Finding(
            "quiet_hours", f"The reminder a day before falls into the night and waits for 08:00: {_listed(at_night)}."
        )


def _overlaps(event: Event) -> Iterator[Finding]:
    together = [
        (one, other)
        for one, other in combinations(on_of(event), 2)
        if one.starts_at < other.ends_at and other.starts_at < one.ends_at and dict(one.hall) == dict(other.hall)
    ]
    for has_hall, where in ((True, "at the same time in the same hall"), (False, "at the same time, no halls named")):
        pairs = [(one, other) for one, other in together if any(one.hall.values()) == has_hall]
        if pairs:
            names = [f"{name_of(event, one)} and {name_of(event, other)}" for one, other in pairs]
            yield Finding("overlap", f"Sessions run {where}: {_listed(names)}.")


def _seats(event: Event, pupils: int) -> Iterator[Finding]:
    seats = sum(each.capacity for each in on_of(event))
    if seats < pupils:
        yield Finding(
            "too_few_seats",
            f"{counted(pupils, 'pupil')} for {counted(seats, 'seat')}: {pupils - seats} of them stand in line.",
        )
    elif seats > _FAR_TOO_MANY * pupils:
        yield Finding("too_many_seats", f"{counted(seats, 'seat')} for {counted(pupils, 'pupil')}: most stay empty.")
    for session in on_of(event):
        if event.school_quota is not None and event.school_quota > session.capacity:
            yield Finding(
                "quota_useless", f"The share of a school is larger than the session {name_of(event, session)}."
            )
    registered = sum(each.taken + each.waiting for each in event.sessions)
    if registered:
        yield Finding(
            "registered",
            f"{counted(registered, 'pupil has', 'pupils have')} registered already; the rehearsal began empty.",
        )


def _listed(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
