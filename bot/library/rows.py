"""Rows of the files of facts, each with the place where it stands: what is shipped first, then the overlay's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import TypeAdapter

from bot.library.forms import Form, Month, Text
from bot.library.reading import Reader

if TYPE_CHECKING:
    from bot.library.folders import Folders
    from bot.library.problems import Problem

Item = TypeVar("Item")


class ListFile(Form, Generic[Item]):
    """A file of facts: the month in which they were collected, and the items."""

    collected: Month
    items: tuple[Item, ...]


class IdsFile(Form):
    """A list of ids that were looked at: professions that nobody teaches, words that are the same in two languages."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Row(Generic[Item]):
    """One item of a file. `position` counts from 0; `collected` is the file's month."""

    reader: Reader
    name: str
    position: int
    collected: str
    form: Item

    @property
    def is_own(self) -> bool:
        """Whether it stands in the overlay."""
        return self.reader.is_own

    def problem(self, message: str, *field: str) -> Problem:
        """Return a problem at the line of the row, or of one of its fields."""
        return self.reader.problem(self.name, ("items", self.position, *field), message)


class Rows:
    """Reads rows and words from both folders and gathers what is wrong with their form."""

    def __init__(self, folders: Folders) -> None:
        self.shipped = Reader(folders.shipped)
        self.own = Reader(folders.own, is_own=True) if folders.own else None
        self._seen: set[tuple[object, ...]] = set()

    @property
    def readers(self) -> tuple[Reader, ...]:
        """The shipped folder, then the overlay: what is read later replaces what was read before."""
        return (self.shipped, self.own) if self.own else (self.shipped,)

    def read(self, pattern: str, kind: type[Item]) -> list[Row[Item]]:
        """Return the rows of the files that fit a pattern."""
        # Written out for each kind: a generic model that is made again for each file would be slow.
        form: TypeAdapter[ListFile[Item]] = TypeAdapter(ListFile[kind])  # type: ignore[valid-type]
        found: list[Row[Item]] = []
        for reader in self.readers:
            for name in _names(reader, pattern):
                good = reader.read_good(name, form, ("items",))
                file, kept = good
                for number, item in enumerate(file.items if file else ()):
                    row = Row(reader, name, kept[number] if kept else number, file.collected if file else "", item)
                    self._once(reader, name, ("items", row.position), kind, id_of(item))
                    found.append(row)
        return found

    def words(self, code: str, pattern: str, kind: type[Item], *, may_be_own: bool) -> dict[str, Item]:
        """Return the words of a language by id."""
        form: TypeAdapter[dict[str, Item]] = TypeAdapter(dict[str, kind])  # type: ignore[valid-type]
        found: dict[str, Item] = {}
        for reader in self.readers if may_be_own else (self.shipped,):
            for name in _names(reader, f"{code}/{pattern}"):
                words = reader.read_good(name, form)[0] or {}
                for item in words:
                    self._once(reader, name, (item,), (code, pattern), item)
                found |= words
        return found

    def ids(self, name: str) -> frozenset[str]:
        """Return the ids of a reviewed list, of both folders together; a file that is not there names none."""
        files = [reader.read(each, TypeAdapter(IdsFile)) for reader in self.readers for each in reader.files(name)]
        return frozenset(item for file in files if file for item in file.items)

    def once(self, row: Row[Item], item: str) -> None:
        """Note the id of a row whose id has a name of its own."""
        self._once(row.reader, row.name, ("items", row.position), type(row.form), item)

    def _once(self, reader: Reader, name: str, path: tuple[object, ...], kind: object, item: str) -> None:
        """Note an id that another item of the same kind and folder has already, in this file or in another one."""
        key = (reader.is_own, kind, item)
        if item and key in self._seen:
            reader.note(name, path, f"{item} stands twice")
        self._seen.add(key)


def id_of(item: object) -> str:
    """Return the id or code of a form; empty when it has neither."""
    return getattr(item, "id", "") or getattr(item, "code", "")


def _names(reader: Reader, pattern: str) -> list[str]:
    """Return the files that fit; a file that must be there is named even when it is not, so that reading says so."""
    return reader.files(pattern) or ([] if reader.is_own or "*" in pattern else [pattern])
