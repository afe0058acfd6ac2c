"""What a pupil may save to find it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["profession", "college"]
# A list that a phone shows on a few pages; whoever saves more has stopped choosing.
MOST_SAVED: Final = 40


@dataclass(frozen=True, slots=True)
class Saved:
    """Ids of saved professions and colleges, the oldest first."""

    professions: tuple[str, ...] = ()
    colleges: tuple[str, ...] = ()

    def has(self, kind: Kind, thing: str) -> bool:
        """Whether a thing is on the list."""
        return thing in (self.professions if kind == "profession" else self.colleges)

    @property
    def count(self) -> int:
        """How many things are on the list."""
        return len(self.professions) + len(self.colleges)
