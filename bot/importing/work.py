"""The import of a table, from its rows to the overlay that has taken the place of the one before."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.importing.drafts import Source
from bot.importing.entries import Change, Present
from bot.importing.lookup import Lookup
from bot.importing.mistakes import Mistake
from bot.importing.reading import draft_table
from bot.importing.swap import alone, copied, swap
from bot.importing.writing import Writing
from bot.library import Shelf, check

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.importing.kind import Kind
    from bot.importing.table import Table
    from bot.library import Problem

# A row that the whole check refuses may have hidden what it says of another one.
_MOST_ROUNDS: Final = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import found and did.

    Attributes:
        rows: read below the header.
        changes: what the good rows say, unchanged things too; `mistakes`: by row and column.
        written: whether the overlay was changed.
    """

    rows: int
    changes: tuple[Change, ...]
    mistakes: tuple[Mistake, ...]
    written: bool = False

    @property
    def bad_rows(self) -> int:
        """How many rows have a mistake."""
        return len({mistake.row for mistake in self.mistakes if mistake.row})


class Import:
    """Imports tables of one kind into an overlay over the shipped content. `month`: the present one, as 2026-11."""

    def __init__(self, kind: Kind, shipped: Path, own: Path, month: str) -> None:
        self._kind, self._shipped, self._own, self._month = kind, shipped, own.resolve(), month

    def run(self, table: Table, *, dry: bool = False, accept_good: bool = False) -> Outcome:
        """Draft the rows, check the whole content with them, and let it take the place of the overlay.

        A table with bad rows changes nothing, unless the good ones are to be accepted.

        Raises:
            bot.importing.swap.Busy: another import is at work.
            bot.importing.writing.BrokenFile: a file of the overlay must be mended first.
            OSError: the overlay cannot be written; it is as it was.
        """
        with alone(self._own):
            shelf = Shelf(self._shipped, self._own)
            present = Present(shelf)
            drafted = draft_table(Source(self._kind, Lookup(shelf), present, self._month), table)
            changes = tuple(
                Change(present.entry(self._kind, each.key, pattern=each.pattern), each) for each in drafted.entries
            )
            outcome = Outcome(drafted.rows, changes, drafted.mistakes)
            if not any(change.is_any for change in changes):
                return outcome
            return self._apply(outcome, dry=dry, accept_good=accept_good)

    def _apply(self, outcome: Outcome, *, dry: bool, accept_good: bool) -> Outcome:
        for _ in range(_MOST_ROUNDS):
            with copied(self._own) as copy:
                Writing(copy, self._kind).write(change for change in outcome.changes if change.is_any)
                new = self._new_problems(copy)
                if not new:
                    good = any(change.is_any for change in outcome.changes)
                    if dry or not good or (outcome.mistakes and not accept_good):
                        return outcome
                    swap(copy, self._own)
                    return replace(outcome, written=True)
            outcome = _without(outcome, new)
        return replace(outcome, changes=())

    def _new_problems(self, copy: Path) -> list[Problem]:
        """Return the problems of the whole content that were not there before: an old one hinders no import."""
        found = self._problems(copy)
        known = {(problem.file, problem.message) for problem in self._problems(self._own)} if found else set()
        return [each for each in found if (each.file, each.message) not in known]

    def _problems(self, own: Path) -> list[Problem]:
        """Return the problems of the whole content, with the overlay's files named below its folder."""
        return [replace(problem, file=problem.file.removeprefix(f"{own}/")) for problem in check(self._shipped, own)]


def _without(outcome: Outcome, problems: Sequence[Problem]) -> Outcome:
    """Return what is left without the things of which the check found problems, each named at its row."""
    by_key = {change.after.key: change for change in outcome.changes if change.is_any}
    mistakes, bad = set(outcome.mistakes), set()
    for problem in problems:
        key = next((key for key in by_key if re.match(rf"{re.escape(key)}(?![\w-])", problem.message)), None)
        if key is None:
            mistakes.add(Mistake(0, "", str(problem)))
            bad |= set(by_key)
            continue
        bad.add(key)
        mistakes.add(_at_row(by_key[key], problem))
    kept = tuple(change for change in outcome.changes if change.after.key not in bad)
    return replace(outcome, changes=kept, mistakes=tuple(sorted(mistakes)))


def _at_row(change: Change, problem: Problem) -> Mistake:
    """Return the mistake of a row, at the column that holds the word of which the check speaks."""
    entry, reason = change.after, re.sub(rf"^{re.escape(change.after.key)}:? ", "", problem.message)
    code = problem.file.partition("/")[0]
    quoted = re.findall(r"'([^']+)'", reason)
    words = entry.words.get(code, {})
    column = next((name for name, text in words.items() if any(each in str(text) for each in quoted)), "")
    if code in entry.words:
        column = f"{column or 'name'}_{code}"
    if "the same as in Russian" in reason:
        reason = "the same as in Russian; if that is right, write yes in the column same_in_kk_and_ru"
    if "no college of the list teaches it" in reason:
        column, reason = "taught_nowhere", "no college teaches it; if that is right, write yes here"
    return Mistake(entry.row, column, reason)
