"""Screens of editing: the card with everything, a text in its languages, the questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.chat.event_words import title_of
from bot.chat.screen import Button, Screen, column, grid, shortened
from bot.chat.staff_doors import RunDoor
from bot.domain.event_edits import LONGEST
from bot.domain.events import MOST_QUESTIONS, text_in
from bot.domain.languages import Language
from bot.i18n.speech import Html, bold, mark, safe
from handlers.organising.audience_words import asked_text, audience_text, parent_text, professions_text
from handlers.organising.taps import (
    ApprovalTap,
    AsksDoor,
    AudienceDoor,
    EditDoor,
    EraseQuestionTap,
    EraseTextTap,
    EventTownDoor,
    OfferDoor,
    ParentDoor,
    PointDoor,
    QuestionDoor,
    QuestionsDoor,
    QuotaDoor,
    TextDoor,
    TriedDoor,
    WindowDoor,
)
from handlers.organising.wording import FIELDS, LANGUAGES, languages_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.chat.screen import Row
    from bot.domain.events import Event, Texts
    from bot.i18n import Speech
    from bot.library import Words
    from bot.services.atlas import Atlas
    from handlers.organising.taps import TextLetter

# A value on the card is cut here; its own screen shows it whole.
_MOST_LETTERS: Final = 48
_TITLES: Final[Mapping[TextLetter, str]] = {
    "t": mark("Title"),
    "a": mark("Description"),
    "d": mark("Address"),
}
_ASKED: Final[Mapping[TextLetter, str]] = {
    "t": mark("Write the title as pupils will read it."),
    "a": mark("Write what will happen there, what to bring, whom to look for. Simple words, a few sentences."),
    "d": mark("Write street and house, and how one gets in. No phone numbers of private people."),
}


def edit_screen(speech: Speech, words: Words, atlas: Atlas, event: Event) -> Screen:
    """Everything of an event, and a button for each part."""
    lines = [
        Html(f"{safe(name)}: {safe(_cut(value))}")
        for name, value in (
            *_what_and_where(speech, atlas, event),
            *_for_whom(speech, words, event),
            *_registration(speech, event),
        )
    ]
    head = speech.html("<b>{title}</b>\n\nTap what you want to change.", title=title_of(speech, event))
    return Screen(Html("\n".join([f"{head}\n", *lines])), _rows(speech, event), spot=EditDoor(event=event.id))


def _what_and_where(speech: Speech, atlas: Atlas, event: Event) -> list[tuple[str, str]]:
    none = speech.say("none")
    return [
        (speech.say("Title"), ", ".join(LANGUAGES[each] for each in Language if event.title.get(each))),
        (speech.say("Description"), text_in(event.about, speech.language) or none),
        (speech.say("Town"), atlas.place_name(event.place, speech.language) if event.place else none),
        (speech.say("Address"), text_in(event.address, speech.language) or none),
        (speech.say("On the map"), speech.say("yes") if event.point else speech.say("no")),
    ]


def _for_whom(speech: Speech, words: Words, event: Event) -> list[tuple[str, str]]:
    questions = "; ".join(text_in(each, speech.language) for each in event.questions)
    return [
        (speech.say("For whom"), audience_text(speech, words, event)),
        (speech.say("Professions"), professions_text(speech, words, event)),
        (speech.say("What is asked"), asked_text(speech, event)),
        (speech.say("Questions"), questions or speech.say("none")),
        (speech.say("Parent's consent"), parent_text(speech, event)),
    ]


def _registration(speech: Speech, event: Event) -> list[tuple[str, str]]:
    giving_back = event.cancel_until
    return [
        (speech.say("Opens"), speech.day_and_hour(event.opens_at, event.zone)),
        (speech.say("Closes"), speech.day_and_hour(event.closes_at, event.zone)),
        (
            speech.say("Giving back"),
            speech.day_and_hour(giving_back, event.zone) if giving_back else speech.say("until a session begins"),
        ),
        (speech.say("Share of a school"), str(event.school_quota) if event.school_quota else speech.say("no limit")),
        (speech.say("Your yes to each"), speech.say("yes") if event.needs_approval else speech.say("no")),
        (speech.say("An offer waits"), speech.say("{number} h of the day", number=event.offer_hours)),
    ]


def _rows(speech: Speech, event: Event) -> tuple[Row, ...]:
    number, language = event.id, speech.language
    buttons = [
        Button(speech.say("Title"), TextDoor(event=number, field="t", language=language)),
        Button(speech.say("Description"), TextDoor(event=number, field="a", language=language)),
        Button(speech.say("Town"), EventTownDoor(event=number)),
        Button(speech.say("Address"), TextDoor(event=number, field="d", language=language)),
        Button(speech.say("On the map"), PointDoor(event=number)),
        Button(speech.say("For whom"), AudienceDoor(event=number)),
        Button(speech.say("Professions"), TriedDoor(event=number)),
        Button(speech.say("What is asked"), AsksDoor(event=number)),
        Button(speech.say("Questions"), QuestionsDoor(event=number)),
        Button(speech.say("Parent's consent"), ParentDoor(event=number)),
        Button(speech.say("Opens"), WindowDoor(event=number, field="o")),
        Button(speech.say("Closes"), WindowDoor(event=number, field="c")),
        Button(speech.say("Giving back"), WindowDoor(event=number, field="k")),
        Button(speech.say("Share of a school"), QuotaDoor(event=number)),
        Button(speech.say("Your yes to each"), ApprovalTap(event=number, on=not event.needs_approval)),
        Button(speech.say("An offer waits"), OfferDoor(event=number)),
    ]
    return (*grid(buttons), (Button(speech.say("← Back"), RunDoor(event=number)),))


def text_screen(speech: Speech, event: Event, door: TextDoor) -> Screen:
    """A text in a language, to be typed; the other languages are a tap away."""
    field = FIELDS[door.field]
    texts: Texts = getattr(event, field)
    erase = EraseTextTap(event=event.id, field=door.field, language=door.language)
    can_erase = bool(texts.get(door.language)) and (field != "title" or len(texts) > 1)
    rows = (
        *([(Button(speech.say("Take it out"), erase),)] if can_erase else []),
        _languages(door),
        (Button(speech.say("← Back"), EditDoor(event=event.id)),),
    )
    head = Html(f"{bold(speech.say(_TITLES[door.field]))} · {safe(LANGUAGES[door.language])}")
    parts = [head, *_now(speech, texts, door.language), speech.html(_ASKED[door.field])]
    parts += [speech.html("At most {most} characters.", most=LONGEST[field]), languages_line(speech, texts)]
    return Screen(Html("\n\n".join(part for part in parts if part)), rows, spot=door)


def _now(speech: Speech, texts: Texts, language: Language) -> list[Html]:
    written = texts.get(language)
    if written:
        return [Html("\n".join([speech.html("Now:"), safe(written)]))]
    return [speech.html("Nothing is written in this language yet.")]


def _languages(door: TextDoor | QuestionDoor) -> Row:
    """Return the other languages."""
    others = [each for each in Language if each is not door.language]
    return tuple(Button(LANGUAGES[each], door.model_copy(update={"language": each})) for each in others)


def questions_screen(speech: Speech, event: Event) -> Screen:
    """The organiser's own questions."""
    lines = [
        Html(f"{number}. {safe(text_in(each, speech.language))}")
        for number, each in enumerate(event.questions, start=1)
    ]
    text = speech.html(
        "<b>Questions to the pupils</b>\n\nAt most three. Ask only what you need to prepare, such as a glove size, and "
        "nothing about health. "
        "Answers are erased half a year after the event."
    )
    buttons = [
        Button(
            shortened(f"{number + 1}. {text_in(each, speech.language)}"),
            QuestionDoor(event=event.id, number=number, language=speech.language),
        )
        for number, each in enumerate(event.questions)
    ]
    if len(event.questions) < MOST_QUESTIONS:
        new = QuestionDoor(event=event.id, number=len(event.questions), language=speech.language)
        buttons.append(Button(speech.say("Add a question"), new))
    back = Button(speech.say("← Back"), EditDoor(event=event.id))
    spot = QuestionsDoor(event=event.id)
    return Screen(Html("\n".join([f"{text}\n", *lines])), column(*buttons, back), spot=spot, is_numbered=True)


def question_screen(speech: Speech, event: Event, door: QuestionDoor) -> Screen:
    """A question in a language, to be typed."""
    texts = event.questions[door.number] if door.number < len(event.questions) else {}
    erase = EraseQuestionTap(event=event.id, number=door.number, language=door.language)
    rows = (
        *([(Button(speech.say("Take it out"), erase),)] if texts.get(door.language) else []),
        *([_languages(door)] if texts else []),
        (Button(speech.say("← Back"), QuestionsDoor(event=event.id)),),
    )
    head = speech.html(
        "<b>Question {number}</b> · {language}", number=door.number + 1, language=LANGUAGES[door.language]
    )
    parts = [head, *_now(speech, texts, door.language), speech.html("Write the question in one sentence.")]
    parts += [speech.html("At most {most} characters.", most=LONGEST["question"]), languages_line(speech, texts)]
    return Screen(Html("\n\n".join(part for part in parts if part)), rows, spot=door)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_LETTERS else line[: _MOST_LETTERS - 1].rstrip() + "…"
