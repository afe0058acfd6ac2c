"""Which question comes next: rules that hold for anybody, and a small model of which the way is known by hand."""

from __future__ import annotations

from dataclasses import replace
from math import exp
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.asking import best_item, full_form, next_question
from bot.domain.belief import Belief
from bot.domain.interests import Interest
from tests.domain.models import (
    ITEMS,
    SMALL,
    answer_sets,
    any_answers,
    equal_model,
    people,
    random_model,
    small_answers,
    sure_people,
    textbook,
    walked,
)

if TYPE_CHECKING:
    from random import Random

    from bot.domain.belief import InterestModel
    from bot.library import Shelf
    from tests.domain.models import Answers

same_each_time = settings(derandomize=True, deadline=None, max_examples=60)
few_times = settings(same_each_time, max_examples=15)


@same_each_time
@given(people)
def test_the_quiz_ends_between_the_fewest_and_the_most_questions(shelf: Shelf, person: Answers) -> None:
    model = shelf.interest_model
    answers = walked(model, person)
    given_answers = [choice for choice in answers.values() if choice is not None]
    assert len(answers) <= model.most
    assert len(given_answers) >= model.least or len(answers) == model.most
    scales = {item[0] for item, choice in answers.items() if choice is not None}
    assert len(scales) == 6 or len(answers) == model.most


@same_each_time
@given(sure_people)
def test_who_always_answers_was_asked_about_every_interest(shelf: Shelf, person: Answers) -> None:
    model = shelf.interest_model
    asked = list(walked(model, person))
    assert {item[0] for item in asked[: model.least]} == set(Interest)
    assert model.least <= len(asked) <= model.most


@same_each_time
@given(sure_people)
def test_the_quiz_ends_early_exactly_when_it_is_sure(shelf: Shelf, person: Answers) -> None:
    model = shelf.interest_model
    answers = walked(model, person)
    for count in range(model.least, len(answers) + 1):
        certainty = Belief.after(model, dict(list(answers.items())[:count])).certainty()
        assert (certainty >= model.sure) == (count == len(answers)) or count == model.most


@same_each_time
@given(answer_sets, st.randoms(use_true_random=False))
def test_the_next_question_depends_on_the_answers_not_on_their_order(
    shelf: Shelf, answers: Answers, random: Random
) -> None:
    items = list(answers)
    random.shuffle(items)
    mixed = {item: answers[item] for item in items}
    assert next_question(shelf.interest_model, mixed) == next_question(shelf.interest_model, answers)


@few_times
@given(people, st.lists(st.tuples(st.integers(0, 19), any_answers), max_size=3))
def test_going_back_and_forth_comes_to_the_same_questions(
    shelf: Shelf, person: Answers, changes: list[tuple[int, int | None]]
) -> None:
    model = shelf.interest_model
    answers: Answers = {}
    while (item := next_question(model, answers)) is not None:
        for place, other in changes:
            if answers:
                earlier = list(answers)[place % len(answers)]
                was, answers[earlier] = answers[earlier], other
                next_question(model, answers)
                # Taken out and put back, so that it stands last.
                del answers[earlier]
                answers[earlier] = was
        assert next_question(model, answers) == item
        answers[item] = person[item]
    assert answers == walked(model, person)


@pytest.mark.parametrize("known", [(), ("R1",), ("R1", "I2", "A3", "S4", "E5")])
def test_who_knows_nothing_is_asked_the_most_and_not_more(shelf: Shelf, known: tuple[str, ...]) -> None:
    model = shelf.interest_model
    person: Answers = {item: 4 if item in known else None for item in ITEMS}
    assert len(walked(model, person)) == model.most


@few_times
@given(people)
def test_the_full_form_asks_every_item_whatever_is_answered(person: Answers) -> None:
    model = equal_model(ITEMS, least=48, most=48)
    assert set(walked(model, person)) == set(ITEMS)


def test_the_pilot_asks_every_item_and_is_another_version(shelf: Shelf) -> None:
    model = full_form(shelf.interest_model)
    assert len(walked(model, {item: 1 + number % 5 for number, item in enumerate(ITEMS)})) == 48
    assert len(walked(model, dict.fromkeys(ITEMS))) == 48
    assert model.version != shelf.interest_model.version
    assert full_form(shelf.interest_model) == model


@same_each_time
@given(st.permutations(SMALL))
def test_equal_items_come_in_the_order_of_their_ids(items: list[str]) -> None:
    # The first scale leads as long as all are equal, so its item says something about every rival; the other five say the same.
    asked = list(walked(equal_model(items), dict.fromkeys(SMALL, 3)))
    assert asked[:6] == ["R1", "A1", "C1", "E1", "I1", "S1"]
    assert sorted(asked) == sorted(SMALL)


def test_rounding_does_not_choose_between_equal_items() -> None:
    model = equal_model()
    table = [list(row) for row in model.covariances]
    table[SMALL.index("R2")][SMALL.index("R2")] -= 1e-11
    nearly = replace(model, covariances=tuple(map(tuple, table)))
    assert next_question(nearly, {}) == "R1"
    assert best_item(Belief(nearly), []) is None


CLEAR: Answers = {item: 5 if item[0] == "S" else 1 for item in SMALL}
# Two interests that stay equally strong to the end.
UNCLEAR: Answers = {**CLEAR, "S2": 3, "E1": 5, "E2": 3}


@pytest.mark.parametrize(
    ("person", "least", "most", "asked"),
    [(CLEAR, 6, 12, 6), (UNCLEAR, 6, 12, 12), (CLEAR, 8, 12, 8), (UNCLEAR, 6, 10, 10), (CLEAR, 12, 12, 12)],
)
def test_a_clear_interest_ends_the_small_quiz_early_and_an_unclear_one_does_not(
    person: Answers, least: int, most: int, asked: int
) -> None:
    assert len(walked(equal_model(least=least, most=most), person)) == asked


def test_a_scale_that_nothing_is_known_of_is_asked_again_before_the_end() -> None:
    asked = walked(equal_model(), {**CLEAR, "I1": None})
    assert sorted(asked) == ["A1", "C1", "E1", "I1", "I2", "R1", "S1"]
    # Nobody can be asked more than all of its items.
    assert len(walked(equal_model(), {**CLEAR, "I1": None, "I2": None})) == 12


@same_each_time
@given(st.integers(0, 1_000_000), small_answers)
def test_the_question_is_the_one_that_says_most(seed: int, answers: Answers) -> None:
    model = random_model(seed)
    worths = _worths(model, answers)
    open_items = [place for place, item in enumerate(SMALL) if item not in answers]
    chosen = best_item(Belief.after(model, answers), open_items)
    if chosen is None:
        assert not open_items
    else:
        assert worths[SMALL.index(chosen)] == pytest.approx(max(worths[place] for place in open_items), rel=1e-6)


def _worths(model: InterestModel, answers: Answers) -> list[float]:
    """The formula of the module, with the whole table of the textbook."""
    means, table = textbook(model, answers)
    sums = range(len(SMALL), len(SMALL) + 6)
    leader = max(sums, key=lambda scale: means[scale])
    worths = []
    for j in range(len(SMALL)):
        worth = model.breadth * sum(table[scale][j] ** 2 for scale in sums)
        for rival in (scale for scale in sums if scale != leader):
            variance = max(table[leader][leader] + table[rival][rival] - 2 * table[leader][rival], 1e-6)
            gap = means[leader] - means[rival]
            worth += exp(-gap * gap / variance) / variance * (table[leader][j] - table[rival][j]) ** 2
        worths.append(worth / max(table[j][j], 1e-6))
    return worths
