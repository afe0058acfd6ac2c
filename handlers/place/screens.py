"""Screens about the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import PlaceDoor
from bot.chat.paging import paged_rows
from bot.chat.screen import Button, Screen, column, shortened
from handlers.place.taps import LocateDoor, RegionsDoor, TownsDoor, TownsNamedDoor, TownTap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.i18n import Speech


def place_screen(speech: Speech) -> Screen:
    """The question where the pupil lives, with all three ways to answer."""
    text = speech.html(
        "<b>Where do you live?</b>\n\n"
        "Write the name of your town or village, or choose a button. I need it to find the nearest colleges."
    )
    locate = Button(speech.say("Send my location"), LocateDoor())
    regions = Button(speech.say("Choose from the list"), RegionsDoor())
    return Screen(text, column(locate, regions), spot=PlaceDoor())


def locate_screen(speech: Speech) -> Screen:
    """The phone's own button for its location. It does not work on a computer, so the other way is named too."""
    text = speech.html(
        "Tap the button below the text field. Only the nearest town is kept, not the point.\n\n"
        "On a computer write the name of your town instead."
    )
    return Screen(text, spot=LocateDoor(), asks_location=speech.say("Send my location"))


def regions_screen(speech: Speech, regions: Sequence[tuple[str, str]], page: int) -> Screen:
    """Regions and the three big cities: pairs of id and name."""
    buttons = [Button(name, TownsDoor(region=region)) for region, name in regions]
    rows = paged_rows(speech, buttons, page, lambda number: RegionsDoor(page=number))
    back = Button(speech.say("← Back"), PlaceDoor())
    return Screen(speech.html("<b>Choose your region</b>"), (*rows, (back,)), spot=RegionsDoor(page=page))


def towns_screen(speech: Speech, region: str, name: str, towns: Sequence[tuple[str, str]], page: int) -> Screen:
    """Towns and villages of a region: pairs of id and name."""
    buttons = [Button(town, TownTap(place=place)) for place, town in towns]
    rows = paged_rows(speech, buttons, page, lambda number: TownsDoor(region=region, page=number))
    text = speech.html("<b>{region}</b>\n\nChoose your town or the nearest one, or write its name.", region=name)
    back = Button(speech.say("← Back"), RegionsDoor())
    return Screen(text, (*rows, (back,)), spot=TownsDoor(region=region, page=page))


def which_town_screen(speech: Speech, query: str, towns: Sequence[tuple[str, str]]) -> Screen:
    """Several towns that a typed name may mean: pairs of id and full name."""
    buttons = [Button(shortened(name), TownTap(place=place), words=(name,)) for place, name in towns]
    other = Button(speech.say("Another place"), PlaceDoor())
    text = speech.html("<b>Which one do you mean?</b>")
    return Screen(text, column(*buttons, other), spot=TownsNamedDoor(query=query), is_numbered=True)


def unknown_town_screen(speech: Speech, typed: str) -> Screen:
    """No town of that name: the list, or another try."""
    text = speech.html(
        "I know no town or village called “{typed}”. Write it another way, or choose the nearest one from the list.",
        typed=typed,
    )
    regions = Button(speech.say("Choose from the list"), RegionsDoor())
    locate = Button(speech.say("Send my location"), LocateDoor())
    return Screen(text, column(regions, locate), spot=PlaceDoor())
