"""Taps of the regional view. A region is named by its id, so that an old keyboard still means the same one."""

from aiogram.filters.callback_data import CallbackData


class RegionChoiceDoor(CallbackData, prefix="rj"):
    """The list of regions."""

    page: int = 0


class NeedsDoor(CallbackData, prefix="rn"):
    """Professions in demand in a region and in the country."""

    region: str
    page: int = 0


class OutlookDoor(CallbackData, prefix="ro"):
    """Professions that grow and professions that shrink, in the country."""

    region: str
    page: int = 0


class EmployersDoor(CallbackData, prefix="rh"):
    """Who hires in a region."""

    region: str
    page: int = 0


class ProjectsDoor(CallbackData, prefix="rk"):
    """What is being built in a region."""

    region: str
    page: int = 0


class ProjectDoor(CallbackData, prefix="rp"):
    """A project's card."""

    id: str


class EventsDoor(CallbackData, prefix="rv"):
    """Events of a region of which public sources tell."""

    region: str
    page: int = 0


class WorkDoor(CallbackData, prefix="rx"):
    """Vacancies, and work for the summer from 14."""

    region: str
