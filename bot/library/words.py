"""Words of the atlas in one language, under the ids of the facts. Lengths are those that a phone of 320 pixels shows."""

from __future__ import annotations

import dataclasses
from typing import Annotated

from pydantic import Field, StringConstraints
from pydantic.dataclasses import dataclass

BUTTON = 26
HALF_BUTTON = 17
LINE = 90

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


@dataclass(frozen=True, config={"extra": "forbid"})
class Named:
    """Something with a name, and other names that people type."""

    name: Text
    also: tuple[Text, ...] = ()


@dataclass(frozen=True, config={"extra": "forbid"})
class WorldWords:
    """A world; its name is one of two buttons in a row."""

    name: Annotated[Text, Field(max_length=HALF_BUTTON)]


@dataclass(frozen=True, config={"extra": "forbid"})
class QuestionWords:
    """An activity."""

    text: Annotated[Text, Field(max_length=70)]


@dataclass(frozen=True, config={"extra": "forbid"})
class ProfessionWords:
    """A profession: names, a line, what one does, a working day, whom it suits, what is hard, and what pupils type.

    The sum of the texts is checked beside their single lengths: see `bot.library.check_cards`.
    """

    name: Text
    short: Annotated[Text, Field(max_length=BUTTON)]
    line: Annotated[Text, Field(max_length=LINE)]
    does: Annotated[Text, Field(min_length=70, max_length=330)]
    day: Annotated[Text, Field(min_length=60, max_length=300)]
    suits: Annotated[Text, Field(min_length=20, max_length=150)]
    hard: Annotated[Text, Field(min_length=20, max_length=150)]
    also: tuple[Text, ...] = ()
    demand_note: Annotated[Text, Field(max_length=160)] | None = None


@dataclass(frozen=True, config={"extra": "forbid"})
class HealthWords:
    """What to think of before a job that loads the body in a certain way: part of a sentence, without its full stop."""

    text: Annotated[Text, Field(max_length=60)]


@dataclass(frozen=True, config={"extra": "forbid"})
class CollegeWords:
    """A college: its name, and a short one for buttons."""

    name: Text
    short: Annotated[Text, Field(max_length=40)]
    also: tuple[Text, ...] = ()


@dataclass(frozen=True, config={"extra": "forbid"})
class FactWords:
    """An enterprise, a project or a known event: its name, one sentence of ours for a pupil, and what people type."""

    name: Annotated[Text, Field(max_length=60)]
    fact: Annotated[Text, Field(max_length=160)]
    also: tuple[Text, ...] = ()


@dataclass(frozen=True, config={"extra": "forbid"})
class StatementWords:
    """A line about applying: what is needed, how it goes, what it brings; without its full stop."""

    text: Annotated[Text, Field(max_length=120)]


@dataclass(frozen=True, config={"extra": "forbid"})
class TalkWords:
    """What people say beside the matter: greetings, thanks, doubts. `anywhere` is enough inside a longer text."""

    said: Annotated[tuple[Text, ...], Field(min_length=1)]
    anywhere: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """Everything that the atlas says in one language."""

    regions: dict[str, Named]
    places: dict[str, Named]
    worlds: dict[str, WorldWords]
    specialties: dict[str, Named]
    fields: dict[str, Named]
    pay_basis: dict[str, Named]
    subjects: dict[str, Named]
    health: dict[str, HealthWords]
    questions: dict[str, QuestionWords]
    professions: dict[str, ProfessionWords]
    colleges: dict[str, CollegeWords]
    industries: dict[str, Named]
    enterprises: dict[str, FactWords]
    projects: dict[str, FactWords]
    figures: dict[str, Named]
    event_kinds: dict[str, Named]
    known_events: dict[str, FactWords]
    admission: dict[str, StatementWords]
    topics: dict[str, Named]
    talk: dict[str, TalkWords]
    pages: dict[str, str]
