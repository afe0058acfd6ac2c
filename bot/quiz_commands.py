"""`temirqazyq quiz`: measure the quiz, fit its numbers anew, write answers for a pilot."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.stopping import run_or_stop, settings_or_stop, shelf_or_stop, stop

if TYPE_CHECKING:
    from bot.calibration.records import Records
    from bot.library import Shelf

quiz_commands = typer.Typer(help="The numbers of the interest quiz.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="CSV, plain or gzip, with the columns R1 ... C8 and answers 1-5.")]
# A file that names another number of people than this tells little.
_FEW_PEOPLE = 1000


@quiz_commands.command("evaluate")
def evaluate(
    file: File,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Replay complete answers through the shipped quiz and print how well it agrees with the full form."""
    from bot.calibration.agreement import evaluate as evaluated

    shelf, records = _read(file)
    figures = evaluated(shelf.interest_model, records, _professions(shelf))
    print(json.dumps(figures) if as_json else _table(figures, records))


@quiz_commands.command("recalibrate")
def recalibrate(
    file: File,
    source: Annotated[str, typer.Option(help="Where these answers come from, for the file.")] = "own pilot",
    into: Annotated[Path | None, typer.Option(help="Write here instead of into the content.")] = None,
) -> None:
    """Fit the numbers of the quiz on complete answers and write the content file, with figures measured by two halves."""
    from bot.calibration.recalibrate import refitted, write_model
    from bot.library.interest_model import FILE
    from bot.places import CONTENT

    if not source.strip():
        stop("Name the source of these answers: it stands beside the numbers.")
    shelf, records = _read(file)
    present = shelf.interest_model_form
    month = f"{datetime.now().astimezone():%Y-%m}"
    try:
        form = refitted(records, present, _professions(shelf), month, source)
    except ValueError as error:
        stop(f"{file}: these answers are not enough to fit the numbers: {error}.")
    target = into or CONTENT / FILE
    try:
        write_model(form, target)
    except OSError as error:
        stop(f"{target} cannot be written: {error.strerror}.")
    print(f"Fitted on {len(records.people)} people; written to {target}. Measured by two halves:")
    print(_table(dict(form.measured), records))


@quiz_commands.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="The CSV file to write.")],
) -> None:
    """Write the answers of those who allowed it, without identity, for a pilot."""
    from bot.running import export_answers

    run_or_stop(export_answers(settings_or_stop(), shelf_or_stop().interest_model.items, file))


def _read(file: Path) -> tuple[Shelf, Records]:
    from bot.calibration.records import RecordsError, records_of

    shelf = shelf_or_stop()
    try:
        return shelf, records_of(file, shelf.interest_model.items)
    except RecordsError as error:
        stop(str(error))


def _professions(shelf: Shelf) -> dict[str, tuple[float, ...]]:
    return {profession.id: profession.interests.values for profession in shelf.professions.values()}


def _table(figures: dict[str, Any], records: Records) -> str:
    recall = "  ".join(f"{scale} {value:.3f}" for scale, value in figures["recall"].items())
    lines = [
        (
            "people",
            f"{figures['people']}" + (f" ({records.left_out} straight lines left out)" if records.left_out else ""),
        ),
        ("questions, mean", f"{figures['mean_items']:.2f}"),
        ("strongest interest the same (ties credited)", f"{figures['top1']:.3f}"),
        ("mean recall of the six", f"{figures['macro_recall']:.3f}"),
        ("recall of each", recall),
        ("professions in common among five", f"{figures['professions_in_common']:.3f}"),
        ("12 of half the items against the other half", f"{figures['disjoint_top1_12']:.3f}"),
        ("all of that half against the other half", f"{figures['disjoint_ceiling']:.3f}"),
        ("ratio of the two", f"{figures['disjoint_ratio_12']:.3f}"),
    ]
    if "step_us" in figures:
        lines += [
            ("questions at most", f"{figures['cap']}"),
            ("microseconds a step, median", f"{figures['step_us']:.0f}"),
        ]
    notes = ["The full form contains the asked questions, which flatters every short form; the last three rows do not."]
    if figures["people"] < _FEW_PEOPLE:
        notes.append("So few people tell little: figures of the rarer interests may be off by several hundredths.")
    width = max(len(name) for name, _ in lines)
    return "\n".join([*(f"{name:<{width}}  {value}" for name, value in lines), *notes])
