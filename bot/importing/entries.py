"""Entries: what the atlas says of one thing, facts and words, as plain dictionaries that can be compared and written."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel

from bot.domain.languages import Language
from bot.library.region_forms import FigureForm
from bot.library.rows import Row, Rows, id_of
from bot.library.shelf import demand_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.importing.kind import Kind
    from bot.library import Shelf

FIGURES: Final = "facts/figures.yaml"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of one thing.

    Attributes:
        row: of the table from which it comes; 0 for one that stands in the atlas.
        pattern: the files of facts in which it may stand; `kind`: the folder or file of its words, empty when it has none.
        key: its id, or what else makes it the same thing.
        home: the file it belongs to, where there are several: a region, a sector.
        month: in which it was collected.
        same: whether its name is reviewed to be the same in Kazakh and Russian; `untaught`: whether it is that nobody teaches it.
    """

    row: int
    pattern: str
    kind: str
    key: str
    facts: Mapping[str, Any]
    words: Mapping[str, Mapping[str, Any]]
    home: str = ""
    month: str = ""
    same: bool = False
    untaught: bool = False

    @property
    def name(self) -> str:
        """What people recognise it by."""
        return str(self.words.get("ru", {}).get("name") or self.facts.get("named") or self.key)

    def flat(self) -> dict[str, Any]:
        """Return every field under its path, so that two entries can be compared field by field."""
        return dict(
            [*_flat("", self.facts), *(each for code, words in self.words.items() for each in _flat(code, words))]
        )


@dataclass(frozen=True, slots=True)
class Change:
    """What an import would do to one thing. `before` is None for a new one."""

    before: Entry | None
    after: Entry

    @property
    def fields(self) -> dict[str, tuple[Any, Any]]:
        """The fields that differ, each with what it was and what it will be; None where there is nothing."""
        old, new = self.before.flat() if self.before else {}, self.after.flat()
        return {path: (old.get(path), new.get(path)) for path in [*new, *old] if old.get(path) != new.get(path)}

    @property
    def marks(self) -> bool:
        """Whether a reviewed list grows."""
        before = self.before
        return (self.after.same and not (before and before.same)) or (
            self.after.untaught and not (before and before.untaught)
        )

    @property
    def is_any(self) -> bool:
        """Whether anything differs."""
        return bool(self.fields) or self.marks


class Present:
    """What the atlas says now: the shipped rows with the overlay's over them."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf, self._rows = shelf, Rows(shelf.folders)
        self._same, self._untaught = (
            self._rows.ids("facts/same_in_kk_and_ru.yaml"),
            self._rows.ids("facts/untaught.yaml"),
        )
        self._read: dict[str, dict[str, Row[Any]]] = {}

    def entry(self, kind: Kind, key: str, *, pattern: str = "") -> Entry | None:
        """Return what is said of a thing; None when nothing is."""
        pattern = pattern or kind.pattern
        if pattern not in self._read:
            form = FigureForm if pattern == FIGURES else kind.form
            self._read[pattern] = {key_of(row.form): row for row in self._rows.read(pattern, form)}
        row = self._read[pattern].get(key)
        if row is None:
            return None
        return Entry(
            row=0,
            pattern=pattern,
            kind=kind.words,
            key=key,
            facts=dumped(row.form),
            words={
                language.value: spoken(getattr(self._shelf.words(language), kind.words).get(key))
                for language in Language
                if kind.words
            },
            home=row.name.rsplit("/", 1)[-1].split(".", 1)[0],
            month=row.collected,
            same=key in self._same,
            untaught=key in self._untaught,
        )


def key_of(form: object) -> str:
    """Return what makes a row the same thing as another one."""
    return id_of(form) or " ".join(map(str, _parts(demand_key(form))))  # type: ignore[arg-type]


def dumped(form: BaseModel) -> dict[str, Any]:
    """Return a form as its file writes it: what it is first, whence it is known last."""
    facts = form.model_dump(mode="json", by_alias=True, exclude_unset=True)
    first = {name: facts[name] for name in ("id",) if name in facts}
    last = {name: facts[name] for name in ("confidence", "sources") if name in facts}
    return first | {name: value for name, value in facts.items() if name not in first | last} | last


def spoken(words: Any) -> dict[str, Any]:
    """Return words as their file writes them."""
    if words is None:
        return {}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(words).items() if value}


def _parts(key: tuple[object, ...]) -> Iterator[object]:
    for part in key:
        yield from part if isinstance(part, tuple) else [part or "all"]


def _flat(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flat(f"{path}.{name}" if path else name, inner)
    else:
        yield path, value
