"""Reads the words of a language: one file or folder for each kind of things, the overlay's words over the shipped ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from bot.library.folders import OWN_WORDS
from bot.library.problems import Problem
from bot.library.words import (
    CollegeWords,
    FactWords,
    HealthWords,
    Named,
    ProfessionWords,
    QuestionWords,
    StatementWords,
    TalkWords,
    Words,
    WorldWords,
)

if TYPE_CHECKING:
    from bot.library.reading import Reader
    from bot.library.rows import Rows

Item = TypeVar("Item")
PAGES = ("help", "privacy")


def words_of(rows: Rows, code: str) -> Words:
    """Return everything that the atlas says in a language."""

    def read(pattern: str, kind: type[Item]) -> dict[str, Item]:
        return rows.words(code, pattern, kind, may_be_own=pattern in OWN_WORDS)

    return Words(
        regions=read("regions.yaml", Named),
        places=read("places.yaml", Named),
        worlds=read("worlds.yaml", WorldWords),
        specialties=read("specialties.yaml", Named),
        fields=read("fields.yaml", Named),
        pay_basis=read("pay_basis.yaml", Named),
        subjects=read("subjects.yaml", Named),
        health=read("health.yaml", HealthWords),
        questions=read("questions.yaml", QuestionWords),
        professions=read("professions/*.yaml", ProfessionWords),
        colleges=read("colleges/*.yaml", CollegeWords),
        industries=read("industries.yaml", Named),
        enterprises=read("enterprises.yaml", FactWords),
        projects=read("projects.yaml", FactWords),
        figures=read("figures.yaml", Named),
        event_kinds=read("event_kinds.yaml", Named),
        known_events=read("known_events.yaml", FactWords),
        admission=read("admission.yaml", StatementWords),
        topics=read("topics.yaml", Named),
        talk=read("talk.yaml", TalkWords),
        pages={page: _page(rows.shipped, f"{code}/pages/{page}.md") for page in PAGES},
    )


def _page(reader: Reader, name: str) -> str:
    try:
        return (reader.folder / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reader.problems.append(Problem(name, 0, f"cannot be read: {type(error).__name__}"))
        return ""
