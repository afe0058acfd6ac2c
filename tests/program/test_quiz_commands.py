"""`temirqazyq quiz`: measures, fits anew, writes for a pilot; a bad file is one clear sentence with row and column."""

from __future__ import annotations

import csv
import json
import random
from typing import TYPE_CHECKING

import pytest
import yaml

from bot.clock import SystemClock
from bot.db import Database
from bot.domain.languages import Language
from bot.domain.quiz import Run
from bot.library.interest_model import FORM
from bot.services.models import Models
from bot.services.people import People
from bot.services.quiz import Asked, Quiz

if TYPE_CHECKING:
    from pathlib import Path

    from bot.library import Shelf
    from tests.program.conftest import Program

ITEMS = [f"{scale}{number}" for scale in "RIASEC" for number in range(1, 9)]


def _write_people(path: Path, number: int) -> None:
    """Write people who each like one interest more than the others."""
    dice = random.Random(7)
    with path.open("w", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["src", *ITEMS, "age"])
        for person in range(number):
            liked = "RIASEC"[person % 6]
            answers = [min(5, max(1, round(dice.gauss(4.2 if item[0] == liked else 2.4, 0.9)))) for item in ITEMS]
            table.writerow(["x", *answers, 15])


async def test_evaluate_prints_every_column_and_one_json_object(program: Program, tmp_path: Path) -> None:
    _write_people(tmp_path / "people.csv", 60)
    ended = await program.run("quiz", "evaluate", str(tmp_path / "people.csv"), "--json")
    assert ended.code == 0, ended.err
    figures = json.loads(ended.out)
    assert set(figures) >= {
        "people", "mean_items", "cap", "top1", "macro_recall", "recall", "recall_R", "professions_in_common",
        "disjoint_ratio_12", "step_us",
    }  # fmt: skip
    assert (figures["people"], figures["cap"], set(figures["recall"])) == (60, 20, set("RIASEC"))
    assert figures["mean_items"] <= 20
    assert figures["top1"] > 0.8
    table = await program.run("quiz", "evaluate", str(tmp_path / "people.csv"))
    assert "recall of each" in table.out
    assert "flatters" in table.out


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("R1,I1\n1,2\n", "row 1: the column R2 is missing"),
        (",".join(ITEMS) + "\n" + ",".join(["3"] * 47) + ",9\n", "row 2, column C8: '9' is no answer"),
        (",".join(ITEMS) + "\n", "no complete record"),
        ("", "is missing"),
    ],
)
async def test_a_bad_file_is_one_sentence(program: Program, tmp_path: Path, broken: str, said: str) -> None:
    path = tmp_path / "broken.csv"
    path.write_text(broken)
    for command in ("evaluate", "recalibrate"):
        ended = await program.run("quiz", command, str(path))
        assert ended.code == 1
        assert said in ended.err
        assert "Traceback" not in ended.err
        assert len(ended.err.strip().splitlines()) == 1


async def test_recalibrate_writes_numbers_that_the_bot_can_read(program: Program, tmp_path: Path, shelf: Shelf) -> None:
    _write_people(tmp_path / "people.csv", 240)
    target = tmp_path / "model.yaml"
    ended = await program.run(
        "quiz", "recalibrate", str(tmp_path / "people.csv"), "--into", str(target), "--source", "pilot of the tests"
    )
    assert ended.code == 0, ended.err
    form = FORM.validate_python(yaml.safe_load(target.read_text()))
    assert (form.people, form.sources[0]) == (240, "pilot of the tests")
    assert form.asking == shelf.interest_model_form.asking
    unnamed = await program.run("quiz", "recalibrate", str(tmp_path / "people.csv"), "--source", " ")
    assert (unnamed.code, unnamed.err.count("\n")) == (1, 1)
    nowhere = await program.run(
        "quiz", "recalibrate", str(tmp_path / "people.csv"), "--into", str(tmp_path / "no" / "x")
    )
    assert nowhere.code == 1
    assert "cannot be written" in nowhere.err


async def test_export_writes_only_those_who_agreed_and_nothing_of_who_they_are(
    program: Program, tmp_path: Path, sqlite_url: str, shelf: Shelf
) -> None:
    database = Database(sqlite_url, SystemClock())
    people, quiz = (
        People(database, SystemClock(), "1"),
        Quiz(database, SystemClock(), Models(shelf.interest_model), "v"),
    )
    for number, agrees in ((777001, True), (777002, False)):
        await _finish(people, quiz, number, agrees=agrees)
    await database.close()
    target = tmp_path / "pilot.csv"
    ended = await program.run("quiz", "export", str(target), TEMIRQAZYQ_DATABASE_URL=sqlite_url)
    assert ended.code == 0, ended.err
    assert ended.out.startswith("1 quizzes written")
    with target.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == ["language", "grade", *ITEMS]
    assert (rows[0]["language"], rows[0]["grade"]) == ("ru", "9")
    assert {rows[0][item] for item in ITEMS} <= {"", "1", "5"}
    written = target.read_text()
    assert "777001" not in written
    assert "semey" not in written


async def _finish(people: People, quiz: Quiz, telegram_id: int, *, agrees: bool) -> Run:
    once = iter(range(telegram_id * 100, telegram_id * 100 + 99))
    await people.agree(telegram_id, Language.RU, "1", once=next(once))
    await people.study_in(telegram_id, 9, once=next(once))
    await people.live_in(telegram_id, "semey", once=next(once))
    await people.join_pilot(telegram_id, joins=agrees, once=next(once))
    person = await people.recognise(telegram_id)
    assert person is not None
    outcome = await quiz.go_on(person)
    while isinstance(outcome, Asked):
        choice = 5 if outcome.item[0] == "R" else 1
        outcome = await quiz.answer(person, outcome.run.id, outcome.item, choice, once=next(once))
    run = await quiz.standing(person)
    assert run is not None
    # The answers came at once, so the run waits for a second look; it is left as it is.
    await quiz.leave_as_is(person, run.id, once=next(once))
    return run
