"""Taps about the place."""

from aiogram.filters.callback_data import CallbackData


class LocateDoor(CallbackData, prefix="lo"):
    """Show the button that sends the phone's location."""


class RegionsDoor(CallbackData, prefix="rs"):
    """The list of regions."""

    page: int = 0


class TownsDoor(CallbackData, prefix="ts"):
    """The list of a region's towns and villages."""

    region: str
    page: int = 0


class TownTap(CallbackData, prefix="tt"):
    """A town or village was chosen."""

    place: str


class TownsNamedDoor(CallbackData, prefix="tn"):
    """The towns that a typed name may mean."""

    query: str
