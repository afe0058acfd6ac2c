"""The poster of a class: in the three languages of the school's corridor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.languages import Language
from bot.papers import Poster

if TYPE_CHECKING:
    from datetime import datetime

    from bot.chat.visit import Visit
    from bot.domain.classes import SchoolClass


def poster_of(visit: Visit, school_class: SchoolClass, link: str, made_at: datetime) -> Poster:
    """Return what is read on it."""
    speeches = [visit.ground.speeches[language] for language in Language]
    words = " · ".join(dict.fromkeys(each.say("Joining code") for each in speeches))
    return Poster(
        titles=tuple(each.say("Which profession suits you?") for each in speeches),
        group=f"{school_class.name}, {school_class.school}",
        link=link,
        code=f"{words}: {school_class.code}",
        notes=tuple(
            each.say("The counsellor sees numbers. Your name and result: only if you allow it.") for each in speeches
        ),
        language=visit.language.value,
        made_at=made_at,
    )
