"""What can come of a wish for a seat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.line import Reason
    from bot.domain.registration import Closed, State


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who comes to the line.

    Attributes:
        person_id: None for a pupil of a teacher's list, and for a place that is kept for a friend.
        about: name, school, class and answers, sealed; None for a place that is kept for a friend.
        is_companion: an adult who comes along with a class.
        has_paper: no parent has to be asked any more: who registers them holds the signed paper, or they are grown up.
        needs_parent: whether a parent has to agree for this pupil, though not for everybody.
    """

    person_id: int | None
    about: bytes | None = None
    is_companion: bool = False
    has_paper: bool = False
    needs_parent: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is a place that is kept for a friend."""
        return self.person_id is None and self.about is None


@dataclass(frozen=True, slots=True)
class Placed:
    """The registration stands, and this is what it has: a seat, a held seat, or a place in line.

    Attributes:
        party_code: for the friends for whom places are kept; None when there are none.
    """

    registration_id: int
    state: State
    party_code: str | None = None


@dataclass(frozen=True, slots=True)
class AlreadyIn:
    """The person had registered before; nothing was changed."""

    registration_id: int
    state: State


@dataclass(frozen=True, slots=True)
class NotPossible:
    """Nobody can register now."""

    reason: Closed


@dataclass(frozen=True, slots=True)
class TooMany:
    """So many together will never fit: the session, or the school's share of it, is smaller. Nothing was changed."""

    most: int


@dataclass(frozen=True, slots=True)
class Changed:
    """The registration is in another state now."""

    state: State


@dataclass(frozen=True, slots=True)
class TooLate:
    """What was wanted is no longer possible: the offer has run out, the day has come, or the tap is an old one."""

    state: State


@dataclass(frozen=True, slots=True)
class Gone:
    """There is no such session or registration, or it is somebody else's."""


@dataclass(frozen=True, slots=True)
class Resized:
    """The session has a capacity now; it can be no smaller than the seats that are taken."""

    capacity: int
    is_as_wished: bool


@dataclass(frozen=True, slots=True)
class InLine:
    """The registration waits: where, and why still.

    Attributes:
        before: how many people stand before it.
        size: how many stand together with it, itself included.
        passed: how often somebody behind it got a seat while its party did not fit.
        reason: None when nothing keeps it from its seat any more.
    """

    before: int
    size: int
    passed: int
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class NotInLine:
    """The registration does not wait, or waits in vain, because the session has begun or will not be."""

    state: State
