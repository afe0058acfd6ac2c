"""The forms of the files in `content/facts`: what may stand there, and nothing else."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from bot.domain.catalogue import DemandLevel, Outdoors, Ownership

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,23}$")]
RegionId = Annotated[str, StringConstraints(pattern=r"^KZ-\d\d$")]
Code = Annotated[str, StringConstraints(pattern=r"^(\d{7}|\d{8}|[0-9A-Z]+|nc-[a-z-]+)$")]
Confidence = Literal["high", "medium"]
Year = Annotated[int, Field(ge=2000, le=2100)]
Month = Annotated[str, StringConstraints(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]
# A box around Kazakhstan, degrees.
Latitude = Annotated[float, Field(ge=40.5, le=55.5)]
Longitude = Annotated[float, Field(ge=46.4, le=87.4)]


class Form(BaseModel):
    """A part of a file; unknown keys and nulls are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)

    @model_validator(mode="before")
    @classmethod
    def _no_nulls(cls, raw: Any) -> Any:
        empty = [key for key, value in raw.items() if value is None or value == ""] if isinstance(raw, dict) else []
        if empty:
            raise ValueError(f"{', '.join(empty)}: what is not known is left out")
        return raw


class Sourced(Form):
    """An item that says how sure it is and whence it comes."""

    confidence: Confidence
    sources: Annotated[tuple[Text, ...], Field(min_length=1)]


class RegionForm(Sourced):
    """A region."""

    id: RegionId
    kind: Literal["region", "city"]
    centre: Id
    point: tuple[Latitude, Longitude]


class PopulationForm(Form):
    """Only ranks places of one name."""

    value: Annotated[int, Field(ge=0)]
    source: Text


class PlaceForm(Sourced):
    """A settlement."""

    id: Id
    region: RegionId
    kind: Literal["city", "town", "district_centre", "village"]
    point: tuple[Latitude, Longitude]
    population: PopulationForm | None = None


class DurationForm(Form):
    """Months of study: one number, or from and to."""

    months: Annotated[int, Field(ge=1, le=72)] | None = None
    months_from: Annotated[int, Field(ge=1, le=72)] | None = None
    months_to: Annotated[int, Field(ge=1, le=72)] | None = None
    source: Text
    confidence: Confidence | None = None

    @model_validator(mode="after")
    def _one_way_of_saying(self) -> DurationForm:
        given = (self.months is not None, self.months_from is not None and self.months_to is not None)
        if sum(given) != 1:
            raise ValueError("give months, or months_from and months_to")
        return self


class SpecialtyForm(Sourced):
    """A specialty or a qualification."""

    code: Code
    kind: Literal["specialty", "qualification"]
    parent: Code | None = None
    after9: DurationForm | None = None
    after11: DurationForm | None = None


class InterestsForm(Form):
    """O*NET's six numbers."""

    R: Annotated[float, Field(ge=1, le=7)]
    I: Annotated[float, Field(ge=1, le=7)]  # noqa: E741 -- the field's own letter
    A: Annotated[float, Field(ge=1, le=7)]
    S: Annotated[float, Field(ge=1, le=7)]
    E: Annotated[float, Field(ge=1, le=7)]
    C: Annotated[float, Field(ge=1, le=7)]


class OnetForm(Form):
    """The occupation of O*NET whose interests stand for the profession."""

    code: Annotated[str, StringConstraints(pattern=r"^\d\d-\d{4}\.\d\d$")]
    title: Text


class PayForm(Form):
    """Tenge a month."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    average: Annotated[int, Field(ge=10_000)] | None = None
    lowest: Annotated[int, Field(ge=10_000)] | None = Field(default=None, alias="from")
    highest: Annotated[int, Field(ge=10_000)] | None = Field(default=None, alias="to")
    basis: Id
    year: Year
    source: Text
    confidence: Confidence

    @model_validator(mode="after")
    def _some_amount(self) -> PayForm:
        if self.average is None and self.lowest is None and self.highest is None:
            raise ValueError("give average, or from and to")
        return self


class DemandForm(Form):
    """How much a profession is looked for."""

    level: DemandLevel
    source: Text
    year: Year | None = None
    confidence: Confidence


class WorldskillsForm(Form):
    """The competence of WorldSkills."""

    competence: Text
    source: Text


class ProfessionForm(Sourced):
    """A profession."""

    id: Id
    world: Id
    specialties: tuple[Code, ...]
    interests: InterestsForm
    onet: OnetForm
    after9: DurationForm | None = None
    after11: DurationForm | None = None
    pay: PayForm | None = None
    demand: DemandForm | None = None
    worldskills: WorldskillsForm | None = None
    subjects: Annotated[tuple[Id, ...], Field(max_length=4)] = ()
    health: Annotated[tuple[Id, ...], Field(max_length=4)] = ()


class DormitoryForm(Form):
    """A dormitory that is there, is not, or is planned."""

    has: bool = False
    planned: bool = False
    beds: Annotated[int, Field(ge=1)] | None = None
    year: Year | None = None


class StudentsForm(Form):
    """How many students in which year."""

    value: Annotated[int, Field(ge=1)]
    year: Year


class DualForm(Form):
    """Dual training, as far as a source tells of it."""

    students: Annotated[int, Field(ge=1)] | None = None
    year: Year | None = None
    source: Text


class CollegeForm(Sourced):
    """A college."""

    id: Id
    place: Id
    point: tuple[Latitude, Longitude]
    point_precision: Literal["town", "district", "exact"]
    ownership: Ownership | None = None
    specialties: tuple[Code, ...]
    professions: tuple[Id, ...] = ()
    fields: tuple[Id, ...] = ()
    dormitory: DormitoryForm | None = None
    address: Text | None = None
    website: Text | None = None
    phone: Text | None = None
    instagram: Text | None = None
    patrons: tuple[Text, ...] = ()
    dual: DualForm | None = None
    students: StudentsForm | None = None
    official_name_in: Annotated[tuple[Literal["kk", "ru", "en"], ...], Field(min_length=1)]
    merged: tuple[Id, ...] = ()


class WorldForm(Form):
    """A world of professions."""

    id: Id


class QuestionForm(Form):
    """An activity of the quiz."""

    id: Annotated[str, StringConstraints(pattern=r"^[RIASEC][1-8]$")]
    scale: Literal["R", "I", "A", "S", "E", "C"]


class NeedForm(Sourced):
    """Professions that a region (KZ: the whole country) is named to need; `named` keeps the source's own words."""

    region: Annotated[str, StringConstraints(pattern=r"^KZ(-\d\d)?$")]
    professions: Annotated[tuple[Id, ...], Field(min_length=1)]
    named: Text
    year: Year


class OutdoorsForm(Form):
    """How much of a profession's work is outdoors."""

    profession: Id
    often: Outdoors


class ConsentForm(Form):
    """The version of the privacy text."""

    version: Annotated[str, StringConstraints(min_length=1, max_length=16, pattern=r"^[\w.-]+$")]
    since: Annotated[str, StringConstraints(pattern=r"^20\d\d-\d\d-\d\d$")]
    sha256: dict[Literal["kk", "ru", "en"], Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]]
