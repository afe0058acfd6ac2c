"""Events to be rehearsed: one that lacks nothing, and what can be changed about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.events import Audience, Event, Session
from bot.domain.geo import Point
from bot.domain.languages import Language

# A Monday morning in Kazakhstan.
NOW = datetime(2027, 4, 5, 5, tzinfo=UTC)
# A Saturday, 11:00 there.
STARTS = datetime(2027, 4, 17, 6, tzinfo=UTC)


def three(word: str) -> dict[Language, str]:
    """Return a text in all languages."""
    return {language: f"{word} {language.value}" for language in Language}


def session(number: int = 1, starts: datetime = STARTS, capacity: int = 100, **values: Any) -> Session:
    """Return a session of two hours."""
    given = {"label": {}, "hall": {}, "taken": 0, "waiting": 0, "is_on": True, "version": 0, **values}
    return Session(
        id=number, event_id=1, starts_at=starts, ends_at=starts + timedelta(hours=2), capacity=capacity, **given
    )


GOOD = Event(
    id=1,
    code="GOOD2027",
    kind="workshop",
    state="open",
    title=three("title"),
    about=three("about"),
    place="pavlodar",
    address=three("address"),
    point=Point(52.28, 76.96),
    link=None,
    zone="Asia/Almaty",
    opens_at=NOW - timedelta(days=1),
    closes_at=STARTS - timedelta(hours=15),
    cancel_until=STARTS - timedelta(days=2),
    audience=Audience(),
    professions=(),
    questions=(),
    asks=frozenset({"name", "school", "class"}),
    needs_approval=False,
    needs_parent=False,
    parent_under_age=None,
    offer_hours=6,
    parent_hours=24,
    school_quota=None,
    sessions=(session(),),
)


def changed(**values: Any) -> Event:
    """Return the good event with something else about it."""
    return replace(GOOD, **values)
