"""A class as its teacher lists it: which rows can be taken, and what is wrong with the others, all of it at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from bot.domain.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.domain.events import Ask

# A bus and a half; who brings more sends two lists.
MOST_IN_LIST: Final = 60
LONGEST_NAME: Final = 80
LONGEST_SCHOOL: Final = 120
LONGEST_GRADE: Final = 12

Field = Literal["name", "class", "school", "who"]
Why = Literal[
    "no_name",
    "not_a_name",  # digits, signs, a single letter
    "too_long",
    "no_class",
    "no_school",
    "other_school",  # a class comes from one school
    "who_unknown",
    "twice",  # the same name and class as in a row above
    "registered",  # registered by the same teacher for this session before
    "not_readable",  # the cell cannot be taken: a formula, an error, letters that were lost
]

# What stands in the column "who"; empty means a pupil. Folded.
_PUPIL: Final = frozenset({"", "окушы", "ученик", "ученица", "школьник", "школьница", "pupil", "student"})
_COMPANION: Final = frozenset(
    {
        "ересек",
        "мугалим",
        "ата ана",
        "жетекши",
        "сынып жетекшиси",
        "взрослыи",
        "взрослая",
        "учитель",
        "родитель",
        "сопровождающии",
        "классныи руководитель",
        "adult",
        "teacher",
        "parent",
        "companion",
    }
)
_NO_NAME: Final = re.compile(r"[\d<>{}/@#=]|\w{41}")
_LETTER: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it was written.

    Attributes:
        number: of the row, as the spreadsheet counts.
        unreadable: fields whose cells cannot be taken.
    """

    number: int
    name: str
    grade: str = ""
    school: str = ""
    who: str = ""
    unreadable: frozenset[Field] = frozenset()


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a class who can be registered."""

    name: str
    grade: str
    school: str
    is_companion: bool

    @property
    def key(self) -> tuple[str, str]:
        """Name and class without what people write differently."""
        return fold(self.name), fold(self.grade)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell of a row."""

    number: int
    field: Field
    why: Why


def read_class(
    lines: Sequence[Line], asks: frozenset[Ask], known: Iterable[tuple[str, str]] = ()
) -> tuple[Member, ...] | tuple[Fault, ...]:
    """Return the members of a class, or everything that is wrong with their list: a class is taken whole or not at all.

    Args:
        lines: the rows that say something.
        asks: what the event asks for.
        known: keys of those whom the teacher registered for the session before.
    """
    members = [_member(line) for line in lines]
    school = next((each.school for each in members if each.school), "")
    seen: set[tuple[str, str]] = set()
    faults: list[Fault] = []
    registered = frozenset(known)
    for line, member in zip(lines, members, strict=True):
        found = _faults(line, member, asks)
        if member.school and fold(member.school) != fold(school):
            found.append(Fault(line.number, "school", "other_school"))
        if not found and member.key in seen:
            found.append(Fault(line.number, "name", "twice"))
        if not found and member.key in registered:
            found.append(Fault(line.number, "name", "registered"))
        seen.add(member.key)
        faults += found
    return tuple(faults) or tuple(members)


def _member(line: Line) -> Member:
    return Member(_tidy(line.name), _tidy(line.grade), _tidy(line.school), is_companion=fold(line.who) in _COMPANION)


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _faults(line: Line, member: Member, asks: frozenset[Ask]) -> list[Fault]:
    """Return what is wrong with a row by itself; a cell that cannot be read is not blamed for being empty, too."""
    found: dict[Field, Why] = dict.fromkeys(sorted(line.unreadable), "not_readable")
    _blame(found, "name", _wrong_name(member.name))
    needs_class = "class" in asks and not member.is_companion
    _blame(found, "class", _wrong_text(member.grade, LONGEST_GRADE, "no_class", is_asked=needs_class))
    _blame(found, "school", _wrong_text(member.school, LONGEST_SCHOOL, "no_school", is_asked="school" in asks))
    _blame(found, "who", None if member.is_companion or fold(line.who) in _PUPIL else "who_unknown")
    return [Fault(line.number, field, why) for field, why in found.items()]


def _blame(found: dict[Field, Why], field: Field, why: Why | None) -> None:
    if why is not None:
        found.setdefault(field, why)


def _wrong_name(name: str) -> Why | None:
    if not name:
        return "no_name"
    if len(name) > LONGEST_NAME:
        return "too_long"
    letters = len(_LETTER.findall(name))
    return "not_a_name" if letters < 2 or _NO_NAME.search(name) else None


def _wrong_text(text: str, longest: int, missing: Why, *, is_asked: bool) -> Why | None:
    if not text:
        return missing if is_asked else None
    return "too_long" if len(text) > longest else None
