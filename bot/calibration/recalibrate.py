"""Writes the content file of the interest model from answers of real people."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import yaml

from bot.calibration.agreement import evaluate
from bot.calibration.anew import written_anew
from bot.calibration.fitting import BALANCE, RIDGE, fit
from bot.calibration.records import Records
from bot.library.interest_model import FORM, InterestModelForm, built, upper_triangle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SEED = 20261124
HEADER = """\
# The numbers by which the quiz chooses its questions: means and covariances of the 48 answers (1-5) and the six full-scale sums.
# Written by `temirqazyq quiz recalibrate`; do not edit the numbers by hand. Method, figures and limits: docs/quiz.md.
"""
METHOD = (
    "Linear-Gaussian model. People weighted by their top interest with n^-{balance}, n being how many have that interest on top; "
    "people with several tops belong to each in part; {ridge} added to every variance. The measured figures are of two-fold "
    "cross-validation: each half of the people is asked by a model fitted on the other half."
)


def refitted(
    records: Records,
    present: InterestModelForm,
    professions: Mapping[str, Sequence[float]],
    month: str,
    source: str,
) -> InterestModelForm:
    """Return the model fitted on all people, with figures measured by two-fold cross-validation.

    Raises:
        ValueError: an interest is nobody's strongest.
    """
    # Files are often sorted by something that matters.
    people = random.Random(SEED).sample(records.people, len(records.people))  # noqa: S311 -- repeatable on purpose
    halves = [Records(records.items, people[start::2], 0) for start in (0, 1)]
    measured = [
        evaluate(built(_form(fitted_on, present, {}, month, source)), asked, professions)
        for fitted_on, asked in (halves, halves[::-1])
    ]
    return _form(records, present, _mean(measured), month, source)


def write_model(form: InterestModelForm, path: Path) -> None:
    """Write the file anew, wholly or not at all."""
    raw = form.model_dump(mode="json")
    numbers = {name: raw.pop(name) for name in ("items", "means", "covariances")}
    text = HEADER + yaml.safe_dump(raw, sort_keys=False, allow_unicode=True, width=130)
    for name in ("items", "means"):
        text += f"{name}: [{', '.join(map(str, numbers[name]))}]\n"
    text += "covariances:\n" + "".join(f"  - [{', '.join(map(str, row))}]\n" for row in numbers["covariances"])
    with written_anew(path) as stream:
        stream.write(text)


def _form(
    records: Records, present: InterestModelForm, measured: dict[str, Any], month: str, source: str
) -> InterestModelForm:
    means, table = fit(records)
    return FORM.validate_python(
        {
            "fitted": month,
            "method": METHOD.format(balance=BALANCE, ridge=RIDGE),
            "people": len(records.people),
            "measured": measured,
            "sources": [source, *(each for each in present.sources if each != source)],
            "asking": present.asking.model_dump(),
            "items": records.items,
            "means": means,
            "covariances": upper_triangle(table),
        }
    )


def _mean(figures: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the mean of two tables of figures, weighted by people; times of a machine are left out."""
    one, other = figures
    people = one["people"] + other["people"]
    mean: dict[str, Any] = {"people": people}
    for name, value in one.items():
        if name in {"people", "step_us", "cap", "most_items"}:
            continue
        mean[name] = _between(value, other[name], one["people"] / people)
    return mean


def _between(one: Any, other: Any, share: float) -> Any:
    if isinstance(one, dict):
        return {key: _between(one[key], other[key], share) for key in one if key in other}
    if one is None or other is None:
        return None
    return round(share * one + (1 - share) * other, 4)
