"""Good rows come into the atlas, bad ones are named by row, column and reason, and half a table changes nothing."""

from __future__ import annotations

import pytest

from bot.domain.languages import Language
from bot.library import Shelf, check
from bot.library.folders import Folders
from bot.places import CONTENT
from tests.importing.tables import COLLEGE, DEMAND, ENTERPRISE, PROFESSION, Overlay, colleges


def _mistakes(outcome: object) -> list[str]:
    return [str(mistake) for mistake in getattr(outcome, "mistakes")]  # noqa: B009


def test_28_good_rows_and_2_bad_ones_change_nothing_until_the_good_ones_are_accepted(overlay: Overlay) -> None:
    rows = colleges(30)
    rows[4] |= {"place": "Атлантида"}
    rows[20] |= {"name_kk": ""}
    refused = overlay.take("colleges", *rows)
    assert (refused.rows, refused.bad_rows, refused.written) == (30, 2, False)
    assert _mistakes(refused) == [
        "row 6, column place: 'Атлантида' is no town or village of the atlas",
        "row 22, column name_kk: is needed",
    ]
    assert not overlay.folder.exists()
    accepted = overlay.take("colleges", *rows, accept_good=True)
    assert accepted.written
    assert _mistakes(accepted) == _mistakes(refused)
    shelf = Shelf.load(CONTENT, overlay.folder)
    assert len(shelf.colleges) == len(Shelf.load(CONTENT).colleges) + 28
    assert check(CONTENT, overlay.folder) == []


def test_what_is_imported_stands_on_the_shelf_in_three_languages(overlay: Overlay) -> None:
    outcome = overlay.take("colleges", COLLEGE | {"lat": "51,73", "lon": "75.31", "dormitory": "иә"})
    assert outcome.written, _mistakes(outcome)
    item = outcome.changes[0].after.key
    shelf = Shelf.load(CONTENT, overlay.folder)
    college = shelf.colleges[item]
    assert (college.place, college.specialties, college.professions) == (
        "ekibastuz",
        ("07150500",),
        ("welder", "baker"),
    )
    assert (college.point.latitude, college.point.longitude, college.point_precision) == (51.73, 75.31, "exact")
    assert college.dormitory is not None
    assert college.dormitory.has
    assert college.collected == "2026-11"
    for language in Language:
        assert shelf.words(language).colleges[item].name == COLLEGE[f"name_{language.value}"]


@pytest.mark.parametrize(
    ("kind", "row"),
    [("colleges", COLLEGE), ("enterprises", ENTERPRISE), ("demand", DEMAND), ("professions", PROFESSION)],
)
def test_the_same_table_twice_changes_nothing(kind: str, row: dict[str, str], overlay: Overlay) -> None:
    first = overlay.take(kind, row)
    assert first.written, _mistakes(first)
    assert check(CONTENT, overlay.folder) == []
    before = overlay.files()
    again = overlay.take(kind, row)
    assert not again.written
    assert not any(change.is_any for change in again.changes)
    assert overlay.files() == before
    assert overlay.beside() == set()


def test_a_dry_run_shows_what_would_change_and_changes_nothing(overlay: Overlay) -> None:
    dry = overlay.take("colleges", COLLEGE, dry=True)
    assert [change.before for change in dry.changes] == [None]
    assert not dry.written
    assert not overlay.folder.exists()
    overlay.take("colleges", COLLEGE)
    before = overlay.files()
    changed = overlay.take("colleges", COLLEGE | {"phone": "112", "professions": "welder"}, dry=True)
    assert changed.changes[0].fields == {
        "professions": (["welder", "baker"], ["welder"]),
        "phone": ("8 (7187) 12-34-56", "112"),
    }
    assert overlay.files() == before


def test_a_table_of_a_few_columns_changes_only_these_of_a_shipped_college(overlay: Overlay) -> None:
    shipped = Shelf.load(CONTENT).colleges["kz55-8e1783"]
    outcome = overlay.take("colleges", {"id": shipped.id, "phone": "112", "website": ""})
    assert outcome.written
    now = Shelf.load(CONTENT, overlay.folder)
    college = now.colleges[shipped.id]
    assert (college.phone, college.website) == ("112", None)
    assert (college.place, college.sources, college.specialties) == (
        shipped.place,
        shipped.sources,
        shipped.specialties,
    )
    # Words that did not change stay the shipped ones, and follow them at the next upgrade.
    assert [name for name in overlay.files() if not name.startswith("facts/")] == []


def test_a_later_month_moves_only_the_row_that_changed(overlay: Overlay) -> None:
    overlay.take("colleges", *colleges(2))
    first, second = colleges(2)
    overlay.take("colleges", first, second | {"phone": "112", "collected": "2026-12"})
    assert {name for name in overlay.files() if name.startswith("facts/colleges")} == {
        "facts/colleges/KZ-55.2026-11.yaml",
        "facts/colleges/KZ-55.2026-12.yaml",
    }
    assert check(CONTENT, overlay.folder) == []


def test_all_mistakes_of_a_row_are_named_at_once(overlay: Overlay) -> None:
    row = COLLEGE | {
        "name_en": "",
        "place": "Экибастуc",
        "specialties": "07150500, 99",
        "dormitory": "maybe",
        "dormitory_beds": "many",
        "ownership": "mine",
        "official_name_in": "kk, fr",
        "lat": "north",
    }
    assert _mistakes(overlay.take("colleges", row)) == [
        "row 2, column dormitory: 'maybe' is neither yes nor no",
        "row 2, column dormitory_beds: 'many' is no whole number",
        "row 2, column lat: 'north' is no number",
        "row 2, column name_en: is needed",
        "row 2, column official_name_in: fr: languages are kk, ru and en",
        "row 2, column ownership: 'mine' is not one of: state, private",
        "row 2, column place: 'Экибастуc' is no town or village of the atlas; perhaps ekibastuz is meant",
        "row 2, column specialties: '99' is no specialty of the atlas",
    ]


@pytest.mark.parametrize(
    ("kind", "row", "mistake"),
    [
        (
            "colleges",
            COLLEGE | {"dormitory": "yes", "dormitory_beds": "90"},
            "dormitory_year: is needed with dormitory_beds",
        ),
        (
            "colleges",
            COLLEGE | {"dormitory_year": "2031", "dormitory_beds": "9"},
            "dormitory_year: 2031 lies in the future",
        ),
        ("colleges", COLLEGE | {"lat": "51.7"}, "lon: lat and lon belong together"),
        ("colleges", COLLEGE | {"lat": "5.17", "lon": "75.3"}, "lat: 5.17 is too small; the least is 40.5"),
        ("colleges", COLLEGE | {"name_ru": "Колледж " * 6}, "short_ru: is needed, because the name has more than 40"),
        ("colleges", COLLEGE | {"short_ru": "К" * 41}, "short_ru: has 41 letters; at most 40 fit"),
        ("colleges", COLLEGE | {"place": "Ақсу"}, "place: several things are called"),
        ("colleges", COLLEGE | {"name_kk": "А?т?бе колледжі"}, "name_kk: letters were lost when the file was saved"),
        ("colleges", COLLEGE | {"address": "?. ??????, 1"}, "address: letters were lost when the file was saved"),
        ("colleges", COLLEGE | {"phone": "=1+1"}, "phone: this is a formula"),
        ("enterprises", ENTERPRISE | {"year": ""}, "year: is needed"),
        ("enterprises", ENTERPRISE | {"pay": "400000"}, ": pay and pay_is belong together"),
        ("enterprises", ENTERPRISE | {"sources": ""}, "sources: is needed"),
        ("demand", DEMAND | {"unit": ""}, "unit: is needed with value"),
        ("demand", DEMAND | {"year": ""}, "year: is needed"),
        ("demand", DEMAND | {"profession": "", "value": ""}, "profession: is needed, or a value"),
        ("demand", DEMAND | {"value": "-3"}, "value: -3 is too small; it must be more than 0"),
        ("professions", PROFESSION | {"demand_year": ""}, "demand_year: is needed with demand_level"),
        ("professions", PROFESSION | {"interests_of": ""}, "interest_R: is needed"),
        ("professions", PROFESSION | {"line_kk": "ә" * 91}, "line_kk: has 91 letters; at most 90 fit"),
    ],
)
def test_a_mistake_is_told_in_plain_words(kind: str, row: dict[str, str], mistake: str, overlay: Overlay) -> None:
    outcome = overlay.take(kind, row)
    assert not outcome.written
    assert not overlay.folder.exists()
    told = _mistakes(outcome)
    assert any(mistake in each for each in told), told


@pytest.mark.parametrize(
    ("row", "mistake"),
    [
        ({"name_kk": "Koлледж жарық"}, "column name_kk: Latin and Cyrillic letters in one word: 'Koлледж'"),
        ({"name_kk": "Колледж", "name_ru": "Колледж"}, "column name_kk: the same as in Russian; if that is right"),
        ({"lat": "43.2", "lon": "76.9"}, "row 3: lies more than 60 km from ekibastuz"),
    ],
)
def test_what_only_the_check_of_the_whole_content_sees_is_named_at_its_row(
    row: dict[str, str], mistake: str, overlay: Overlay
) -> None:
    rows = (*colleges(1), COLLEGE | row)
    refused = overlay.take("colleges", *rows)
    assert len(refused.mistakes) >= 1
    assert {each.row for each in refused.mistakes} == {3}
    assert any(mistake in each for each in _mistakes(refused)), _mistakes(refused)
    assert not overlay.folder.exists()
    assert overlay.take("colleges", *rows, accept_good=True).written
    assert check(CONTENT, overlay.folder) == []


def test_reviewed_sameness_and_a_profession_that_nobody_teaches_are_noted(overlay: Overlay) -> None:
    same = COLLEGE | {"name_kk": "Колледж", "name_ru": "Колледж", "same_in_kk_and_ru": "yes"}
    assert overlay.take("colleges", same).written
    alone = PROFESSION | {"specialties": ""}
    assert any(
        "taught_nowhere: no college teaches it" in each for each in _mistakes(overlay.take("professions", alone))
    )
    assert overlay.take("professions", alone | {"taught_nowhere": "yes"}).written
    assert check(CONTENT, overlay.folder) == []


def test_a_question_mark_in_an_address_is_no_lost_letter(overlay: Overlay) -> None:
    outcome = overlay.take("colleges", COLLEGE | {"sources": "https://a.kz/page?id=1\na.kz/b??c (2026)"})
    assert outcome.written, _mistakes(outcome)


def test_two_rows_of_one_thing_are_a_mistake_of_the_later(overlay: Overlay) -> None:
    outcome = overlay.take("colleges", COLLEGE, *colleges(1), COLLEGE | {"phone": "112"})
    assert [each.row for each in outcome.mistakes] == [4]
    assert "the same as row 2" in _mistakes(outcome)[0]


def test_demand_gives_a_need_and_a_number(overlay: Overlay) -> None:
    alone = {name: DEMAND[name] for name in ("region", "named", "year", "sources")} | {"profession": "Повар"}
    overlay.take("demand", DEMAND, alone)
    shelf = Shelf.load(CONTENT, overlay.folder)
    needed = [need for need in shelf.needs if need.sources == ("own list: our own list",)]
    assert [need.professions for need in needed] == [("welder",), ("cook",)]
    numbers = [figure for figure in shelf.figures if figure.sources == ("own list: our own list",)]
    assert [(figure.kind, figure.value, figure.profession) for figure in numbers] == [("vacancies", 120.0, "welder")]
    overlay.take("demand", DEMAND | {"value": "130"})
    numbers = [
        each for each in Shelf.load(CONTENT, overlay.folder).figures if each.sources == ("own list: our own list",)
    ]
    assert [figure.value for figure in numbers] == [130.0]


def test_an_import_survives_an_upgrade_and_a_broken_row_of_old_does_not_hinder_a_new_import(
    overlay: Overlay,
) -> None:
    overlay.take("colleges", COLLEGE)
    path = next(overlay.folder.glob("facts/colleges/*.yaml"))
    path.write_text(path.read_text(encoding="utf-8").replace("- baker", "- astronaut"), encoding="utf-8")
    assert check(CONTENT, overlay.folder)
    assert overlay.take("enterprises", ENTERPRISE).written
    assert len(check(CONTENT, overlay.folder)) == 1
    assert Folders.of(CONTENT, overlay.folder).own == overlay.folder
