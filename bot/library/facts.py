"""Turns the forms of the files into the frozen objects that the rules use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.catalogue import (
    College,
    Demand,
    Dormitory,
    Dual,
    Duration,
    Pay,
    Place,
    Profession,
    Region,
    RegionNeed,
    Specialty,
    Worldskills,
)
from bot.domain.geo import Point
from bot.domain.interests import Interest, Profile
from bot.domain.languages import Language

if TYPE_CHECKING:
    from bot.domain.catalogue import Outdoors
    from bot.library.forms import (
        CollegeForm,
        DormitoryForm,
        DurationForm,
        NeedForm,
        PlaceForm,
        ProfessionForm,
        RegionForm,
        SpecialtyForm,
    )


def region(form: RegionForm) -> Region:
    """Return a region."""
    return Region(form.id, form.kind, form.centre, Point(*form.point))


def place(form: PlaceForm) -> Place:
    """Return a settlement."""
    population = form.population.value if form.population else 0
    return Place(form.id, form.region, form.kind, Point(*form.point), population)


def specialty(form: SpecialtyForm) -> Specialty:
    """Return a specialty."""
    return Specialty(form.code, form.kind, form.parent, _duration(form.after9), _duration(form.after11))


def need(form: NeedForm) -> RegionNeed:
    """Return what a region needs."""
    return RegionNeed(form.region, form.professions, form.year, form.sources)


def profession(form: ProfessionForm, sector: str, outdoors: Outdoors | None, collected: str) -> Profession:
    """Return a profession of a sector, whose facts were collected in a month."""
    pay, demand = form.pay, form.demand
    return Profession(
        id=form.id,
        sector=sector,
        world=form.world,
        specialties=form.specialties,
        interests=Profile(tuple(getattr(form.interests, interest.value) for interest in Interest)),
        after9=_duration(form.after9),
        after11=_duration(form.after11),
        pay=Pay(pay.average, pay.lowest, pay.highest, pay.basis, pay.year, pay.source) if pay else None,
        demand=Demand(demand.level, demand.year, demand.source, collected) if demand else None,
        outdoors=outdoors,
        worldskills=Worldskills(form.worldskills.competence, form.worldskills.source) if form.worldskills else None,
        subjects=form.subjects,
        health=form.health,
        sources=form.sources,
    )


def college(form: CollegeForm, collected: str) -> College:
    """Return a college whose facts were collected in a month."""
    return College(
        id=form.id,
        place=form.place,
        point=Point(*form.point),
        point_precision=form.point_precision,
        ownership=form.ownership,
        specialties=form.specialties,
        professions=form.professions,
        fields=form.fields,
        dormitory=_dormitory(form.dormitory),
        address=form.address,
        website=form.website,
        phone=form.phone,
        instagram=form.instagram,
        patrons=form.patrons,
        dual=Dual(form.dual.students, form.dual.year) if form.dual else None,
        official_name_in=tuple(map(Language, form.official_name_in)),
        sources=form.sources,
        collected=collected,
    )


def _duration(form: DurationForm | None) -> Duration | None:
    if form is None:
        return None
    shortest = form.months if form.months is not None else form.months_from
    longest = form.months if form.months is not None else form.months_to
    return Duration(shortest or 0, longest or 0, form.source)


def _dormitory(form: DormitoryForm | None) -> Dormitory | None:
    return Dormitory(form.has, form.planned, form.beds, form.year) if form else None
