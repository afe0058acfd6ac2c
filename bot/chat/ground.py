"""What every visit stands on: the services, the atlas and the voices of this installation, built once by `bot.app`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.i18n.catalogue import Catalogues
    from bot.library import Finder, Shelf
    from bot.papers import Press
    from bot.pictures import Studio
    from bot.seal import Seal
    from bot.services.access import Access
    from bot.services.advice import Advice
    from bot.services.aftermath import Aftermath
    from bot.services.announcing import Announcing
    from bot.services.answering import Answering
    from bot.services.approvals import Approvals
    from bot.services.atlas import Atlas
    from bot.services.broadcasting import Broadcasting
    from bot.services.class_lists import ClassLists
    from bot.services.class_parties import ClassParties
    from bot.services.class_reports import ClassReports
    from bot.services.classes import Classes
    from bot.services.consent import Consent
    from bot.services.door import Door
    from bot.services.door_lists import DoorLists
    from bot.services.events import Events
    from bot.services.exports import Exports
    from bot.services.guesses import Guesses
    from bot.services.memberships import Memberships
    from bot.services.organising import Organising
    from bot.services.organising_sessions import OrganisingSessions
    from bot.services.own_data import OwnData
    from bot.services.people import People
    from bot.services.planner import Planner
    from bot.services.questions import Questions
    from bot.services.quiz import Quiz
    from bot.services.reach import Reach
    from bot.services.region import RegionView
    from bot.services.registering import Registering
    from bot.services.reminders import Reminders
    from bot.services.seats import Seats
    from bot.services.staff import Staff
    from bot.services.things import Things
    from bot.services.tickets import Tickets
    from bot.services.unfound import Unfound
    from bot.services.walk_ins import WalkIns


@dataclass(frozen=True, slots=True)
class Ground:
    """The services and texts that handlers use.

    Attributes:
        username: the bot's own name in Telegram, without "@"; empty when a test server does not tell it.
    """

    people: People
    own_data: OwnData
    quiz: Quiz
    advice: Advice
    atlas: Atlas
    shelf: Shelf
    finder: Finder
    speeches: Catalogues
    things: Things
    unfound: Unfound
    studio: Studio
    press: Press
    region: RegionView
    reminders: Reminders
    events: Events
    seats: Seats
    organising: Organising
    organising_sessions: OrganisingSessions
    approvals: Approvals
    registering: Registering
    tickets: Tickets
    consent: Consent
    planner: Planner
    access: Access
    staff: Staff
    door: Door
    door_lists: DoorLists
    walk_ins: WalkIns
    class_lists: ClassLists
    class_parties: ClassParties
    classes: Classes
    class_reports: ClassReports
    memberships: Memberships
    questions: Questions
    reach: Reach
    announcing: Announcing
    broadcasting: Broadcasting
    aftermath: Aftermath
    answering: Answering
    exports: Exports
    guesses: Guesses
    seal: Seal
    username: str = ""
