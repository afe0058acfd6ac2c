"""The forms of the files about regions in `content/facts`: enterprises, projects, figures of demand, known events."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from bot.domain.regional import EventKind, PayKind, Unit
from bot.library.forms import Form, Id, RegionId, Sourced, Text, Year

RegionOrCountry = Annotated[str, StringConstraints(pattern=r"^KZ(-\d\d)?$")]
Count = Annotated[int, Field(ge=1)]
Day = Annotated[str, StringConstraints(pattern=r"^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
# A day, a month or only a year, as far as the source says.
Moment = Annotated[str, StringConstraints(pattern=r"^20\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]


class EnterpriseForm(Sourced):
    """An enterprise that hires, or that teaches together with colleges.

    `professions`: only what the source names. `colleges`: ids of its patron or partner colleges. `called`: its names among the
    `patrons` of those colleges, word for word. `jobs`: people it employs or takes. `pay`: tenge a month, and with it in `pay_is`
    what that is: the average, the median or the highest.
    """

    id: Id
    region: RegionId
    place: Id | None = None
    industry: Id
    professions: tuple[Id, ...] = ()
    colleges: tuple[Id, ...] = ()
    called: tuple[Text, ...] = ()
    jobs: Count | None = None
    jobs_or_more: bool = False
    pay: Annotated[int, Field(ge=10_000)] | None = None
    pay_is: PayKind | None = None
    year: Year

    @model_validator(mode="after")
    def _pay_of_a_kind(self) -> EnterpriseForm:
        if (self.pay is None) != (self.pay_is is None):
            raise ValueError("pay and pay_is belong together")
        return self


class ProjectForm(Sourced):
    """An investment project, or (with `projects`) a region's whole pool of them. `seats`: places for students."""

    id: Id
    region: RegionId
    place: Id | None = None
    industry: Id | None = None
    professions: tuple[Id, ...] = ()
    colleges: tuple[Id, ...] = ()
    enterprise: Id | None = None
    projects: Count | None = None
    jobs: Count | None = None
    jobs_or_more: bool = False
    working_percent: Annotated[int, Field(ge=1, le=100)] | None = None
    seats: Count | None = None
    until: Year | None = None
    year: Year


class FigureForm(Sourced):
    """A number of demand; `kind` says what is counted, `named` keeps the source's own words."""

    region: RegionOrCountry
    kind: Id
    value: Annotated[float, Field(gt=0)]
    unit: Unit
    profession: Id | None = None
    or_more: bool = False
    until: Year | None = None
    named: Text
    year: Year

    @model_validator(mode="after")
    def _within_its_unit(self) -> FigureForm:
        if self.unit == "percent" and self.value > 100:
            raise ValueError("more than 100 percent")
        return self


class YearlyForm(Form):
    """How an event comes back every year: in which month, and whether on its last Sunday."""

    month: Annotated[int, Field(ge=1, le=12)] | None = None
    last_sunday: bool = False

    @model_validator(mode="after")
    def _a_sunday_of_a_month(self) -> YearlyForm:
        if self.last_sunday and self.month is None:
            raise ValueError("the last Sunday of which month?")
        return self


class KnownEventForm(Sourced):
    """An event of which public sources tell. `begins` is a day, a month or a year; `yearly` only where a source says so."""

    id: Id
    kind: EventKind
    region: RegionOrCountry
    place: Id | None = None
    professions: tuple[Id, ...] = ()
    colleges: tuple[Id, ...] = ()
    begins: Moment | None = None
    ends: Day | None = None
    planned: bool = False
    yearly: YearlyForm | None = None

    @model_validator(mode="after")
    def _a_time_that_can_be(self) -> KnownEventForm:
        if self.begins is None and self.yearly is None:
            raise ValueError("when was it? give begins, or yearly")
        if self.ends is not None and (
            self.begins is None or len(self.begins) < len(self.ends) or self.ends < self.begins
        ):
            raise ValueError("ends needs a day in begins that lies before it")
        return self
