"""Turns the form of the file about admission into the frozen objects that the rules use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.admission import Admission, Statement, Window

if TYPE_CHECKING:
    from bot.library.admission_forms import AdmissionFile, StatementForm, WindowForm

NOTHING: Final = Admission((), (), "")


def admission(file: AdmissionFile | None) -> Admission:
    """Return what is known of applying; nothing for a file that could not be read."""
    if file is None:
        return NOTHING
    return Admission(tuple(map(_window, file.windows)), tuple(map(_statement, file.statements)), file.collected)


def _window(form: WindowForm) -> Window:
    return Window(
        id=form.id,
        kind=form.kind,
        entries=form.entries,
        opens=_day(form.opens),
        closes=_day(form.closes),
        year=form.year,
        region=form.region,
        sources=form.sources,
    )


def _statement(form: StatementForm) -> Statement:
    return Statement(form.id, form.section, form.values, form.year, form.sources)


def _day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)
