"""Screens of reports. One stays where one was: every look is one tap, and stands in the log once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.chat.class_doors import LedClassDoor, LedClassesDoor
from bot.chat.screen import Button, Screen, column
from bot.i18n.speech import Html, bold, safe
from handlers.reports.taps import ReportFileTap

if TYPE_CHECKING:
    from bot.chat.screen import Row
    from bot.i18n import Speech
    from bot.papers import ReportWords

# More fill a phone; all of them stand in the picture and in the file.
_PROFESSIONS_SHOWN: Final = 6


def report_screen(said: ReportWords, class_id: int) -> Screen:
    """A report as a message; class 0 is the school."""
    speech = said.speech
    professions = said.profession_lines[:_PROFESSIONS_SHOWN]
    parts = [
        Html(f"{bold(said.report.title)}\n{safe(said.date_line)}"),
        _lines(said.head_lines),
        Html(f"{bold(speech.say('Strongest interests'))}\n{_lines(said.interest_lines)}"),
    ]
    if professions:
        parts.append(Html(f"{bold(speech.say('Professions among the five'))}\n{_lines(professions)}"))
    parts.append(safe(said.rule_line))
    file = Button(speech.say("As a table (XLSX)"), ReportFileTap(id=class_id))
    return Screen(Html("\n\n".join(parts)), (*column(file), _back(speech, class_id)))


def too_few_screen(speech: Speech, title: str, class_id: int) -> Screen:
    """There is no report yet."""
    text = speech.html(
        "<b>{title}</b>\n\nToo few to show: a report needs the finished quizzes of at least five pupils who are in no other "
        "report, so that nobody can be recognised.",
        title=title,
    )
    return Screen(text, (_back(speech, class_id),))


def _back(speech: Speech, class_id: int) -> Row:
    classes = Button(speech.say("My classes"), LedClassesDoor())
    return (Button(speech.say("To the class"), LedClassDoor(id=class_id)), classes) if class_id else (classes,)


def _lines(lines: list[str]) -> Html:
    return Html("\n".join(map(safe, lines)))
