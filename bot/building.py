"""Builds every service and text that the handlers use, over a database. Knows no network, so tests build the same."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from bot.chat.ground import Ground
from bot.domain.asking import full_form
from bot.i18n import Catalogues
from bot.library import Finder, Shelf
from bot.papers import Press
from bot.pictures import Studio
from bot.places import CONTENT
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
from bot.services.codes import new_code
from bot.services.consent import Consent
from bot.services.door import Door
from bot.services.door_lists import DoorLists
from bot.services.events import Events
from bot.services.exports import Exports
from bot.services.guesses import Guesses
from bot.services.memberships import Memberships
from bot.services.models import Models
from bot.services.notices import Notices
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

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.db import Database
    from bot.seal import Seal


@dataclass(frozen=True, slots=True)
class Holdings:
    """The content and what is made of it once, which takes a second: read by everybody, changed by nobody.

    Attributes:
        finder: what the search looks into.
        speeches: the sentences of the interface.
    """

    shelf: Shelf
    finder: Finder
    speeches: Catalogues

    @classmethod
    def of(cls, shelf: Shelf) -> Holdings:
        """Make them of the content.

        Raises:
            OSError: a file of sentences is missing.
            babel.messages.pofile.PoFileError: a file of sentences cannot be read.
        """
        return cls(shelf, Finder(shelf), Catalogues.load(CONTENT))


def build_ground(
    database: Database,
    clock: Clock,
    holdings: Holdings,
    seal: Seal,
    username: str = "",
    *,
    asks_everything: bool = False,
) -> Ground:
    """Return services and texts over a database; in a pilot the quiz asks everything."""
    shelf, speeches = holdings.shelf, holdings.speeches
    atlas = Atlas(shelf)
    walk_ins = WalkIns(database, clock, seal, new_code, Notices(clock))
    models = Models(full_form(shelf.interest_model) if asks_everything else shelf.interest_model)
    seats = Seats(database, clock, new_code, Notices(clock))
    advice = Advice(database, atlas, models)
    return Ground(
        people=People(database, clock, shelf.consent.version),
        own_data=OwnData(database, clock, seal, Notices(clock)),
        quiz=Quiz(database, clock, models, shelf.version),
        advice=advice,
        atlas=atlas,
        shelf=shelf,
        finder=holdings.finder,
        speeches=speeches,
        things=Things(database, clock),
        unfound=Unfound(database, clock),
        studio=Studio(),
        press=Press(),
        region=RegionView(shelf),
        reminders=Reminders(database, clock, shelf),
        events=Events(database, clock, shelf),
        seats=seats,
        organising=Organising(database, clock, new_code),
        organising_sessions=OrganisingSessions(database, clock, Notices(clock)),
        approvals=Approvals(database, clock, seal, Notices(clock)),
        registering=Registering(database, clock, seal, shelf, seats),
        tickets=Tickets(database, clock, seal, new_code),
        consent=Consent(database, clock, seal, Notices(clock)),
        planner=Planner(database, clock),
        access=Access(database),
        staff=Staff(database, clock, seal, lambda: token_urlsafe(16)),
        door=Door(database, clock, seal, walk_ins),
        door_lists=DoorLists(database, clock, seal),
        walk_ins=walk_ins,
        class_lists=ClassLists(database, clock, seal, seats),
        class_parties=ClassParties(database, clock, seal, Notices(clock)),
        classes=Classes(database, clock, seal, new_code, advice),
        class_reports=ClassReports(database, clock, seal, advice),
        questions=Questions(database, clock, seal, shelf.alarm.heard),
        answering=Answering(database, clock, seal),
        reach=Reach(database, clock),
        announcing=Announcing(database, clock),
        aftermath=Aftermath(database, clock, seal),
        broadcasting=Broadcasting(database, clock, shelf),
        memberships=Memberships(database, clock, seal),
        exports=Exports(database, clock, seal, speeches),
        guesses=Guesses(clock),
        seal=seal,
        username=username,
    )
