"""What an import says to the person at the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.importing.entries import Change
    from bot.importing.work import Outcome

_NOTHING: Final = "nothing"


def lines_of(outcome: Outcome, *, dry: bool) -> Iterator[str]:
    """Return what would change or did, every mistake, and what was done."""
    for change in outcome.changes:
        yield from _lines_of_change(change)
    unchanged = sum(not change.is_any for change in outcome.changes)
    if unchanged:
        yield f"unchanged {unchanged}"
    yield from map(str, outcome.mistakes)
    bad = outcome.bad_rows
    yield f"{outcome.rows} rows: {outcome.rows - bad} good, {bad} bad."
    yield _said(outcome, dry=dry)


def _said(outcome: Outcome, *, dry: bool) -> str:
    if outcome.written:
        return "Written. The bot reads it at its next start."
    if dry:
        return "Nothing was written: this was a dry run."
    if outcome.mistakes:
        good = any(change.is_any for change in outcome.changes)
        return f"Nothing was written. Mend the table{', or take the good rows with --accept-good' if good else ''}."
    return "Nothing was written: the atlas says all this already."


def _lines_of_change(change: Change) -> Iterator[str]:
    if not change.is_any:
        return
    if change.before is None:
        yield f"added     {change.after.key}  {change.after.name}"
        return
    yield f"changed   {change.after.key}  {change.after.name}"
    for path, (old, new) in change.fields.items():
        yield f"          {path}: {_shown(old)} -> {_shown(new)}"


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or _NOTHING
    return _NOTHING if value is None else str(value)
