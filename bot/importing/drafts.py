"""Turns one row of a table into an entry of the atlas, over what the atlas says of the same thing already."""

from __future__ import annotations

import hashlib
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pydantic import TypeAdapter, ValidationError

from bot.importing.entries import Entry, dumped, spoken
from bot.importing.mistakes import CellError, Mistake
from bot.importing.sentences import sentence_of, unusable
from bot.library.words import CollegeWords, FactWords, ProfessionWords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.importing.columns import Column
    from bot.importing.entries import Present
    from bot.importing.kind import Kind
    from bot.importing.lookup import Lookup

WORDS: Final[Mapping[str, Any]] = {
    "colleges": TypeAdapter(CollegeWords),
    "professions": TypeAdapter(ProfessionWords),
    "enterprises": TypeAdapter(FactWords),
}
# How many letters a short name may have; the whole name serves when it has no more.
SHORT: Final[Mapping[str, int]] = {"colleges": 40, "professions": 26}
# A number tells nothing without its year.
DATED: Final[Mapping[str, str]] = {
    "dormitory.beds": "dormitory.year",
    "dual.students": "dual.year",
    "demand.level": "demand.year",
}


@dataclass(frozen=True, slots=True)
class Source:
    """What a draft is made with: the table's kind, the atlas as it is, and the month in which we are."""

    kind: Kind
    lookup: Lookup
    present: Present
    month: str


class Draft:
    """One row on its way into the atlas. `cells` holds only columns that the table has."""

    def __init__(self, source: Source, row: int, cells: Mapping[str, str]) -> None:
        self.source, self.row, self.cells = source, row, cells
        self.mistakes: list[Mistake] = []
        self.values: dict[str, Any] = {}
        for name, cell in cells.items():
            if cell.strip():
                self._read(source.kind.by_name[name], cell)
            if name.endswith("year") and self.values.get(name, 0) > int(source.month[:4]):
                self.blame(name, f"{self.values[name]} lies in the future")

    def entries(self) -> list[Entry]:
        """Return the entry; nothing when the row has mistakes."""
        key = self.values.get("id") or self._known_id()
        before = self.source.present.entry(self.source.kind, key) if key else None
        facts = self._laid_over(before.facts if before else {}, words=False)
        words = {code: self._spoken(code, before) for code in ("kk", "ru", "en")}
        facts["id"] = key
        self._college_point(facts, before)
        self._interests(facts)
        facts.setdefault("confidence", "high")
        if self.source.kind.name in SHORT:
            # The files name it even where nothing is known.
            facts.setdefault("specialties", [])
        home = self._home(facts, before)
        self._needed(facts, words, home)
        if self.mistakes:
            return []
        checked = self._checked(facts, words)
        if self.mistakes:
            return []
        return [
            Entry(
                row=self.row,
                pattern=self.source.kind.pattern,
                kind=self.source.kind.words,
                key=key,
                facts=checked,
                words={
                    code: spoken(WORDS[self.source.kind.words].validate_python(each)) for code, each in words.items()
                },
                home=home,
                month=self.values.get("collected") or self.source.month,
                same=bool(self.values.get("same_in_kk_and_ru")),
                untaught=bool(self.values.get("taught_nowhere")),
            )
        ]

    def blame(self, column: str, reason: str) -> None:
        """Note a mistake in a cell of this row."""
        self.mistakes.append(Mistake(self.row, column, reason))

    def _read(self, column: Column, cell: str) -> None:
        fault = unusable(cell)
        if fault:
            self.blame(column.name, fault)
            return
        try:
            self.values[column.name] = column.read(cell, self.source.lookup)
        except CellError as error:
            self.blame(column.name, str(error))

    def _known_id(self) -> str:
        """Return the id of the thing of this name at this place, or a new one that the same row always gets."""
        name, place, region = (self.values.get(column) for column in ("name_ru", "place", "region"))
        region = region or (self.source.lookup.region_of(place) if place else None)
        if not name or not region:
            return ""
        where = place if self.source.kind.name == "colleges" else region
        found = self.source.lookup.named(self.source.kind.words, name, str(where))
        digest = hashlib.sha256(f"{self.source.kind.name} {where} {name.casefold()}".encode()).hexdigest()
        return found or f"{region.replace('-', '').lower()}-{digest[:8]}"

    def _laid_over(self, before: Mapping[str, Any], *, words: bool, code: str = "") -> dict[str, Any]:
        """Return the fields as they were, with what the table says; an empty cell takes its field away."""
        fields = deepcopy(dict(before))
        for name in self.cells:
            path = self.source.kind.by_name[name].path
            if path[0].startswith("@") or (path[0] in {"kk", "ru", "en"}) != words:
                continue
            if words and path[0] != code:
                continue
            _put(fields, path[1:] if words else path, self.values.get(name))
        return fields

    def _spoken(self, code: str, before: Entry | None) -> dict[str, Any]:
        words = self._laid_over(before.words.get(code, {}) if before else {}, words=True, code=code)
        longest, name = SHORT.get(self.source.kind.words, 0), words.get("name", "")
        if longest and name and "short" not in words:
            if len(name) <= longest:
                words["short"] = name
            else:
                self.blame(f"short_{code}", f"is needed, because the name has more than {longest} letters")
        return words

    def _college_point(self, facts: dict[str, Any], before: Entry | None) -> None:
        if self.source.kind.name != "colleges" or "place" not in facts:
            return
        lat, lon = self.values.get("lat"), self.values.get("lon")
        if (lat is None) != (lon is None):
            self.blame("lon" if lon is None else "lat", "lat and lon belong together")
        if lat is not None and lon is not None:
            facts |= {"point": [lat, lon], "point_precision": "exact"}
        elif before is None or before.facts.get("place") != facts["place"]:
            place = self.source.lookup.shelf.places[facts["place"]]
            facts |= {"point": [place.point.latitude, place.point.longitude], "point_precision": "town"}

    def _interests(self, facts: dict[str, Any]) -> None:
        like = self.values.get("interests_of")
        if like is None:
            return
        other = self.source.present.entry(self.source.kind, like)
        for name in ("interests", "onet"):
            if other and name not in facts:
                facts[name] = deepcopy(other.facts[name])

    def _needed(self, facts: Mapping[str, Any], words: Mapping[str, Mapping[str, Any]], home: str) -> None:
        blamed = {mistake.column for mistake in self.mistakes}
        for column in self.source.kind.columns:
            told = home if column.path[0] == "@sector" else _got({**facts, **words}, column.path)
            if column.needed and not told and column.name not in blamed:
                self.blame(column.name, "is needed")
        for path, dated in DATED.items():
            if _got(facts, tuple(path.split("."))) and not _got(facts, tuple(dated.split("."))):
                self.blame(
                    self._column_of(tuple(dated.split("."))),
                    f"is needed with {path.replace('.', '_')}: a number tells nothing without its year",
                )

    def _checked(self, facts: Mapping[str, Any], words: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
        """Return the facts as their form writes them, or note what the forms do not allow."""
        for code, each in words.items():
            try:
                WORDS[self.source.kind.words].validate_python(each)
            except ValidationError as error:
                self._blame_all(error, code)
        try:
            return dumped(self.source.kind.form.model_validate(facts))
        except ValidationError as error:
            self._blame_all(error)
            return {}

    def _blame_all(self, error: ValidationError, *above: str) -> None:
        for each in error.errors(include_url=False):
            path = (*above, *(str(part) for part in each["loc"] if not isinstance(part, int)))
            self.blame(self._column_of(path), sentence_of(each))

    def _column_of(self, path: tuple[str, ...]) -> str:
        columns = self.source.kind.columns
        exact = (each.name for each in columns if each.path == path)
        near = (each.name for each in columns if each.path[: len(path)] == path or path[: len(each.path)] == each.path)
        return next(exact, None) or next(near, "lat" if path[:1] == ("point",) else "")

    def _home(self, facts: Mapping[str, Any], before: Entry | None) -> str:
        if self.source.kind.name == "colleges":
            return self.source.lookup.region_of(facts["place"]) if "place" in facts else ""
        return self.values.get("sector") or (before.home if before else "")


def _put(fields: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Set a field, or take it away with the parts that become empty."""
    top, rest = path[0], path[1:]
    if not rest:
        if value is None or value == []:
            fields.pop(top, None)
        else:
            fields[top] = value
        return
    inner = dict(fields.get(top, {}))
    _put(inner, rest, value)
    if inner:
        fields[top] = inner
    else:
        fields.pop(top, None)


def _got(fields: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    value: Any = fields
    for part in path:
        value = value.get(part) if isinstance(value, dict) else None
    return value
