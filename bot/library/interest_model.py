"""The interest model as a file of the content and as the text that a run's version is kept as."""

from __future__ import annotations

import hashlib
import json
from math import sqrt
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, TypeAdapter, model_validator

from bot.domain.belief import InterestModel
from bot.domain.interests import Interest
from bot.library.forms import Form, Month, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE = "facts/interest_model.yaml"
Number = Annotated[float, Field(allow_inf_nan=False)]
Item = Annotated[str, Field(pattern=r"^[RIASEC][0-9]$")]


class AskingForm(Form):
    """When the quiz ends, and what it looks for; see `InterestModel`."""

    least: Annotated[int, Field(ge=6, le=20)]
    most: Annotated[int, Field(ge=6, le=48)]
    sure: Annotated[float, Field(gt=0, lt=1)]
    breadth: Annotated[float, Field(ge=0, le=1)]


class InterestModelForm(Form):
    """Numbers with their provenance. `covariances` is the upper triangle: row n begins with the variance of variable n."""

    fitted: Month
    method: Text
    people: Annotated[int, Field(ge=1)]
    measured: dict[str, Any]
    sources: Annotated[tuple[Text, ...], Field(min_length=1)]
    asking: AskingForm
    items: Annotated[tuple[Item, ...], Field(min_length=6)]
    means: tuple[Number, ...]
    covariances: tuple[tuple[Number, ...], ...]

    @model_validator(mode="after")
    def _numbers_fit_together(self) -> InterestModelForm:
        size = len(self.items) + len(Interest)
        if len(set(self.items)) != len(self.items) or {item[0] for item in self.items} != {
            each.value for each in Interest
        }:
            raise ValueError("items: each item once, and some of every scale")
        if len(self.means) != size:
            raise ValueError(f"means: {size} are needed, one for each item and each of the six sums")
        if [len(row) for row in self.covariances] != list(range(size, 0, -1)):
            raise ValueError(f"covariances: {size} rows are needed, each one shorter than the row above")
        if any(row[0] <= 0 for row in self.covariances):
            raise ValueError("covariances: every row begins with a variance, which is more than nothing")
        if not _can_exist(self.covariances):
            raise ValueError("covariances: a covariance is larger than the two variances allow")
        if self.asking.most < self.asking.least:
            raise ValueError("asking: most is less than least")
        return self


def _can_exist(rows: Sequence[Sequence[float]]) -> bool:
    """Whether no covariance is larger than the geometric mean of its variances (with room for rounded numbers)."""
    variances = [row[0] for row in rows]
    return all(
        abs(value) <= 1.001 * sqrt(variances[number] * variances[number + offset])
        for number, row in enumerate(rows)
        for offset, value in enumerate(row)
    )


def built(form: InterestModelForm) -> InterestModel:
    """Return the model of a form; the version depends on every number."""
    numbers = form.model_dump(mode="json", include={"items", "means", "covariances", "asking"})
    digest = hashlib.sha256(json.dumps(numbers, sort_keys=True).encode()).hexdigest()
    return _model(digest[:12], numbers)


def as_text(model: InterestModel) -> str:
    """Return a model as text, to be kept beside the runs that were begun with it."""
    asking = {"least": model.least, "most": model.most, "sure": model.sure, "breadth": model.breadth}
    numbers = {
        "items": model.items,
        "means": model.means,
        "covariances": upper_triangle(model.covariances),
        "asking": asking,
    }
    return json.dumps({"version": model.version, **numbers}, separators=(",", ":"))


def from_text(text: str) -> InterestModel:
    """Return the model that `as_text` wrote."""
    numbers = json.loads(text)
    return _model(numbers["version"], numbers)


def upper_triangle(table: Sequence[Sequence[float]]) -> list[list[float]]:
    """Return the rows of a symmetric table from the diagonal on."""
    return [list(row[number:]) for number, row in enumerate(table)]


def _model(version: str, numbers: dict[str, Any]) -> InterestModel:
    rows = numbers["covariances"]
    size = len(rows)
    table = tuple(tuple(float(rows[min(i, j)][abs(i - j)]) for j in range(size)) for i in range(size))
    return InterestModel(
        version=version,
        items=tuple(numbers["items"]),
        means=tuple(map(float, numbers["means"])),
        covariances=table,
        **numbers["asking"],
    )


FORM = TypeAdapter(InterestModelForm)
