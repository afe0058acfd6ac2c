"""The content file of the interest model, fitted anew and read back."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest

from bot.calibration.agreement import evaluate
from bot.calibration.fitting import fit
from bot.calibration.recalibrate import SEED, refitted, write_model
from bot.calibration.records import Records
from bot.domain.asking import next_question
from bot.library.interest_model import FILE, FORM, as_text, built, from_text, upper_triangle
from bot.library.reading import Reader
from tests.calibration.people import PROFESSIONS, made_up

if TYPE_CHECKING:
    from pathlib import Path

    from bot.library import Shelf
    from bot.library.interest_model import InterestModelForm

RECORDS = made_up(240, 42)
FEW = Records(RECORDS.items, RECORDS.people[:72], 0)
MONTH, SOURCE = "2027-03", "own pilot: «Семей», 240 pupils # anonymous"


@pytest.fixture(scope="module")
def form(shelf: Shelf) -> InterestModelForm:
    """The model fitted on the made-up people."""
    return refitted(RECORDS, shelf.interest_model_form, PROFESSIONS, MONTH, SOURCE)


def _read(folder: Path) -> InterestModelForm:
    reader = Reader(folder)
    form = reader.read(FILE, FORM)
    assert reader.problems == []
    assert form is not None
    return form


def _written(form: InterestModelForm, folder: Path) -> Path:
    path = folder / FILE
    path.parent.mkdir(parents=True)
    write_model(form, path)
    return path


def test_the_written_file_holds_the_same_numbers(form: InterestModelForm, tmp_path: Path) -> None:
    path = _written(form, tmp_path)
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert _read(tmp_path) == form
    assert built(_read(tmp_path)) == built(form)
    means, table = fit(RECORDS)
    assert built(form).means == tuple(means)
    assert built(form).covariances == tuple(map(tuple, table))


def test_numbers_as_small_as_they_come_are_read_back(form: InterestModelForm, tmp_path: Path) -> None:
    rows = [list(row) for row in form.covariances]
    rows[0][1], rows[1][1], rows[2][1] = 1e-05, -9e-05, 0.0
    tiny = FORM.validate_python({**form.model_dump(mode="json"), "covariances": rows})
    _written(tiny, tmp_path)
    assert _read(tmp_path) == tiny


def test_the_file_says_whence_it_comes(shelf: Shelf, form: InterestModelForm) -> None:
    present = shelf.interest_model_form
    assert (form.fitted, form.people, form.items) == (MONTH, 240, RECORDS.items)
    assert form.sources == (SOURCE, *present.sources)
    assert form.asking == present.asking
    assert form.method


def test_a_source_stands_once(shelf: Shelf) -> None:
    present = shelf.interest_model_form
    again = refitted(FEW, present, PROFESSIONS, MONTH, present.sources[-1])
    assert sorted(again.sources) == sorted(present.sources)


def test_the_figures_of_two_halves_are_there_without_those_of_a_machine(form: InterestModelForm) -> None:
    measured = form.measured
    assert measured["people"] == 240
    assert set(measured["recall"]) == set("RIASEC")
    for name in ("top1", "macro_recall", "recall_R", "professions_in_common", "disjoint_ratio_12", "mean_items"):
        assert measured[name] > 0
    assert not {"step_us", "cap", "most_items"} & set(measured)


def test_each_half_is_asked_by_the_numbers_of_the_other(shelf: Shelf) -> None:
    form = refitted(FEW, shelf.interest_model_form, PROFESSIONS, MONTH, SOURCE)
    mixed = Random(SEED).sample(FEW.people, len(FEW.people))
    halves = [Records(FEW.items, mixed[start::2], 0) for start in (0, 1)]
    models = []
    for half in halves:
        means, table = fit(half)
        numbers = {"means": means, "covariances": upper_triangle(table)}
        models.append(built(FORM.validate_python({**form.model_dump(mode="json"), **numbers})))
    figures = [evaluate(model, half, PROFESSIONS) for model, half in zip(models[::-1], halves, strict=True)]
    for name in ("mean_items", "top1", "professions_in_common", "disjoint_top1_12"):
        assert form.measured[name] == pytest.approx((figures[0][name] + figures[1][name]) / 2, abs=1e-4)
    # Who is asked by their own numbers looks better than a stranger would.
    flattered = evaluate(models[0], halves[0], PROFESSIONS)
    assert flattered["top1"] > figures[0]["top1"]


def test_the_same_answers_give_the_same_file(shelf: Shelf, tmp_path: Path) -> None:
    one, two = (refitted(FEW, shelf.interest_model_form, PROFESSIONS, MONTH, SOURCE) for _ in range(2))
    assert _written(one, tmp_path / "one").read_bytes() == _written(two, tmp_path / "two").read_bytes()


def test_the_version_changes_with_the_numbers_and_only_with_them(shelf: Shelf, form: InterestModelForm) -> None:
    raw = form.model_dump(mode="json")
    version = built(form).version
    assert version != shelf.interest_model.version

    def version_of(**changed: object) -> str:
        return built(FORM.validate_python({**raw, **changed})).version

    assert version_of(fitted="2030-01", method="another", people=1, measured={}, sources=["x"]) == version
    means = [form.means[0] + 0.00001, *form.means[1:]]
    rows = [[form.covariances[0][0] + 0.00001, *form.covariances[0][1:]], *form.covariances[1:]]
    changes = (
        version_of(means=means),
        version_of(covariances=rows),
        version_of(asking={**raw["asking"], "sure": 0.81}),
        version_of(items=[form.items[1], form.items[0], *form.items[2:]]),
    )
    assert len({version, *changes}) == 5


def test_a_model_as_text_is_the_same_model(shelf: Shelf, form: InterestModelForm) -> None:
    for model in (shelf.interest_model, built(form), replace(built(form), version="x-48", least=48, most=48)):
        again = from_text(as_text(model))
        assert again == model
        assert as_text(again) == as_text(model)
        random, answers = Random(5), dict[str, int | None]()
        for _ in range(8):
            item = next_question(model, answers)
            assert item is not None
            assert next_question(again, answers) == item
            answers[item] = random.randint(1, 5)


def test_who_is_missing_is_named_before_anything_is_written(shelf: Shelf) -> None:
    without = [
        person
        for number, person in enumerate(RECORDS.people)
        if sum(person[:8]) < max(sum(person[start : start + 8]) for start in range(8, 48, 8))
    ]
    with pytest.raises(ValueError, match="has R as the strongest"):
        refitted(Records(RECORDS.items, without, 0), shelf.interest_model_form, PROFESSIONS, MONTH, SOURCE)


def test_the_file_is_written_wholly_or_not_at_all(shelf: Shelf, form: InterestModelForm, tmp_path: Path) -> None:
    path = _written(shelf.interest_model_form, tmp_path)
    before = path.read_bytes()
    # Where the new file would be put together, something else stands.
    in_the_way = path.with_suffix(".new")
    in_the_way.mkdir()
    with pytest.raises(IsADirectoryError):
        write_model(form, path)
    assert path.read_bytes() == before
    in_the_way.rmdir()
    write_model(form, path)
    assert _read(tmp_path) == form
    with pytest.raises(FileNotFoundError):
        write_model(form, tmp_path / "nowhere" / "model.yaml")
