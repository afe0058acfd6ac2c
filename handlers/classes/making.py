"""Screens on the way to a class: a new one, or one that had a counsellor before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.chat.class_doors import LedClassesDoor
from bot.chat.doors import MenuDoor
from bot.chat.paging import paged_rows
from bot.chat.screen import Button, Screen, column, grid, shortened
from bot.domain.classes import GRADES
from bot.i18n.speech import Html, bold
from handlers.classes.screens import class_title
from handlers.classes.taps import (
    AssignTap,
    LetterDoor,
    MakeTap,
    NewClassDoor,
    OrphanDoor,
    OrphansDoor,
    SchoolDoor,
    TakeDoor,
    TakeTap,
)

if TYPE_CHECKING:
    from bot.domain.classes import SchoolClass
    from bot.i18n import Speech
    from bot.services.leading import Orphans

_LETTERS: Final = ("А", "Ә", "Б", "В", "Г", "Д")


def grades_screen(speech: Speech) -> Screen:
    """Which grade?"""
    buttons = [Button(str(grade), LetterDoor(grade=grade)) for grade in GRADES]
    back = Button(speech.say("← Back"), LedClassesDoor())
    return Screen(speech.html("<b>New class: which grade?</b>"), (*grid(buttons, 3), (back,)), spot=NewClassDoor())


def letters_screen(speech: Speech, grade: int) -> Screen:
    """Which letter?"""
    buttons = [Button(f"{grade}{letter}", MakeTap(grade=grade, letter=letter)) for letter in _LETTERS]
    text = speech.html("<b>Grade {grade}: which letter?</b>\n\nTap it, or write another one.", grade=grade)
    rest = column(
        Button(speech.say("Without a letter"), MakeTap(grade=grade)), Button(speech.say("← Back"), NewClassDoor())
    )
    return Screen(text, (*grid(buttons, 3), *rest), spot=LetterDoor(grade=grade))


def school_screen(speech: Speech, grade: int, letter: str) -> Screen:
    """Which school?"""
    text = speech.html(
        "<b>Class {name}: of which school?</b>\n\nWrite it as your pupils call it, for instance: school 12.",
        name=f"{grade}{letter}",
    )
    back = Button(speech.say("← Back"), LetterDoor(grade=grade))
    return Screen(text, column(back), spot=SchoolDoor(grade=grade, letter=letter))


def take_screen(speech: Speech, school_class: SchoolClass) -> Screen:
    """Ask before a class is taken over."""
    parts = [
        bold(class_title(school_class)),
        speech.html(
            "This class has no counsellor now. If you take it over, you see its numbers and the pupils who agreed to be seen. "
            "The pupils are told."
        ),
    ]
    yes = Button(speech.say("Take the class over"), TakeTap(id=school_class.id))
    no = Button(speech.say("← Back"), LedClassesDoor())
    return Screen(Html("\n\n".join(parts)), column(yes, no), spot=TakeDoor(id=school_class.id))


def orphans_screen(speech: Speech, orphans: Orphans, page: int) -> Screen:
    """Classes without a counsellor."""
    parts = [speech.html("<b>Classes without a counsellor</b>")]
    if not orphans.classes:
        parts.append(speech.html("There are none: every class has its counsellor."))
    buttons = [Button(shortened(class_title(each)), OrphanDoor(id=each.id)) for each in orphans.classes]
    rows = paged_rows(speech, buttons, page, lambda number: OrphansDoor(page=number))
    menu = Button(speech.say("Menu"), MenuDoor())
    return Screen(Html("\n\n".join(parts)), (*rows, (menu,)), spot=OrphansDoor(page=page))


def orphan_screen(speech: Speech, orphans: Orphans, school_class: SchoolClass, page: int) -> Screen:
    """Who shall lead it?"""
    parts = [
        bold(class_title(school_class)),
        speech.html("Who shall lead this class? Those of its own school stand first. The pupils are told."),
    ]
    digest = school_class.school_digest
    ordered = sorted(orphans.counsellors, key=lambda each: each.school is None or each.school.digest != digest)
    buttons = [
        Button(shortened(each.label), AssignTap(id=school_class.id, grant=each.grant_id), words=(each.label,))
        for each in ordered
    ]
    rows = paged_rows(speech, buttons, page, lambda number: OrphanDoor(id=school_class.id, page=number))
    back = Button(speech.say("← Back"), OrphansDoor())
    return Screen(Html("\n\n".join(parts)), (*rows, (back,)), spot=OrphanDoor(id=school_class.id, page=page))
