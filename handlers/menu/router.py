"""The menu and what stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import LanguageDoor, MenuDoor, NextDoor, PageDoor
from bot.chat.flow import Admits, Answer, Flow
from bot.chat.screen import Onward
from bot.i18n.speech import mark
from handlers.menu.own_texts import my_texts_screen
from handlers.menu.screens import delete_screen, menu_screen, my_data_screen, page_screen, pilot_screen
from handlers.menu.taps import DeleteDoor, DeleteTap, ForgetDetailsTap, MyDataDoor, MyTextsDoor, PilotDoor, PilotTap

if TYPE_CHECKING:
    from bot.chat.visit import Visit

flow = Flow()
flow.command("start", mark("From the beginning"), NextDoor)
flow.command("menu", mark("Menu"), MenuDoor)
flow.command("help", mark("How to use the bot"), lambda: PageDoor(name="help"))
flow.command("privacy", mark("What is kept and why"), lambda: PageDoor(name="privacy"))
flow.command("mydata", mark("What is kept about me"), MyDataDoor)
flow.command("delete", mark("Delete everything about me"), DeleteDoor)


@flow.tap(MenuDoor)
async def menu_opened(visit: Visit, _door: MenuDoor) -> Answer:
    """Show the menu."""
    run = await visit.ground.quiz.standing(visit.pupil)
    has_counsellor = await visit.ground.memberships.is_in_one(visit.pupil.id)
    organises = await visit.ground.access.may(visit.pupil.id, "create_event")
    has = {"has_counsellor": has_counsellor, "organises": organises}
    return menu_screen(visit.speech, visit.pupil, _place(visit), run, **has)


@flow.tap(PageDoor, admits=Admits.ANYBODY)
async def page_opened(visit: Visit, door: PageDoor) -> Answer:
    """Show a page of prose."""
    return page_screen(visit.speech, door.name, visit.words.pages[door.name], has_data=visit.person is not None)


@flow.tap(MyDataDoor, admits=Admits.AGREED)
async def my_data_opened(visit: Visit, _door: MyDataDoor) -> Answer:
    """Show everything that is kept about the person."""
    data = await visit.ground.own_data.all_about(visit.pupil)
    return my_data_screen(visit.speech, visit.pupil, _place(visit), data)


@flow.tap(MyTextsDoor, admits=Admits.AGREED)
async def my_texts_opened(visit: Visit, door: MyTextsDoor) -> Answer:
    """Show what the person wrote for events."""
    return my_texts_screen(visit.speech, await visit.ground.own_data.all_about(visit.pupil), door.page)


@flow.tap(ForgetDetailsTap, admits=Admits.AGREED)
async def details_forgotten(visit: Visit, _tap: ForgetDetailsTap) -> Answer:
    """Take the permission to remember back."""
    await visit.ground.registering.forget_details(visit.pupil, once=visit.update_id)
    return Onward(MyTextsDoor(), toast=visit.speech.say("Forgotten."))


@flow.tap(PilotDoor)
async def pilot_opened(visit: Visit, _door: PilotDoor) -> Answer:
    """Ask whether answers may go into the pilot."""
    return pilot_screen(visit.speech, joins=visit.pupil.pilot_at is not None)


@flow.tap(PilotTap)
async def pilot_answered(visit: Visit, tap: PilotTap) -> Answer:
    """Note it, and show what holds now."""
    await visit.ground.people.join_pilot(visit.telegram_id, joins=tap.joins, once=visit.update_id)
    return Onward(PilotDoor(), toast=visit.speech.say("Noted."))


@flow.tap(DeleteDoor, admits=Admits.AGREED)
async def delete_opened(visit: Visit, _door: DeleteDoor) -> Answer:
    """Ask once more before everything is erased."""
    return delete_screen(visit.speech)


@flow.tap(DeleteTap, admits=Admits.AGREED)
async def deletion_confirmed(visit: Visit, _tap: DeleteTap) -> Answer:
    """Erase everything and begin from the beginning."""
    await visit.ground.own_data.forget(visit.telegram_id, once=visit.update_id)
    return Onward(
        LanguageDoor(), line=visit.speech.html("Everything about you is erased. You can come back at any time.")
    )


def _place(visit: Visit) -> str:
    place = visit.pupil.place
    return visit.ground.atlas.place_name(place, visit.language) if place else visit.speech.say("Place not given")
