"""What is believed after some answers is what the textbook says, for any model, any answers and any order."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.belief import SCALES, Belief, learn_with_shares
from bot.domain.interests import Interest
from tests.domain.models import (
    ITEMS,
    SMALL,
    answer_sets,
    any_answers,
    people,
    random_model,
    real_answers,
    small_answers,
    textbook,
)

if TYPE_CHECKING:
    from random import Random

    from bot.domain.belief import InterestModel
    from bot.library import Shelf
    from tests.domain.models import Answers

seeds = st.integers(0, 1_000_000)
same_each_time = settings(derandomize=True, deadline=None, max_examples=40)


def _numbers(belief: Belief) -> list[list[float]]:
    return [belief.means, belief.variances, *belief.with_items, *belief.of_sums]


def _same(one: list[list[float]], other: list[list[float]], tolerance: float = 1e-9) -> bool:
    return all(a == pytest.approx(b, rel=tolerance, abs=tolerance) for a, b in zip(one, other, strict=True))


def _textbook_numbers(model: InterestModel, answers: Answers) -> list[list[float]]:
    means, table = textbook(model, answers)
    count = len(model.items)
    variances = [table[i][i] for i in range(count)]
    return [means, variances, *(row[:count] for row in table[count:]), *(row[count:] for row in table[count:])]


@same_each_time
@given(seeds, small_answers)
def test_belief_is_the_conditional_normal_distribution(seed: int, answers: Answers) -> None:
    model = random_model(seed)
    assert _same(_numbers(Belief.after(model, answers)), _textbook_numbers(model, answers))


def test_belief_of_the_real_model_is_the_conditional_normal_distribution(shelf: Shelf) -> None:
    model = shelf.interest_model
    answers: Answers = {item: 1 + (7 * number) % 5 for number, item in enumerate(model.items) if number % 3}
    assert len(answers) == 32
    assert _same(_numbers(Belief.after(model, answers)), _textbook_numbers(model, answers), 1e-6)


@same_each_time
@given(seeds, st.permutations(range(12)), st.lists(real_answers, min_size=12, max_size=12))
def test_the_order_of_learning_changes_nothing(seed: int, order: list[int], choices: list[int]) -> None:
    model = random_model(seed)
    straight, mixed = Belief(model), Belief(model)
    for place in sorted(order[:9]):
        straight.learn(place, choices[place])
    for place in order[:9]:
        mixed.learn(place, choices[place])
    assert _same(_numbers(straight), _numbers(mixed))


@same_each_time
@given(answer_sets, st.randoms(use_true_random=False))
def test_the_order_of_answering_changes_not_one_bit(shelf: Shelf, answers: Answers, random: Random) -> None:
    items = list(answers)
    random.shuffle(items)
    one = Belief.after(shelf.interest_model, answers)
    other = Belief.after(shelf.interest_model, {item: answers[item] for item in items})
    assert _numbers(one) == _numbers(other)


@same_each_time
@given(answer_sets)
def test_the_shares_of_the_answers_add_up_to_what_is_expected(shelf: Shelf, answers: Answers) -> None:
    model = shelf.interest_model
    belief, shares = learn_with_shares(model, answers)
    assert _numbers(belief) == _numbers(Belief.after(model, answers))
    assert set(shares) == {item for item, choice in answers.items() if choice is not None}
    together = [
        before + sum(share[scale] for share in shares.values()) for scale, before in enumerate(Belief(model).sums)
    ]
    assert together == pytest.approx(belief.sums, abs=1e-6)


@same_each_time
@given(seeds, small_answers.filter(bool))
def test_a_share_is_what_would_be_missing_if_the_answer_had_been_no_surprise(seed: int, answers: Answers) -> None:
    model = random_model(seed)
    belief, shares = learn_with_shares(model, answers)
    for item, share in shares.items():
        without = Belief(model)
        for place, each in enumerate(model.items):
            choice = answers.get(each)
            if choice is not None:
                without.learn(place, model.means[place] if each == item else choice)
        assert share == pytest.approx([a - b for a, b in zip(belief.sums, without.sums, strict=True)], abs=1e-7)


@same_each_time
@given(answer_sets, st.sampled_from(ITEMS))
def test_dont_know_teaches_nothing_and_is_no_three(shelf: Shelf, answers: Answers, item: str) -> None:
    model = shelf.interest_model
    answers.pop(item, None)
    before, unknown = Belief.after(model, answers), Belief.after(model, {**answers, item: None})
    assert _numbers(unknown) == _numbers(before)
    assert learn_with_shares(model, {**answers, item: None})[1] == learn_with_shares(model, answers)[1]
    assert _numbers(Belief.after(model, {**answers, item: 3})) != _numbers(before)


def test_an_item_of_another_model_teaches_nothing(shelf: Shelf) -> None:
    model = shelf.interest_model
    assert _numbers(Belief.after(model, {"R9": 5, "": 1})) == _numbers(Belief(model))
    assert learn_with_shares(model, {"R9": 5})[1] == {}


@pytest.mark.parametrize("interest", Interest)
def test_all_items_of_a_scale_leave_its_sum_known(shelf: Shelf, interest: Interest) -> None:
    model, scale = shelf.interest_model, interest.position
    answers: Answers = {item: 1 + number % 5 for number, item in enumerate(model.items) if item[0] == interest.value}
    belief = Belief.after(model, answers)
    assert -1e-9 <= belief.of_sums[scale][scale] < 0.01 < 1 < Belief(model).of_sums[scale][scale]
    assert belief.sums[scale] == pytest.approx(sum(filter(None, answers.values())), abs=0.1)
    assert all(belief.of_sums[other][other] > 1 for other in range(SCALES) if other != scale)


@same_each_time
@given(people, st.lists(st.sampled_from(ITEMS), unique=True))
def test_certainty_is_a_probability_and_the_profile_stays_on_the_scale(
    shelf: Shelf, person: Answers, asked: list[str]
) -> None:
    belief = Belief.after(shelf.interest_model, {item: person[item] for item in asked})
    assert 0 <= belief.certainty() <= 1
    assert all(1 <= value <= 5 for value in belief.profile.values)
    assert belief.sums[belief.leader()] == max(belief.sums)
    assert {rival for rival, _, _ in belief.rivals()} == set(range(SCALES)) - {belief.leader()}
    assert all(gap >= 0 and variance > 0 for _, gap, variance in belief.rivals())


@same_each_time
@given(seeds, small_answers)
def test_the_lead_over_each_rival_is_that_of_the_conditional_distribution(seed: int, answers: Answers) -> None:
    model = random_model(seed)
    belief = Belief.after(model, answers)
    means, table = textbook(model, answers)
    leader, certainty = 12 + belief.leader(), 1.0
    for place, gap, variance in belief.rivals():
        rival = 12 + place
        spread = max(table[leader][leader] + table[rival][rival] - 2 * table[leader][rival], 1e-6)
        assert gap == pytest.approx(means[leader] - means[rival], abs=1e-9)
        assert variance == pytest.approx(spread, abs=1e-9)
        certainty *= NormalDist(means[rival], sqrt(spread)).cdf(means[leader])
    assert belief.certainty() == pytest.approx(certainty, abs=1e-5)


@same_each_time
@given(seeds, st.lists(st.sampled_from([1, 5]), min_size=6, max_size=6))
def test_a_profile_beyond_the_scale_is_cut(seed: int, choices: list[int]) -> None:
    model = random_model(seed)
    belief = Belief.after(model, dict(zip(SMALL[::2], choices, strict=True)))
    assert belief.profile.values == tuple(min(max(total / 2, 1), 5) for total in belief.sums)


@pytest.mark.parametrize("loved", [1, 5])
def test_the_most_extreme_answers_stay_on_the_scale(shelf: Shelf, loved: int) -> None:
    answers: Answers = {item: loved if item[0] in "RIA" else 6 - loved for item in ITEMS}
    assert Belief.after(shelf.interest_model, answers).profile.values == pytest.approx(
        [loved] * 3 + [6 - loved] * 3, abs=0.05
    )


@same_each_time
@given(seeds, small_answers, st.sampled_from(SMALL), any_answers)
def test_an_answer_never_adds_doubt(seed: int, answers: Answers, item: str, choice: int | None) -> None:
    model = random_model(seed)
    answers.pop(item, None)
    before, after = Belief.after(model, answers), Belief.after(model, {**answers, item: choice})
    assert all(a <= b + 1e-9 for a, b in zip(after.variances, before.variances, strict=True))
    assert all(after.of_sums[scale][scale] <= before.of_sums[scale][scale] + 1e-9 for scale in range(SCALES))
