"""The form of `content/facts/admission.yaml`: windows, and statements about documents, the way to apply, places and money."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from bot.domain.admission import Section, WindowKind
from bot.library.forms import Form, Id, Month, RegionId, Sourced, Year

# 29 February would not exist in most years.
DayOfYear = Annotated[
    str, StringConstraints(pattern=r"^(0[13-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$|^02-(0[1-9]|1\d|2[0-8])$")
]


class WindowForm(Sourced):
    """Between which days documents were taken; `year` and `region` where the source names them."""

    id: Id
    kind: WindowKind
    entries: Annotated[tuple[Literal[9, 11], ...], Field(min_length=1, max_length=2)]
    opens: DayOfYear
    closes: DayOfYear
    year: Year | None = None
    region: RegionId | None = None

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> WindowForm:
        opens, closes = (date.fromisoformat(f"2001-{day}") for day in (self.opens, self.closes))
        if opens >= closes:
            raise ValueError("it closes before it opens")
        return self


class StatementForm(Sourced):
    """Something to know before one applies; its words may name the `values`."""

    id: Id
    section: Section
    values: Annotated[dict[Id, Annotated[int, Field(ge=1)]], Field(default_factory=dict)]
    year: Year | None = None


class AdmissionFile(Form):
    """The file."""

    collected: Month
    windows: Annotated[tuple[WindowForm, ...], Field(min_length=1)]
    statements: Annotated[tuple[StatementForm, ...], Field(min_length=1)]
