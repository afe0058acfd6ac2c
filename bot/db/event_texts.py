"""How texts, questions and audiences stand in the columns of an event: JSON, read and written here alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.domain.events import Audience, Texts
from bot.domain.languages import Language

if TYPE_CHECKING:
    from collections.abc import Iterable


def texts_column(texts: Texts) -> str:
    """Return a text of several languages as a column holds it."""
    return json.dumps({language.value: text for language, text in texts.items() if text}, ensure_ascii=False)


def read_texts(column: str) -> Texts:
    """Return the text of a column."""
    return _texts(json.loads(column))


def questions_column(questions: Iterable[Texts]) -> str:
    """Return the organiser's questions as a column holds them."""
    return f"[{', '.join(map(texts_column, questions))}]"


def read_questions(column: str) -> tuple[Texts, ...]:
    """Return the questions of a column."""
    return tuple(map(_texts, json.loads(column)))


def audience_column(audience: Audience) -> str:
    """Return an audience as a column holds it."""
    return json.dumps(
        {
            "regions": sorted(audience.regions),
            "towns": sorted(audience.towns),
            "schools": list(audience.schools),
            "grades": sorted(audience.grades),
        },
        ensure_ascii=False,
    )


def read_audience(column: str) -> Audience:
    """Return the audience of a column."""
    found = json.loads(column)
    return Audience(
        frozenset(found.get("regions", ())),
        frozenset(found.get("towns", ())),
        tuple(found.get("schools", ())),
        frozenset(found.get("grades", ())),
    )


def _texts(found: dict[str, str]) -> Texts:
    return {Language(code): text for code, text in found.items()}
