"""What an organiser may change of an event: each edit looks at the event as it is and says what its fields become, or why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

from bot.domain.events import MOST_QUESTIONS
from bot.domain.form import visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.domain.events import Ask, Audience, Event, Texts
    from bot.domain.geo import Point
    from bot.domain.languages import Language
    from bot.domain.registration import EventState

TextField = Literal["title", "about", "address"]
SessionText = Literal["label", "hall"]
# Which of the three moments of registration: it opens, it closes, and until when seats can be given back.
WindowField = Literal["opens_at", "closes_at", "cancel_until"]
LONGEST: Final[Mapping[str, int]] = {
    "title": 100,
    "about": 1000,
    "address": 120,
    "question": 150,
    "label": 60,
    "hall": 60,
    "school": 80,
}
MOST_PROFESSIONS: Final = 30
MOST_SCHOOLS: Final = 30
MOST_PLACES: Final = 40
MOST_SEATS: Final = 10_000
MOST_SESSIONS: Final = 60
MOST_WEEKS: Final = 12
# Minutes a session may last: a workshop of a quarter of an hour, a festival of four days.
SHORTEST_SESSION: Final = 15
LONGEST_SESSION: Final = 4 * 24 * 60

# Why an edit is not possible.
EditFault = Literal[
    "last_text",  # the title must stay in at least one language
    "was_answered",  # a question to which somebody has answered cannot be taken out
    "too_many",
    "wrong_order",  # registration would close before it opens
    "past",
]
Values = Mapping[str, Any]
# The event as it is, and how many registered for it, whatever became of that.
Edit = Callable[["Event", int], "Values | EditFault"]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A typed text as it is kept."""

    text: str


def cleaned(field: str, text: str) -> Cleaned | Literal["empty", "too_long"]:
    """Return a typed text as it is kept: one line, but for the description; without marks that are not seen."""
    lines = [" ".join(visible(line).split()) for line in text.splitlines()]
    kept = "\n".join(lines).strip() if field == "about" else " ".join(" ".join(lines).split())
    while "\n\n\n" in kept:
        kept = kept.replace("\n\n\n", "\n\n")
    if not kept:
        return "empty"
    return Cleaned(kept) if len(kept) <= LONGEST[field] else "too_long"


def with_text(texts: Texts, language: Language, text: str) -> Texts:
    """Return a text with another one in a language; an empty one takes the language out."""
    others = {each: said for each, said in texts.items() if each is not language}
    return {**others, language: text} if text else others


def text_edit(field: TextField, language: Language, text: str) -> Edit:
    """Write a text in a language, or take it out."""

    def edit(event: Event, _registered: int) -> Values | EditFault:
        texts = with_text(getattr(event, field), language, text)
        return {field: texts} if texts or field != "title" else "last_text"

    return edit


def question_edit(number: int, language: Language, text: str) -> Edit:
    """Write a question in a language, a new one behind the last; one that loses its last text is taken out."""

    def edit(event: Event, registered: int) -> Values | EditFault:
        questions = list(event.questions)
        if number >= len(questions):
            return {"questions": (*questions, {language: text})} if len(questions) < MOST_QUESTIONS else "too_many"
        questions[number] = with_text(questions[number], language, text)
        # Answers stand in the order of the questions.
        if not questions[number] and registered:
            return "was_answered"
        return {"questions": tuple(each for each in questions if each)}

    return edit


def fields_edit(**values: Any) -> Edit:
    """Set fields that stand in no relation to others."""
    return lambda _event, _registered: values


def point_edit(point: Point | None) -> Edit:
    """Set the point of the map."""
    return fields_edit(
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
    )


def ask_edit(what: Ask, *, on: bool) -> Edit:
    """Ask for something, or not."""
    return lambda event, _registered: {"asks": event.asks | {what} if on else event.asks - {what}}


def profession_edit(profession: str, *, on: bool) -> Edit:
    """Add a profession that can be tried, or take it out."""

    def edit(event: Event, _registered: int) -> Values | EditFault:
        others = tuple(each for each in event.professions if each != profession)
        if on and len(others) >= MOST_PROFESSIONS:
            return "too_many"
        return {"professions": (*others, profession) if on else others}

    return edit


def grade_edit(grade: int, *, on: bool) -> Edit:
    """Let a grade in, or not."""
    return lambda event, _registered: {
        "audience": replace(event.audience, grades=_set(event.audience.grades, grade, on=on))
    }


def region_edit(region: str, *, on: bool) -> Edit:
    """Let a region in, or not."""
    return lambda event, _registered: _bounded(
        replace(event.audience, regions=frozenset(_set(event.audience.regions, region, on=on)))
    )


def town_edit(town: str, *, on: bool) -> Edit:
    """Let a town in, or not."""
    return lambda event, _registered: _bounded(
        replace(event.audience, towns=frozenset(_set(event.audience.towns, town, on=on)))
    )


def school_edit(school: str) -> Edit:
    """Let a school in."""

    def edit(event: Event, _registered: int) -> Values | EditFault:
        others = tuple(each for each in event.audience.schools if each.casefold() != school.casefold())
        return _bounded(replace(event.audience, schools=(*others, school)))

    return edit


def without_schools(event: Event, _registered: int) -> Values:
    """Let all schools in."""
    return {"audience": replace(event.audience, schools=())}


def window_edit(field: WindowField, moment: datetime | None, now: datetime) -> Edit:
    """Set a moment of registration; None: at once, until the last session begins, and until a session begins."""

    def edit(event: Event, _registered: int) -> Values | EditFault:
        if field == "cancel_until":
            return {field: moment}
        values = {"opens_at": event.opens_at, "closes_at": event.closes_at}
        values[field] = moment or (now if field == "opens_at" else last_start(event) or event.closes_at)
        return {field: values[field]} if values["opens_at"] < values["closes_at"] else "wrong_order"

    return edit


def last_start(event: Event) -> datetime | None:
    """Return when the last session that is on begins."""
    return max((each.starts_at for each in event.sessions if each.is_on), default=None)


def closes_with(event: Event, starts: Iterable[datetime]) -> datetime:
    """Return when registration closes once sessions begin at other moments: until the last one, if it was so before."""
    last = last_start(event)
    follows = last is None or event.closes_at >= last
    return max(starts, default=event.closes_at) if follows else event.closes_at


# What a draft lacks before pupils may see it.
Lack = Literal["place", "session", "closed", "session_ahead"]


def lacks(event: Event, now: datetime) -> tuple[Lack, ...]:
    """Return what an event lacks before pupils may see it."""
    found: list[Lack] = [] if event.place else ["place"]
    coming = event.coming(now)
    if not coming:
        found.append("session_ahead" if event.sessions else "session")
    elif event.closes_at <= now or event.opens_at >= max(each.starts_at for each in coming):
        found.append("closed")
    return tuple(found)


def can_turn(event: Event, to: EventState, now: datetime) -> bool:
    """Return whether an event may come into a state; what it lacks for being open is asked by `lacks`."""
    if to == "held":
        return event.state in {"open", "closed"} and all(each.ends_at <= now for each in event.sessions if each.is_on)
    before: Mapping[EventState, frozenset[EventState]] = {
        "open": frozenset({"draft", "closed"}),
        "closed": frozenset({"open"}),
        "cancelled": frozenset({"draft", "open", "closed"}),
    }
    return event.state in before.get(to, frozenset())


def weeks_until_ahead(event: Event, now: datetime) -> timedelta:
    """Return how many whole weeks, at least one, bring all sessions of an event after a moment."""
    first = min((each.starts_at for each in event.sessions), default=now)
    week = timedelta(weeks=1)
    return week * max(1, (now - first) // week + 1)


def _bounded(audience: Audience) -> Values | EditFault:
    many = len(audience.regions) + len(audience.towns) > MOST_PLACES or len(audience.schools) > MOST_SCHOOLS
    return "too_many" if many else {"audience": audience}


def _set(those: frozenset[Any], one: Any, *, on: bool) -> frozenset[Any]:
    return those | {one} if on else those - {one}
