"""Files that are not in their form: broken YAML, wrong values, labels that are too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.library import ContentError, Problem, Shelf

if TYPE_CHECKING:
    from tests.library.breaking import Copy

PLACES, WORLDS, METAL = "facts/places.yaml", "facts/worlds.yaml", "facts/professions/metal.yaml"


@pytest.mark.parametrize(
    ("name", "old", "new", "at", "reason"),
    [
        (PLACES, "kind: city", "kind: hamlet", "- id: ayagoz", "Input should be 'city', 'town'"),
        (PLACES, "kind: city", "kind: city\n    mayor: somebody", "- id: ayagoz", "Extra inputs are not permitted"),
        (PLACES, "    kind: city\n", "", "- id: ayagoz", "Field required"),
        (PLACES, "[47.96447, 80.43437]", "[80.43437, 47.96447]", "- id: ayagoz", "less than or equal to 55.5"),
        (PLACES, "kind: city", "kind:", "- id: ayagoz", "kind: what is not known is left out"),
        (METAL, "average: 588000", "average: 588", "- id: welder", "greater than or equal to 10000"),
        (METAL, "      average: 588000\n", "", "- id: welder", "give average, or from and to"),
        (METAL, "R: 7.0", "R: 8.0", "- id: welder", "less than or equal to 7"),
        ("facts/specialties.yaml", 'code: "01120100"', 'code: "0112-0100"', 'code: "0112-0100"', "match pattern"),
        ("facts/specialties.yaml", "{months: 34,", "{months_from: 34,", 'code: "02310100"', "give months, or"),
    ],
)
def test_a_wrong_value_is_named_near_its_line(
    content: Copy, name: str, old: str, new: str, at: str, reason: str
) -> None:
    content.change(name, old, new)
    problem = content.only_problem()
    first = content.line(name, at if at.startswith("- ") else f"- {at}")
    assert problem.file == name
    assert first <= problem.line <= first + 12
    assert reason in problem.message


@pytest.mark.parametrize(
    ("name", "old", "new", "most", "item"),
    [
        ("kk/worlds.yaml", '"Құрылыс"', '"Құрылыс және жөндеу"', 17, "building"),
        ("ru/questions.yaml", '"Проверять', f'"{"О" * 70} Проверять', 70, "R1"),
        (
            "en/professions/metal.yaml",
            'short: "Welder"',
            'short: "Welder of everything that is"',
            26,
            "welder -> short",
        ),
        ("ru/colleges/KZ-10.yaml", "  short: Аягозский", "  short: Самый лучший на свете Аягозский", 40, "kz10-5a7b18"),
    ],
)
def test_a_label_that_no_phone_shows(content: Copy, name: str, old: str, new: str, most: int, item: str) -> None:
    content.change(name, old, new)
    problem = content.only_problem()
    assert problem.file == name
    assert new[:12] in content.text(name).splitlines()[problem.line - 1]
    assert problem.message.startswith(item)
    assert f"at most {most} characters" in problem.message


def test_a_key_that_stands_twice(content: Copy) -> None:
    content.add("ru/worlds.yaml", 'energy: {name: "Ещё энергетика"}')
    problem = content.only_problem()
    assert (problem.file, problem.line) == ("ru/worlds.yaml", len(content.text("ru/worlds.yaml").splitlines()))
    assert problem.message == "'energy' stands twice"


def test_broken_yaml_is_named_with_its_line(content: Copy) -> None:
    content.change("en/worlds.yaml", 'energy: {name: "Energy"}', 'energy: {name: "Energy}')
    problem = content.only_problem()
    assert problem.file == "en/worlds.yaml"
    assert problem.line > content.line("en/worlds.yaml", "energy:")


@pytest.mark.parametrize("key", ["{a: b}: 1", "[a, b]: 1", "? {a: b}\n: 1"])
def test_a_key_that_is_no_word(content: Copy, key: str) -> None:
    content.add("en/worlds.yaml", key)
    problem = content.only_problem()
    assert problem.file == "en/worlds.yaml"
    assert problem.line >= content.line("en/worlds.yaml", "safety:")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("facts/questions.yaml", ""),
        (WORLDS, "---\n"),
        ("kk/fields.yaml", "# nothing but a remark\n"),
        ("en/colleges/KZ-10.yaml", "\n\n"),
    ],
)
def test_an_empty_file_is_named(content: Copy, name: str, text: str) -> None:
    content.write(name, text)
    assert content.problems() == [Problem(name, 0, "there is nothing in it")]


def test_a_list_instead_of_a_mapping(content: Copy) -> None:
    content.write(WORLDS, "- id: energy\n")
    problem = content.only_problem()
    assert problem.file == WORLDS
    assert "valid dictionary" in problem.message


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (WORLDS, "items:\n  - id: \udce9nergie\n".encode(errors="surrogateescape")),
        ("kk/worlds.yaml", "energy: {name: Энергетика}".encode("cp1251")),
        ("ru/pages/help.md", "Помощь".encode("cp1251")),
        ("facts/consent.yaml", b"since: 2026-13-45\n"),
        ("ru/fields.yaml", b"a: \x00\n"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(content: Copy, name: str, text: bytes) -> None:
    content.write(name, text)
    problem = content.only_problem()
    assert problem.file == name
    assert problem.message.startswith("cannot be read: ")


@pytest.mark.parametrize("name", ["facts/regions.yaml", "facts/consent.yaml", "ru/places.yaml", "en/pages/privacy.md"])
def test_a_missing_file_is_named(content: Copy, name: str) -> None:
    (content.folder / name).unlink()
    assert content.problems() == [Problem(name, 0, "cannot be read: FileNotFoundError")]


def test_the_shelf_refuses_what_is_broken_and_says_where(content: Copy) -> None:
    content.change(PLACES, "kind: city", "kind: hamlet")
    with pytest.raises(ContentError, match=r"facts/places\.yaml:\d+: items -> 0 -> kind: ") as refused:
        Shelf.load(content.folder)
    assert [problem.file for problem in refused.value.problems] == [PLACES]


def test_a_problem_reads_as_editors_want_it() -> None:
    assert str(Problem("kk/fields.yaml", 3, "no")) == "kk/fields.yaml:3: no"
    assert str(Problem("kk/fields.yaml", 0, "no")) == "kk/fields.yaml: no"
