"""A run of the quiz: what was answered, what is still open, and what the answers can and cannot say.

Where a run stands is a pure function of the model and of what is stored, so that a restart, another phone, a language switch
and the way back all lead to the same screen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.domain.asking import next_question
from bot.domain.interests import Interest, scale_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.belief import InterestModel

# A scale with fewer real answers than this was hardly asked about; so many of them together make a rough picture.
ENOUGH_ANSWERS: Final = 8
MOST_TO_LOOK_AT: Final = 4
MOST_WORLDS: Final = 3
# Adults read some 240 words a minute silently (Brysbaert, "How many words do we read per minute?", Journal of Memory and
# Language 109, 2019): four to seven words take one second or more before a finger moves.
QUICKEST: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Run:
    """One walk of a person through the questions.

    Attributes:
        answers: item -> choice 1-5, or None for "I don't know", in the order in which they were given.
        model: version of the interest model that it was begun with; None for one older than the adaptive quiz.
        moments: item -> when its answer was given last.
        finished_at: when the questions were over; from then on the answers stay as they are.
        doubts: items to look at again, empty when that was done or declined; None when nothing was ever doubted.
        worlds: ids of the worlds that were ticked.
        has_worlds: whether the ticking was ended (also without a tick).
    """

    id: int
    answers: Mapping[str, int | None]
    started_at: datetime
    model: str | None = None
    moments: Mapping[str, datetime] = field(default_factory=dict)
    finished_at: datetime | None = None
    doubts: tuple[str, ...] | None = None
    worlds: tuple[str, ...] = ()
    has_worlds: bool = False

    @property
    def is_finished(self) -> bool:
        """Whether the questions are over."""
        return self.finished_at is not None


class Stage(Enum):
    """What comes next in a run."""

    QUESTION = "question"
    DOUBT = "doubt"
    WORLDS = "worlds"
    RESULT = "result"


def stage_of(model: InterestModel, run: Run) -> tuple[Stage, str | None]:
    """Return what comes next, and for a question its item."""
    if not run.is_finished:
        item = next_question(model, run.answers)
        if item is not None:
            return Stage.QUESTION, item
        if open_doubts(run):
            return Stage.DOUBT, None
    return (Stage.RESULT if run.has_worlds else Stage.WORLDS), None


def item_before(answers: Mapping[str, int | None], item: str) -> str | None:
    """Return the item answered before this one, for the way back; None at the beginning."""
    given = list(answers)
    position = given.index(item) if item in answers else len(given)
    return given[position - 1] if position else None


def open_doubts(run: Run) -> tuple[str, ...]:
    """Return the items still to be looked at again; a run that was never doubted is looked over first."""
    return doubtful(run) if run.doubts is None else run.doubts


def doubtful(run: Run) -> tuple[str, ...]:
    """Return at most four items worth another look, because all answers are equal or came faster than one can read.

    Only an offer: it blocks nothing and changes no score.
    """
    real = [item for item, choice in run.answers.items() if choice is not None]
    quick = _quick_answers(run)
    if 2 * len(quick) > len(run.answers):
        return tuple(quick[:MOST_TO_LOOK_AT])
    if len(real) >= ENOUGH_ANSWERS and not has_shape(run.answers):
        firsts = {scale_of(item): item for item in reversed(real)}
        return tuple(item for item in real if item in firsts.values())[:MOST_TO_LOOK_AT]
    return ()


def _quick_answers(run: Run) -> list[str]:
    """Return the items answered sooner after the answer before than anybody reads, the quickest first."""
    moments = [(run.started_at, ""), *((run.moments[item], item) for item in run.answers if item in run.moments)]
    gaps = [(after - before, item) for (before, _), (after, item) in pairwise(moments)]
    return [item for gap, item in sorted(gaps) if timedelta(0) <= gap < QUICKEST]


def has_shape(answers: Mapping[str, int | None]) -> bool:
    """Whether any order of interests can be read from the answers: some differ."""
    return len({choice for choice in answers.values() if choice is not None}) > 1


def has_enough_answers(answers: Mapping[str, int | None]) -> bool:
    """Whether there are enough real answers, with one of every interest, for more than a rough picture."""
    given = [scale_of(item) for item, choice in answers.items() if choice is not None]
    return len(given) >= ENOUGH_ANSWERS and set(given) == set(Interest)
