"""A column of a table: where its cells go in the atlas, how they are read, and how it is explained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.languages import Language
from bot.i18n.speech import mark
from bot.importing import cells

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.importing.cells import Reading

SOURCE = mark("where it is known from: an address or a document; several each in a line of its own")


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        name: as it stands in the first row.
        field: the path of the field in the facts, "kk.name" and the like in the words, or "@..." for what is neither.
        about: its explanation for the person who fills it.
        needed: whether a new row cannot do without it.
        choices: what may stand there, where that is a short list.
    """

    name: str
    field: str
    read: Reading
    about: str
    example: str = ""
    needed: bool = False
    choices: tuple[str, ...] = ()

    @property
    def path(self) -> tuple[str, ...]:
        """The parts of the field."""
        return tuple(self.field.split("."))


def choice(
    name: str, field: str, words: tuple[str, ...], about: str, example: str = "", *, needed: bool = False
) -> Column:
    """Return a column of a few words."""
    return Column(name, field, cells.one_of(*words), about, example, needed, words)


def yes_or_no(name: str, field: str, about: str, example: str = "", *, no_is_said: bool = False) -> Column:
    """Return a column of yes and no; `no_is_said` where a "no" is worth telling."""
    return Column(name, field, cells.yes if no_is_said else cells.only_yes, about, example, choices=("yes", "no"))


def in_three_languages(
    field: str, about: str, examples: Iterable[str], *, needed: bool = True, several: bool = False
) -> list[Column]:
    """Return the columns of a text that is told in every language."""
    read = cells.texts if several else cells.text
    return [
        Column(
            f"{field}_{language.value}",
            f"{language.value}.{field}",
            read,
            about,
            example,
            needed,
        )
        for language, example in zip(Language, examples, strict=True)
    ]


def provenance(example: str) -> list[Column]:
    """Return the columns that say whence a row is known."""
    return [
        Column("sources", "sources", cells.sources, SOURCE, example, needed=True),
        choice(
            "confidence",
            "confidence",
            ("high", "medium"),
            mark("high (when empty): the source says it; medium: a part of it"),
            "high",
        ),
        Column(
            "collected",
            "@collected",
            cells.month,
            mark("the month in which you looked, as 2026-11; when empty, this month"),
            "2026-11",
        ),
    ]


NOTE = Column(
    "note",
    "@note",
    cells.text,
    mark('for yourself; a row whose note begins with "example" is not imported'),
    "example: delete this row",
)
SAME = yes_or_no(
    "same_in_kk_and_ru",
    "@same",
    mark("yes when the name really is the same in Kazakh and Russian; otherwise that is a mistake"),
)
