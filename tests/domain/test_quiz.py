"""The rules of the quiz, for any answers in any order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.interests import Interest
from bot.domain.quiz import (
    Run,
    has_enough_answers,
    interest_profile,
    is_flat,
    item_before,
    next_item,
    scale_of,
)

ITEMS = [f"{interest.value}{number}" for interest in Interest for number in range(1, 9)]
plans = st.lists(st.sampled_from(ITEMS), min_size=1, max_size=48, unique=True)
choices = st.one_of(st.none(), st.integers(1, 5))


@given(plans, st.data())
def test_the_quiz_ends_after_every_item_of_the_plan_was_asked_once(plan: list[str], data: st.DataObject) -> None:
    answers: dict[str, int | None] = {}
    asked = []
    while (item := next_item(plan, answers)) is not None:
        asked.append(item)
        answers[item] = data.draw(choices)
    assert asked == plan


@given(plans, st.data())
def test_the_next_question_depends_on_what_was_answered_not_on_the_order(plan: list[str], data: st.DataObject) -> None:
    answered = data.draw(st.lists(st.sampled_from(plan), unique=True))
    shuffled = data.draw(st.permutations(answered))
    one = next_item(plan, dict.fromkeys(answered, 3))
    assert one == next_item(plan, dict.fromkeys(shuffled, 3))


@given(plans)
def test_the_way_back_visits_every_answer_and_ends(plan: list[str]) -> None:
    answers: dict[str, int | None] = dict.fromkeys(plan[:-1], 4)
    way = []
    item = item_before(answers, plan[-1])
    while item is not None:
        way.append(item)
        item = item_before(answers, item)
    assert way == plan[:-1][::-1]


@given(st.dictionaries(st.sampled_from(ITEMS), choices))
def test_a_profile_stays_on_the_scale_of_the_answers(answers: dict[str, int | None]) -> None:
    profile = interest_profile(answers)
    assert all(1 <= profile.of(interest) <= 5 for interest in Interest)


@given(st.dictionaries(st.sampled_from(ITEMS), choices), st.sampled_from(ITEMS))
def test_dont_know_is_missing_and_not_a_three(answers: dict[str, int | None], item: str) -> None:
    answers.pop(item, None)
    assert interest_profile({**answers, item: None}) == interest_profile(answers)


@given(st.dictionaries(st.sampled_from(ITEMS), st.integers(1, 4)), st.sampled_from(ITEMS))
def test_a_warmer_answer_never_lowers_its_interest(answers: dict[str, int | None], item: str) -> None:
    colder = {**answers, item: 2}
    warmer = {**answers, item: 5}
    interest = scale_of(item)
    assert interest_profile(warmer).of(interest) > interest_profile(colder).of(interest)


@given(st.integers(1, 5))
def test_equal_answers_have_no_shape(choice: int) -> None:
    assert is_flat(interest_profile(dict.fromkeys(ITEMS, choice)))
    assert not is_flat(interest_profile({**dict.fromkeys(ITEMS, 3), "R1": 5}))


def test_enough_means_two_answers_of_every_interest() -> None:
    two = {f"{interest.value}{number}": 3 for interest in Interest for number in (1, 2)}
    assert has_enough_answers(two)
    assert not has_enough_answers({**two, "S2": None})


def test_progress_counts_dont_know_as_answered() -> None:
    assert Run(1, ("R1", "I1"), {"R1": None}, is_finished=False).progress == (1, 2)
