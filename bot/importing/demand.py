"""A row of demand: a profession that a region is named to need, a number, or both."""

from __future__ import annotations

from typing import Any, Final

from pydantic import ValidationError

from bot.importing.drafts import Draft
from bot.importing.entries import FIGURES, Entry, dumped, key_of
from bot.importing.sentences import sentence_of
from bot.library.forms import NeedForm
from bot.library.region_forms import FigureForm

_BOTH: Final = ("region", "named", "year", "sources")
_OF_A_FIGURE: Final = ("kind", "value", "unit", "profession", "or_more", "until")


class DemandDraft(Draft):
    """A row of the table of demand."""

    def entries(self) -> list[Entry]:
        """Return a need, a figure or both; nothing when the row has mistakes."""
        blamed = {mistake.column for mistake in self.mistakes}
        for name in _BOTH:
            if name not in self.values and name not in blamed:
                self.blame(name, "is needed")
        self._says_something()
        if self.mistakes:
            return []
        told = {name: self.values[name] for name in _BOTH} | {"confidence": self.values.get("confidence", "high")}
        found = []
        if "profession" in self.values:
            need = {**told, "professions": [self.values["profession"]]}
            found.append(self._entry(NeedForm, self.source.kind.pattern, need))
        if "value" in self.values:
            figure = told | {name: self.values[name] for name in _OF_A_FIGURE if self.values.get(name) is not None}
            found.append(self._entry(FigureForm, FIGURES, figure))
        return [] if self.mistakes else [entry for entry in found if entry]

    def _says_something(self) -> None:
        if "value" in self.values:
            for name in ("kind", "unit"):
                if name not in self.values:
                    self.blame(name, "is needed with value")
        elif not {"profession", "value"} & (set(self.values) | {mistake.column for mistake in self.mistakes}):
            self.blame("profession", "is needed, or a value with its kind and unit")

    def _entry(self, form: type[NeedForm | FigureForm], pattern: str, facts: dict[str, Any]) -> Entry | None:
        try:
            checked = form.model_validate(facts)
        except ValidationError as error:
            for each in error.errors(include_url=False):
                self.blame(str(each["loc"][0]) if each["loc"] else "value", sentence_of(each))
            return None
        month = self.values.get("collected") or self.source.month
        return Entry(self.row, pattern, "", key_of(checked), dumped(checked), {}, month=month)
