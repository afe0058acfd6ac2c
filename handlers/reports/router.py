"""Reports: asked for by a tap, shown as a message with a picture, sent as a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from bot.chat.class_doors import ClassReportDoor, LedClassesDoor, SchoolReportDoor
from bot.chat.flow import Admits, Answer, Flow
from bot.chat.screen import Attachment, Picture
from bot.domain.catalogue import WHOLE_COUNTRY
from bot.domain.reporting import ClassReport
from bot.papers import ReportWords
from bot.services.access import NotAllowed
from bot.services.class_reports import TooFew
from bot.sheets import write_aside
from handlers.reports.screens import report_screen, too_few_screen
from handlers.reports.taps import ReportFileTap

if TYPE_CHECKING:
    from bot.chat.visit import Visit

flow = Flow()


@flow.tap(ClassReportDoor, admits=Admits.AGREED)
async def class_report_opened(visit: Visit, door: ClassReportDoor) -> Answer:
    """Show the report of a class."""
    return await _shown(visit, door.id)


@flow.tap(SchoolReportDoor, admits=Admits.AGREED)
async def school_report_opened(visit: Visit, _door: SchoolReportDoor) -> Answer:
    """Show the report of one's school."""
    return await _shown(visit, 0)


@flow.tap(ReportFileTap, admits=Admits.AGREED)
async def file_wanted(visit: Visit, tap: ReportFileTap) -> Answer:
    """Send a report as a table."""
    outcome = await _report(visit, tap.id)
    if not isinstance(outcome, ClassReport):
        return await _shown(visit, tap.id)
    said = _said(visit, outcome)
    file = Attachment("report.xlsx", await write_aside(said.table(), "xlsx"))
    return report_screen(said, tap.id).with_files(file)


async def _shown(visit: Visit, class_id: int) -> Answer:
    outcome = await _report(visit, class_id)
    match outcome:
        case ClassReport():
            said = _said(visit, outcome)
            png = await visit.ground.studio.picture(said.picture())
            screen = report_screen(said, class_id)
            if png is None:
                return screen
            return replace(screen, picture=Picture(png, f"{outcome.title}. {said.date_line}", "report.png"))
        case TooFew(title):
            return too_few_screen(visit.speech, title, class_id)
        case NotAllowed():
            return LedClassesDoor()
        case _:
            assert_never(outcome)


async def _report(visit: Visit, class_id: int) -> ClassReport | TooFew | NotAllowed:
    reports = visit.ground.class_reports
    return await (reports.of_class(visit.pupil.id, class_id) if class_id else reports.of_school(visit.pupil.id))


def _said(visit: Visit, report: ClassReport) -> ReportWords:
    place = visit.ground.shelf.places.get(report.town or "")
    region = visit.ground.region
    needed, wanted = region.years_of_needs(place.region if place else ""), region.years_of_needs(WHOLE_COUNTRY)
    return ReportWords(visit.speech, visit.words, report, needed, wanted)
