"""A region: what was tapped becomes a screen. What the atlas no longer has leads to the list above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import EnterpriseDoor, KnownEventDoor, RegionDoor
from bot.chat.flow import Admits, Answer, Flow
from bot.domain.catalogue import WHOLE_COUNTRY
from bot.i18n.speech import mark
from handlers.region.cards import enterprise_screen, event_screen, project_screen
from handlers.region.lists import employers_screen, events_screen, projects_screen, work_screen
from handlers.region.screens import Counted, needs_screen, outlook_screen, overview_screen, regions_screen
from handlers.region.taps import (
    EmployersDoor,
    EventsDoor,
    NeedsDoor,
    OutlookDoor,
    ProjectDoor,
    ProjectsDoor,
    RegionChoiceDoor,
    WorkDoor,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.chat.visit import Visit
    from bot.domain.catalogue import College

flow = Flow()
flow.command("region", mark("What is needed near me"), RegionDoor)


@flow.tap(RegionDoor, admits=Admits.AGREED)
async def region_opened(visit: Visit, door: RegionDoor) -> Answer:
    """Show the region that was asked for, else the pupil's own; ask which one when neither is known."""
    region = door.region or visit.ground.shelf.region_of(visit.pupil.place) or ""
    if not _is_known(visit, region):
        return RegionChoiceDoor()
    return overview_screen(visit.speech, visit.words, region, visit.ground.region.overview(region), _collected(visit))


@flow.tap(RegionChoiceDoor, admits=Admits.AGREED)
async def regions_opened(visit: Visit, door: RegionChoiceDoor) -> Answer:
    """List all regions by the alphabet."""
    regions = [(region, visit.words.regions[region].name) for region in visit.ground.shelf.regions]
    return regions_screen(visit.speech, sorted(regions, key=lambda pair: visit.speech.sort_key(pair[1])), door.page)


@flow.tap(NeedsDoor, admits=Admits.AGREED)
async def needs_opened(visit: Visit, door: NeedsDoor) -> Answer:
    """Show which professions the region and the country are named to need."""
    if not _is_known(visit, door.region):
        return RegionChoiceDoor()
    own, country = _counted(visit, door.region), _counted(visit, WHOLE_COUNTRY)
    return needs_screen(visit.speech, visit.words, door, own, visit.ground.region.hired(door.region), country)


@flow.tap(OutlookDoor, admits=Admits.AGREED)
async def outlook_opened(visit: Visit, door: OutlookDoor) -> Answer:
    """Show which professions grow as new ones, and which shrink."""
    if not _is_known(visit, door.region):
        return RegionChoiceDoor()
    return outlook_screen(visit.speech, visit.words, door, visit.ground.region.outlook)


@flow.tap(EmployersDoor, admits=Admits.AGREED)
async def employers_opened(visit: Visit, door: EmployersDoor) -> Answer:
    """List who hires."""
    if not _is_known(visit, door.region):
        return RegionChoiceDoor()
    view = visit.ground.region
    return employers_screen(visit.speech, visit.words, door, view.enterprises(door.region), view.partners(door.region))


@flow.tap(EnterpriseDoor, admits=Admits.AGREED)
async def enterprise_opened(visit: Visit, door: EnterpriseDoor) -> Answer:
    """Show an enterprise's card."""
    enterprise = visit.ground.shelf.enterprises.get(door.id)
    if enterprise is None:
        return RegionDoor()
    return enterprise_screen(visit.speech, visit.words, enterprise, _colleges(visit, enterprise.colleges))


@flow.tap(ProjectsDoor, admits=Admits.AGREED)
async def projects_opened(visit: Visit, door: ProjectsDoor) -> Answer:
    """List what is being built."""
    if not _is_known(visit, door.region):
        return RegionChoiceDoor()
    return projects_screen(visit.speech, visit.words, door, visit.ground.region.projects(door.region))


@flow.tap(ProjectDoor, admits=Admits.AGREED)
async def project_opened(visit: Visit, door: ProjectDoor) -> Answer:
    """Show a project's card."""
    project = visit.ground.shelf.projects.get(door.id)
    if project is None:
        return RegionDoor()
    return project_screen(visit.speech, visit.words, project, _colleges(visit, project.colleges))


@flow.tap(EventsDoor, admits=Admits.AGREED)
async def events_opened(visit: Visit, door: EventsDoor) -> Answer:
    """List the events of the region and of the country."""
    if not _is_known(visit, door.region):
        return RegionChoiceDoor()
    return events_screen(visit.speech, visit.words, door, visit.ground.region.events(door.region))


@flow.tap(KnownEventDoor, admits=Admits.AGREED)
async def event_opened(visit: Visit, door: KnownEventDoor) -> Answer:
    """Show an event's card."""
    event = visit.ground.shelf.known_events.get(door.id)
    if event is None:
        return RegionDoor(region=door.region)
    return event_screen(visit.speech, visit.words, door, event, _colleges(visit, event.colleges), _collected(visit))


@flow.tap(WorkDoor, admits=Admits.AGREED)
async def work_opened(visit: Visit, door: WorkDoor) -> Answer:
    """Show where vacancies are, and what is known of work for the summer."""
    if not _is_known(visit, door.region):
        return RegionChoiceDoor()
    fairs = [each for each in visit.ground.region.events(door.region) if each.kind == "job_fair"]
    return work_screen(visit.speech, visit.words, door.region, fairs)


def _is_known(visit: Visit, region: str) -> bool:
    return region in visit.ground.shelf.regions


def _collected(visit: Visit) -> str:
    return visit.speech.month(visit.ground.shelf.collected)


def _colleges(visit: Visit, ids: Sequence[str]) -> list[College]:
    return [visit.ground.shelf.colleges[each] for each in ids if each in visit.ground.shelf.colleges]


def _counted(visit: Visit, region: str) -> list[Counted]:
    view = visit.ground.region
    return [
        Counted(need, tuple(view.figure_of(profession, region) for profession in need.professions))
        for need in view.needs(region)
    ]
