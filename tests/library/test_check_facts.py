"""What the check says of facts: ids that lead nowhere, wrong points, the privacy text that people agreed to."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from bot.library import check
from bot.places import CONTENT

if TYPE_CHECKING:
    from tests.library.breaking import Copy

METAL = "facts/professions/metal.yaml"
ABAI = "facts/colleges/KZ-10.yaml"
NEEDS, OUTDOORS = "facts/needs.yaml", "facts/outdoors.yaml"


def test_the_real_content_has_no_problem() -> None:
    assert check(CONTENT) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "at", "reason"),
    [
        ("facts/regions.yaml", "centre: semey", "centre: atlantis", "- id: KZ-10", "centre atlantis is no place"),
        ("facts/places.yaml", "region: KZ-10", "region: KZ-99", "- id: ayagoz", "region KZ-99 is no region"),
        (METAL, "world: metal_machines", "world: sea", "- id: welder", "world sea is no world"),
        (METAL, "['07150500']", "['07999999']", "- id: welder", "specialty 07999999 is not in specialties.yaml"),
        (ABAI, "place: ayagoz", "place: atlantis", "- id: kz10-5a7b18", "place atlantis is no place"),
        (ABAI, "[welder]", "[wizard]", "- id: kz10-5a7b18", "profession wizard does not exist"),
        (ABAI, '["nc-aerial-survey"]', '["nc-magic"]', "- id: kz10-0dd698", "specialty nc-magic does not exist"),
        (ABAI, "[47.96447, 80.43437]", "[51.1, 71.4]", "- id: kz10-5a7b18", "lies more than 60 km from ayagoz"),
    ],
)
def test_a_slip_is_named_with_its_line(content: Copy, name: str, old: str, new: str, at: str, reason: str) -> None:
    content.change(name, old, new)
    problem = content.only_problem()
    assert (problem.file, problem.line) == (name, content.line(name, at))
    assert problem.message.endswith(reason)


def test_an_unknown_parent_of_a_specialty(content: Copy) -> None:
    content.change("facts/specialties.yaml", 'parent: "04110100"', 'parent: "99999999"')
    problem = content.only_problem()
    assert problem.file == "facts/specialties.yaml"
    assert content.text(problem.file).splitlines()[problem.line + 1].strip() == 'parent: "99999999"'
    assert "parent 99999999 is no specialty" in problem.message


def test_an_unknown_field_of_a_college(content: Copy) -> None:
    content.change(ABAI, "fields: [electrical]", "fields: [alchemy]")
    here = [problem for problem in content.problems() if "alchemy does not exist" in problem.message]
    assert [(each.file, each.line) for each in here] == [(ABAI, content.line(ABAI, "- id: kz10-5a7b18"))]


def test_a_question_that_the_model_does_not_know(content: Copy) -> None:
    content.change("facts/interest_model.yaml", "items: [R1,", "items: [R9,")
    said = {str(problem) for problem in content.problems()}
    assert "facts/interest_model.yaml: R1 is asked about only here or only in facts/questions.yaml" in said
    assert "facts/interest_model.yaml: R9 is asked about only here or only in facts/questions.yaml" in said


@pytest.mark.parametrize(
    ("name", "was", "becomes", "said"),
    [
        (NEEDS, "region: KZ-59", "region: KZ-99", "KZ-99 is no region"),
        (NEEDS, "professions: [tyre_operator]", "professions: [wizard]", "wizard is no profession"),
        # The name of a profession that stands farther up begins so.
        (NEEDS, "professions: [tyre_operator]", "professions: [weld]", "weld is no profession"),
        (OUTDOORS, "profession: welder,", "profession: wizard,", "wizard is no profession"),
        (OUTDOORS, "profession: welder,", "profession: tractor,", "tractor is no profession"),
    ],
)
def test_a_need_or_an_outdoors_of_nobody(content: Copy, name: str, was: str, becomes: str, said: str) -> None:
    line = _line_of(content, name, was)
    content.change(name, was, becomes)
    problem = content.only_problem()
    assert (problem.file, problem.line) == (name, line)
    assert problem.message.endswith(said)


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        (NEEDS, "year: 2025", "year: soon", "valid integer"),
        (NEEDS, "region: KZ-11", "region: Akmola", "match pattern"),
        (NEEDS, "professions: [vet_tech]", "professions: []", "at least 1 item"),
        (OUTDOORS, "often: mostly", "often: always", "Input should be 'mostly', 'partly' or 'rarely'"),
        (OUTDOORS, "often: mostly", "how: mostly", "Extra inputs are not permitted"),
    ],
)
def test_a_need_or_an_outdoors_that_is_not_in_its_form(
    content: Copy, name: str, old: str, new: str, reason: str
) -> None:
    content.change(name, old, new)
    here = [problem for problem in content.problems() if reason in problem.message]
    assert {problem.file for problem in here} == {name}
    assert all(abs(problem.line - _line_of(content, name, new)) <= 2 for problem in here)


def _line_of(content: Copy, name: str, part: str) -> int:
    lines = content.text(name).splitlines()
    return next(number for number, each in enumerate(lines, start=1) if part in each)


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_a_changed_privacy_text_needs_a_new_version(content: Copy, code: str) -> None:
    content.add(f"{code}/pages/privacy.md", "We now keep your shoe size.")
    digest = hashlib.sha256((content.folder / f"{code}/pages/privacy.md").read_bytes()).hexdigest()
    problem = content.only_problem()
    assert problem.file == "facts/consent.yaml"
    assert problem.message.startswith(f"{code}/pages/privacy.md was changed: give it a new version")
    assert digest in problem.message


def test_an_id_that_stands_twice_in_a_file(content: Copy) -> None:
    content.change("facts/places.yaml", "- id: kurchatov", "- id: ayagoz")
    problem = next(each for each in content.problems() if "stands twice" in each.message)
    lines = content.text("facts/places.yaml").splitlines()
    second = [number for number, line in enumerate(lines, 1) if line.strip() == "- id: ayagoz"][1]
    assert (problem.file, problem.line, problem.message) == ("facts/places.yaml", second, "ayagoz stands twice")


def test_an_id_that_stands_in_two_files(content: Copy) -> None:
    content.change("facts/colleges/KZ-11.yaml", "- id: kz11-", "- id: kz10-5a7b18 # kz11-")
    assert "facts/colleges/KZ-11.yaml:" in str(content.problems()[0])
    assert "kz10-5a7b18 stands twice" in str(content.problems()[0])


def test_everything_that_is_wrong_is_said_at_once_and_in_order(content: Copy) -> None:
    content.change(METAL, "world: metal_machines", "world: sea")
    content.change("facts/places.yaml", "region: KZ-10", "region: KZ-99")
    problems = content.problems()
    assert [problem.file for problem in problems] == ["facts/places.yaml", METAL]
    assert problems == sorted(problems)


def test_outdoors_that_stand_twice(content: Copy) -> None:
    content.add("facts/outdoors.yaml", "  - {profession: welder, often: rarely}")
    problem = content.only_problem()
    assert (problem.file, "welder stands twice" in problem.message) == ("facts/outdoors.yaml", True)
