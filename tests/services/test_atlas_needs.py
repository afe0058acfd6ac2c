"""What a source says of demand: the weightiest word counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.scoring import need_points
from bot.services.atlas import Atlas

if TYPE_CHECKING:
    from bot.domain.scoring import Need
    from bot.library import Shelf


def _need(shelf: Shelf, place: str, profession: str) -> Need | None:
    return next(each for each in Atlas(shelf).candidates(place, 9) if each.id == profession).need


def test_a_regions_own_word_comes_first(shelf: Shelf) -> None:
    named = _need(shelf, "petropavl", "bricklayer")
    assert named is not None
    assert (named.kind, named.year) == ("region", 2025)
    elsewhere = _need(shelf, "almaty", "bricklayer")
    assert elsewhere is not None
    assert elsewhere.kind == "level"


def test_a_word_of_long_ago_does_not_hide_a_present_one(shelf: Shelf) -> None:
    there, elsewhere = _need(shelf, "aktau", "polymer_operator"), _need(shelf, "almaty", "polymer_operator")
    assert there is not None
    assert there == elsewhere
    assert need_points(there, Atlas(shelf).content_year) > 0


def test_the_whole_country_is_a_region_of_everybody(shelf: Shelf) -> None:
    named = _need(shelf, "almaty", "tractor_driver")
    assert named is not None
    assert named.kind == "country"
