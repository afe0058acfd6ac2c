"""Screens of staff: who holds which role, an invitation, and the audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.chat.doors import MenuDoor
from bot.chat.paging import numbered, page_of, paged_rows
from bot.chat.screen import Button, Screen, column
from bot.chat.sharing import share_row
from bot.chat.staff_doors import InviteDoor, StaffDoor
from bot.chat.ways import way_back
from bot.domain.events import text_in
from bot.i18n.speech import Html, bold, safe
from handlers.staff.taps import AcceptTap, AuditDoor, InvitationDoor, RevokeDoor, RevokeTap
from handlers.staff.wording import ROLE_OF, deed_name, role_name, role_rights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.chat.screen import Row
    from bot.domain.staff import Entry
    from bot.i18n import Speech
    from bot.services.staff import Invited, Member, Offer
    from handlers.staff.wording import RoleLetter

_ZONE = ZoneInfo("Asia/Almaty")


def staff_screen(
    speech: Speech, members: Sequence[Member], invites: Sequence[RoleLetter], page: int, *, reads_audit: bool
) -> Screen:
    """Those whose roles one may see, and whom one may invite."""
    shown, page, _ = page_of(members, page)
    lines = [_line(speech, number, each) for number, each in enumerate(shown, start=1)]
    text = Html("\n".join([speech.html("<b>Staff</b>"), "", *(lines or [speech.html("Nobody yet.")])]))
    buttons = [
        Button(numbered(place, _name(speech, each)), RevokeDoor(grant=each.id)) for place, each in enumerate(members)
    ]
    rows = paged_rows(speech, buttons, page, lambda number: StaffDoor(page=number))
    invite = [
        Button(speech.say("Invite: {role}", role=role_name(speech, ROLE_OF[letter])), InviteDoor(role=letter))
        for letter in invites
    ]
    audit = [Button(speech.say("What staff did"), AuditDoor())] if reads_audit else []
    menu = Button(speech.say("Menu"), MenuDoor())
    return Screen(text, (*rows, *column(*invite, *audit, menu)), spot=StaffDoor(page=page), is_numbered=True)


def _line(speech: Speech, number: int, member: Member) -> Html:
    parts = [_name(speech, member), role_name(speech, member.role)]
    if member.event is not None:
        parts.append(text_in(member.event, speech.language))
    return safe(f"{number}. {' · '.join(parts)}")


def _name(speech: Speech, member: Member) -> str:
    if member.is_me:
        return speech.say("You")
    return member.label or role_name(speech, member.role)


def invite_screen(speech: Speech, door: InviteDoor, back: Row) -> Screen:
    """For whom an invitation is; a counsellor's names their school, since their classes are found by it."""
    if door.role == "c":
        return Screen(_for_a_counsellor(speech), (back,), spot=door)
    text = speech.html(
        "<b>Invitation: {role}</b>\n{rights}\n\nFor whom is it? Write a name, or a school: it stands in your list only, "
        "so that you know later whose role it is.",
        role=role_name(speech, ROLE_OF[door.role]),
        rights=role_rights(speech, ROLE_OF[door.role]),
    )
    return Screen(text, (back,), spot=door)


def _for_a_counsellor(speech: Speech) -> Html:
    return speech.html(
        "<b>Invitation: {role}</b>\n{rights}\n\nOf which school? Write its number or name: the counsellor's classes belong to "
        "it, and you know later whose role it is.",
        role=role_name(speech, "counsellor"),
        rights=role_rights(speech, "counsellor"),
    )


def invited_screen(speech: Speech, invited: Invited, label: str, link: str, back: Row) -> Screen:
    """The link; it is shown once."""
    role = role_name(speech, invited.role)
    until = speech.day_and_hour(invited.expires_at, "Asia/Almaty")
    text = speech.html(
        "<b>Invitation: {role}</b>\nFor: {label}\n\nSend this link to them alone. It works once, until {moment}:\n{link}",
        role=role,
        label=label,
        moment=until,
        link=link,
    )
    said = speech.say("You are invited to Temirqazyq as: {role}. The link works once.", role=role)
    return Screen(text, (share_row(said, link), back))


def offer_screen(speech: Speech, secret: str, offer: Offer) -> Screen:
    """What an invitation gives, before it is taken."""
    parts = [
        speech.html("<b>You are invited as: {role}</b>", role=role_name(speech, offer.role)),
        *([safe(text_in(offer.event, speech.language))] if offer.event is not None else []),
        safe(role_rights(speech, offer.role)),
        speech.html("Whatever staff do with other people's data is written into a log."),
    ]
    accept = Button(speech.say("Accept"), AcceptTap(secret=secret), words=speech.synonyms("yes, ok"))
    return Screen(
        Html("\n\n".join(parts)),
        ((accept,), (Button(speech.say("Menu"), MenuDoor()),)),
        spot=InvitationDoor(secret=secret),
    )


def no_invitation_screen(speech: Speech) -> Screen:
    """The link gives nothing; why is not told."""
    text = speech.html("This link gives nothing, or nothing any more. Ask the one who sent it for a new one.")
    return Screen(text, ((Button(speech.say("Menu"), MenuDoor()),),))


def revoke_screen(speech: Speech, member: Member) -> Screen:
    """Whether to take a role back."""
    role = role_name(speech, member.role)
    event = text_in(member.event, speech.language) if member.event is not None else ""
    head = Html("\n".join(part for part in (bold(_name(speech, member)), safe(role), safe(event)) if part))
    asked = speech.html("Take this role back? It ends at once; what was done stays in the log.")
    yes = Button(speech.say("Take it back"), RevokeTap(grant=member.id))
    return Screen(Html(f"{head}\n\n{asked}"), ((yes,), way_back(speech, StaffDoor())), spot=RevokeDoor(grant=member.id))


def audit_screen(speech: Speech, entries: Sequence[Entry], page: int, *, has_more: bool) -> Screen:
    """What staff did, the newest first: when, who by our own number, what, to what, how many people."""
    lines = [_entry(speech, each) for each in entries] or [speech.html("Nothing yet.")]
    turn = []
    if page > 0:
        turn.append(Button(speech.say("← Previous"), AuditDoor(page=page - 1)))
    if has_more:
        turn.append(Button(speech.say("Older →"), AuditDoor(page=page + 1)))
    text = Html("\n".join([speech.html("<b>What staff did</b>"), "", *lines]))
    return Screen(text, (*([tuple(turn)] if turn else []), way_back(speech, StaffDoor())), spot=AuditDoor(page=page))


def _entry(speech: Speech, entry: Entry) -> Html:
    local = entry.at.astimezone(_ZONE)
    who = speech.say("command line") if entry.actor_id is None else f"#{entry.actor_id}"
    number = f" ({entry.number})" if entry.number else ""
    return safe(f"{local:%d.%m %H:%M} · {who}: {deed_name(speech, entry.deed)} · {entry.subject}{number}")
