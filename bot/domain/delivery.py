"""What came back from Telegram, and what becomes of a message then: the table of docs/operations.md as a pure rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal, assert_never

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.languages import Language

State = Literal["due", "held", "sending", "sent", "uncertain", "failed", "unreachable", "dropped"]
# Nothing more happens to these by itself.
FINAL: Final[frozenset[State]] = frozenset({"sent", "uncertain", "failed", "unreachable", "dropped"})

# Kinds that change or take away what was sent.
CORRECTIONS: Final = frozenset({"correction", "removal"})

_FIRST_PAUSE: Final = timedelta(seconds=5)
_LONGEST_PAUSE: Final = timedelta(minutes=10)
# Doubling so often reaches the longest pause.
_MOST_DOUBLINGS: Final = 7
# Time for a server in trouble to come round before it is tried once more.
_AFTER_DOUBT: Final = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Errand:
    """A row of the outbox whose turn has come, with its addressee as they are now.

    Attributes:
        subject: about what it is: a year, the id of a registration, of an announcement.
        round: tells several messages of one kind about one subject apart.
        chat_id: the addressee's chat in Telegram.
        is_notice: whether the addressee waits for it; else it is an announcement.
        attempts: how often it was begun, this time included.
        doubts: how often nobody knew whether it had arrived.
    """

    id: int
    person_id: int
    kind: str
    subject: int
    round: int
    chat_id: int
    language: Language
    is_notice: bool
    attempts: int
    doubts: int


@dataclass(frozen=True, slots=True)
class Delivered:
    """Telegram took it; `message_id` is None when the server does not tell it."""

    message_id: int | None


@dataclass(frozen=True, slots=True)
class Flooded:
    """Not sent: too much was sent lately, and nothing may be for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class NotSent:
    """Not sent for sure: there was no connection."""

    trouble: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have arrived or not: the answer was lost."""

    trouble: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The addressee blocked the bot, or the chat is no more."""

    trouble: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Telegram finds fault with the message itself."""

    trouble: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Not sent: the chat has another id now."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class TokenRefused:
    """Not sent: the token is not accepted, and nothing will be until somebody changes it."""


Outcome = Delivered | Flooded | NotSent | Unknown | Unreachable | Rejected | Moved | TokenRefused


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a row.

    Attributes:
        due_at: when its turn comes again; None when it does not, or at once.
    """

    state: State
    due_at: datetime | None = None
    is_doubted: bool = False
    message_id: int | None = None
    trouble: str | None = None


def decide_fate(errand: Errand, outcome: Outcome, now: datetime) -> Fate:
    """Return what becomes of a message; a second move of a chat within one attempt is handled as a rejection."""
    match outcome:
        case Delivered(message_id):
            return Fate("sent", message_id=message_id)
        case Unknown(trouble):
            return _after_doubt(errand, trouble, now)
        case Unreachable(trouble):
            return Fate("unreachable", trouble=trouble)
        case Rejected(trouble):
            return Fate("failed", trouble=trouble)
        case Moved():
            return Fate("failed", trouble="the chat moved twice")
        case _:
            return _not_sent(errand, outcome, now)


def _not_sent(errand: Errand, outcome: Flooded | NotSent | TokenRefused, now: datetime) -> Fate:
    """What surely was not sent has its turn again."""
    match outcome:
        case Flooded(seconds):
            return Fate("due", now + timedelta(seconds=seconds), trouble="flood control")
        case NotSent(trouble):
            return Fate("due", now + pause_after(errand.attempts), trouble=trouble)
        case TokenRefused():
            return Fate("due", now, trouble="the token was refused")
        case _:
            assert_never(outcome)


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts without a connection: twice as long each time, at most ten minutes."""
    doublings = min(max(attempts, 1) - 1, _MOST_DOUBLINGS)
    pause: timedelta = _FIRST_PAUSE * 2**doublings
    return min(pause, _LONGEST_PAUSE)


def _after_doubt(errand: Errand, trouble: str, now: datetime) -> Fate:
    """A notice is sent once more, because twice is better than never; an announcement waits for a person's decision.

    A correction done twice is the same as done once.
    """
    if (errand.is_notice or errand.kind in CORRECTIONS) and errand.doubts == 0:
        return Fate("due", now + _AFTER_DOUBT, is_doubted=True, trouble=trouble)
    return Fate("uncertain", is_doubted=True, trouble=trouble)
