"""Staff: who may see and invite whom is asked in the services; whoever may nothing gets the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from bot.chat.doors import MenuDoor
from bot.chat.flow import Answer, Flow
from bot.chat.guessing import enough_of, was_wrong
from bot.chat.screen import Onward
from bot.chat.staff_doors import InviteDoor, StaffDoor
from bot.chat.ways import way_back
from bot.domain.staff import INVITING, may
from bot.i18n.speech import mark
from bot.services.access import NotAllowed
from bot.services.staff import PAGE, Invited, NoInvitation, Offer, Unsound
from handlers.staff.screens import (
    audit_screen,
    invite_screen,
    invited_screen,
    no_invitation_screen,
    offer_screen,
    revoke_screen,
    staff_screen,
)
from handlers.staff.taps import AcceptTap, AuditDoor, InvitationDoor, RevokeDoor, RevokeTap
from handlers.staff.wording import ROLE_OF, role_name

if TYPE_CHECKING:
    from bot.chat.visit import Visit
    from bot.services.staff import Member

flow = Flow()
flow.command(
    "staff", mark("Staff: roles and invitations"), StaffDoor, "administrator", "organiser", "counsellor", "helper"
)
flow.link("i", lambda secret: InvitationDoor(secret=secret))

_LONGEST_LABEL: Final = 80


@flow.tap(StaffDoor)
async def staff_opened(visit: Visit, door: StaffDoor) -> Answer:
    """Show the staff one may see; pupils are led to the menu, as by any word that means nothing."""
    members = await visit.ground.staff.members(visit.pupil.id)
    if isinstance(members, NotAllowed):
        return Onward(MenuDoor(), renews_menu=True)
    grants = await visit.ground.access.grants_of(visit.pupil.id)
    invites = [letter for letter, role in ROLE_OF.items() if role != "helper" and may(grants, INVITING[role])]
    return staff_screen(visit.speech, members, invites, door.page, reads_audit=may(grants, "read_audit"))


@flow.tap(InviteDoor)
async def inviting(visit: Visit, door: InviteDoor) -> Answer:
    """Ask for whom the invitation is."""
    role = ROLE_OF[door.role]
    if not await visit.ground.access.may(visit.pupil.id, INVITING[role], door.event or None):
        return MenuDoor()
    return invite_screen(visit.speech, door, way_back(visit.speech, StaffDoor()))


@flow.text_at(InviteDoor)
async def label_typed(visit: Visit, text: str) -> Answer | None:
    """Make the invitation and show its link, once."""
    door = InviteDoor.unpack(visit.pupil.spot)
    label = " ".join(text.split())[:_LONGEST_LABEL]
    outcome = await visit.ground.staff.invite(
        visit.pupil.id, ROLE_OF[door.role], door.event or None, label, once=visit.update_id
    )
    match outcome:
        case Invited():
            link = f"https://t.me/{visit.ground.username}?start=i_{outcome.secret}"
            return invited_screen(visit.speech, outcome, label, link, way_back(visit.speech, StaffDoor()))
        case NotAllowed() | Unsound():
            return MenuDoor()
        case _:
            assert_never(outcome)


@flow.tap(InvitationDoor)
async def invitation_opened(visit: Visit, door: InvitationDoor) -> Answer:
    """Show what an invitation gives."""
    if (enough := enough_of(visit)) is not None:
        return enough
    offer = await visit.ground.staff.look(door.secret)
    if isinstance(offer, NoInvitation):
        was_wrong(visit, door.secret)
        return no_invitation_screen(visit.speech)
    return offer_screen(visit.speech, door.secret, offer)


@flow.tap(AcceptTap)
async def accepted(visit: Visit, tap: AcceptTap) -> Answer:
    """Take the role."""
    if (enough := enough_of(visit)) is not None:
        return enough
    outcome = await visit.ground.staff.accept(visit.pupil, tap.secret, once=visit.update_id)
    match outcome:
        case Offer(role, _):
            name = role_name(visit.speech, role)
            line = visit.speech.html("You are now: {role}. Your commands: /staff", role=name)
            if role == "counsellor":
                line = visit.speech.html("You are now: {role}. Your commands: /class, /staff", role=name)
            return Onward(StaffDoor(), line=line, renews_menu=True)
        case NoInvitation():
            was_wrong(visit, tap.secret)
            return no_invitation_screen(visit.speech)
        case _:
            assert_never(outcome)


@flow.tap(RevokeDoor)
async def revoking(visit: Visit, door: RevokeDoor) -> Answer:
    """Ask once more."""
    member = await _member(visit, door.grant)
    return revoke_screen(visit.speech, member) if member else StaffDoor()


@flow.tap(RevokeTap)
async def revoked(visit: Visit, tap: RevokeTap) -> Answer:
    """Take the role back."""
    outcome = await visit.ground.staff.revoke(visit.pupil.id, tap.grant, once=visit.update_id)
    if isinstance(outcome, NotAllowed):
        return Onward(StaffDoor(), toast=visit.speech.say("You may not take this role back."))
    return Onward(StaffDoor(), toast=visit.speech.say("Taken back."))


@flow.tap(AuditDoor)
async def audit_opened(visit: Visit, door: AuditDoor) -> Answer:
    """Show a page of the log."""
    page = max(0, min(door.page, 10_000))
    entries = await visit.ground.staff.audit(visit.pupil.id, PAGE + 1, page * PAGE)
    if isinstance(entries, NotAllowed):
        return MenuDoor()
    return audit_screen(visit.speech, entries[:PAGE], page, has_more=len(entries) > PAGE)


async def _member(visit: Visit, grant: int) -> Member | None:
    members = await visit.ground.staff.members(visit.pupil.id)
    return next((each for each in members if each.id == grant), None) if isinstance(members, tuple) else None
