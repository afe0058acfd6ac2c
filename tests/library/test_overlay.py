"""A region's own content over the shipped one: adds, replaces, outlives an upgrade; what leads nowhere is left out and named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from bot.domain.languages import Language
from bot.library import Finder, Problem, Shelf, check
from bot.library.folders import aside
from bot.library.rows import Row, Rows
from bot.places import CONTENT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.library.breaking import Copy

COLLEGES, HIRES = "facts/colleges/KZ-55.yaml", "facts/enterprises.yaml"
COLLEGE = """
  - id: kz55-ours
    place: ekibastuz
    point: [51.72, 75.32]
    point_precision: exact
    specialties: ["07150500"]
    professions: [welder, baker]
    fields: [energy]
    official_name_in: [kk, ru]
    confidence: high
    sources: [our own list (2026)]
"""
WORDS = {
    "kk": "kz55-ours: {name: Екібастұз жарық колледжі, short: Екібастұз жарық колледжі}",
    "ru": "kz55-ours: {name: Экибастузский колледж света, short: Экибастузский колледж света}",
    "en": "kz55-ours: {name: Ekibastuz College of Light, short: Ekibastuz College of Light}",
}
ENTERPRISE = """
  - id: our_plant
    region: KZ-55
    place: ekibastuz
    industry: energy
    professions: [welder]
    colleges: [kz55-ours]
    year: 2027
    confidence: high
    sources: [our own list (2027)]
"""


@dataclass(frozen=True)
class Own:
    """An overlay that a test fills."""

    folder: Path

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def facts(self, name: str, items: str, collected: str = "2026-11") -> None:
        self.write(name, f'collected: "{collected}"\nitems:{items}')

    def college(self, items: str = COLLEGE) -> None:
        self.facts(COLLEGES, items)
        for code, words in WORDS.items():
            self.write(f"{code}/colleges/KZ-55.yaml", words)

    def line(self, name: str, beginning: str) -> int:
        lines = (self.folder / name).read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if line.strip().startswith(beginning))

    def problem(self, name: str, beginning: str, message: str) -> Problem:
        return Problem(str(self.folder / name), self.line(name, beginning), message)


@pytest.fixture
def own(tmp_path: Path) -> Own:
    """An overlay with a college of its own."""
    made = Own(tmp_path / "own")
    made.college()
    return made


def test_an_own_college_stands_beside_the_shipped_ones(own: Own, shelf: Shelf) -> None:
    both = Shelf.load(CONTENT, own.folder)
    assert set(both.colleges) == {*shelf.colleges, "kz55-ours"}
    assert "kz55-ours" in {each.id for each in both.colleges_for("baker")}
    assert both.left_out == []
    assert check(CONTENT, own.folder) == []


@pytest.mark.parametrize("language", Language)
def test_an_own_college_is_found_by_its_name(own: Own, language: Language) -> None:
    both = Shelf.load(CONTENT, own.folder)
    name = both.words(language).colleges["kz55-ours"].name
    assert Finder(both).everything(name, language)[0].id == "kz55-ours"


def test_a_row_of_the_same_id_replaces_the_shipped_one_wherever_it_stands(own: Own, shelf: Shelf) -> None:
    college = shelf.colleges["kz55-8e1783"]
    own.facts("facts/colleges/A-first.yaml", COLLEGE.replace("kz55-ours", college.id), "2027-02")
    both = Shelf.load(CONTENT, own.folder)
    assert both.colleges[college.id].specialties == ("07150500",)
    assert both.colleges[college.id].collected == "2027-02"
    assert list(both.colleges)[: len(shelf.colleges)] == list(shelf.colleges)
    assert check(CONTENT, own.folder) == []


def test_words_alone_may_be_replaced_in_one_language(own: Own, shelf: Shelf) -> None:
    own.write("kk/places.yaml", "ekibastuz: {name: Екібастұз қаласы}")
    both = Shelf.load(CONTENT, own.folder)
    assert both.words(Language.KK).places["ekibastuz"].name == "Екібастұз қаласы"
    assert both.words(Language.RU).places == shelf.words(Language.RU).places
    assert check(CONTENT, own.folder) == []


def test_demand_and_enterprises_of_a_later_year(own: Own, shelf: Shelf) -> None:
    own.facts(HIRES, ENTERPRISE, "2027-01")
    for code, name in (("kk", "Біздің зауыт"), ("ru", "Наш завод"), ("en", "Our plant")):
        own.write(f"{code}/enterprises.yaml", f"our_plant: {{name: {name}, fact: {name} 2027}}")
    need = shelf.needs[-1]
    row = "\n  - {region: %s, professions: [%s], named: ours, year: 2027, confidence: high, sources: [ours]}"
    own.facts("facts/needs.yaml", row % (need.region, ", ".join(need.professions)), "2027-01")
    both = Shelf.load(CONTENT, own.folder)
    assert both.enterprises["our_plant"].colleges == ("kz55-ours",)
    assert len(both.needs) == len(shelf.needs)
    assert [each.year for each in both.needs if each.professions == need.professions] == [2027]
    assert check(CONTENT, own.folder) == []


def test_an_overlay_survives_an_upgrade_of_the_shipped_content(own: Own, content: Copy) -> None:
    before = Shelf.load(content.folder, own.folder)
    shipped = COLLEGE.replace("kz55-ours", "kz55-shipped")
    content.write("facts/colleges/new.yaml", f'collected: "2026-12"\nitems:{shipped}')
    for code, words in WORDS.items():
        content.write(f"{code}/colleges/new.yaml", words.replace("kz55-ours", "kz55-shipped"))
    after = Shelf.load(content.folder, own.folder)
    assert set(after.colleges) == {*before.colleges, "kz55-shipped"}
    assert after.colleges["kz55-ours"] == before.colleges["kz55-ours"]
    assert check(content.folder, own.folder) == []


def test_a_profession_that_an_upgrade_took_away_is_cut_out_of_the_row_and_named(own: Own) -> None:
    own.college(COLLEGE.replace("baker", "astronaut").replace("[energy]", "[energy, magic]"))
    both = Shelf.load(CONTENT, own.folder)
    assert both.colleges["kz55-ours"].professions == ("welder",)
    assert both.colleges["kz55-ours"].fields == ("energy",)
    named = [
        own.problem(COLLEGES, "professions:", "kz55-ours: professions astronaut does not exist; it is left out"),
        own.problem(COLLEGES, "fields:", "kz55-ours: fields magic does not exist; it is left out"),
    ]
    assert both.left_out == sorted(named)
    assert check(CONTENT, own.folder) == sorted(named)


def test_a_college_whose_town_is_gone_is_left_out_with_its_words_and_named_once(own: Own, shelf: Shelf) -> None:
    own.college(COLLEGE.replace("place: ekibastuz", "place: atlantis"))
    both = Shelf.load(CONTENT, own.folder)
    assert set(both.colleges) == set(shelf.colleges)
    assert "kz55-ours" not in both.words(Language.KK).colleges
    named = [own.problem(COLLEGES, "place:", "kz55-ours: place atlantis does not exist; the row is left out")]
    assert both.left_out == check(CONTENT, own.folder) == named


def test_a_replacement_that_cannot_be_used_gives_way_to_the_shipped_row(own: Own, shelf: Shelf) -> None:
    college = shelf.colleges["kz55-8e1783"]
    own.college(COLLEGE.replace("kz55-ours", college.id).replace("place: ekibastuz", "place: atlantis"))
    for code in WORDS:
        (own.folder / code / "colleges/KZ-55.yaml").unlink()
    both = Shelf.load(CONTENT, own.folder)
    assert both.colleges == shelf.colleges
    assert both.words(Language.KK).colleges == shelf.words(Language.KK).colleges


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_a_college_without_words_in_a_language_is_left_out(own: Own, code: str) -> None:
    (own.folder / code / "colleges/KZ-55.yaml").unlink()
    both = Shelf.load(CONTENT, own.folder)
    assert "kz55-ours" not in both.colleges
    named = [own.problem(COLLEGES, "- id:", f"kz55-ours: no words in {code}; the row is left out")]
    assert both.left_out == check(CONTENT, own.folder) == named


def test_words_for_something_that_an_upgrade_took_away_are_named(own: Own) -> None:
    own.write("ru/colleges/old.yaml", "kz55-gone: {name: Был такой, short: Был такой}")
    assert Shelf.load(CONTENT, own.folder).left_out == []
    assert own.problem(
        "ru/colleges/old.yaml", "kz55-gone", "kz55-gone: nothing in facts/colleges has this id"
    ) in check(CONTENT, own.folder)


def test_one_row_that_is_not_in_its_form_costs_only_itself(own: Own) -> None:
    bad = COLLEGE.replace("kz55-ours", "kz55-bad").replace("51.72", "5172")
    own.college(bad + COLLEGE.lstrip("\n"))
    both = Shelf.load(CONTENT, own.folder)
    assert "kz55-ours" in both.colleges
    assert "kz55-bad" not in both.colleges
    assert [(each.file, each.line) for each in both.left_out] == [
        (str(own.folder / COLLEGES), own.line(COLLEGES, "point:"))
    ]


def test_the_line_of_a_row_below_a_bad_one_is_its_own(own: Own) -> None:
    bad = COLLEGE.replace("kz55-ours", "kz55-bad").replace("51.72", "5172")
    own.college(bad + COLLEGE.lstrip("\n").replace("baker", "astronaut"))
    lines = [each.line for each in Shelf.load(CONTENT, own.folder).left_out]
    assert lines == [own.line(COLLEGES, "point:"), own.line(COLLEGES, "professions: [welder, astronaut]")]


@pytest.mark.parametrize(
    "text", ["items: [", "just words", "[]", "", "items:\n  - {id: x}\n", 'collected: "2026-11"\nitems: 5']
)
def test_a_file_that_cannot_be_read_costs_only_itself(own: Own, shelf: Shelf, text: str) -> None:
    own.write("facts/enterprises.yaml", text)
    own.write("ru/places.yaml", text)
    both = Shelf.load(CONTENT, own.folder)
    assert both.enterprises == shelf.enterprises
    assert "kz55-ours" in both.colleges
    assert str(own.folder / HIRES) in {each.file for each in both.left_out}
    assert check(CONTENT, own.folder)


@pytest.mark.parametrize(
    "name", ["facts/consent.yaml", "ru/topics.yaml", "kk/LC_MESSAGES/bot.po", "en/pages/privacy.md"]
)
def test_what_no_overlay_may_say_is_not_read_and_named(own: Own, shelf: Shelf, name: str) -> None:
    own.write(name, "items: []")
    both = Shelf.load(CONTENT, own.folder)
    assert both.consent == shelf.consent
    assert [(each.file, each.line) for each in both.left_out] == [(str(own.folder / name), 0)]


def test_an_id_stands_twice_in_an_overlay(own: Own) -> None:
    own.facts("facts/colleges/other.yaml", COLLEGE)
    assert [each.message for each in Shelf.load(CONTENT, own.folder).left_out] == ["kz55-ours stands twice"]


def test_what_nobody_teaches_and_what_is_the_same_word_may_be_reviewed_in_an_overlay(own: Own) -> None:
    for code in ("kk", "ru"):
        own.write(f"{code}/colleges/KZ-55.yaml", "kz55-ours: {name: Колледж, short: Колледж}")
    assert [each.line for each in check(CONTENT, own.folder)] == [1]
    own.write("facts/same_in_kk_and_ru.yaml", "items: [kz55-ours]")
    assert check(CONTENT, own.folder) == []


def test_the_version_changes_with_the_overlay(own: Own, shelf: Shelf, tmp_path: Path) -> None:
    with_own = Shelf.load(CONTENT, own.folder).version
    assert with_own != shelf.version
    own.write("en/places.yaml", "ekibastuz: {name: Ekibastuz town}")
    assert Shelf.load(CONTENT, own.folder).version not in {with_own, shelf.version}
    assert Shelf.load(CONTENT, tmp_path / "nothing").version == shelf.version


def test_in_the_moment_of_a_swap_the_overlay_before_counts(own: Own) -> None:
    version = Shelf.load(CONTENT, own.folder).version
    own.folder.rename(aside(own.folder))
    assert Shelf.load(CONTENT, own.folder).version == version


def test_an_overlay_that_is_swapped_while_it_is_read_is_read_again(own: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    new = Own(own.folder.with_name("new"))
    new.college(COLLEGE.replace("kz55-ours", "kz55-new"))
    for code, words in WORDS.items():
        new.write(f"{code}/colleges/KZ-55.yaml", words.replace("kz55-ours", "kz55-new"))
    read = Rows.read
    swapped: list[str] = []

    def swap_before_colleges(self: Rows, pattern: str, kind: type[object]) -> list[Row[object]]:
        if "colleges" in pattern and not swapped:
            own.folder.rename(aside(own.folder))
            new.folder.rename(own.folder)
            swapped.append(pattern)
        return read(self, pattern, kind)

    monkeypatch.setattr(Rows, "read", swap_before_colleges)
    both = Shelf.load(CONTENT, own.folder)
    assert "kz55-new" in both.colleges
    assert "kz55-ours" not in both.colleges
    assert both.left_out == []
