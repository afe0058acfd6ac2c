"""A door list that was ticked on paper or in a file: who came by it, and which rows do not fit what is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from bot.domain.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.registration import State

Why = Literal[
    "unknown_code",
    "other_session",
    "twice",  # ticked in a row above
    "already_in",  # let in by scan, code or name
    "no_seat",  # given back, refused, still in line
    "mark_unknown",  # neither a tick nor a no
    "not_readable",  # the cell holds a formula or an error
]

# Signs and words that people put into a box; signs are compared as they are, words folded.
_SIGNS: Final = frozenset("+✓✔☑√*")
_YES: Final = frozenset(
    {"1", "x", "х", "v", "да", "иа", "ия", "yes", "y", "келди", "болды", "пришел", "пришла", "был", "была", "came"}
)
_NO_SIGNS: Final = frozenset("-–—")
_NO: Final = frozenset({"0", "нет", "жок", "no", "n", "келмеди", "не пришел", "не пришла"})


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row of the list that came back; `code` as it is kept, `number` as the spreadsheet counts."""

    number: int
    code: str
    mark: str
    is_readable: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a ticket when the list comes back."""

    registration_id: int
    state: State
    is_in: bool
    is_of_session: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that cannot be taken as it stands."""

    number: int
    why: Why
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a list says: registrations whose pupils came, and the rows that do not fit."""

    came: tuple[int, ...]
    conflicts: tuple[Conflict, ...]


def read_ticks(rows: Sequence[MarkedRow], known: Mapping[str, Known]) -> Ticked:
    """Return who came by a list; rows without a tick say nothing."""
    came: dict[int, None] = {}
    seen: set[str] = set()
    conflicts: list[Conflict] = []
    for row in rows:
        ticked = _is_tick(row.mark) if row.is_readable else None
        if ticked is False:
            continue
        found = known.get(row.code)
        why = _why_not(row, found, is_tick=ticked is True, is_again=row.code in seen)
        seen.add(row.code)
        if why is not None:
            conflicts.append(Conflict(row.number, why, found.state if found and why == "no_seat" else None))
        elif found is not None:
            came[found.registration_id] = None
    return Ticked(tuple(came), tuple(conflicts))


def _why_not(row: MarkedRow, found: Known | None, *, is_tick: bool, is_again: bool) -> Why | None:
    if not is_tick:
        return "mark_unknown" if row.is_readable else "not_readable"
    if found is None:
        return "unknown_code"
    if is_again:
        return "twice"
    if not found.is_of_session:
        return "other_session"
    if found.is_in:
        return "already_in"
    return None if found.state == "seated" else "no_seat"


def _is_tick(mark: str) -> bool | None:
    """Return whether a cell is a tick; None when it cannot be told."""
    bare = mark.strip()
    if set(bare) <= _NO_SIGNS:
        return False
    if set(bare) <= _SIGNS or fold(bare) in _YES:
        return True
    return False if fold(bare) in _NO else None
