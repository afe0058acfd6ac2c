"""Turns the forms of the files about regions into the frozen objects that the rules use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.regional import Enterprise, Figure, KnownEvent, Project, Yearly

if TYPE_CHECKING:
    from bot.library.region_forms import EnterpriseForm, FigureForm, KnownEventForm, ProjectForm


def enterprise(form: EnterpriseForm) -> Enterprise:
    """Return an enterprise."""
    return Enterprise(
        id=form.id,
        region=form.region,
        place=form.place,
        industry=form.industry,
        professions=form.professions,
        colleges=form.colleges,
        called=form.called,
        jobs=form.jobs,
        jobs_or_more=form.jobs_or_more,
        pay=form.pay,
        pay_is=form.pay_is,
        year=form.year,
        sources=form.sources,
    )


def project(form: ProjectForm) -> Project:
    """Return an investment project."""
    return Project(
        id=form.id,
        region=form.region,
        place=form.place,
        industry=form.industry,
        professions=form.professions,
        colleges=form.colleges,
        enterprise=form.enterprise,
        projects=form.projects,
        jobs=form.jobs,
        jobs_or_more=form.jobs_or_more,
        working_percent=form.working_percent,
        seats=form.seats,
        until=form.until,
        year=form.year,
        sources=form.sources,
    )


def figure(form: FigureForm) -> Figure:
    """Return a number of demand."""
    return Figure(
        region=form.region,
        kind=form.kind,
        value=form.value,
        unit=form.unit,
        profession=form.profession,
        or_more=form.or_more,
        until=form.until,
        year=form.year,
        sources=form.sources,
    )


def known_event(form: KnownEventForm) -> KnownEvent:
    """Return an event of which public sources tell."""
    yearly = form.yearly
    return KnownEvent(
        id=form.id,
        kind=form.kind,
        region=form.region,
        place=form.place,
        professions=form.professions,
        colleges=form.colleges,
        begins=form.begins,
        ends=form.ends,
        planned=form.planned,
        yearly=Yearly(yearly.month, yearly.last_sunday) if yearly else None,
        sources=form.sources,
    )
