"""A pupil's class: joined by a link or a typed code, shown, left."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.chat.class_doors import JoinClassDoor, LedClassDoor, MyClassDoor
from bot.chat.doors import MenuDoor
from bot.chat.flow import Answer, Flow
from bot.chat.guessing import enough_of, was_wrong
from bot.chat.screen import Onward
from bot.domain.classes import MOST_CLASSES_OF_PUPIL, read_name
from bot.services.codes import ALPHABET, LENGTH, as_code
from bot.services.memberships import Full, InTooMany, Mine, NoClass
from handlers.membership.screens import join_screen, leave_screen, my_classes_screen, name_screen, share_screen
from handlers.membership.taps import HideTap, JoinTap, LeaveDoor, LeaveTap, NameDoor, ShareDoor

if TYPE_CHECKING:
    from bot.chat.visit import Visit

flow = Flow()
flow.link("c", lambda code: JoinClassDoor(code=code))


@flow.tap(JoinClassDoor)
async def link_followed(visit: Visit, door: JoinClassDoor) -> Answer:
    """Say what joining means; who is in the class already sees it."""
    if (enough := enough_of(visit)) is not None:
        return enough
    found = await visit.ground.memberships.look(visit.pupil.id, as_code(door.code))
    if isinstance(found, NoClass):
        was_wrong(visit, as_code(door.code))
        return Onward(MyClassDoor(), line=visit.speech.html("No class can be joined with this code."))
    if found.is_own:
        return LedClassDoor(id=found.school_class.id)
    return MyClassDoor() if found.is_in else join_screen(visit.speech, found.school_class)


@flow.tap(JoinTap)
async def joined(visit: Visit, tap: JoinTap) -> Answer:
    """Join, then ask for what is a choice of its own."""
    if (enough := enough_of(visit)) is not None:
        return enough
    outcome = await visit.ground.memberships.join(visit.pupil.id, as_code(tap.code), once=visit.update_id)
    speech = visit.speech
    match outcome:
        case Mine(found, name=name):
            door = ShareDoor(group=found.id) if name is None else MyClassDoor()
            return Onward(door, toast=speech.say("You are in the class."))
        case NoClass():
            was_wrong(visit, as_code(tap.code))
            return Onward(MyClassDoor(), line=speech.html("No class can be joined with this code."))
        case Full():
            line = speech.html(
                "The class is full. Tell your counsellor: somebody who is not of the class may be in it."
            )
            return Onward(MyClassDoor(), line=line)
        case InTooMany():
            line = speech.html("You are in {number} classes already: leave one first.", number=MOST_CLASSES_OF_PUPIL)
            return Onward(MyClassDoor(), line=line)
        case _:
            assert_never(outcome)


@flow.tap(MyClassDoor)
async def my_class_opened(visit: Visit, _door: MyClassDoor) -> Answer:
    """Show the classes that one is in."""
    run = await visit.ground.quiz.standing(visit.pupil)
    mine = await visit.ground.memberships.mine(visit.pupil.id)
    return my_classes_screen(visit.speech, mine, has_finished=run is not None and run.is_finished)


@flow.text_at(MyClassDoor)
async def code_typed(_visit: Visit, text: str) -> Answer | None:
    """Read a joining code."""
    code = as_code(text)
    return JoinClassDoor(code=code) if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


@flow.tap(ShareDoor)
async def sharing_asked(visit: Visit, door: ShareDoor) -> Answer:
    """Ask whether the counsellor may see name and result."""
    mine = await _mine(visit, door.group)
    return share_screen(visit.speech, mine.school_class) if mine else MyClassDoor()


@flow.tap(NameDoor)
async def name_asked(visit: Visit, door: NameDoor) -> Answer:
    """Ask for the name."""
    mine = await _mine(visit, door.group)
    return name_screen(visit.speech, mine.school_class) if mine else MyClassDoor()


@flow.text_at(NameDoor)
async def name_typed(visit: Visit, text: str) -> Answer:
    """Keep the name: now the counsellor may see it with the result."""
    door, name = NameDoor.unpack(visit.pupil.spot), read_name(text)
    if name is None:
        return Onward(door, line=visit.speech.html("Please write your name in letters."))
    await visit.ground.memberships.share(visit.pupil.id, door.group, name, once=visit.update_id)
    return Onward(MyClassDoor(), toast=visit.speech.say("Noted."))


@flow.tap(HideTap)
async def hidden(visit: Visit, tap: HideTap) -> Answer:
    """Take name and result back from the counsellor's eyes; the name is erased."""
    await visit.ground.memberships.share(visit.pupil.id, tap.group, None, once=visit.update_id)
    return Onward(MyClassDoor(), toast=visit.speech.say("Noted: only as a number."))


@flow.tap(LeaveDoor)
async def leaving_asked(visit: Visit, door: LeaveDoor) -> Answer:
    """Ask once more."""
    mine = await _mine(visit, door.group)
    return leave_screen(visit.speech, mine.school_class) if mine else MyClassDoor()


@flow.tap(LeaveTap)
async def left(visit: Visit, tap: LeaveTap) -> Answer:
    """Leave the class."""
    was_in = await visit.ground.memberships.leave(visit.pupil.id, tap.group, once=visit.update_id)
    if not was_in:
        return MyClassDoor()
    return Onward(MenuDoor(), toast=visit.speech.say("You left the class."))


async def _mine(visit: Visit, class_id: int) -> Mine | None:
    mine = await visit.ground.memberships.mine(visit.pupil.id)
    return next((each for each in mine if each.school_class.id == class_id), None)
