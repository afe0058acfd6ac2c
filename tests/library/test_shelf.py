"""The shelf: the real content by id and in three languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.languages import Language
from bot.library import Shelf
from bot.places import CONTENT

if TYPE_CHECKING:
    from tests.library.breaking import Copy

EVERYTHING = ("regions", "places", "specialties", "professions", "colleges")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", EVERYTHING)
def test_every_item_has_words_in_every_language(shelf: Shelf, kind: str, language: Language) -> None:
    items = getattr(shelf, kind)
    assert items
    assert set(items) == set(getattr(shelf.words(language), kind))


def test_items_stand_under_their_own_ids(shelf: Shelf) -> None:
    assert all(item == region.id for item, region in shelf.regions.items())
    assert all(item == college.id for item, college in shelf.colleges.items())
    assert shelf.regions["KZ-10"].centre == "semey"
    assert shelf.professions["welder"].sector == "metal"
    assert shelf.professions["welder"].interests.values == (7.0, 2.17, 1.5, 1.1, 1.63, 3.78)


def test_a_college_teaches_what_it_names_and_what_its_specialties_lead_to(shelf: Shelf) -> None:
    for profession in shelf.professions.values():
        for college in shelf.colleges_for(profession.id):
            names_it = profession.id in college.professions
            assert names_it or set(profession.specialties) & set(college.specialties)
    by_name = {college.id for college in shelf.colleges.values() if "welder" in college.professions}
    assert by_name
    assert by_name <= {college.id for college in shelf.colleges_for("welder")}


def test_nobody_teaches_an_unknown_profession(shelf: Shelf) -> None:
    assert shelf.colleges_for("wizard") == ()


def test_the_model_asks_about_every_activity(shelf: Shelf) -> None:
    assert sorted(shelf.interest_model.items) == sorted(shelf.questions)
    assert shelf.interest_model.items_of_scale == (8,) * 6


def test_needs_and_outdoors_reach_the_professions(shelf: Shelf) -> None:
    assert any("welder" in need.professions for need in shelf.needs)
    assert {profession.outdoors for profession in shelf.professions.values()} == {"mostly", "partly", "rarely"}


def test_the_version_stays_until_a_file_changes(content: Copy, shelf: Shelf) -> None:
    assert Shelf.load(content.folder).version == shelf.version == Shelf.load(CONTENT).version
    content.change("en/worlds.yaml", '"Energy"', '"Power"')
    assert Shelf.load(content.folder).version != shelf.version


def test_a_file_under_another_name_is_another_version(content: Copy, shelf: Shelf) -> None:
    (content.folder / "en/colleges/KZ-10.yaml").rename(content.folder / "en/colleges/KZ-10b.yaml")
    assert Shelf.load(content.folder).version != shelf.version
