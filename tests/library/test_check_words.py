"""What the check says of words: missing and orphaned ones, Russian in Kazakh, letters of the wrong alphabet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.library.breaking import Copy

SAME = "facts/same_in_kk_and_ru.yaml"


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_an_item_without_words_in_a_language(content: Copy, code: str) -> None:
    lines = content.text(f"{code}/places.yaml").splitlines()
    content.write(f"{code}/places.yaml", "\n".join(line for line in lines if not line.startswith("semey:")))
    problem = content.only_problem()
    assert (problem.file, problem.line) == ("facts/places.yaml", content.line("facts/places.yaml", "- id: semey"))
    assert problem.message == f"semey has no words in {code}"


def test_a_profession_without_words_is_named_in_the_file_of_its_sector(content: Copy) -> None:
    content.change("en/professions/metal.yaml", "welder:", "wizard:")
    facts, words = content.problems()[0], content.problems()[1]
    assert facts.file == "en/professions/metal.yaml"
    assert facts.line == content.line("en/professions/metal.yaml", "wizard:")
    assert facts.message == "wizard: nothing in facts/professions has this id"
    assert words.file == "facts/professions/metal.yaml"
    assert words.line == content.line("facts/professions/metal.yaml", "- id: welder")
    assert words.message == "welder has no words in en"


@pytest.mark.parametrize(
    ("name", "lines", "item"),
    [
        ("ru/places.yaml", "atlantis: {name: Атлантида}", "atlantis"),
        ("kk/worlds.yaml", 'sea: {name: "Теңіз"}', "sea"),
        ("en/specialties.yaml", '"99999999": {name: Nothing}', "99999999"),
        ("ru/pay_basis.yaml", "nobody: {name: Ничья зарплата}", "nobody"),
        ("en/fields.yaml", "alchemy: {name: Alchemy}", "alchemy"),
        ("kk/questions.yaml", 'Z1: {text: "Ештеңе істемеу"}', "Z1"),
        ("ru/colleges/KZ-10.yaml", "kz10-nobody: {name: Ничей колледж, short: Ничей}", "kz10-nobody"),
    ],
)
def test_words_of_nothing(content: Copy, name: str, lines: str, item: str) -> None:
    content.add(name, lines)
    problem = content.only_problem()
    assert (problem.file, problem.line) == (name, len(content.text(name).splitlines()))
    assert problem.message.startswith(f"{item}: nothing in facts/")


def test_words_that_stand_in_two_files(content: Copy) -> None:
    content.add("en/colleges/KZ-11.yaml", "kz10-5a7b18: {name: Another, short: Another}")
    problem = content.only_problem()
    assert problem.file == "en/colleges/KZ-11.yaml"
    assert problem.line == len(content.text(problem.file).splitlines())
    assert problem.message == "kz10-5a7b18 stands twice"


def test_kazakh_that_is_russian(content: Copy) -> None:
    content.change("kk/worlds.yaml", "Құрылыс", "Стройка")
    problem = content.only_problem()
    assert (problem.file, problem.line) == ("kk/worlds.yaml", content.line("kk/worlds.yaml", "building:"))
    assert problem.message == f"building: the same as in Russian; if that is right, add it to {SAME}"


def test_kazakh_that_is_russian_is_right_after_a_review(content: Copy) -> None:
    content.change("kk/worlds.yaml", "Құрылыс", "Стройка")
    content.add(SAME, "  - 'building'")
    assert content.problems() == []


def test_a_review_that_is_taken_back(content: Copy) -> None:
    content.change(SAME, "  - 'turner'\n", "")
    problem = content.only_problem()
    assert problem.file == "kk/professions/metal.yaml"
    assert problem.line == content.line(problem.file, "turner:")
    assert "the same as in Russian" in problem.message


def test_without_the_file_of_reviews_nothing_was_reviewed(content: Copy) -> None:
    (content.folder / SAME).unlink()
    assert len(content.problems()) > 5
    assert all("the same as in Russian" in problem.message for problem in content.problems())


def test_a_broken_file_of_reviews_is_named(content: Copy) -> None:
    content.write(SAME, "items: [turner")
    assert SAME in {problem.file for problem in content.problems()}


@pytest.mark.parametrize(
    ("name", "old", "new", "at", "word"),
    [
        ("ru/worlds.yaml", "Энергетика", "Энepгетика", "energy:", "Энepгетика"),
        ("kk/places.yaml", "{name: Аягөз}", "{name: Aягөз}", "ayagoz:", "Aягөз"),
        ("kk/questions.yaml", "Кірпіштен", "Кiрпіштен", "R2:", "Кiрпіштен"),
        ("ru/professions/metal.yaml", '"электросварщик"', '"электрoгазосварщик"', "welder:", "электрoгазосварщик"),
    ],
)
def test_a_latin_letter_inside_a_cyrillic_word(
    content: Copy, name: str, old: str, new: str, at: str, word: str
) -> None:
    content.change(name, old, new)
    problem = content.only_problem()
    assert (problem.file, problem.line) == (name, content.line(name, at))
    assert problem.message.endswith(f"Latin and Cyrillic letters in one word: {word!r}")


@pytest.mark.parametrize(("name", "item"), [("topics", "privacy"), ("talk", "thanks")])
@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_what_people_type_is_there_in_every_language(content: Copy, code: str, name: str, item: str) -> None:
    content.change(f"{code}/{name}.yaml", f"{item}:", "nonsense:")
    found = {problem.message for problem in content.problems()}
    others = {"kk", "ru", "en"} - {code}
    assert found == {f"{item}: no words in {code}", *(f"nonsense: no words in {each}" for each in others)}
