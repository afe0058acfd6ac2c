"""The screen of the parents' card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from bot.chat.doors import ParentsDoor, ResultDoor
from bot.chat.interests import interest_name
from bot.chat.screen import Button, Screen
from bot.chat.sharing import share_row, telegram_link
from bot.chat.ways import way_back
from bot.domain.languages import Language
from bot.i18n.speech import Html, bold, safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.chat.fitting import Fitting
    from bot.i18n import Speech
    from bot.services.advice import Advised

# A link of a button; longer ones are refused or cut by some phones, and a Cyrillic letter takes six characters of it.
LONGEST_LINK: Final = 2000


def parents_screen(pupil: Speech, parent: Speech, advised: Advised, fitting: Sequence[Fitting], link: str) -> Screen:
    """The card in the parents' language; the buttons under it in the pupil's."""
    interests = ", ".join(interest_name(parent, each) for each in advised.strongest)
    parts = [
        parent.html("<b>Temirqazyq: what may suit your child</b>"),
        parent.html("Strongest interests by the child's own answers: {interests}.", interests=interests),
        *(_profession(parent, number, each) for number, each in enumerate(fitting, start=1)),
        parent.html(
            "This is for a talk at home, not a verdict: computed from a short quiz about likes, it says nothing of "
            "abilities, health or marks. The child's answers are not shown here. Before you decide, ask the college and try the "
            "work."
        ),
        *([safe(link)] if link else []),
    ]
    shared = share_text(parent, interests, [each.short for each in fitting], link)
    languages = (
        Button("Қазақша", ParentsDoor(language="kk")),
        Button("Русский", ParentsDoor(language="ru")),
    )
    share = share_row(shared, link)
    spot = ParentsDoor(language="ru" if parent.language is Language.RU else "kk")
    return Screen(Html("\n\n".join(parts)), (languages, share, way_back(pupil, ResultDoor())), spot=spot)


def share_text(parent: Speech, interests: str, professions: Sequence[str], link: str) -> str:
    """Return the card in a few lines, so short that a link can carry it; professions that find no room are left out."""
    room = LONGEST_LINK - len(telegram_link("", link))
    text = parent.say(
        "Temirqazyq, a talk about professions. Interests: {interests}. May suit: {professions}. Not a verdict.",
        interests=interests,
        professions=", ".join(professions),
    )
    text = f"{text} {link}".strip()
    return text if len(quote(text)) <= room else share_text(parent, interests, professions[:-1], link)


def _profession(parent: Speech, number: int, fitting: Fitting) -> Html:
    kilometres = fitting.suggestion.candidate.college_km
    if fitting.college is None or kilometres is None:
        where = parent.html("No college in our list names it yet; please ask the colleges near you.")
    else:
        where = parent.html(
            "Nearest college: {college}, {distance}.", college=fitting.college, distance=parent.distance(kilometres)
        )
    return Html(f"{bold(f'{number}. {fitting.name}')}\n{safe(fitting.line)}. {where}")
