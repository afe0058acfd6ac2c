"""What comes back from the use-cases of classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from bot.domain.classes import Membership

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.db.classes import MemberRow
    from bot.domain.classes import SchoolClass
    from bot.services.advice import Advised
    from bot.services.schools import Counsellor, School


@dataclass(frozen=True, slots=True)
class Led:
    """A class in numbers.

    Attributes:
        joined, finished: how many are in it, and how many of those have finished a quiz.
        named: how many let themselves be seen by name.
    """

    school_class: SchoolClass
    joined: int
    finished: int
    named: int

    @classmethod
    def of(cls, school_class: SchoolClass, members: Sequence[MemberRow]) -> Self:
        """Count a class."""
        finished, named = sum(each.has_finished for each in members), sum(each.name is not None for each in members)
        return cls(school_class, len(members), finished, named)


@dataclass(frozen=True, slots=True)
class Own:
    """What a counsellor finds behind /class.

    Attributes:
        waiting: classes of the same school that have no counsellor.
        school: what the invitation names; None when it names none.
        may_assign: whether they are an administrator too, who decides who leads a class.
    """

    classes: tuple[Led, ...]
    waiting: tuple[SchoolClass, ...]
    school: School | None
    may_assign: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A class; `is_new`: it was made now."""

    school_class: SchoolClass
    is_new: bool


@dataclass(frozen=True, slots=True)
class NeedsSchool:
    """Neither the invitation nor what was typed names a school."""


@dataclass(frozen=True, slots=True)
class TooManyClasses:
    """Nobody leads so many."""


@dataclass(frozen=True, slots=True)
class Named:
    """Who is in a class.

    Attributes:
        named: those who agreed, each with a name, in the order in which they joined.
        nameless, nameless_finished: how many others there are, and how many of those have finished a quiz.
    """

    school_class: SchoolClass
    named: tuple[Membership, ...]
    nameless: int
    nameless_finished: int

    @classmethod
    def of(cls, school_class: SchoolClass, members: Sequence[MemberRow], opened: Callable[[bytes], str]) -> Self:
        """Open the names of those who agreed, and count the others."""
        named = tuple(
            Membership(each.person_id, each.joined_at, opened(each.name), each.has_finished)
            for each in members
            if each.name is not None
        )
        others = [each for each in members if each.name is None]
        return cls(school_class, named, len(others), sum(each.has_finished for each in others))


@dataclass(frozen=True, slots=True)
class ResultSeen:
    """A pupil's result; None while their quiz is not finished."""

    school_class: SchoolClass
    name: str
    advised: Advised | None


@dataclass(frozen=True, slots=True)
class Orphans:
    """Classes that nobody leads, and those who could."""

    classes: tuple[SchoolClass, ...]
    counsellors: tuple[Counsellor, ...]
