"""Tables as an organiser of a region would write them, and an overlay to bring them into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.importing import KINDS, Import, Outcome
from bot.importing.table import Table
from bot.places import CONTENT

if TYPE_CHECKING:
    from pathlib import Path

MONTH = "2026-11"
COLLEGE = {
    "name_kk": "Екібастұз жарық колледжі",
    "name_ru": "Экибастузский колледж света",
    "name_en": "Ekibastuz College of Light",
    "place": "Екібастұз",
    "specialties": "7150500",
    "professions": "Сварщик; baker",
    "official_name_in": "kk, ru",
    "sources": "our own list",
    "phone": "8 (7187) 12-34-56",
}
ENTERPRISE = {
    "name_kk": "Біздің зауыт",
    "name_ru": "Наш завод",
    "name_en": "Our plant",
    "fact_kk": "Темір құрылымдар жасайды.",
    "fact_ru": "Делает металлоконструкции.",
    "fact_en": "Makes metal structures.",
    "region": "Павлодар облысы",
    "place": "Екібастұз",
    "industry": "metal_structures",
    "professions": "Сварщик",
    "jobs": "1 200",
    "year": "2026",
    "sources": "our own list",
}
DEMAND = {
    "region": "KZ-55",
    "profession": "Дәнекерлеуші",
    "named": "120 welders",
    "kind": "vacancies",
    "value": "120",
    "unit": "people",
    "year": "2026",
    "sources": "our own list",
}
_PROSE = "текст о работе который занимает на карточке столько места сколько нужно чтобы понять чем тут занят человек"
PROFESSION = {
    "id": "wind_technician",
    "sector": "energy",
    "world": "energy",
    "specialties": "07150500",
    "interests_of": "welder",
    "subjects": "physics; maths",
    "demand_level": "emerging",
    "demand_year": "2026",
    "demand_source": "our own list",
    "demand_confidence": "high",
    "sources": "our own list",
    **{
        f"{field}_{code}": f"{name} {each}"
        for code, name in (("kk", "Желші"), ("ru", "Ветряник"), ("en", "Wind"))
        for field, each in {
            "name": "1",
            "line": "2",
            "does": f"{_PROSE} {_PROSE}",
            "day": _PROSE,
            "suits": _PROSE,
            "hard": _PROSE,
        }.items()
    },
}


def table(*rows: dict[str, str]) -> Table:
    """Return rows under a header of all their columns, numbered as a spreadsheet does."""
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    return Table(
        names, tuple((number, [row.get(name, "") for name in names]) for number, row in enumerate(rows, start=2))
    )


def colleges(number: int) -> list[dict[str, str]]:
    """Return so many colleges that are all right."""
    letters = [chr(ord("А") + each) for each in range(32)]
    return [
        COLLEGE
        | {
            "name_kk": f"Жарық колледжі «{letters[each]}»",
            "name_ru": f"Колледж света «{letters[each]}»",
            "name_en": f"College of Light {each + 1}",
        }
        for each in range(number)
    ]


@dataclass(frozen=True)
class Overlay:
    """An overlay of the test's own over some shipped content."""

    folder: Path
    shipped: Path = CONTENT

    def take(self, kind: str, *rows: dict[str, str], dry: bool = False, accept_good: bool = False) -> Outcome:
        """Import rows."""
        return self.take_table(kind, table(*rows), dry=dry, accept_good=accept_good)

    def take_table(self, kind: str, cells: Table, *, dry: bool = False, accept_good: bool = False) -> Outcome:
        """Import a table as it stands."""
        work = Import(KINDS[kind], self.shipped, self.folder, MONTH)
        return work.run(cells, dry=dry, accept_good=accept_good)

    def files(self) -> dict[str, bytes]:
        """Return every file with its bytes."""
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}

    def beside(self) -> set[str]:
        """Return what lies beside the overlay, but for the lock."""
        return {path.name for path in self.folder.parent.iterdir()} - {self.folder.name, f".{self.folder.name}.lock"}
