"""The report of a class, printed and written for the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.domain.catalogue import WHOLE_COUNTRY
from bot.domain.reporting import ClassReport
from bot.event_files import write_for_owner
from bot.i18n import Catalogues
from bot.papers import ReportWords
from bot.places import CONTENT
from bot.running import Refused, reason_of, sealed_database_of
from bot.services.access import NotAllowed
from bot.services.advice import Advice
from bot.services.atlas import Atlas
from bot.services.class_reports import ClassReports
from bot.services.codes import as_code
from bot.services.models import Models
from bot.services.region import RegionView
from bot.sheets import write_aside

if TYPE_CHECKING:
    from pathlib import Path

    from bot.domain.languages import Language
    from bot.library import Shelf
    from bot.services.class_reports import TooFew
    from bot.settings import Settings


async def report(settings: Settings, shelf: Shelf, code: str, language: Language, path: Path | None) -> None:
    """Print the report of a class, and write it as a table where a path is given.

    Raises:
        Refused: there is no such class, too few are in it, the database or the keys cannot be used, or the file not written.
    """
    outcome = await _outcome(settings, shelf, as_code(code))
    if isinstance(outcome, NotAllowed):
        raise Refused(f"There is no class with the code {code}.")
    if not isinstance(outcome, ClassReport):
        raise Refused("Too few to show: a report needs the finished quizzes of at least five pupils.")
    place = shelf.places.get(outcome.town or "")
    region = RegionView(shelf)
    needed, wanted = region.years_of_needs(place.region if place else ""), region.years_of_needs(WHOLE_COUNTRY)
    said = ReportWords(Catalogues.load(CONTENT)[language], shelf.words(language), outcome, needed, wanted)
    parts = [
        [outcome.title, said.date_line],
        said.head_lines,
        said.interest_lines,
        said.profession_lines,
        [said.rule_line],
    ]
    print("\n\n".join("\n".join(lines) for lines in parts if lines))  # noqa: T201 -- the answer to the command
    if path is None:
        return
    try:
        write_for_owner(path, await write_aside(said.table(), "xlsx"))
    except OSError as error:
        raise Refused(f"{path} cannot be written: {reason_of(error)}.") from None


async def _outcome(settings: Settings, shelf: Shelf, code: str) -> ClassReport | TooFew | NotAllowed:
    async with sealed_database_of(settings) as (database, seal):
        advice = Advice(database, Atlas(shelf), Models(shelf.interest_model))
        return await ClassReports(database, SystemClock(), seal, advice).of_code(code)
