"""Screens of admission, each short enough for a phone; every figure with its source and, where the source names it, its year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import AdmissionDoor, CollegeDoor, MenuDoor, RemindTap, entry_in_tap
from bot.chat.screen import Button, Screen
from bot.chat.sources import short_sources
from bot.chat.ways import way_back
from bot.domain.admission import ENTRIES
from bot.i18n.speech import Html
from handlers.admission.taps import ApplyDoor, DocumentsDoor, MoneyDoor
from handlers.admission.wording import (
    coming_line,
    reminder_when,
    sourced_line,
    statement_line,
    window_line,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.chat.screen import Row
    from bot.domain.admission import Season, Statement
    from bot.i18n import Speech
    from bot.library import Words
    from bot.services.reminders import Outlook


def admission_screen(speech: Speech, words: Words, door: AdmissionDoor, seen: Outlook, collected: str) -> Screen:
    """When documents are taken after a grade, and the reminder of it."""
    coming = seen.coming
    parts = [
        speech.html("<b>Admission after grade {grade}</b>", grade=door.entry),
        Html("\n".join(_state(speech, seen))),
        *(
            [Html("\n".join(window_line(speech, words, each, coming.year) for each in coming.windows))]
            if coming
            else []
        ),
        *_reminder(speech, seen),
        speech.html(
            "<i>Dates differ by year and region: check them at egov.kz or ask the college. Collected: {date}.</i>",
            date=collected,
        ),
    ]
    entry, college = door.entry, door.college
    rows: tuple[Row, ...] = (
        *_remind_rows(speech, seen),
        (
            Button(speech.say("Documents"), DocumentsDoor(entry=entry, college=college)),
            Button(speech.say("How to apply"), ApplyDoor(entry=entry, college=college)),
        ),
        (Button(speech.say("Quotas and money"), MoneyDoor(entry=entry, college=college)), _other_grade(speech, door)),
        _last_row(speech, door),
    )
    return Screen(Html("\n\n".join(parts)), rows, spot=door)


def documents_screen(
    speech: Speech, words: Words, door: DocumentsDoor, statements: Sequence[Statement], collected: str
) -> Screen:
    """The documents to prepare."""
    sources = list(dict.fromkeys(source for each in statements for source in each.sources))
    parts = [
        speech.html("<b>Documents for a college</b>"),
        Html("\n".join(statement_line(speech, words, each) for each in statements)),
        speech.html("Never send photos of documents here: I do not need them. The exact list is the college's own."),
        speech.html(
            "<i>Source: {source}. Collected: {date}.</i>",
            source=short_sources(speech, sources, most=3),
            date=collected,
        ),
    ]
    return Screen(Html("\n\n".join(parts)), _ways(speech, door), spot=door)


def apply_screen(
    speech: Speech, words: Words, door: ApplyDoor, statements: Sequence[Statement], collected: str
) -> Screen:
    """The way to apply."""
    return _listed(speech, words, door, speech.html("<b>How to apply</b>"), statements, collected)


def money_screen(
    speech: Speech, words: Words, door: MoneyDoor, statements: Sequence[Statement], collected: str
) -> Screen:
    """Free places, quotas and the stipend."""
    return _listed(speech, words, door, speech.html("<b>Free places, quotas, stipend</b>"), statements, collected)


def _listed(
    speech: Speech,
    words: Words,
    door: ApplyDoor | MoneyDoor,
    title: Html,
    statements: Sequence[Statement],
    collected: str,
) -> Screen:
    lines = Html("\n".join(sourced_line(speech, words, each) for each in statements))
    note = speech.html("<i>Rules change from year to year. Collected: {date}.</i>", date=collected)
    return Screen(Html(f"{title}\n\n{lines}\n\n{note}"), _ways(speech, door), spot=door)


def _state(speech: Speech, seen: Outlook) -> list[Html]:
    lines = []
    if seen.open_now:
        is_sure = all(window.year == seen.today.year for window in seen.open_now)
        lines.append(
            speech.html("Documents are being taken now.")
            if is_sure
            else speech.html("By earlier years, documents are being taken now. Ask the college today.")
        )
    if seen.coming:
        lines.append(coming_line(speech, seen.coming))
    return lines or [speech.html("When documents are taken is not known to us: ask the college.")]


def _reminder(speech: Speech, seen: Outlook) -> list[Html]:
    reminded_of = seen.reminded_of
    if reminded_of is None:
        return []
    when = reminder_when(speech, reminded_of, seen.today)
    if _is_same(reminded_of, seen.coming):
        line = speech.html("I will remind you: {when}, between 8:00 and 20:00.", when=when)
    else:
        line = speech.html(
            "I will remind you of another summer, after grade {grade}: {when}, between 8:00 and 20:00.",
            grade=reminded_of.entry,
            when=when,
        )
    if reminded_of.is_announced:
        return [line]
    moves = speech.html("If other dates are announced, these days move with them.")
    return [Html(f"{line} {moves}")]


def _is_same(one: Season | None, other: Season | None) -> bool:
    return one is not None and other is not None and (one.entry, one.year) == (other.entry, other.year)


def _remind_rows(speech: Speech, seen: Outlook) -> tuple[Row, ...]:
    """Return the button that asks for the reminder of this summer, or takes it back."""
    coming = seen.coming
    if coming is None:
        return ()
    if _is_same(seen.reminded_of, coming):
        return ((_forget_button(speech, coming),),)
    tap = RemindTap(entry=entry_in_tap(coming.entry), year=coming.year, on=True)
    return ((Button(speech.say("Remind me when it opens"), tap, words=speech.synonyms("remind me, reminder")),),)


def _forget_button(speech: Speech, reminded_of: Season) -> Button:
    tap = RemindTap(entry=entry_in_tap(reminded_of.entry), year=reminded_of.year, on=False)
    return Button(speech.say("Do not remind me"), tap, words=speech.synonyms("forget it, no reminder"))


def _other_grade(speech: Speech, door: AdmissionDoor) -> Button:
    other = next(entry for entry in ENTRIES if str(entry) != door.entry)
    label = speech.say("After grade {grade}", grade=other)
    return Button(label, AdmissionDoor(entry=entry_in_tap(other), college=door.college))


def _ways(speech: Speech, door: DocumentsDoor | ApplyDoor | MoneyDoor) -> tuple[Row, ...]:
    return (way_back(speech, AdmissionDoor(entry=door.entry, college=door.college)),)


def _last_row(speech: Speech, door: AdmissionDoor) -> Row:
    if door.college:
        return way_back(speech, CollegeDoor(id=door.college))
    return (Button(speech.say("Menu"), MenuDoor()),)
