"""Screens of a class that is registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import TicketDoor
from bot.chat.event_words import time_of, title_of
from bot.chat.paging import numbered, paged_rows
from bot.chat.screen import Button, Screen, column
from bot.chat.sharing import share_row
from bot.chat.staff_doors import ClassDoor, ClassesDoor
from bot.chat.state_words import state_text
from bot.domain.registration import IS_ALIVE
from bot.i18n.speech import Html, bold, safe
from bot.sheets import Column, Table
from handlers.class_lists.taps import (
    ClassAcceptTap,
    ClassBackDoor,
    ClassBackTap,
    ClassFileTap,
    MemberBackTap,
    MemberDoor,
)

if TYPE_CHECKING:
    from bot.chat.screen import Row
    from bot.i18n import Speech
    from bot.services.class_outcomes import ClassMember, ClassSeen


def class_screen(speech: Speech, seen: ClassSeen, page: int, link: str) -> Screen:
    """A class: how many have what, and everybody by name."""
    door = ClassDoor(party=seen.party.id, page=page)
    parts = [
        Html(f"{bold(title_of(speech, seen.event, seen.session))}\n{safe(time_of(speech, seen.event, seen.session))}"),
        Html("\n".join(_numbers(speech, seen))),
    ]
    if link:
        parts.append(speech.html("The link for the class: each pupil takes a place by themselves.\n{link}", link=link))
    buttons = [
        Button(numbered(position, _label(speech, each)), MemberDoor(party=seen.party.id, id=each.registration_id))
        for position, each in enumerate(seen.members)
        if each.name
    ]
    rows = [*paged_rows(speech, buttons, page, lambda number: ClassDoor(party=seen.party.id, page=number))]
    if any(each.state == "offered" and each.name for each in seen.members):
        rows.insert(0, (Button(speech.say("Take the offered seats"), ClassAcceptTap(party=seen.party.id)),))
    if link:
        words = speech.say("Take a place at the event: {title}", title=title_of(speech, seen.event))
        rows.append(share_row(f"{words} {link}", link))
    rows += column(
        Button(speech.say("The list with codes (XLSX)"), ClassFileTap(party=seen.party.id)),
        Button(speech.say("Give all the seats back"), ClassBackDoor(party=seen.party.id)),
        Button(speech.say("My classes"), ClassesDoor()),
    )
    return Screen(Html("\n\n".join(parts)), tuple(rows), spot=door)


def member_screen(speech: Speech, seen: ClassSeen, member: ClassMember) -> Screen:
    """One of a class."""
    text = Html(
        "\n".join(
            [
                bold(_label(speech, member)),
                safe(state_text(speech, member.state)),
                "",
                safe(title_of(speech, seen.event, seen.session)),
                safe(time_of(speech, seen.event, seen.session)),
                speech.html("Code of the ticket: {code}", code=member.code),
            ]
        )
    )
    rows: list[Row] = []
    if member.state in IS_ALIVE:
        rows += column(
            Button(speech.say("The ticket with its QR code"), TicketDoor(id=member.registration_id)),
            Button(speech.say("Give this seat back"), MemberBackTap(party=seen.party.id, id=member.registration_id)),
        )
    rows += column(Button(speech.say("To the class"), ClassDoor(party=seen.party.id)))
    return Screen(text, tuple(rows), spot=MemberDoor(party=seen.party.id, id=member.registration_id))


def back_screen(speech: Speech, seen: ClassSeen) -> Screen:
    """The question once more: the seats go to others at once."""
    text = Html(
        "\n\n".join(
            [
                Html(
                    speech.count(
                        "<b>Give back {number} place of the class?</b>",
                        "<b>Give back {number} places of the class?</b>",
                        sum(each.state in IS_ALIVE and not each.has_chat for each in seen.members),
                    )
                ),
                speech.html("They go to others at once, and cannot be taken back."),
            ]
        )
    )
    yes = Button(speech.say("Yes, give them back"), ClassBackTap(party=seen.party.id))
    no = Button(speech.say("No, keep it"), ClassDoor(party=seen.party.id))
    return Screen(text, column(yes, no), spot=ClassBackDoor(party=seen.party.id))


def class_table(speech: Speech, seen: ClassSeen) -> Table:
    """The class with the codes of its tickets, for the teacher's own paper."""
    columns = (
        Column(speech.say("Name and surname"), width=34),
        Column(speech.say("Class"), width=10),
        Column(speech.say("Code of the ticket"), width=18),
        Column(speech.say("What they have"), width=40),
    )
    rows = [
        (each.name, each.grade, each.code, state_text(speech, each.state))
        for each in seen.members
        if each.name and each.state in IS_ALIVE
    ]
    title = title_of(speech, seen.event, seen.session)
    notes = (
        title,
        time_of(speech, seen.event, seen.session),
        speech.say("Names of pupils: for you alone. Do not post it."),
    )
    return Table(speech.say("Class"), columns, rows, notes)


def _numbers(speech: Speech, seen: ClassSeen) -> list[Html]:
    alive = [each for each in seen.members if each.state in IS_ALIVE]
    lines = [
        speech.html("Places: {number}", number=len(alive)),
        speech.html("With a seat: {number}", number=sum(each.state == "seated" for each in alive)),
    ]
    waiting = sum(each.state in {"waiting", "approval"} for each in alive)
    if waiting:
        lines.append(speech.html("Wait in line: {number}", number=waiting))
    kept = sum(not each.name and not each.has_chat for each in alive)
    if kept:
        lines.append(speech.html("Kept and not taken yet: {number}", number=kept))
    if seen.kept_until is not None:
        until = speech.day_and_hour(seen.kept_until, seen.event.zone)
        lines.append(speech.html("They are kept until {moment}, then they go to others.", moment=until))
    taken = sum(each.has_chat for each in alive)
    if taken:
        lines.append(speech.html("Taken by pupils with the link: {number}", number=taken))
    return lines


def _label(speech: Speech, member: ClassMember) -> str:
    about = f"{member.name}, {member.grade}" if member.grade else member.name
    if member.state not in IS_ALIVE:
        return f"✕ {about}"
    adult = speech.say("adult")
    return f"{about} ({adult})" if member.is_companion else about
