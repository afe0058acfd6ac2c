"""The spreadsheet of a class: the template that a teacher fills in, and what a sheet that came back says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.domain.class_list import MOST_IN_LIST, Line
from bot.domain.spelling import fold
from bot.sheets import Column, Limits, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.class_list import Field
    from bot.i18n import Speech
    from bot.sheets import Sheet

# Lists of a class are small; some rows more are read, so that all faults of a list that is too long are named in words.
LIMITS: Final = Limits(size=1_000_000, unpacked=20_000_000, rows=500, columns=40, letters=500, seconds=10.0)

# Names of columns as teachers write them, folded.
_NAMED: Final[Mapping[Field, frozenset[str]]] = {
    "name": frozenset(
        map(
            fold,
            (
                "Аты-жөні",
                "Тегі, аты",
                "Аты",
                "Оқушы",
                "Оқушының аты-жөні",
                "ФИО",
                "Ф.И.О.",
                "Имя и фамилия",
                "Фамилия и имя",
                "Фамилия, имя",
                "Фамилия, имя, отчество",
                "Имя",
                "Ученик",
                "Name",
                "Full name",
                "Name and surname",
                "Pupil",
            ),
        )
    ),
    "class": frozenset(map(fold, ("Сынып", "Сыныбы", "Класс", "Class", "Grade"))),
    "school": frozenset(map(fold, ("Мектеп", "Мектебі", "Школа", "School"))),
    "who": frozenset(map(fold, ("Кім", "Кто", "Who", "Role"))),
}


@dataclass(frozen=True, slots=True)
class NoNames:
    """The sheet has no column with names, or two of them; `columns` are those that it has."""

    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassSheet:
    """The rows of a class list.

    Attributes:
        columns: where each field stands, by the sheet's own names.
    """

    lines: tuple[Line, ...]
    columns: Mapping[Field, str]
    sheet: Sheet

    def address(self, number: int, field: Field) -> str:
        """Return where a cell stands, such as "B7"; only the row's number where there is no such column."""
        return self.sheet.address(number, self.columns.get(field, ""))


def class_sheet(sheet: Sheet) -> ClassSheet | NoNames:
    """Return what a sheet says of a class; columns of other names are not looked at."""
    columns: dict[Field, str] = {}
    for field, names in _NAMED.items():
        found = [each for each in sheet.columns if fold(each) in names]
        if len(found) > 1 or (field == "name" and not found):
            return NoNames(tuple(sheet.columns))
        if found:
            columns[field] = found[0]
    bad = {(each.row, each.column) for each in sheet.problems}
    lines = [
        Line(
            number=row.number,
            name=row.get(columns["name"]),
            grade=row.get(columns.get("class", "")),
            school=row.get(columns.get("school", "")),
            who=row.get(columns.get("who", "")),
            unreadable=frozenset(field for field, column in columns.items() if (row.number, column) in bad),
        )
        for row in sheet.rows
    ]
    used = set(columns.values())
    said = [
        (line, row) for line, row in zip(lines, sheet.rows, strict=True) if line.unreadable or used & row.cells.keys()
    ]
    return ClassSheet(tuple(line for line, _ in said), columns, sheet)


def class_template(speech: Speech) -> Table:
    """Return the empty list that a teacher fills in, with the rules on a sheet of its own."""
    return Table(
        title=speech.say("Class"),
        columns=(
            Column(speech.say("Name and surname"), width=34),
            Column(speech.say("Class"), width=10),
            Column(speech.say("School"), width=26),
            Column(speech.say("Who"), width=14),
        ),
        rows=(),
        notes=(
            speech.say("One row is one person who needs a seat: pupils, and the adults who come along."),
            speech.say('Leave "Who" empty for a pupil; write "adult" for a teacher or a parent who comes along.'),
            speech.say("The school is the same in all rows; the class may differ."),
            speech.say("At most {number} people in one list.", number=MOST_IN_LIST),
            speech.say("No IIN, no phones, no addresses: they are not needed and are not read."),
            speech.say("A list is taken whole or not at all: when a row is wrong, mend it and send the file again."),
        ),
        notes_title=speech.say("How to fill it in"),
    )
