"""Earlier results, and what changed from one to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.chat.doors import ResultDoor
from bot.chat.interests import interest_name
from bot.chat.screen import Screen
from bot.chat.ways import way_back
from bot.i18n.speech import Html, bold
from handlers.result.taps import HistoryDoor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.interests import Interest
    from bot.i18n import Speech

# A message has 4,096 characters; older results stay stored.
SHOWN_RESULTS = 5


@dataclass(frozen=True, slots=True)
class Past:
    """A result of some day.

    Attributes:
        strongest: the two strongest interests; empty when the answers had no shape.
        five: ids and short names of the five professions, as the present atlas sees those answers.
    """

    finished_at: datetime | None
    strongest: tuple[Interest, ...]
    five: tuple[tuple[str, str], ...]


def history_screen(speech: Speech, results: Sequence[Past]) -> Screen:
    """The last results, the newest first, each with what was different in the one before."""
    parts = [speech.html("<b>My results</b>")]
    for position, result in enumerate(results[:SHOWN_RESULTS]):
        earlier = results[position + 1] if position + 1 < len(results) else None
        parts.append(_result_lines(speech, result, earlier))
    parts.append(
        speech.html("<i>Seen with today's atlas: the professions may differ from what was shown that day.</i>")
    )
    back = way_back(speech, ResultDoor())
    return Screen(Html("\n\n".join(parts)), (back,), spot=HistoryDoor())


def change_line(speech: Speech, result: Past, earlier: Past) -> Html:
    """What is different from an earlier result."""
    before = {profession for profession, _ in earlier.five}
    new = [name for profession, name in result.five if profession not in before]
    same = [interest_name(speech, each) for each in result.strongest if each in earlier.strongest]
    parts = []
    if same:
        parts.append(speech.html("Strong both times: {names}.", names=", ".join(same)))
    elif result.strongest and earlier.strongest:
        parts.append(speech.html("Other interests are in front now."))
    if new:
        parts.append(speech.html("New among the five: {names}.", names=", ".join(new)))
    elif result.five:
        parts.append(speech.html("The same five professions."))
    return Html(" ".join(parts))


def _result_lines(speech: Speech, result: Past, earlier: Past | None) -> Html:
    lines = [bold(speech.moment_day(result.finished_at)) if result.finished_at else Html("")]
    if result.strongest:
        names = ", ".join(interest_name(speech, each) for each in result.strongest)
        lines.append(speech.html("Strongest: {names}", names=names))
        lines.append(speech.html("Professions: {names}", names=", ".join(name for _, name in result.five)))
    else:
        lines.append(speech.html("All answers were the same."))
    if earlier is not None:
        lines.append(Html(f"<i>{change_line(speech, result, earlier)}</i>"))
    return Html("\n".join(lines))
