"""How things stand in an installation, for whoever watches over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Bare counts at one moment.

    Attributes:
        outbox: messages by state, those alone that have not come to their end.
        late: messages whose turn has come.
        oldest_due: since when the one that waits longest should have gone out; None when there is none.
        capacity: seats of all sessions to come.
        taken: seats of those that are final or held.
        waiting: pupils in line for those.
        held: seats held for an answer ("offered") or for a parent ("consent").
    """

    outbox: Mapping[str, int]
    late: int
    oldest_due: datetime | None
    capacity: int
    taken: int
    waiting: int
    held: Mapping[str, int]
