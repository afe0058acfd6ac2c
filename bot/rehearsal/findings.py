"""What the rehearsal itself showed to go wrong: sessions that fill, lines that stand still, slow answers, a door too narrow."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.domain.announcements import QUIET_BEGINS
from bot.domain.hours import DAY_BEGINS, NIGHT_BEGINS
from bot.domain.registration import HOLDS_SEAT
from bot.rehearsal.door import HANDLING_SECONDS
from bot.rehearsal.finding import Finding, counted, moment_of, name_of, on_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from bot.db.rehearsing import Row
    from bot.domain.events import Event
    from bot.rehearsal.cast import Pupil
    from bot.rehearsal.door import Entrance
    from bot.rehearsal.figures import Step

_EMPTY: Final = 0.3
_SLOW_SECONDS: Final = 5.0
# Most come in the last half an hour.
ARRIVAL: Final = timedelta(minutes=30)
_A_LINE_TOO_LONG: Final = 0.5
# Fewer are gone in a moment.
_MANY_FLOODS: Final = 20
_WHY: Final = {
    "full": "no seat is free for them",
    "held_for_party": "free seats are held for a group that was passed over three times",
    "party_too_large_for_free": "groups are larger than what is free",
    "school_quota": "the share of their school is used up",
    "larger_than_session": "a group is larger than the session, or than a school's share",
}


@dataclass
class Played:
    """What was seen.

    Attributes:
        opened_at: when the first pupil came.
        full_after: after how many registrations, and when, a session was full.
        rows: all registrations before the door opened.
        offers: how offered seats ended.
        deadlines: until when they were held.
        reasons: why pupils still wait, by session.
        announced_at: when the announcement was confirmed; None when there was none.
        entrance: what happened at the doors; None when they did not open.
        floods: how often Telegram would have said that it was too much.
    """

    event: Event
    pupils: list[Pupil]
    helpers: int
    opened_at: datetime
    full_after: dict[int, tuple[int, datetime]] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    offers: Counter[str] = field(default_factory=Counter)
    deadlines: list[datetime] = field(default_factory=list)
    reasons: dict[int, Counter[str]] = field(default_factory=dict)
    announced_at: datetime | None = None
    steps: list[Step] = field(default_factory=list)
    entrance: Entrance | None = None
    floods: int = 0


def findings_of(played: Played) -> list[Finding]:
    """Return what would go wrong, by what was played."""
    return [
        *_filling(played),
        *_line(played),
        *_lost(played),
        *_language(played),
        *_announcing(played),
        *_door(played),
        *_slow(played),
    ]


def _filling(played: Played) -> Iterator[Finding]:
    states = _by_session(played)
    empty = {
        each.id: each.capacity - sum(states[each.id][state] for state in HOLDS_SEAT) for each in on_of(played.event)
    }
    # An event that is far larger than the crowd is told of once.
    is_for_many = sum(each.capacity for each in on_of(played.event)) > 2 * len(played.pupils)
    for session in on_of(played.event):
        name = name_of(played.event, session)
        if session.id in played.full_after:
            number, moment = played.full_after[session.id]
            others = [
                each
                for each in on_of(played.event)
                if each.id != session.id and empty[each.id] > each.capacity * _EMPTY
            ]
            spare = f", while {counted(len(others), 'other session')} kept seats" if others else ""
            when = _since(moment - played.opened_at)
            yield Finding(
                "full", f"The session {name} was full {when}, after {number} of {len(played.pupils)} pupils{spare}."
            )
        elif not is_for_many and empty[session.id] > session.capacity * _EMPTY:
            yield Finding(
                "empty", f"The session {name} kept {empty[session.id]} of {counted(session.capacity, 'seat')} empty."
            )


def _line(played: Played) -> Iterator[Finding]:
    states = _by_session(played)
    for session in on_of(played.event):
        waiting, name = states[session.id]["waiting"], name_of(played.event, session)
        held = sum(states[session.id][state] for state in HOLDS_SEAT)
        if not waiting:
            continue
        if held < session.capacity:
            why = ", ".join(_WHY.get(reason, reason) for reason in sorted(played.reasons.get(session.id, ())))
            free = counted(session.capacity - held, "free seat")
            yield Finding("line_stuck", f"{name}: {waiting} wait beside {free}{f': {why}' if why else ''}.")
        elif waiting > session.capacity * _A_LINE_TOO_LONG:
            yield Finding(
                "line_never_moves",
                f"{name}: {waiting} wait behind {counted(session.capacity, 'seat')}; in the rehearsal "
                f"{sum(played.offers.values())} seats of all sessions came free, so most of them wait in vain.",
            )
        else:
            yield Finding("line", f"{name}: {counted(waiting, 'pupil')} still waited when the door opened.")
    yield from _elsewhere(played, states)
    zone = ZoneInfo(played.event.zone)
    at_night = [each for each in played.deadlines if not DAY_BEGINS <= each.astimezone(zone).time() < NIGHT_BEGINS]
    if at_night:
        yield Finding("offer_at_night", f"An offered seat ran out at night, {moment_of(played.event, at_night[0])}.")
    silent = played.offers["without an answer"]
    if silent:
        yield Finding(
            "offers_unanswered",
            f"{silent} of {sum(played.offers.values())} offered seats were not answered and went on only after "
            f"{counted(played.event.offer_hours, 'hour')} of day each.",
        )


def _elsewhere(played: Played, states: Mapping[int, Counter[str]]) -> Iterator[Finding]:
    waiting = sum(each["waiting"] for each in states.values())
    free = sum(
        each.capacity - sum(states[each.id][state] for state in HOLDS_SEAT)
        for each in on_of(played.event)
        if not states[each.id]["waiting"]
    )
    if waiting and free > 0:
        yield Finding(
            "seats_elsewhere",
            f"{counted(waiting, 'pupil')} stood in line to the end while {counted(free, 'seat')} of other sessions stayed free: "
            f"tell them of the others.",
        )


def _lost(played: Played) -> Iterator[Finding]:
    lost = [each for each in played.pupils if each.user_id and each.told is None]
    if lost:
        seen = " ".join(lost[0].last_text.split())[:100]
        yield Finding(
            "lost", f"{counted(len(lost), 'pupil')} found no way to a ticket; one of them saw last: “{seen}”."
        )
    kept = sum(each.state == "expired" and each.telegram_id is None for each in played.rows)
    if kept:
        yield Finding(
            "friends_late",
            f"{counted(kept, 'place')} that somebody kept for a friend ran out: a friend has "
            f"{counted(played.event.offer_hours, 'hour')} of day to take it.",
        )
    waits = Counter(each.state for each in played.rows)
    if waits["approval"]:
        yield Finding("approval", f"{counted(waits['approval'], 'registration')} still waited for the organiser's yes.")
    if waits["consent"]:
        yield Finding("consent", f"{counted(waits['consent'], 'seat')} still waited for a parent when the door opened.")


def _language(played: Played) -> Iterator[Finding]:
    readers = Counter(each.plan.language for each in played.pupils)
    titles = {language.value for language, text in played.event.title.items() if text}
    names = {"kk": "Kazakh", "ru": "Russian", "en": "English"}
    for code, number in readers.items():
        if code not in titles:
            yield Finding(
                "unread",
                f"{counted(number, 'pupil')} who read {names[code]} get texts of another language, and no announcement.",
            )


def _announcing(played: Played) -> Iterator[Finding]:
    if played.announced_at is None:
        return
    local = played.announced_at.astimezone(ZoneInfo(played.event.zone))
    if not DAY_BEGINS <= local.time() < QUIET_BEGINS:
        yield Finding(
            "announced_at_night", "The announcement fell into quiet hours (21:00 to 08:00) and waited for the morning."
        )


def _door(played: Played) -> Iterator[Finding]:
    if played.entrance is None:
        return
    for session in on_of(played.event):
        people = played.entrance.expected.get(session.id, 0)
        a_minute = 60 / (HANDLING_SECONDS + played.entrance.answers.get(session.id, 0.0))
        needed = math.ceil(people / (a_minute * ARRIVAL.total_seconds() / 60))
        if needed > played.helpers:
            wait = people / (a_minute * played.helpers)
            yield Finding(
                "door",
                f"{name_of(played.event, session)}: {people} people at {counted(played.helpers, 'helper')} who let in "
                f"{a_minute:.0f} a minute each: the last one is in after {wait:.0f} minutes. If they come within 30 minutes, "
                f"{needed} helpers are needed.",
            )


def _slow(played: Played) -> Iterator[Finding]:
    for step in played.steps:
        longest = step.percentile(0.99)
        if longest > _SLOW_SECONDS and "killed" not in " ".join(step.notes):
            yield Finding(
                "slow", f"{step.name}: one answer of a hundred took more than {longest:.0f} seconds; pupils tap again."
            )
    if played.floods >= _MANY_FLOODS:
        yield Finding(
            "flood",
            f"{played.floods} messages were too many for Telegram (about 30 a second) and went out later: tell classes of "
            f"different registration hours.",
        )


def _since(span: timedelta) -> str:
    """Return how long after the beginning something was."""
    minutes = span.total_seconds() / 60
    if minutes < 100:
        return f"within {max(1, math.ceil(minutes))} minutes"
    return f"after {counted(round(minutes / 60), 'hour')}" if span < timedelta(days=2) else f"after {span.days} days"


def _by_session(played: Played) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = {each.id: Counter() for each in played.event.sessions}
    for row in played.rows:
        found[row.session_id][row.state] += 1
    return found
