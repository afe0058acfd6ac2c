"""The reminder's two messages, written when their turn comes: in the language of that day, and only if still wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import AdmissionDoor, MenuDoor, entry_in_tap
from bot.delivery.letter import Later, Letter, LetterButton
from bot.domain.hours import KAZAKHSTAN, by_day
from bot.i18n.speech import Html, safe
from bot.services.reminders import OPENING, SOON
from handlers.admission.taps import DocumentsDoor
from handlers.admission.wording import coming_line, days_line

if TYPE_CHECKING:
    from bot.chat.ground import Ground
    from bot.delivery.letter import Writer
    from bot.domain.admission import Season
    from bot.domain.delivery import Errand
    from bot.i18n import Speech
    from bot.library import Words


def letters(ground: Ground) -> dict[str, Writer]:
    """Return who writes the messages of this flow, by their kinds."""

    async def write(errand: Errand) -> Letter | Later | None:
        waited_for = await ground.reminders.still_wanted(errand)
        if waited_for is None:
            return None
        now = ground.reminders.now()
        moment = by_day(now, KAZAKHSTAN)
        if moment != now:
            return Later(moment)
        speech, words = ground.speeches[errand.language], ground.shelf.words(errand.language)
        return reminder_letter(speech, words, errand, waited_for)

    return {SOON: write, OPENING: write}


def reminder_letter(speech: Speech, words: Words, errand: Errand, waited_for: Season) -> Letter:
    """The message about two weeks before, or the one of the day on which the first window opens."""
    windows = Html("\n".join(safe(days_line(speech, words, each, waited_for.year)) for each in waited_for.windows))
    grade = speech.html("You asked me to remind you of admission after grade {grade}.", grade=waited_for.entry)
    if errand.kind == SOON:
        parts = [
            speech.html("<b>Colleges will soon take documents</b>"),
            grade,
            coming_line(speech, waited_for),
            speech.html("Get the documents ready now: the list is behind the button."),
        ]
    else:
        parts = [speech.html("<b>Time to apply to a college</b>"), grade, _opening_line(speech, waited_for), windows]
        parts.append(speech.html("This was the last reminder. Good luck!"))
    entry = entry_in_tap(waited_for.entry)
    rows = (
        (LetterButton(speech.say("When and how to apply"), AdmissionDoor(entry=entry).pack()),),
        (
            LetterButton(speech.say("Documents"), DocumentsDoor(entry=entry).pack()),
            LetterButton(speech.say("Menu"), MenuDoor().pack()),
        ),
    )
    return Letter(errand.chat_id, Html("\n\n".join(parts)), rows)


def _opening_line(speech: Speech, waited_for: Season) -> Html:
    opens = speech.date(waited_for.opens_on)
    if waited_for.is_announced:
        return speech.html("Documents are taken from: {date}.", date=opens)
    return speech.html(
        "By earlier years, documents are taken from {date}. Check at egov.kz or call the college: days differ by region.",
        date=opens,
    )
