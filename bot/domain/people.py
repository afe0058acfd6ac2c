"""The person as the rules know them: no name, no phone, only what advice needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.domain.languages import Language

# Career guidance in school begins in grade 8; a younger pupil may look around as an eighth-grader.
GRADES: Final = (8, 9, 10, 11)
# Somebody who already left school after grade 11.
LEFT_SCHOOL: Final = 12
# Pupils of grades 10 and 11 stay at school until its end; for the others the next door is the one after grade 9.
_FIRST_AFTER_11: Final = 10


def entry_grade(grade: int | None) -> int:
    """Return the grade, 9 or 11, after which somebody of this grade would enter a college."""
    return 11 if grade is not None and grade >= _FIRST_AFTER_11 else 9


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who agreed to the privacy text.

    Attributes:
        id: our own number, never shown.
        telegram_id: the chat to which answers go.
        grade: 8-11, 12 for "already finished school", or None when not yet said.
        place: id of a settlement of the atlas, or None when not yet said.
        spot: the packed tap that leads to the screen seen last; empty before the first.
        consent_version: version of the privacy text agreed to.
        goal: the packed tap of a link that is opened once the welcome is over; None when there is none.
        pilot_at: when they allowed their answers, without identity, to go into the pilot; None when they did not.
        visited_on: the day of a visit that was noted, at most a month before the last one.
    """

    id: int
    telegram_id: int
    language: Language
    grade: int | None
    place: str | None
    spot: str
    consent_version: str
    consented_at: datetime
    pilot_at: datetime | None = None
    goal: str | None = None
    visited_on: date | None = None

    @property
    def is_ready(self) -> bool:
        """Whether all questions of the welcome are answered."""
        return self.grade is not None and self.place is not None
