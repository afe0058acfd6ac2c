"""What the check says of enterprises, projects, figures and known events that lead nowhere or stand in a wrong place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.library import check
from bot.places import CONTENT

if TYPE_CHECKING:
    from bot.library import Problem
    from tests.library.breaking import Copy

ENTERPRISES, PROJECTS = "facts/enterprises.yaml", "facts/projects.yaml"
EVENTS, FIGURES = "facts/known_events.yaml", "facts/figures.yaml"
ABOUT_REGIONS = {ENTERPRISES, PROJECTS, EVENTS, FIGURES}


def _in(content: Copy, name: str) -> list[Problem]:
    return [problem for problem in content.problems() if problem.file == name]


def test_the_real_content_about_regions_has_no_problem() -> None:
    files = {"industries", "enterprises", "projects", "figures", "event_kinds", "known_events"}
    found = [
        str(each)
        for each in check(CONTENT)
        if each.file in ABOUT_REGIONS or each.file[3:].removesuffix(".yaml") in files
    ]
    assert found == []


@pytest.mark.parametrize(
    ("name", "old", "new", "at", "reason"),
    [
        (ENTERPRISES, "region: KZ-31", "region: KZ-99", "- id: kazphosphate", "region KZ-99 is no region"),
        (ENTERPRISES, "place: taraz", "place: atlantis", "- id: kazphosphate", "place atlantis is no place"),
        (ENTERPRISES, "place: taraz", "place: aksu", "- id: kazphosphate", "place aksu lies in KZ-55, not in KZ-31"),
        (ENTERPRISES, "[chem_operator,", "[wizard,", "- id: kazphosphate", "profession wizard does not exist"),
        (ENTERPRISES, "[kz31-321c09]", "[kz31-000000]", "- id: ktz_taraz", "college kz31-000000 does not exist"),
        (
            ENTERPRISES,
            "[kz31-321c09]",
            "[kz55-bc6684]",
            "- id: ktz_taraz",
            "college kz55-bc6684 stands in another region",
        ),
        (ENTERPRISES, "- КТЖ", "- РЖД", "- id: ktz_taraz", "'РЖД' is no patron of its colleges"),
        (ENTERPRISES, "year: 2025", "year: 2027", "- id: kazphosphate", "2027 lies after the content was collected"),
        (
            PROJECTS,
            "place: ekibastuz",
            "place: taraz",
            "- id: ferroalloy_plants",
            "place taraz lies in KZ-31, not in KZ-55",
        ),
        (PROJECTS, "until: 2028", "until: 2024", "- id: turkistan_pool", "until 2024 lies before its source of 2025"),
        (
            PROJECTS,
            "enterprise: kia_qazaqstan",
            "enterprise: lada",
            "- id: auto_parts",
            "enterprise lada does not exist",
        ),
        (EVENTS, "place: pavlodar", "place: taraz", "- id: mamandyqfest", "place taraz lies in KZ-31, not in KZ-55"),
        (
            EVENTS,
            "begins: '2025-05'",
            "begins: '2027-05'",
            "- id: mamandyqfest",
            "2027 lies after the content was collected",
        ),
        (EVENTS, "[kz19-c40791]", "[kz19-000000]", "- id: alley_esik", "college kz19-000000 does not exist"),
    ],
)
def test_a_slip_is_named_with_its_line(content: Copy, name: str, old: str, new: str, at: str, reason: str) -> None:
    content.change(name, old, new)
    found = [problem for problem in _in(content, name) if problem.message.endswith(reason)]
    assert [problem.line for problem in found] == [content.line(name, at)]


def test_a_plan_may_lie_in_the_future(content: Copy) -> None:
    content.change(EVENTS, "begins: '2025-09-01'", "begins: '2030-09-01'")
    assert _in(content, EVENTS) == []


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("region: KZ-11", "region: KZ-99", "region KZ-99 is no region"),
        ("profession: boiler_operator", "profession: wizard", "profession wizard does not exist"),
        ("until: 2030", "until: 2020", "until 2020 lies before its source of 2025"),
    ],
)
def test_a_figure_of_nobody_is_named_with_its_line(content: Copy, old: str, new: str, reason: str) -> None:
    content.change(FIGURES, old, new)
    found = [problem for problem in _in(content, FIGURES) if problem.message.endswith(reason)]
    assert len(found) == 1
    item = content.text(FIGURES).splitlines()[found[0].line - 1 :]
    assert item[0].lstrip().startswith("- region:")
    assert any(new in line for line in item[:6])


def test_a_figure_that_stands_twice(content: Copy) -> None:
    content.change(FIGURES, "kind: dormitory_places", "kind: colleges")
    assert [problem.message for problem in _in(content, FIGURES)] == [
        "KZ-59, colleges: stands twice; keep the newer one"
    ]


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    ("kind", "item", "source"),
    [
        ("enterprises", "qarmet", ENTERPRISES),
        ("projects", "koksai", PROJECTS),
        ("known_events", "labour_day", EVENTS),
        ("industries", "mining", ENTERPRISES),
        ("figures", "patrons", FIGURES),
        ("event_kinds", "excursion", EVENTS),
    ],
)
def test_words_that_are_missing_in_a_language(content: Copy, code: str, kind: str, item: str, source: str) -> None:
    content.change(f"{code}/{kind}.yaml", f"{item}:", f"{item}_too:")
    said = [problem.message for problem in content.problems() if item in problem.message]
    assert f"{item} has no words in {code}" in said
    assert f"{item}_too: nothing in {source} has this id" in said


def test_a_kazakh_sentence_that_is_the_russian_one(content: Copy) -> None:
    russian = content.text("ru/enterprises.yaml").split("fact: ", 1)[1].splitlines()[0]
    kazakh = content.text("kk/enterprises.yaml").split("fact: ", 1)[1].splitlines()[0]
    content.change("kk/enterprises.yaml", kazakh, russian)
    found = [problem for problem in content.problems() if "the sentence is the same as in Russian" in problem.message]
    assert [(each.file, each.line) for each in found] == [("kk/enterprises.yaml", 1)]


def test_names_of_companies_may_be_the_same_in_both_languages(content: Copy) -> None:
    assert "name: Qarmet" in content.text("kk/enterprises.yaml")
    assert "name: Qarmet" in content.text("ru/enterprises.yaml")
    assert not [problem for problem in content.problems() if "qarmet" in problem.message]
