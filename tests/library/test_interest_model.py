"""The form of the interest model: numbers that do not fit together are refused."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from bot.library.interest_model import FILE, FORM, as_text, built, from_text, upper_triangle
from tests.library.breaking import Copy

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.library import Shelf

    Raw = dict[str, Any]


@pytest.fixture
def raw(shelf: Shelf) -> Raw:
    """The real file, to be changed."""
    numbers: Raw = shelf.interest_model_form.model_dump(mode="json")
    return numbers


def test_the_real_numbers_fit_together(shelf: Shelf, raw: Raw) -> None:
    assert FORM.validate_python(raw) == shelf.interest_model_form
    model = shelf.interest_model
    assert set(model.items) == set(shelf.questions)
    assert model.items_of_scale == (8,) * 6
    assert all(row[number] > 0 for number, row in enumerate(model.covariances))
    assert [[row[i] for row in model.covariances] for i in range(54)] == [list(row) for row in model.covariances]
    assert [list(row) for row in shelf.interest_model_form.covariances] == upper_triangle(model.covariances)
    assert built(shelf.interest_model_form) == model == from_text(as_text(model))


def _set(*path: Any, to: object) -> Callable[[Raw], None]:
    def change(raw: Raw) -> None:
        inner: Any = raw
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = to

    return change


def _drop(*path: Any) -> Callable[[Raw], None]:
    def change(raw: Raw) -> None:
        inner: Any = raw
        for step in path[:-1]:
            inner = inner[step]
        del inner[path[-1]]

    return change


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_drop("means", 3), "means: 54 are needed"),
        (_set("means", to=[]), "means: 54 are needed"),
        (_drop("covariances", 53), "covariances: 54 rows are needed"),
        (_drop("covariances", 7, 2), "covariances: 54 rows are needed"),
        (_set("covariances", 5, to=[]), "covariances: 54 rows are needed"),
        (_drop("items", 0), "means: 53 are needed"),
        (_set("items", 1, to="R1"), "items: each item once"),
        (_set("items", to=[f"R{number}" for number in range(1, 9)]), "some of every scale"),
        (_set("items", 0, to="X1"), "should match pattern"),
        (_set("items", 0, to="R12"), "should match pattern"),
        (_set("items", 0, to="r1"), "should match pattern"),
        (_set("covariances", 4, 0, to=0), "more than nothing"),
        (_set("covariances", 53, 0, to=-0.5), "more than nothing"),
        (_set("covariances", 4, 1, to=math.nan), "finite number"),
        (_set("covariances", 4, 0, to=math.inf), "finite number"),
        (_set("means", 0, to=math.nan), "finite number"),
        (_set("means", 0, to="much"), "valid number"),
        (_set("asking", to={"least": 12, "most": 11, "sure": 0.8, "breadth": 0.005}), "most is less than least"),
        (_set("asking", "least", to=5), "greater than or equal to 6"),
        (_set("asking", "most", to=49), "less than or equal to 48"),
        (_set("asking", "sure", to=1), "less than 1"),
        (_set("asking", "sure", to=0), "greater than 0"),
        (_set("asking", "sure", to=math.nan), "asking.sure"),
        (_set("asking", "breadth", to=-0.1), "greater than or equal to 0"),
        (_set("asking", "breadth", to=math.nan), "asking.breadth"),
        (_drop("asking", "least"), "Field required"),
        (_set("asking", "mode", to="fast"), "Extra inputs"),
        (_set("people", to=0), "greater than or equal to 1"),
        (_set("sources", to=[]), "at least 1 item"),
        (_set("fitted", to="November"), "should match pattern"),
        (_set("method", to=""), "method: what is not known is left out"),
    ],
)
def test_what_does_not_fit_is_refused(raw: Raw, change: Callable[[Raw], None], reason: str) -> None:
    change(raw)
    with pytest.raises(ValidationError) as caught:
        FORM.validate_python(raw)
    assert reason in str(caught.value)


def test_as_many_questions_as_the_fewest_are_allowed(raw: Raw) -> None:
    raw["asking"] |= {"least": 12, "most": 12}
    assert built(FORM.validate_python(raw)).most == 12


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("  least: 8\n", "  least: 30\n", "less than or equal to 20"),
        ("means: [", "means: [.nan, ", "finite number"),
        ("means: [", "means: [3.0, ", "means: 54 are needed"),
        ("  - [", "  - [0, ", "54 rows are needed"),
    ],
)
def test_a_broken_file_is_named_by_the_check(content: Copy, old: str, new: str, reason: str) -> None:
    content.change(FILE, old, new)
    problems = [each for each in content.problems() if each.file == FILE]
    assert any(reason in each.message for each in problems), problems
