"""From the cells of a table to entries: the header is understood, every row is drafted, every mistake is gathered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.importing.demand import DemandDraft
from bot.importing.drafts import Draft
from bot.importing.mistakes import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.importing.drafts import Source
    from bot.importing.entries import Entry
    from bot.importing.kinds import Kind


@dataclass(frozen=True, slots=True)
class Drafted:
    """What became of a table. `rows`: how many were read."""

    rows: int
    entries: tuple[Entry, ...]
    mistakes: tuple[Mistake, ...]


def draft_table(source: Source, table: Iterable[tuple[int, Sequence[str]]]) -> Drafted:
    """Return entries and mistakes of a table whose first row names the columns."""
    rows = iter(table)
    number, header = next(rows, (1, ()))
    names = [" ".join(cell.split()).casefold().replace(" ", "_") for cell in header]
    mistakes = list(_of_header(source.kind, number, names))
    if mistakes:
        return Drafted(0, (), tuple(mistakes))
    entries: list[Entry] = []
    seen: dict[tuple[str, str], int] = {}
    count = 0
    for row, texts in rows:
        cells = {name: text for name, text in zip(names, [*texts, *[""] * len(names)], strict=False) if name}
        if not any(text.strip() for text in texts) or cells.get("note", "").casefold().startswith("example"):
            continue
        count += 1
        draft = (DemandDraft if source.kind.name == "demand" else Draft)(source, row, cells)
        found = draft.entries()
        mistakes += draft.mistakes
        mistakes += [
            Mistake(row, "id" if "id" in cells else "", f"the same as row {seen[_identity(each)]}: {each.key}")
            for each in found
            if _identity(each) in seen
        ]
        entries += [each for each in found if _identity(each) not in seen]
        seen |= {_identity(each): row for each in found if _identity(each) not in seen}
    if not count:
        mistakes.append(Mistake(0, "", "there are no rows below the first one"))
    return Drafted(count, tuple(entries), tuple(sorted(mistakes)))


def _identity(entry: Entry) -> tuple[str, str]:
    return entry.pattern, entry.key


def _of_header(kind: Kind, row: int, names: Sequence[str]) -> Iterable[Mistake]:
    known = kind.by_name
    if not set(names) & set(known):
        yield Mistake(row, "", "this row must name the columns; `temirqazyq content template` writes a table that does")
        return
    for name, times in Counter(name for name in names if name).items():
        if times > 1:
            yield Mistake(row, name, "this column stands twice")
        if name not in known:
            near = get_close_matches(name, known, n=1)
            yield Mistake(row, name, f"there is no such column{f'; perhaps {near[0]} is meant' if near else ''}")
    for column in kind.columns:
        if column.needed and column.name not in names and not ("id" in names and kind.name != "demand"):
            yield Mistake(row, column.name, "this column is missing")
