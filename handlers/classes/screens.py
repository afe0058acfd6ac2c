"""Screens of a class for its counsellor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.class_doors import ClassReportDoor, InboxDoor, LedClassDoor, LedClassesDoor, SchoolReportDoor
from bot.chat.doors import MenuDoor
from bot.chat.interests import interest_name
from bot.chat.paging import PAGE, numbered, page_of, paged_rows
from bot.chat.screen import Button, Screen, column, shortened
from bot.chat.sharing import share_row
from bot.i18n.speech import Html, bold, safe
from handlers.classes.taps import (
    NamesDoor,
    NewClassDoor,
    OpenTap,
    OrphansDoor,
    PosterTap,
    PupilResultTap,
    TakeDoor,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.chat.screen import Row
    from bot.domain.classes import Membership, SchoolClass
    from bot.i18n import Speech
    from bot.services.leading import Led, Named, Own, ResultSeen


def class_title(school_class: SchoolClass) -> str:
    """Return how a class is called: "9А · №12 мектеп"."""
    return f"{school_class.name} · {school_class.school}"


def own_screen(speech: Speech, own: Own) -> Screen:
    """The classes that somebody leads, those that wait for a counsellor, and the way to a new one."""
    parts = [speech.html("<b>My classes</b>")]
    if not own.classes:
        parts.append(speech.html("You lead no class yet. Make one, print its poster, and your pupils join by one tap."))
    if own.waiting:
        parts.append(
            speech.html("Below are also classes of your school that have no counsellor: you can take them over.")
        )
    led = [
        Button(shortened(f"{class_title(each.school_class)} · {each.joined}"), LedClassDoor(id=each.school_class.id))
        for each in own.classes
    ]
    waiting = [
        Button(shortened(speech.say("Take over: {name}", name=class_title(each))), TakeDoor(id=each.id))
        for each in own.waiting
    ]
    rows = column(
        *led,
        *waiting,
        Button(speech.say("New class"), NewClassDoor()),
        Button(speech.say("Questions of pupils"), InboxDoor()),
        *([Button(speech.say("Report of the school"), SchoolReportDoor())] if own.school and own.classes else []),
        *([Button(speech.say("Classes without a counsellor"), OrphansDoor())] if own.may_assign else []),
        Button(speech.say("Menu"), MenuDoor()),
    )
    return Screen(Html("\n\n".join(parts)), rows, spot=LedClassesDoor())


def class_screen(speech: Speech, led: Led, link: str) -> Screen:
    """A class in numbers, with the ways in and out. No name of a pupil stands here."""
    found = led.school_class
    numbers = [
        speech.html("Joined: {number} (at most {most})", number=led.joined, most=found.most_pupils),
        speech.html("Finished the quiz: {number}", number=led.finished),
        speech.html("Seen by name: {number}", number=led.named),
    ]
    parts = [bold(class_title(found)), Html("\n".join(numbers))]
    if found.is_open:
        parts.append(speech.html("Joining code: <code>{code}</code>", code=found.code))
    else:
        parts.append(speech.html("The class is closed: nobody can join."))
    if found.is_open and link:
        parts.append(speech.html("Link for the pupils: {link}", link=link))
    who, report = Button(speech.say("Who joined"), NamesDoor(id=found.id)), ClassReportDoor(id=found.id)
    rows: list[Row] = [(who, Button(speech.say("Report"), report))]
    if found.is_open and link:
        rows.append((Button(speech.say("Poster with the QR code (PDF)"), PosterTap(id=found.id)),))
        invited = speech.say("Join our class {name} here and take the quiz about professions:", name=found.name)
        rows.append(share_row(f"{invited} {link}", link))
    label = speech.say("Close the class") if found.is_open else speech.say("Open the class again")
    rows.append((Button(label, OpenTap(id=found.id, on=not found.is_open)),))
    rows.append((Button(speech.say("My classes"), LedClassesDoor()), Button(speech.say("Menu"), MenuDoor())))
    return Screen(Html("\n\n".join(parts)), tuple(rows), spot=LedClassDoor(id=found.id))


def names_screen(speech: Speech, seen: Named, page: int) -> Screen:
    """Who agreed to be seen, and how many others there are. One stays at the class: every look at names is one tap."""
    shown, page, _ = page_of(seen.named, page)
    lines = [_member_line(speech, page * PAGE + position, each) for position, each in enumerate(shown)]
    parts = [bold(class_title(seen.school_class))]
    if lines:
        parts.append(Html("\n".join(lines)))
    parts.append(
        speech.html(
            "Without a name: {number}, of them finished the quiz: {finished}",
            number=seen.nameless,
            finished=seen.nameless_finished,
        )
    )
    parts.append(speech.html("Here are only those who agreed themselves. This look is noted in the log."))
    class_id = seen.school_class.id
    buttons = [
        Button(numbered(position, each.name or ""), PupilResultTap(id=class_id, member=each.person_id))
        for position, each in enumerate(seen.named)
    ]
    rows = paged_rows(speech, buttons, page, lambda number: NamesDoor(id=class_id, page=number))
    back = Button(speech.say("To the class"), LedClassDoor(id=class_id))
    return Screen(Html("\n\n".join(parts)), (*rows, (back,)))


def result_screen(speech: Speech, seen: ResultSeen, name_of: Callable[[str], str]) -> Screen:
    """A pupil's result, with a word on what it is for."""
    parts = [bold(seen.name)]
    if seen.advised is None:
        parts.append(speech.html("The quiz is not finished yet."))
    else:
        interests = ", ".join(interest_name(speech, each) for each in seen.advised.strongest)
        professions = [name_of(each.profession) for each in seen.advised.suggestions]
        if professions:
            parts.append(speech.html("Strongest interests: {interests}", interests=interests))
            listed = Html("\n".join(f"• {safe(each)}" for each in professions))
            parts.append(speech.html("Professions to look at:\n{professions}", professions=listed))
        else:
            parts.append(speech.html("The answers were all alike: nothing can be read from them."))
    parts.append(speech.html("It is for a talk with the pupil, never for selecting. This look is noted in the log."))
    back = Button(speech.say("← Back"), NamesDoor(id=seen.school_class.id))
    return Screen(
        Html("\n\n".join(parts)),
        column(back, Button(speech.say("To the class"), LedClassDoor(id=seen.school_class.id))),
    )


def _member_line(speech: Speech, position: int, member: Membership) -> Html:
    state = speech.say("quiz finished") if member.has_finished else speech.say("quiz not finished")
    return safe(f"{position % PAGE + 1}. {member.name} · {state}")
