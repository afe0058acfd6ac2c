"""The screen of the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.answers import bar
from bot.chat.doors import (
    CompareDoor,
    EventsDoor,
    MenuDoor,
    OrderDoor,
    ParentsDoor,
    PictureDoor,
    ResultDoor,
    WishesDoor,
    WorldsAgainDoor,
    WorldsDoor,
)
from bot.chat.fitting import fitting_lines, profession_button
from bot.chat.interests import interest_name, interest_portrait
from bot.chat.screen import Button, Screen, column, grid, shortened
from bot.domain.interests import HIGHEST, LOWEST, Interest
from bot.i18n.speech import Html, safe
from handlers.result.history import Past, change_line
from handlers.result.taps import AgainTap, HistoryDoor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.chat.fitting import Fitting
    from bot.domain.interests import Profile
    from bot.i18n import Speech
    from bot.services.advice import Advised

_BAR_LENGTH = 8
# More would push the tools off a phone's screen; each profession's card has its own.
_MOST_TRIED = 2


def result_screen(
    speech: Speech,
    advised: Advised,
    fitting: Sequence[Fitting],
    grade: int | None,
    earlier: Past | None = None,
    tried: Sequence[Fitting] = (),
) -> Screen:
    """Two strongest interests in words, all six in figures, five professions with reasons, and the notice.

    `tried` are those of the five that can be tried at an event near home.
    """
    portraits = Html("\n".join(f"• {safe(interest_portrait(speech, interest))}" for interest in advised.strongest))
    parts = [
        speech.html("<b>What your answers say</b>"),
        portraits,
        interest_lines(speech, advised.profile),
        speech.html("<b>Five professions that suit you</b>"),
        *(fitting_lines(speech, number, each, grade) for number, each in enumerate(fitting, start=1)),
        *([_since(speech, fitting, advised, earlier)] if earlier else []),
        *([] if advised.is_sure else [speech.html("There are few answers, so this picture is rough.")]),
        _notice(speech, advised),
    ]
    buttons = [profession_button(each, "r") for each in fitting]
    buttons += [_try_button(speech, each) for each in tried[:_MOST_TRIED]]
    rows = (*column(*buttons), *grid(_tools(speech, has_history=earlier is not None)), *_ways_on(speech))
    return Screen(Html("\n\n".join(parts)), rows, spot=ResultDoor(), is_numbered=True)


def flat_screen(speech: Speech, profile: Profile, *, has_history: bool = False) -> Screen:
    """All answers the same: no order can be read from that, so say it and show another way."""
    text = speech.html(
        "<b>All your answers are the same</b>\n\n{lines}\n\n"
        "So they do not point anywhere yet; what you see is what people like on average. Look at the worlds of "
        "professions, or take the quiz again and choose the far ends of the scale more boldly.",
        lines=interest_lines(speech, profile),
    )
    worlds = Button(speech.say("Worlds of professions"), WorldsDoor())
    history = [_history(speech)] if has_history else []
    return Screen(text, (*column(worlds, *history), *_ways_on(speech)), spot=ResultDoor())


def interest_lines(speech: Speech, profile: Profile) -> Html:
    """All six interests, each with a bar and its figure from 1 to 5."""
    return Html("\n".join(_interest_line(speech, interest, profile.of(interest)) for interest in Interest))


def _interest_line(speech: Speech, interest: Interest, value: float) -> Html:
    drawn = bar((value - LOWEST) / (HIGHEST - LOWEST), _BAR_LENGTH)
    return Html(f"{drawn} {speech.number(value)} {safe(interest_name(speech, interest))}")


def _since(speech: Speech, fitting: Sequence[Fitting], advised: Advised, earlier: Past) -> Html:
    now = Past(advised.run.finished_at, advised.strongest, tuple((each.id, each.short) for each in fitting))
    return speech.html("Since the quiz before: {change}", change=change_line(speech, now, earlier))


def _notice(speech: Speech, advised: Advised) -> Html:
    given = sum(choice is not None for choice in advised.run.answers.values())
    counted = speech.count("Computed from {number} answer.", "Computed from {number} answers.", given)
    meaning = speech.say(
        "This is for exploring, not a verdict. It shows what you may like; it does not measure abilities, health, marks or will, "
        "and nobody may choose you or refuse you by it."
    )
    return Html(f"<i>{safe(counted)} {safe(meaning)}</i>")


def _tools(speech: Speech, *, has_history: bool) -> list[Button]:
    return [
        Button(speech.say("Why these?"), OrderDoor(), words=speech.synonyms("why, reasons, points")),
        Button(speech.say("What if…"), WishesDoor(), words=speech.synonyms("what if, if")),
        Button(speech.say("Compare"), CompareDoor()),
        Button(speech.say("For parents"), ParentsDoor(), words=speech.synonyms("parents, mum, dad")),
        Button(speech.say("Picture"), PictureDoor()),
        Button(speech.say("My worlds"), WorldsAgainDoor()),
        *([_history(speech)] if has_history else []),
    ]


def _try_button(speech: Speech, fitting: Fitting) -> Button:
    label = speech.say("Try it: {profession}", profession=fitting.short)
    return Button(shortened(label), EventsDoor(profession=fitting.id), words=speech.synonyms("try it, event, workshop"))


def _history(speech: Speech) -> Button:
    return Button(speech.say("My results"), HistoryDoor(), words=speech.synonyms("history, earlier"))


def _ways_on(speech: Speech) -> tuple[tuple[Button, ...], ...]:
    again = Button(speech.say("Take the quiz again"), AgainTap(), words=speech.synonyms("again, once more"))
    return ((again,), (Button(speech.say("Menu"), MenuDoor()),))
