"""What a region offers: only its own, in an order that helps, and nothing for what the atlas does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.services.region import RegionView

if TYPE_CHECKING:
    from bot.library import Shelf


@pytest.fixture
def view(shelf: Shelf) -> RegionView:
    return RegionView(shelf)


def test_a_town_lies_in_its_region(shelf: Shelf) -> None:
    assert shelf.region_of("ekibastuz") == "KZ-55"
    assert shelf.region_of("atlantis") is None
    assert shelf.region_of(None) is None


def test_everything_of_a_region_is_found_once(view: RegionView, shelf: Shelf) -> None:
    regions = [*shelf.regions, "KZ"]
    assert sum(len(view.enterprises(region)) for region in regions) == len(shelf.enterprises) > 0
    assert sum(len(view.projects(region)) for region in regions) == len(shelf.projects) > 0
    assert sum(len(view.needs(region)) for region in regions) == len(shelf.needs)
    assert sum(len(view.figures(region)) for region in regions) == len(shelf.figures)


def test_the_newest_word_comes_first(view: RegionView, shelf: Shelf) -> None:
    for region in shelf.regions:
        for years in (
            [need.year for need in view.needs(region)],
            [enterprise.year for enterprise in view.enterprises(region)],
        ):
            assert years == sorted(years, reverse=True)


def test_a_pool_of_projects_stands_before_a_single_one(view: RegionView) -> None:
    assert view.projects("KZ-31")[0].projects == 37
    assert view.projects("KZ-55")[0].id == "pavlodar_pool"


def test_who_hires_for_a_profession_is_who_names_it(view: RegionView, shelf: Shelf) -> None:
    found = {each.id for each in view.hiring("welder", "KZ-31")}
    assert found == {"imstalcon"}
    for region in shelf.regions:
        for profession in shelf.professions:
            named = {
                each.id
                for each in shelf.enterprises.values()
                if each.region == region and profession in each.professions
            }
            assert {each.id for each in view.hiring(profession, region)} == named


def test_a_need_is_the_regions_own(view: RegionView) -> None:
    need = view.need("bricklayer", "KZ-59")
    assert need is not None
    assert (need.region, need.year) == ("KZ-59", 2025)
    assert view.need("bricklayer", "KZ-75") is None
    assert view.need("bricklayer", None) is None
    assert view.need("wizard", "KZ-59") is None


def test_a_number_belongs_to_its_profession_and_region(view: RegionView) -> None:
    vacancies, forecast = view.figure_of("boiler_operator", "KZ-31"), view.figure_of("plasterer", "KZ")
    assert vacancies is not None
    assert (vacancies.value, vacancies.year) == (974, 2024)
    assert forecast is not None
    assert forecast.value == 9700
    assert view.figure_of("plasterer", "KZ-31") is None


def test_events_of_a_profession(view: RegionView) -> None:
    assert [each.id for each in view.events_for("welder", "KZ-27")] == ["oral_jastary"]
    assert view.events_for("welder", "KZ-10") == ()
    assert view.events_for("welder", None) == ()


def test_events_that_come_back_stand_first_and_the_regions_own_before_the_countrys(view: RegionView) -> None:
    events = view.events("KZ-55")
    assert events[0].id == "mamandyqfest"
    returning = [each.yearly is not None for each in events]
    assert returning == sorted(returning, reverse=True)
    assert {each.region for each in events} == {"KZ-55", "KZ"}


def test_patrons_with_a_card_and_partners_without_one(view: RegionView, shelf: Shelf) -> None:
    assert [each.id for each in view.patrons("kz55-bc6684")] == ["aksu_ferroalloy"]
    names = {partner.name for partner in view.partners("KZ-55")}
    assert "KSP Steel" in names
    assert "ERG (Аксуский завод ферросплавов)" not in names
    named = sum(len(college.patrons) for college in shelf.colleges.values())
    with_card = sum(len(each.called) * len(each.colleges) for each in shelf.enterprises.values())
    assert sum(len(view.partners(region)) for region in shelf.regions) == named - with_card


def test_the_overview_counts_what_the_lists_show(view: RegionView, shelf: Shelf) -> None:
    for region in shelf.regions:
        seen = view.overview(region)
        assert (seen.enterprises, seen.projects) == (len(view.enterprises(region)), len(view.projects(region)))
        assert seen.events == len(view.events(region))
        assert all(figure.profession is None and figure.kind != "colleges" for figure in seen.figures)
        assert set(seen.needed) <= set(shelf.professions)
    assert sum(view.overview(region).colleges_listed for region in shelf.regions) == len(shelf.colleges)


def test_an_unknown_region_has_nothing_of_its_own(view: RegionView) -> None:
    own = [*view.enterprises("KZ-99"), *view.projects("KZ-99"), *view.needs("KZ-99"), *view.figures("KZ-99")]
    assert own == []
    assert {each.region for each in view.events("KZ-99")} == {"KZ"}
    assert view.overview("KZ-99").needed == ()


def test_the_outlook_names_growing_ones_before_shrinking_ones(view: RegionView) -> None:
    levels = [each.demand.level for each in view.outlook if each.demand]
    assert len(levels) == len(view.outlook)
    assert levels == sorted(levels, key=["emerging", "declining"].index)
