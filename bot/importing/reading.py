"""From the cells of a table to entries: the header is understood, every row is drafted, every mistake is gathered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from bot.importing.demand import DemandDraft
from bot.importing.drafts import Draft
from bot.importing.mistakes import Mistake
from bot.importing.table import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.importing.drafts import Source
    from bot.importing.entries import Entry
    from bot.importing.kind import Kind
    from bot.importing.table import Table

# What is wrong with the names of columns is wrong in every row.
_HEADER: Final = 0


@dataclass(frozen=True, slots=True)
class Drafted:
    """What became of a table. `rows`: how many were read."""

    rows: int
    entries: tuple[Entry, ...]
    mistakes: tuple[Mistake, ...]


def draft_table(source: Source, table: Table) -> Drafted:
    """Return entries and mistakes of a table."""
    names = [name_of(title) for title in table.names]
    mistakes = list(_of_header(source.kind, names))
    if mistakes:
        return Drafted(0, (), tuple(mistakes))
    faulty = {(fault.row, fault.column) for fault in table.faults}
    bad_rows = {fault.row for fault in table.faults}
    mistakes += table.faults
    entries: dict[tuple[str, str], Entry] = {}
    count = 0
    for row, texts in table.rows:
        cells = {name: text for name, text in zip(names, [*texts, *[""] * len(names)], strict=False) if name}
        if row not in bad_rows and _says_nothing(cells):
            continue
        count += 1
        draft = (DemandDraft if source.kind.name == "demand" else Draft)(source, row, cells)
        for entry in draft.entries():
            first = entries.setdefault((entry.pattern, entry.key), entry)
            if first.row != row:
                draft.blame("id" if "id" in cells else "", f"the same as row {first.row}: {entry.key}")
        mistakes += [each for each in draft.mistakes if (each.row, each.column) not in faulty]
    if not count:
        mistakes.append(Mistake(0, "", "there are no rows below the first one"))
    good = tuple(entry for entry in entries.values() if entry.row not in bad_rows)
    return Drafted(count, good, tuple(sorted(mistakes)))


def _says_nothing(cells: Mapping[str, str]) -> bool:
    """Whether a row is empty, or an example."""
    is_example = cells.get("note", "").casefold().startswith("example")
    return is_example or not any(text.strip() for name, text in cells.items() if name != "note")


def _of_header(kind: Kind, names: Sequence[str]) -> Iterable[Mistake]:
    known = kind.by_name
    if not set(names) & set(known):
        yield Mistake(
            _HEADER, "", "the first row must name the columns; `temirqazyq content template` writes a table that does"
        )
        return
    for name, times in Counter(name for name in names if name).items():
        if times > 1:
            yield Mistake(_HEADER, name, "this column stands twice")
        if name not in known:
            near = get_close_matches(name, known, n=1)
            yield Mistake(_HEADER, name, f"there is no such column{f'; perhaps {near[0]} is meant' if near else ''}")
    for column in kind.columns:
        if column.needed and column.name not in names and not ("id" in names and kind.name != "demand"):
            yield Mistake(_HEADER, column.name, "this column is missing")
