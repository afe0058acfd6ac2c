"""Classes: what a counsellor taps or types becomes a screen. Whose a class is, the services ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.chat.class_doors import LedClassDoor, LedClassesDoor, MyClassDoor
from bot.chat.flow import Admits, Answer, Flow
from bot.chat.screen import Attachment, Onward, Screen
from bot.domain.classes import read_letter, read_school
from bot.i18n.speech import mark
from bot.services.access import NotAllowed
from bot.services.leading import Made, NeedsSchool, TooManyClasses
from handlers.classes.making import (
    grades_screen,
    letters_screen,
    orphan_screen,
    orphans_screen,
    school_screen,
    take_screen,
)
from handlers.classes.poster import poster_of
from handlers.classes.screens import class_screen, names_screen, own_screen, result_screen
from handlers.classes.taps import (
    AssignTap,
    LetterDoor,
    MakeTap,
    NamesDoor,
    NewClassDoor,
    OpenTap,
    OrphanDoor,
    OrphansDoor,
    PosterTap,
    PupilResultTap,
    SchoolDoor,
    TakeDoor,
    TakeTap,
)

if TYPE_CHECKING:
    from bot.chat.visit import Visit
    from bot.services.leading import Led

flow = Flow()
flow.command("class", mark("My class"), LedClassesDoor)


@flow.tap(LedClassesDoor, admits=Admits.AGREED)
async def classes_opened(visit: Visit, _door: LedClassesDoor) -> Answer:
    """Show the classes that somebody leads; others go on to what an administrator decides, or to their own class."""
    own = await visit.ground.classes.own(visit.pupil.id)
    return OrphansDoor() if isinstance(own, NotAllowed) else own_screen(visit.speech, own)


@flow.tap(NewClassDoor, admits=Admits.AGREED)
async def grade_asked(visit: Visit, _door: NewClassDoor) -> Answer:
    """Ask for the grade."""
    return grades_screen(visit.speech) if await _may_lead(visit) else MyClassDoor()


@flow.tap(LetterDoor, admits=Admits.AGREED)
async def letter_asked(visit: Visit, door: LetterDoor) -> Answer:
    """Ask for the letter."""
    return letters_screen(visit.speech, door.grade) if await _may_lead(visit) else MyClassDoor()


@flow.text_at(LetterDoor)
async def letter_typed(visit: Visit, text: str) -> Answer:
    """Take a typed letter."""
    door = LetterDoor.unpack(visit.pupil.spot)
    letter = read_letter(text)
    if letter is None:
        return Onward(door, line=visit.speech.html("A letter of a class has one to three letters, such as А."))
    return await _make(visit, door.grade, letter.removeprefix(str(door.grade)), None)


@flow.tap(MakeTap, admits=Admits.AGREED)
async def class_made(visit: Visit, tap: MakeTap) -> Answer:
    """Make the class, or ask for its school."""
    return await _make(visit, tap.grade, tap.letter, None)


@flow.tap(SchoolDoor, admits=Admits.AGREED)
async def school_asked(visit: Visit, door: SchoolDoor) -> Answer:
    """Ask for the school."""
    return school_screen(visit.speech, door.grade, door.letter) if await _may_lead(visit) else MyClassDoor()


@flow.text_at(SchoolDoor)
async def school_typed(visit: Visit, text: str) -> Answer:
    """Take a typed school."""
    door, school = SchoolDoor.unpack(visit.pupil.spot), read_school(text)
    if school is None:
        return Onward(door, line=visit.speech.html("Please write the number or the name of the school."))
    return await _make(visit, door.grade, door.letter, school)


@flow.tap(LedClassDoor, admits=Admits.AGREED)
async def class_opened(visit: Visit, door: LedClassDoor) -> Answer:
    """Show a class in numbers."""
    led = await visit.ground.classes.see(visit.pupil.id, door.id)
    return LedClassesDoor() if isinstance(led, NotAllowed) else _class_screen(visit, led)


@flow.tap(NamesDoor, admits=Admits.AGREED)
async def names_opened(visit: Visit, door: NamesDoor) -> Answer:
    """Show who agreed to be seen."""
    seen = await visit.ground.classes.names(visit.pupil.id, door.id)
    return LedClassesDoor() if isinstance(seen, NotAllowed) else names_screen(visit.speech, seen, door.page)


@flow.tap(PupilResultTap, admits=Admits.AGREED)
async def result_wanted(visit: Visit, tap: PupilResultTap) -> Answer:
    """Show the result of one who agreed."""
    seen = await visit.ground.classes.result(visit.pupil.id, tap.id, tap.member)
    if isinstance(seen, NotAllowed):
        return LedClassDoor(id=tap.id)
    return result_screen(visit.speech, seen, lambda each: visit.words.professions[each].name)


@flow.tap(PosterTap, admits=Admits.AGREED)
async def poster_wanted(visit: Visit, tap: PosterTap) -> Answer:
    """Print the poster."""
    led = await visit.ground.classes.see(visit.pupil.id, tap.id)
    if isinstance(led, NotAllowed):
        return LedClassesDoor()
    link = _link(visit, led)
    if not link or not led.school_class.is_open:
        return LedClassDoor(id=tap.id)
    pdf = await visit.ground.press.pdf(poster_of(visit, led.school_class, link, visit.ground.events.now()))
    screen = _class_screen(visit, led)
    if pdf is None:
        return screen.with_toast(visit.speech.say("It cannot be printed just now. Please try again later."))
    return screen.with_files(Attachment(f"poster-{led.school_class.code}.pdf", pdf))


@flow.tap(OpenTap, admits=Admits.AGREED)
async def class_closed(visit: Visit, tap: OpenTap) -> Answer:
    """Close a class, or open it again."""
    led = await visit.ground.classes.set_open(visit.pupil.id, tap.id, is_open=tap.on, once=visit.update_id)
    if isinstance(led, NotAllowed):
        return LedClassesDoor()
    toast = visit.speech.say("Open again.") if tap.on else visit.speech.say("Closed: nobody can join any more.")
    return Onward(LedClassDoor(id=tap.id), toast=toast)


@flow.tap(TakeDoor, admits=Admits.AGREED)
async def taking_asked(visit: Visit, door: TakeDoor) -> Answer:
    """Ask before a class is taken over."""
    own = await visit.ground.classes.own(visit.pupil.id)
    waiting = () if isinstance(own, NotAllowed) else own.waiting
    found = next((each for each in waiting if each.id == door.id), None)
    return take_screen(visit.speech, found) if found else LedClassesDoor()


@flow.tap(TakeTap, admits=Admits.AGREED)
async def class_taken(visit: Visit, tap: TakeTap) -> Answer:
    """Take a class over."""
    taken = await visit.ground.classes.take(visit.pupil.id, tap.id, once=visit.update_id)
    return LedClassesDoor() if isinstance(taken, NotAllowed) else LedClassDoor(id=tap.id)


@flow.tap(OrphansDoor, admits=Admits.AGREED)
async def orphans_opened(visit: Visit, door: OrphansDoor) -> Answer:
    """Show an administrator the classes without a counsellor."""
    orphans = await visit.ground.classes.orphans(visit.pupil.id)
    return MyClassDoor() if isinstance(orphans, NotAllowed) else orphans_screen(visit.speech, orphans, door.page)


@flow.tap(OrphanDoor, admits=Admits.AGREED)
async def orphan_opened(visit: Visit, door: OrphanDoor) -> Answer:
    """Ask an administrator who shall lead a class."""
    orphans = await visit.ground.classes.orphans(visit.pupil.id)
    if isinstance(orphans, NotAllowed):
        return MyClassDoor()
    found = next((each for each in orphans.classes if each.id == door.id), None)
    return orphan_screen(visit.speech, orphans, found, door.page) if found else OrphansDoor()


@flow.tap(AssignTap, admits=Admits.AGREED)
async def class_assigned(visit: Visit, tap: AssignTap) -> Answer:
    """Give a class to a counsellor."""
    done = await visit.ground.classes.assign(visit.pupil.id, tap.id, tap.grant, once=visit.update_id)
    toast = "" if isinstance(done, NotAllowed) else visit.speech.say("The class has a counsellor again.")
    return Onward(OrphansDoor(), toast=toast)


async def _make(visit: Visit, grade: int, letter: str, school: str | None) -> Answer:
    made = await visit.ground.classes.make(visit.pupil, grade, letter, school, once=visit.update_id)
    match made:
        case Made(found, is_new=is_new):
            toast = (
                visit.speech.say("The class is made.") if is_new else visit.speech.say("You lead this class already.")
            )
            return Onward(LedClassDoor(id=found.id), toast=toast)
        case NeedsSchool():
            return SchoolDoor(grade=grade, letter=letter)
        case TooManyClasses():
            line = visit.speech.html("You lead as many classes as one person can.")
            return Onward(LedClassesDoor(), line=line)
        case NotAllowed():
            return MyClassDoor()
        case _:
            assert_never(made)


async def _may_lead(visit: Visit) -> bool:
    return await visit.ground.access.may(visit.pupil.id, "lead_classes")


def _class_screen(visit: Visit, led: Led) -> Screen:
    return class_screen(visit.speech, led, _link(visit, led))


def _link(visit: Visit, led: Led) -> str:
    return f"https://t.me/{visit.ground.username}?start=c_{led.school_class.code}" if visit.ground.username else ""
