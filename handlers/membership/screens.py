"""Screens of a pupil's class: they say exactly what the counsellor sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.class_doors import JoinClassDoor, MyClassDoor
from bot.chat.doors import MenuDoor, NextDoor, QuizDoor
from bot.chat.screen import Button, Screen, column, shortened
from bot.i18n.speech import Html, bold
from handlers.membership.taps import HideTap, JoinTap, LeaveDoor, LeaveTap, NameDoor, ShareDoor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.classes import SchoolClass
    from bot.i18n import Speech
    from bot.services.memberships import Mine


def join_screen(speech: Speech, school_class: SchoolClass) -> Screen:
    """What it means to join."""
    text = Html(
        "\n\n".join(
            [
                speech.html("<b>Join class {name}?</b>\n{school}", name=school_class.name, school=school_class.school),
                speech.html(
                    "Your school's career counsellor will see that you joined and whether your quiz is finished. They see this "
                    "as a number, without your name."
                ),
                speech.html(
                    "Name and result: only if you allow it, in the next step. In the report of the class, answers are counted "
                    "together, never fewer than five pupils."
                ),
                speech.html("You can leave the class at any time."),
            ]
        )
    )
    yes = Button(speech.say("Join the class"), JoinTap(code=school_class.code), words=speech.synonyms("yes, join"))
    no = Button(speech.say("No, to the menu"), MenuDoor(), words=speech.synonyms("no, menu"))
    return Screen(text, column(yes, no), spot=JoinClassDoor(code=school_class.code))


def share_screen(speech: Speech, school_class: SchoolClass) -> Screen:
    """A choice of its own: may they see name and result?"""
    text = speech.html(
        "<b>May your counsellor see your name and your result?</b>\nClass: {name}\n\nIf you allow it, they see the name that you "
        "write, your two strongest interests and your five professions, so that they can talk with you about them. Your answers "
        "they never see. Both choices are fine, and you can change it at any time.",
        name=school_class.name,
    )
    group = school_class.id
    yes = Button(speech.say("Yes, I write my name"), NameDoor(group=group), words=speech.synonyms("yes, agree"))
    no = Button(speech.say("No, only as a number"), HideTap(group=group), words=speech.synonyms("no, not"))
    return Screen(text, column(yes, no), spot=ShareDoor(group=group))


def name_screen(speech: Speech, school_class: SchoolClass) -> Screen:
    """By which name?"""
    text = speech.html(
        "<b>Write your name and surname.</b>\n\nOnly the counsellor of class {name} sees it.", name=school_class.name
    )
    no = Button(speech.say("No, only as a number"), HideTap(group=school_class.id))
    return Screen(text, column(no), spot=NameDoor(group=school_class.id))


def my_classes_screen(speech: Speech, classes: Sequence[Mine], *, has_finished: bool) -> Screen:
    """The classes that somebody is in, with what each counsellor sees."""
    parts = [speech.html("<b>My class</b>"), *(_class_part(speech, each) for each in classes)]
    if not classes:
        parts.append(speech.html("You are in no class yet."))
    parts.append(speech.html("To join a class, scan its poster or write its joining code here."))
    buttons: list[Button] = []
    for each in classes:
        found = each.school_class
        buttons.append(_share_button(speech, each))
        buttons.append(Button(shortened(speech.say("Leave class {name}", name=found.name)), LeaveDoor(group=found.id)))
    if not has_finished:
        buttons.insert(0, Button(speech.say("Find out what suits me"), QuizDoor()))
    rows = column(*buttons, Button(speech.say("Menu"), NextDoor()))
    return Screen(Html("\n\n".join(parts)), rows, spot=MyClassDoor())


def leave_screen(speech: Speech, school_class: SchoolClass) -> Screen:
    """Ask once more."""
    text = speech.html(
        "<b>Leave class {name}?</b>\n\nThe counsellor no longer sees you, your name and your result. Your own result stays with "
        "you.",
        name=school_class.name,
    )
    yes = Button(speech.say("Yes, leave"), LeaveTap(group=school_class.id), words=speech.synonyms("yes, leave"))
    no = Button(speech.say("No, stay"), MyClassDoor(), words=speech.synonyms("no, stay"))
    return Screen(text, column(yes, no), spot=LeaveDoor(group=school_class.id))


def _class_part(speech: Speech, mine: Mine) -> Html:
    found = mine.school_class
    lines = [bold(f"{found.name} · {found.school}")]
    if mine.name is None:
        lines.append(speech.html("Your counsellor sees you as a number, without name and result."))
    else:
        lines.append(speech.html("Your counsellor sees your result under the name: {name}", name=mine.name))
    return Html("\n".join(lines))


def _share_button(speech: Speech, mine: Mine) -> Button:
    found = mine.school_class
    if mine.name is None:
        return Button(shortened(speech.say("{name}: show my name", name=found.name)), ShareDoor(group=found.id))
    return Button(shortened(speech.say("{name}: hide my name", name=found.name)), HideTap(group=found.id))
