"""What a table that can be imported is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.importing import cells
from bot.importing.columns import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.library.forms import Form


@dataclass(frozen=True, slots=True)
class Kind:
    """A table.

    Attributes:
        form: what a row becomes. Demand becomes a need, a figure, or both: `bot.importing.demand`.
        pattern: the files of facts; `words`: where the words stand, empty when a row has none.
    """

    name: str
    form: type[Form]
    pattern: str
    words: str
    columns: tuple[Column, ...]

    @property
    def by_name(self) -> Mapping[str, Column]:
        """The columns by name."""
        return {column.name: column for column in self.columns}


def plain(name: str, about: str, example: str = "", **more: Any) -> Column:
    """Return a column of a plain text, named as its field."""
    return Column(name, name, cells.text, about, example, **more)


def whole(name: str, field: str, about: str, example: str = "") -> Column:
    """Return a column of whole numbers."""
    return Column(name, field, cells.whole, about, example)
