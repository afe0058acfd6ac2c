"""Questions of pupils to their counsellor: how long, how many, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from datetime import datetime

# What fits on a screen together with the thread around it.
LONGEST: Final = 700
MOST_OPEN: Final = 3
MOST_MESSAGES: Final = 30
MOST_TEMPLATES: Final = 8
# Without a word from either side a question closes by itself.
SILENCE: Final = timedelta(days=14)
State = Literal["open", "answered", "closed"]


@dataclass(frozen=True, slots=True)
class Said:
    """What one of the two wrote."""

    is_from_pupil: bool
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """A question.

    Attributes:
        class_name: grade and letter; empty when the class is no more.
        pupil: the name by which the counsellor may see who asks; None when only as a pupil.
        is_flagged: its words need an adult at once.
    """

    id: int
    class_name: str
    pupil: str | None
    state: State
    is_flagged: bool
    changed_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether one can still write."""
        return self.state != "closed"


def read_message(text: str) -> str | None:
    """Return what was typed, without blanks around; None when it is empty or too long."""
    text = text.strip()
    return text if text and len(text) <= LONGEST else None
