"""What the check says of cards and points: too few words, no school subject, nowhere to learn it, another country."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from bot.library import Shelf
from bot.places import CONTENT

if TYPE_CHECKING:
    from tests.library.breaking import Copy

METAL, WORDS = "facts/professions/metal.yaml", "en/professions/metal.yaml"
UNTAUGHT, PLACES, COLLEGES = "facts/untaught.yaml", "facts/places.yaml", "facts/colleges/KZ-10.yaml"


def _without(text: str, key: str) -> str:
    """Return a file without the first line that begins with a key."""
    return re.sub(rf"(?m)^ +{key}:.*\n", "", text, count=1)


def test_a_card_with_too_few_words(content: Copy) -> None:
    first = next(iter(yaml.safe_load(content.text(WORDS))))
    text = content.text(WORDS)
    for key in ("day", "suits", "hard"):
        filler = "abcdefghij" * 6
        text = re.sub(rf"(?m)^( +{key}:).*$", rf'\1 "{filler}"', text, count=1)
    content.write(WORDS, text)
    problem = content.only_problem()
    assert (problem.file, problem.line) == (WORDS, content.line(WORDS, f"{first}:"))
    assert "words on the card instead of 60 to 120" in problem.message


def test_a_profession_without_school_subjects(content: Copy) -> None:
    text = content.text(METAL)
    welder = text.index("- id: welder")
    content.write(METAL, text[:welder] + _without(text[welder:], "subjects"))
    problem = content.only_problem()
    assert problem.message == "welder: no school subjects"
    assert (problem.file, problem.line) == (METAL, content.line(METAL, "- id: welder"))


def test_a_profession_that_nobody_teaches_must_say_so(content: Copy) -> None:
    content.change(UNTAUGHT, "  - steelmaker\n", "")
    problem = content.only_problem()
    assert problem.file == "facts/professions/metallurgy.yaml"
    assert problem.message == f"steelmaker: no college of the list teaches it; if that is right, add it to {UNTAUGHT}"


def test_an_untaught_profession_that_does_not_exist(content: Copy) -> None:
    content.add(UNTAUGHT, "  - wizard")
    problem = content.only_problem()
    assert (problem.file, problem.message) == (UNTAUGHT, "wizard is no profession")
    assert problem.line == content.line(UNTAUGHT, "- wizard")


def test_the_real_list_of_untaught_professions_names_none_that_is_taught() -> None:
    shelf = Shelf.load(CONTENT)
    untaught = yaml.safe_load((CONTENT / UNTAUGHT).read_text(encoding="utf-8"))["items"]
    assert [name for name in untaught if shelf.colleges_for(name)] == []


def test_a_college_in_another_country(content: Copy) -> None:
    # Omsk lies inside the box of latitudes and longitudes, but not inside the border.
    content.change(COLLEGES, "[47.96447, 80.43437]", "[54.99, 73.37]")
    messages = {problem.message for problem in content.problems()}
    assert "kz10-5a7b18: lies outside of Kazakhstan" in messages


def test_a_town_in_another_country(content: Copy) -> None:
    text = content.text(PLACES)
    ayagoz = text.index("- id: ayagoz")
    point = re.search(r"point: (\[.*?\])", text[ayagoz:])
    assert point
    content.write(PLACES, text[:ayagoz] + text[ayagoz:].replace(point.group(1), "[54.99, 73.37]", 1))
    assert "ayagoz: lies outside of Kazakhstan" in {problem.message for problem in content.problems()}


def test_a_border_that_cannot_be_read(content: Copy) -> None:
    content.write("facts/border.yaml", "ring: 1\n")
    assert {problem.file for problem in content.problems()} == {"facts/border.yaml"}
