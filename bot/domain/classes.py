"""Classes of counsellors: how they are called, who may join, and who may take one over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

GRADES: Final = (7, 8, 9, 10, 11, 12)
# A class of a Kazakh school has 25 pupils; two that sit together still fit. The same stands in the table.
MOST_PUPILS: Final = 45
# One's own class and a club; more would only be a sign of links that are passed on.
MOST_CLASSES_OF_PUPIL: Final = 3
MOST_CLASSES_OF_COUNSELLOR: Final = 60
LONGEST_NAME: Final = 60
LONGEST_SCHOOL: Final = 80
_LETTER: Final = re.compile(r"[^\W_]{1,3}")
_SOME_LETTER: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """A class.

    Attributes:
        counsellor_id: who leads it; None once they asked to be forgotten.
        school: how the counsellor calls it.
        school_digest: the same for all classes of one school.
        code: stands on the poster, in the link, and is typed.
        closed_at: since when nobody can join; None while one can.
    """

    id: int
    counsellor_id: int | None
    school: str
    school_digest: str
    grade: int
    letter: str
    code: str
    most_pupils: int
    created_at: datetime
    closed_at: datetime | None

    @property
    def name(self) -> str:
        """Grade and letter, as they stand on the classroom's door."""
        return f"{self.grade}{self.letter}"

    @property
    def is_open(self) -> bool:
        """Whether pupils can join."""
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody in a class.

    Attributes:
        name: as they typed it; None when they did not agree that their counsellor sees name and result.
        has_finished: whether a quiz of theirs is finished.
    """

    person_id: int
    joined_at: datetime
    name: str | None
    has_finished: bool


def read_letter(text: str) -> str | None:
    """Return a class's letter as it is written on doors; None when it cannot be one."""
    letter = "".join(text.split()).strip("\"'«»“”.-").upper()
    return letter if _LETTER.fullmatch(letter) else None


def read_name(text: str) -> str | None:
    """Return a typed name with single blanks; None when it cannot be one."""
    name = " ".join(text.split())
    is_one = 2 <= len(name) <= LONGEST_NAME and _SOME_LETTER.search(name) and not any(map(str.isdigit, name))
    return name if is_one else None


def read_school(text: str) -> str | None:
    """Return a typed school with single blanks; None when it cannot be one. A number alone is enough."""
    school = " ".join(text.split())
    return school if school and len(school) <= LONGEST_SCHOOL and any(map(str.isalnum, school)) else None
