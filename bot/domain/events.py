"""Events and their sessions as everybody reads them, and for whom they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from bot.domain.languages import Language

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.geo import Point
    from bot.domain.registration import Closed, EventState

Kind = Literal["festival", "workshop", "open_day", "excursion", "try_out", "contest", "forum", "job_fair"]
# What a pupil is asked for; the name always.
Ask = Literal["name", "school", "class"]
MOST_QUESTIONS: Final = 3
# A text that an organiser wrote, in at least one language.
Texts = Mapping[Language, str]

# What is read instead of a language that is missing: most people read the state language and Russian.
_INSTEAD: Final[Mapping[Language, tuple[Language, ...]]] = {
    Language.KK: (Language.KK, Language.RU, Language.EN),
    Language.RU: (Language.RU, Language.KK, Language.EN),
    Language.EN: (Language.EN, Language.RU, Language.KK),
}


def text_in(texts: Texts, language: Language) -> str:
    """Return a text in a language, or in the one that is read instead; empty when there is none at all."""
    return next((texts[each] for each in _INSTEAD[language] if texts.get(each)), "")


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom an event is; an empty set is for everybody.

    Attributes:
        regions, towns: ids of the atlas.
        schools: as the organiser wrote them.
        grades: 8-12; 12 are those who left school.
    """

    regions: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    schools: tuple[str, ...] = ()
    grades: frozenset[int] = frozenset()

    def admits(self, region: str | None, town: str | None, grade: int | None) -> bool:
        """Return whether somebody of a place and a grade is meant; schools are looked at when one registers."""
        if self.grades and grade not in self.grades:
            return False
        if not self.regions and not self.towns:
            return True
        return region in self.regions or town in self.towns


@dataclass(frozen=True, slots=True)
class Session:
    """A session of an event.

    Attributes:
        taken: final seats and those held for an offer or for a parent.
        waiting: pupils in line.
        label: what it is about, when sessions differ; may be empty.
        hall: where in the house; may be empty.
        version: grows with each move in time or place.
    """

    id: int
    event_id: int
    starts_at: datetime
    ends_at: datetime
    capacity: int
    taken: int
    waiting: int
    is_on: bool
    label: Texts
    hall: Texts
    version: int

    @property
    def free(self) -> int:
        """Seats for newcomers: none while somebody waits."""
        return 0 if self.waiting else max(0, self.capacity - self.taken)


@dataclass(frozen=True, slots=True)
class Event:
    """An event.

    Attributes:
        code: stands in links and files; never changes.
        place: a settlement of the atlas.
        cancel_until: until when a seat can be given back; None: until the session begins.
        asks: what a pupil is asked for.
        questions: at most `MOST_QUESTIONS` of the organiser.
        parent_under_age: a parent has to agree for those who are younger; None with `needs_parent`: for everybody.
        sessions: in the order of time, those that were called off too.
    """

    id: int
    code: str
    kind: Kind
    state: EventState
    title: Texts
    about: Texts
    place: str | None
    address: Texts
    point: Point | None
    link: str | None
    zone: str
    opens_at: datetime
    closes_at: datetime
    cancel_until: datetime | None
    audience: Audience
    professions: tuple[str, ...]
    questions: tuple[Texts, ...]
    asks: frozenset[Ask]
    needs_approval: bool
    needs_parent: bool
    parent_under_age: int | None
    offer_hours: int
    parent_hours: int
    school_quota: int | None
    sessions: tuple[Session, ...]

    def coming(self, now: datetime) -> tuple[Session, ...]:
        """Return the sessions that are on and have not begun."""
        return tuple(each for each in self.sessions if each.is_on and each.starts_at > now)

    def session(self, session_id: int) -> Session | None:
        """Return a session of this event; None when it has no such one."""
        return next((each for each in self.sessions if each.id == session_id), None)

    def closed_for(self, now: datetime) -> Closed | None:
        """Return why nobody can register for any session now, or None when somebody can."""
        if self.state == "cancelled" or (self.sessions and not any(each.is_on for each in self.sessions)):
            return "session_cancelled"
        if self.state != "open":
            return "event_closed"
        if now < self.opens_at:
            return "not_open_yet"
        return None if now < self.closes_at and self.coming(now) else "over"
