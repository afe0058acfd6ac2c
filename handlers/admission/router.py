"""Admission: what was tapped becomes a screen; the reminder is asked for and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.chat.doors import AdmissionDoor, HereDoor, RemindTap, entry_in_tap
from bot.chat.flow import Answer, Flow
from bot.chat.screen import Onward
from bot.domain.people import entry_grade
from bot.i18n.speech import mark
from bot.services.reminders import Reminding, TooLate
from handlers.admission.screens import admission_screen, apply_screen, documents_screen, money_screen
from handlers.admission.taps import ApplyDoor, DocumentsDoor, MoneyDoor
from handlers.admission.wording import reminder_when

if TYPE_CHECKING:
    from bot.chat.visit import Visit
    from bot.domain.admission import Section, Statement

flow = Flow()
flow.command("admission", mark("When and how to apply to a college"), AdmissionDoor)


@flow.tap(AdmissionDoor)
async def admission_opened(visit: Visit, door: AdmissionDoor) -> Answer:
    """Show when documents are taken: after the pupil's own grade unless another was asked for."""
    entry = int(door.entry or entry_grade(visit.pupil.grade))
    seen = await visit.ground.reminders.outlook(visit.pupil, entry)
    here = AdmissionDoor(entry=entry_in_tap(entry), college=door.college)
    return admission_screen(visit.speech, visit.words, here, seen, _collected(visit))


@flow.tap(DocumentsDoor)
async def documents_opened(visit: Visit, door: DocumentsDoor) -> Answer:
    """Show the documents."""
    return documents_screen(visit.speech, visit.words, door, _statements(visit, "documents"), _collected(visit))


@flow.tap(ApplyDoor)
async def way_opened(visit: Visit, door: ApplyDoor) -> Answer:
    """Show how one applies."""
    return apply_screen(visit.speech, visit.words, door, _statements(visit, "apply"), _collected(visit))


@flow.tap(MoneyDoor)
async def money_opened(visit: Visit, door: MoneyDoor) -> Answer:
    """Show free places, quotas and the stipend."""
    return money_screen(visit.speech, visit.words, door, _statements(visit, "money"), _collected(visit))


@flow.tap(RemindTap)
async def reminder_tapped(visit: Visit, tap: RemindTap) -> Answer:
    """Ask for the reminder or take it back, and show the same screen again."""
    reminders = visit.ground.reminders
    if not tap.on:
        await reminders.take_back(visit.pupil, once=visit.update_id)
        return Onward(HereDoor(), toast=visit.speech.say("Taken back: I will not remind you."))
    outcome = await reminders.ask(visit.pupil, int(tap.entry), tap.year, once=visit.update_id)
    match outcome:
        case Reminding(waited_for):
            when = reminder_when(visit.speech, waited_for, reminders.today())
            toast = visit.speech.say("I will remind you: {when}, between 8:00 and 20:00.", when=when)
        case TooLate():
            toast = visit.speech.say("That summer has begun already.")
        case _:
            assert_never(outcome)
    return Onward(HereDoor(), toast=toast)


def _statements(visit: Visit, section: Section) -> list[Statement]:
    return [each for each in visit.ground.shelf.admission.statements if each.section == section]


def _collected(visit: Visit) -> str:
    return visit.speech.month(visit.ground.shelf.admission.collected)
