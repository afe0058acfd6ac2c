"""Who waits for the organiser's yes: one tap each, and the pupil is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.chat.doors import MenuDoor
from bot.chat.screen import Onward
from bot.services.access import NotAllowed
from bot.services.organising_outcomes import Decided, DecidedBefore
from handlers.organising.approval_screens import approvals_screen
from handlers.organising.approval_taps import ApprovalsDoor, DecideTap
from handlers.organising.flow import flow

if TYPE_CHECKING:
    from bot.chat.flow import Answer
    from bot.chat.visit import Visit
    from bot.domain.registration import State


@flow.tap(ApprovalsDoor)
async def approvals_opened(visit: Visit, door: ApprovalsDoor) -> Answer:
    """Show a page of them."""
    found = await visit.ground.approvals.waiting(visit.pupil.id, door.event, door.page)
    return MenuDoor() if isinstance(found, NotAllowed) else approvals_screen(visit.speech, found)


@flow.tap(DecideTap)
async def decided(visit: Visit, tap: DecideTap) -> Answer:
    """Approve or refuse."""
    outcome = await visit.ground.approvals.decide(
        visit.pupil.id, tap.party, approves=tap.approves, once=visit.update_id
    )
    match outcome:
        case Decided(event, _, state):
            return Onward(ApprovalsDoor(event=event.id, page=tap.page), toast=_toast(visit, state))
        case DecidedBefore(event):
            said = visit.speech.say("This was decided before, or the session is over.")
            return Onward(ApprovalsDoor(event=event.id, page=tap.page), toast=said)
        case NotAllowed():
            return MenuDoor()
        case _:
            assert_never(outcome)


def _toast(visit: Visit, state: State) -> str:
    if state == "refused":
        return visit.speech.say("Refused; they are told.")
    if state == "waiting":
        return visit.speech.say("Approved; no seat is free yet, they stand in line.")
    return visit.speech.say("Approved; they are told.")
