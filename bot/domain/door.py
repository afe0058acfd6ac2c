"""The door of an event: who is let in, who is not and why, and how a name is found that was typed in part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from bot.domain.spelling import sound

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.domain.registration import State

# How an entry came about: the camera, a typed code, a name from the list, without a ticket, a ticked list brought in afterwards.
Way = Literal["scan", "code", "name", "walk_in", "list"]
UndoReason = Literal["mistake", "wrong_person", "left", "other"]

# Helpers come early, and some marks are made when everybody has left.
OPENS_BEFORE: Final = timedelta(hours=3)
CLOSES_AFTER: Final = timedelta(hours=12)
# So long after a session its ticked list can still be brought in.
BROUGHT_WITHIN: Final = timedelta(days=30)
MOST_FOUND: Final = 10
SHORTEST_SEARCH: Final = 2
LONGEST_NAME: Final = 80
LONGEST_GRADE: Final = 12

Verdict = Literal[
    "let_in", "already_in", "called_off", "not_seated", "wrong_event", "wrong_session", "too_early", "over"
]
SeatVerdict = Literal["seat", "full", "line_first", "needs_paper"]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class AtDoor:
    """What a ticket says to who stands at the door.

    Attributes:
        is_on: whether its session takes place.
        is_in: whether an entry stands that was not undone.
    """

    event_id: int
    session_id: int
    state: State
    is_on: bool
    starts_at: datetime
    ends_at: datetime
    is_in: bool


@dataclass(frozen=True, slots=True)
class Post:
    """For which session a helper works."""

    event_id: int
    session_id: int


def decide_entry(ticket: AtDoor, post: Post | None, now: datetime, *, anyway: bool) -> Verdict:
    """Say whether a ticket opens the door.

    Args:
        ticket: what it says.
        post: the session for which the helper works; None when they did not choose.
        now: the moment.
        anyway: the organiser lets in somebody of another session; another event's ticket stays another event's.
    """
    if post is not None and post.event_id != ticket.event_id:
        return "wrong_event"
    if not ticket.is_on:
        return "called_off"
    if ticket.is_in:
        return "already_in"
    if ticket.state != "seated":
        return "not_seated"
    if anyway:
        return "let_in"
    if post is not None and post.session_id != ticket.session_id:
        return "wrong_session"
    return why_shut(ticket.starts_at, ticket.ends_at, now) or "let_in"


def why_shut(starts_at: datetime, ends_at: datetime, now: datetime) -> Literal["too_early", "over"] | None:
    """Return why the door of a session is not open at a moment; None when it is."""
    if now < starts_at - OPENS_BEFORE:
        return "too_early"
    return "over" if now > ends_at + CLOSES_AFTER else None


def decide_seat_at_door(free: int, ahead: int, now: datetime, starts_at: datetime, *, needs_paper: bool) -> SeatVerdict:
    """Say whether somebody without a seat gets one at the door.

    Until the session begins those who wait come first; from then on the line stands still, and who is here gets a seat.

    Args:
        free: seats that nobody holds.
        ahead: how many wait before them; for a newcomer everybody who waits.
        now: the moment.
        starts_at: when the session begins.
        needs_paper: a parent has to agree, and nobody said that the parent's paper is here.
    """
    if free <= 0:
        return "full"
    if now < starts_at and free <= ahead:
        return "line_first"
    return "needs_paper" if needs_paper else "seat"


def names_like(query: str, named: Iterable[tuple[str, Item]]) -> list[Item]:
    """Return those in whose name every word of the query occurs, whatever alphabet it was typed in; the likeliest first."""
    wanted = sound(query).split()
    if not wanted or sum(map(len, wanted)) < SHORTEST_SEARCH:
        return []
    found: list[tuple[int, str, int, Item]] = []
    for number, (name, item) in enumerate(named):
        heard = sound(name)
        if all(word in heard for word in wanted):
            begun = sum(any(part.startswith(word) for part in heard.split()) for word in wanted)
            found.append((-begun, heard, number, item))
    return [item for *_, item in sorted(found, key=lambda each: each[:3])]


# "9А", "9 «А»", "11 ә", at the end of what was typed.
_GRADE: Final = re.compile(r"[\s,;]+(\d{1,2}\s*[-«\"]?\s*\w?\s*[»\"]?)\s*$")
_NO_NAME: Final = re.compile(r"[\d<>{}/@#]")


def read_guest(text: str) -> tuple[str, str] | None:
    """Return the name and the class (empty when none was given) of somebody without a ticket; None when that is no name."""
    line = " ".join(text.split())
    found = _GRADE.search(line)
    grade = found[1].strip() if found else ""
    name = (line[: found.start()] if found else line).strip(" ,;")
    if not found and "," in name:
        name, _, grade = (part.strip() for part in name.rpartition(","))
    is_name = 2 <= len(name) <= LONGEST_NAME and not _NO_NAME.search(name) and len(grade) <= LONGEST_GRADE
    return (name, grade) if is_name else None
