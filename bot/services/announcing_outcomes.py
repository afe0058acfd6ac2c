"""What comes back from the use-cases of those who announce."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.announcements import Announcement, Reason

NotReady = Literal["no_text", "too_long", "nobody", "none_left", "too_few", "not_urgent", "past"]
_OPEN: Final = ("due", "held", "sending")


@dataclass(frozen=True, slots=True)
class Seen:
    """An announcement for its author or an administrator.

    Attributes:
        states: how many of its messages are in each state of the outbox.
    """

    announcement: Announcement
    states: Mapping[str, int]

    @property
    def total(self) -> int:
        """For how many people it is or was."""
        return sum(self.states.values())

    @property
    def left(self) -> int:
        """How many messages are still to come to their end."""
        return sum(self.states.get(state, 0) for state in _OPEN)


@dataclass(frozen=True, slots=True)
class Counted:
    """Whom a draft would reach now; `left_out` says why others of its audience get nothing."""

    recipients: int
    left_out: Mapping[Reason, int]


@dataclass(frozen=True, slots=True)
class Unready:
    """It is not sent as it is, and why."""

    why: NotReady


@dataclass(frozen=True, slots=True)
class Sent:
    """It is confirmed: under way to so many, or waiting for its time (`recipients` as of now)."""

    announcement: Announcement
    recipients: int
    starts_at: datetime | None
