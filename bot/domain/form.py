"""The form of a registration: what is asked next, and which typed texts are taken. Only what the organiser asks, and no more."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from bot.domain.registration import About

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.events import Event

Step = Literal["name", "school", "class", "q0", "q1", "q2", "age"]
# Why a typed text is not taken.
Fault = Literal["empty", "too_long", "too_short", "number", "not_a_name", "not_a_class"]

LONGEST: Final[Mapping[str, int]] = {"name": 60, "school": 80, "class": 12}
_LONGEST_ANSWER: Final = 200
# Individual identification numbers have twelve digits, phone numbers of this country eleven: neither is ever kept.
_LONG_NUMBER: Final = re.compile(r"(?:\d[\W_]*){10,}")
_CLASS: Final = re.compile(r"\d{1,2}\s*[-–«\"' ]*\s*[^\W\d_]?[»\"']*", re.UNICODE)
_MOST_FRIENDS: Final = 4


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that somebody fills in.

    Attributes:
        session: for which session.
        texts: what was typed, by step.
        is_under: whether the pupil is younger than the age at which no parent is asked; None when not said.
        friends: for how many places are kept.
        party: code of the party that keeps a place for this pupil; None when they come by themselves.
        remembers: whether name, school and class may be kept for the next time.
    """

    session: int
    texts: Mapping[Step, str] = field(default_factory=dict)
    is_under: bool | None = None
    friends: int = 0
    party: str | None = None
    remembers: bool = False

    def with_text(self, step: Step, text: str) -> Draft:
        """Return the form with a text in place of any earlier one."""
        return replace(self, texts={**self.texts, step: text})

    def with_friends(self, number: int) -> Draft:
        """Return the form with places for friends; a number out of range becomes the nearest."""
        return replace(self, friends=min(max(number, 0), _MOST_FRIENDS))

    @property
    def about(self) -> About:
        """What it says of the pupil."""
        answers = tuple(self.texts.get(step, "") for step in ANSWERS)
        while answers and not answers[-1]:
            answers = answers[:-1]
        return About(self.texts.get("name", ""), self.texts.get("school", ""), self.texts.get("class", ""), answers)

    def as_json(self) -> dict[str, Any]:
        """Return it as it is sealed."""
        return {
            "session": self.session,
            "texts": dict(self.texts),
            "is_under": self.is_under,
            "friends": self.friends,
            "party": self.party,
            "remembers": self.remembers,
        }

    @classmethod
    def read(cls, found: Mapping[str, Any]) -> Draft:
        """Return what was sealed."""
        return cls(**found)


ANSWERS: Final[tuple[Step, ...]] = ("q0", "q1", "q2")
# The class of somebody who has left school.
NO_CLASS: Final = "—"


def steps_of(event: Event) -> tuple[Step, ...]:
    """Return what is asked for an event, in order; the school also where its pupils alone, or only so many of them, may come."""
    needed = {"school"} if event.audience.schools or event.school_quota is not None else set()
    asked: list[Step] = [step for step in ("name", "school", "class") if step in event.asks | needed]
    asked += ANSWERS[: len(event.questions)]
    if event.needs_parent and event.parent_under_age is not None:
        asked.append("age")
    return tuple(asked)


def missing(draft: Draft, event: Event) -> Step | None:
    """Return what is asked next; None when the form is whole."""
    return next((step for step in steps_of(event) if not _has(draft, step)), None)


def needs_parent(draft: Draft, event: Event) -> bool:
    """Return whether a parent has to agree for this pupil."""
    if not event.needs_parent:
        return False
    return event.parent_under_age is None or draft.is_under is not False


@dataclass(frozen=True, slots=True)
class Kept:
    """A typed text as it is kept."""

    text: str


def taken(step: Step, text: str) -> Kept | Fault:
    """Return a typed text as it is kept, or why it is not taken."""
    cleaned = " ".join(visible(text).split())
    if not cleaned:
        return "empty"
    if len(cleaned) > LONGEST.get(step, _LONGEST_ANSWER):
        return "too_long"
    if _LONG_NUMBER.search(cleaned):
        return "number"
    if step == "name":
        return _name(cleaned)
    if step == "class" and not _CLASS.fullmatch(cleaned):
        return "not_a_class"
    return Kept(cleaned)


def _name(text: str) -> Kept | Fault:
    letters = [letter for letter in text if letter.isalpha()]
    if any(not (letter.isalpha() or letter in " -'’.`ʼ") for letter in text):
        return "not_a_name"
    return Kept(text) if len(letters) >= 2 else "too_short"


def _has(draft: Draft, step: Step) -> bool:
    return draft.is_under is not None if step == "age" else bool(draft.texts.get(step))


def visible(text: str) -> str:
    """Return a text without control and direction marks, which would change how a list at the door reads."""
    normal = unicodedata.normalize("NFC", text)
    return "".join(
        " " if letter.isspace() else letter for letter in normal if letter.isspace() or not _is_hidden(letter)
    )


def _is_hidden(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn"}
