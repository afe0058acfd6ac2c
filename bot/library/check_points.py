"""Does everything that has a point lie inside Kazakhstan? A pupil who is sent to another country has lost a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field, TypeAdapter

from bot.domain.border import Border
from bot.domain.geo import Point
from bot.library.forms import Form, Latitude, Longitude, Month, Text
from bot.library.reading import problem_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.library.folders import Folders
    from bot.library.problems import Problem
    from bot.library.reading import Reader
    from bot.library.shelf import Shelf

BORDER_FILE: Final = "facts/border.yaml"


class BorderFile(Form):
    """The border as a ring of points, and how coarse it is."""

    collected: Month
    source: Text
    tolerance_km: Annotated[float, Field(gt=0, le=50)]
    ring: Annotated[tuple[tuple[Latitude, Longitude], ...], Field(min_length=20)]


def point_problems(folders: Folders, shelf: Shelf, reader: Reader) -> Iterator[Problem]:
    """Return regions, places and colleges whose point lies outside of the border."""
    file = reader.read(BORDER_FILE, TypeAdapter(BorderFile))
    if file is None:
        return
    border = Border(tuple(Point(*point) for point in file.ring), file.tolerance_km)
    things = (
        ("facts/regions.yaml", shelf.regions),
        ("facts/places.yaml", shelf.places),
        ("facts/colleges", shelf.colleges),
    )
    for source, items in things:
        for name, item in items.items():
            if not border.holds(item.point):
                yield problem_of(folders, source, name, f"{name}: lies outside of Kazakhstan")
