"""The one flow of organisers, and what every module of it does: look, change, and lead on."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.chat.doors import MenuDoor
from bot.chat.flow import Flow
from bot.chat.screen import Onward
from bot.chat.staff_doors import OrganiseDoor, RunDoor
from bot.i18n.speech import mark
from bot.services.access import NotAllowed
from bot.services.organising_outcomes import Edited, Over, Refused, Unfit
from handlers.organising.wording import fault_line

if TYPE_CHECKING:
    from aiogram.filters.callback_data import CallbackData

    from bot.chat.flow import Answer
    from bot.chat.visit import Visit
    from bot.domain.event_edits import Edit
    from bot.domain.events import Event
    from bot.i18n.speech import Html
    from bot.services.organising_outcomes import Shown

flow = Flow()
flow.command("organise", mark("My events (organisers)"), OrganiseDoor, "organiser", "administrator")


async def look(visit: Visit, event_id: int) -> Shown | None:
    """Return an event if the visitor runs it."""
    shown = await visit.ground.organising.look(visit.pupil.id, event_id)
    return None if isinstance(shown, NotAllowed) else shown


async def look_at_session(visit: Visit, session_id: int) -> Shown | None:
    """Return the event of a session if the visitor runs it."""
    shown = await visit.ground.organising.look_at_session(visit.pupil.id, session_id)
    return None if isinstance(shown, NotAllowed) else shown


async def changed(
    visit: Visit,
    event_id: int,
    edit: Edit,
    then: CallbackData,
    *,
    line: Html | None = None,
    again: CallbackData | None = None,
) -> Answer:
    """Let an edit change an event and go on through a door; through another one where the edit is refused."""
    outcome = await visit.ground.organising.change(visit.pupil.id, event_id, edit, once=visit.update_id)
    match outcome:
        case Edited():
            return Onward(then, line=line, toast=visit.speech.say("Noted."))
        case Refused(_, fault):
            return Onward(again or then, line=fault_line(visit.speech, fault))
        case Over() | NotAllowed():
            return led_away(visit, outcome)
        case _:
            assert_never(outcome)


def led_away(visit: Visit, outcome: Over | Unfit | NotAllowed) -> Answer:
    """Lead away from what nobody can do any more, or this visitor cannot."""
    match outcome:
        case Over(event):
            return _over(visit, event)
        case Unfit(event):
            return _overtaken(visit, event)
        case NotAllowed():
            return MenuDoor()
        case _:
            assert_never(outcome)


def _over(visit: Visit, event: Event) -> Answer:
    """Lead to an event of which this changes no more."""
    line = visit.speech.html("This can no longer be changed: it has begun, is over, or was called off.")
    return Onward(RunDoor(event=event.id), line=line)


def _overtaken(visit: Visit, event: Event) -> Answer:
    """Lead to an event that is no longer as the tap supposed."""
    line = visit.speech.html("Meanwhile something has changed here, so nothing was done. This holds now:")
    return Onward(RunDoor(event=event.id), line=line)
