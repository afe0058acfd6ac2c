"""What an overlay says about things that the atlas does not have (any more) is left out, row by row, and said.

A region's overlay outlives many versions of the shipped content. What it says about a profession that was renamed must neither
stop the bot nor lead a pupil to a card that does not exist: a row that can stand without the lost thing loses only the mention, a
row that cannot is left out, and where it replaced a shipped one, that one is shown again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from bot.library.forms import CollegeForm, Form, NeedForm, PlaceForm, ProfessionForm, SpecialtyForm
from bot.library.region_forms import EnterpriseForm, FigureForm, KnownEventForm, ProjectForm
from bot.library.rows import id_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.library.problems import Problem
    from bot.library.rows import Row

# The ids of a kind of things that the atlas has now.
Known = Callable[[str], Collection[str]]


@dataclass(frozen=True, slots=True)
class Ties:
    """What a kind of rows leads to.

    Attributes:
        words: where its own words stand; empty when it has none.
        needed: fields without whose things there is nothing to show, and the kind of these things.
        cut: fields from which a lost thing is taken out; "pay.basis" takes out the whole pay.
        filled: a field that must not become empty.
    """

    words: str = ""
    needed: Mapping[str, str] = field(default_factory=dict)
    cut: Mapping[str, str] = field(default_factory=dict)
    filled: str = ""


TIES: Final[Mapping[type[Form], Ties]] = {
    PlaceForm: Ties("places", {"region": "regions"}),
    SpecialtyForm: Ties("specialties"),
    ProfessionForm: Ties(
        "professions",
        {"world": "worlds"},
        {"specialties": "specialties", "subjects": "subjects", "health": "health", "pay.basis": "pay_basis"},
    ),
    CollegeForm: Ties(
        "colleges",
        {"place": "places"},
        {"specialties": "specialties", "professions": "professions", "fields": "fields"},
    ),
    NeedForm: Ties(needed={"region": "areas"}, cut={"professions": "professions"}, filled="professions"),
    EnterpriseForm: Ties(
        "enterprises",
        {"region": "regions", "industry": "industries"},
        {"place": "places", "professions": "professions", "colleges": "colleges"},
    ),
    ProjectForm: Ties(
        "projects",
        {"region": "regions"},
        {
            "place": "places",
            "industry": "industries",
            "professions": "professions",
            "colleges": "colleges",
            "enterprise": "enterprises",
        },
    ),
    FigureForm: Ties(needed={"region": "areas", "kind": "figures", "profession": "professions"}),
    KnownEventForm: Ties(
        "known_events",
        {"region": "areas"},
        {"place": "places", "professions": "professions", "colleges": "colleges"},
    ),
}


@dataclass(frozen=True, slots=True)
class Settled:
    """A row as it can be used, and what was taken out of it; None when nothing of it can be used."""

    row: Row[Any] | None
    problems: tuple[Problem, ...]


def settle(row: Row[Any], known: Known, wordless: Collection[str]) -> Settled:
    """Return an overlay's row without what leads nowhere. `wordless`: the languages in which it has no words."""
    ties, name = TIES[type(row.form)], id_of(row.form) or row.form.region
    problems = [row.problem(f"{name}: no words in {code}; the row is left out") for code in wordless]
    for path, kind in ties.needed.items():
        value = getattr(row.form, path)
        if value is not None and value not in known(kind):
            problems.append(row.problem(f"{name}: {path} {value} does not exist; the row is left out", path))
    if problems:
        return Settled(None, tuple(problems))
    form = row.form
    for path, kind in ties.cut.items():
        form, lost = _without(form, path, known(kind))
        top = path.partition(".")[0]
        problems += [row.problem(f"{name}: {path} {each} does not exist; it is left out", top) for each in lost]
    if ties.filled and not getattr(form, ties.filled):
        return Settled(None, tuple(problems))
    return Settled(replace(row, form=form), tuple(problems))


def _without(form: Any, path: str, known: Collection[str]) -> tuple[Any, list[str]]:
    """Return a form whose field holds only what is known, and what was not."""
    top, _, inner = path.partition(".")
    value = getattr(form, top)
    if isinstance(value, tuple):
        kept = tuple(each for each in value if each in known)
        return form.model_copy(update={top: kept}), [each for each in value if each not in known]
    named = getattr(value, inner) if inner and value is not None else value
    if named is None or named in known:
        return form, []
    return form.model_copy(update={top: None}), [named]
