"""Replays the shipped quiz over complete answer records: which questions each person would have been asked.

People who answered alike so far are asked alike, so they are walked together: a tree of answers, not a list of people.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.asking import next_question
from bot.domain.belief import Belief

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.domain.belief import InterestModel

    Ask = Callable[[InterestModel, dict[str, int | None]], str | None]


@dataclass(frozen=True, slots=True)
class Replayed:
    """Where people end who answered the same questions in the same way.

    Attributes:
        people: their positions in the records.
        asked: how many questions they were asked.
        sums: the six expected full-scale sums.
        leader: the place of the leading interest in the hexagon.
    """

    people: tuple[int, ...]
    asked: int
    sums: tuple[float, ...]
    leader: int


def replay(
    model: InterestModel, items: Sequence[str], people: Sequence[Sequence[int]], ask: Ask = next_question
) -> Iterator[Replayed]:
    """Walk all people through the quiz; `items` names the columns of their answers."""
    columns = {item: column for column, item in enumerate(items)}
    waiting: list[tuple[dict[str, int | None], list[int]]] = [({}, list(range(len(people))))]
    while waiting:
        answers, group = waiting.pop()
        item = ask(model, answers)
        if item is None:
            belief = Belief.after(model, answers)
            yield Replayed(tuple(group), len(answers), tuple(belief.sums), belief.leader())
            continue
        by_choice: dict[int, list[int]] = defaultdict(list)
        for person in group:
            by_choice[people[person][columns[item]]].append(person)
        waiting += [({**answers, item: choice}, each) for choice, each in by_choice.items()]
