"""The shelf: the whole atlas in memory, frozen and indexed, with a version that changes when any file does."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import TypeAdapter

from bot.domain.catalogue import WHOLE_COUNTRY, College, Consent, Place, Profession, Region, RegionNeed, Specialty
from bot.domain.languages import Language
from bot.library import admission_facts, facts, interest_model, region_facts
from bot.library.admission_forms import AdmissionFile
from bot.library.alarm import Alarm
from bot.library.folders import Folders, stamp
from bot.library.forms import (
    CollegeForm,
    ConsentForm,
    Form,
    Month,
    NeedForm,
    OutdoorsForm,
    PlaceForm,
    ProfessionForm,
    QuestionForm,
    RegionForm,
    SpecialtyForm,
    Text,
    WorldForm,
)
from bot.library.interest_model import InterestModelForm
from bot.library.problems import ContentError, Problem
from bot.library.region_forms import EnterpriseForm, FigureForm, KnownEventForm, ProjectForm
from bot.library.rows import Row, Rows, id_of
from bot.library.settling import TIES, settle
from bot.library.word_files import words_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from bot.domain.admission import Admission
    from bot.domain.belief import InterestModel
    from bot.domain.regional import Enterprise, Figure, KnownEvent, Project
    from bot.library.words import Words

Item = TypeVar("Item")
# Kinds of things of which nothing is known but their names.
ONLY_WORDS: Final = frozenset({"fields", "industries", "pay_basis", "subjects", "health", "figures"})


class WorldsFile(Form):
    """The worlds in their order."""

    items: tuple[WorldForm, ...]


class SynonymsFile(Form):
    """Groups of words that mean the same in a wish, in any language."""

    groups: tuple[tuple[Text, ...], ...]


class OutdoorsFile(Form):
    """How much of the work is outdoors, and who says so."""

    collected: Month
    source: Text
    items: tuple[OutdoorsForm, ...]


class Shelf:
    """Facts by id, words by language and id. Built by `load`; nothing changes afterwards.

    A region's own folder lies over the shipped one: its rows add to the shipped ones or replace those of the same id. What it
    says about things that do not exist is left out and told in `left_out`; see `bot.library.settling`.
    """

    def __init__(self, folder: Path, own: Path | None = None) -> None:
        self.folders = Folders.of(folder, own)
        self._rows = Rows(self.folders)
        self._reader = self._rows.shipped
        self._left_out: list[Problem] = []
        self._words = {language: words_of(self._rows, language.value) for language in Language}
        read = self._settled
        regions = self._rows.read("facts/regions.yaml", RegionForm)
        self.regions: dict[str, Region] = {row.form.id: facts.region(row.form) for row in regions}
        places = read("facts/places.yaml", PlaceForm)
        self.places: dict[str, Place] = {row.form.id: facts.place(row.form) for row in places}
        worlds = self._reader.read("facts/worlds.yaml", TypeAdapter(WorldsFile))
        self.worlds: tuple[str, ...] = tuple(world.id for world in worlds.items) if worlds else ()
        specialties = read("facts/specialties.yaml", SpecialtyForm)
        self.specialties: dict[str, Specialty] = {row.form.code: facts.specialty(row.form) for row in specialties}
        self.professions: dict[str, Profession] = self._professions()
        needs = _laid_over(read("facts/needs.yaml", NeedForm))
        self.collected = max((row.collected for row in needs), default="")
        self.needs: tuple[RegionNeed, ...] = tuple(facts.need(row.form) for row in needs)
        colleges = read("facts/colleges/*.yaml", CollegeForm)
        self.colleges: dict[str, College] = {row.form.id: facts.college(row.form, row.collected) for row in colleges}
        self._read_regional()
        questions = self._rows.read("facts/questions.yaml", QuestionForm)
        self.questions: tuple[str, ...] = tuple(row.form.id for row in questions)
        synonyms = self._reader.read("facts/synonyms.yaml", TypeAdapter(SynonymsFile))
        self.synonyms: tuple[tuple[str, ...], ...] = synonyms.groups if synonyms else ()
        admission = self._reader.read("facts/admission.yaml", TypeAdapter(AdmissionFile))
        self.admission: Admission = admission_facts.admission(admission)
        self._model = self._reader.read(interest_model.FILE, interest_model.FORM)
        consent = self._reader.read("facts/consent.yaml", TypeAdapter(ConsentForm))
        self.consent = (
            Consent(consent.version, consent.since, {str(name): digest for name, digest in consent.sha256.items()})
            if consent
            else Consent("", "", {})
        )
        self.version = self.folders.version()

    def _read_regional(self) -> None:
        """Read what is known of regions; enterprises first, because projects lead to them."""
        enterprises = self._settled("facts/enterprises.yaml", EnterpriseForm)
        self.enterprises: dict[str, Enterprise] = {
            row.form.id: region_facts.enterprise(row.form) for row in enterprises
        }
        projects = self._settled("facts/projects.yaml", ProjectForm)
        self.projects: dict[str, Project] = {row.form.id: region_facts.project(row.form) for row in projects}
        self.figure_rows: tuple[Row[FigureForm], ...] = _laid_over(self._settled("facts/figures.yaml", FigureForm))
        self.figures: tuple[Figure, ...] = tuple(region_facts.figure(row.form) for row in self.figure_rows)
        events = self._settled("facts/known_events.yaml", KnownEventForm)
        self.known_events: dict[str, KnownEvent] = {row.form.id: region_facts.known_event(row.form) for row in events}
        self.alarm = Alarm.read(self._reader)
        months = [row.collected for rows in (enterprises, projects, self.figure_rows, events) for row in rows]
        # The newest month in which anything was collected: what a source tells cannot be younger.
        self.newest = max([self.collected, *months])

    @classmethod
    def load(cls, folder: Path, own: Path | None = None) -> Shelf:
        """Read a content folder, and a region's own folder over it; one that is not there adds nothing.

        Raises:
            ContentError: a shipped file is missing or not in its form. The overlay's mistakes only leave out what is mistaken.
        """
        while True:
            before = stamp(own)
            try:
                shelf = cls(folder, own)
            except FileNotFoundError:
                if stamp(own) == before:
                    raise
                continue
            if stamp(own) == before:
                break
            # An import swapped the overlay while it was read: half of it may be the old one.
        if shelf.problems:
            raise ContentError(shelf.problems)
        return shelf

    @property
    def problems(self) -> list[Problem]:
        """What was wrong with the form of shipped files."""
        return sorted(set(self._reader.problems))

    @property
    def left_out(self) -> list[Problem]:
        """What the overlay says and what could not be used, by file and line."""
        reader = self._rows.own
        strangers = [
            Problem(str(path), 0, "an overlay cannot change this file; it is not read")
            for path in self.folders.strangers()
        ]
        return sorted({*(reader.problems if reader else ()), *self._left_out, *strangers})

    @cached_property
    def interest_model(self) -> InterestModel:
        """The numbers by which the quiz chooses its questions.

        Raises:
            LookupError: their file could not be read; see `problems`.
        """
        return interest_model.built(self.interest_model_form)

    @property
    def interest_model_form(self) -> InterestModelForm:
        """The same numbers as they stand in their file, with their provenance.

        Raises:
            LookupError: the file could not be read; see `problems`.
        """
        if self._model is None:
            raise LookupError(f"{interest_model.FILE} could not be read")
        return self._model

    def words(self, language: Language) -> Words:
        """Return everything that the atlas says in a language."""
        return self._words[language]

    def region_of(self, place: str | None) -> str | None:
        """Return the region of a town; None when no town is given, or the content no longer has it."""
        found = self.places.get(place or "")
        return found.region if found else None

    def colleges_for(self, profession: str) -> tuple[College, ...]:
        """Return the colleges that teach a profession: they name it, or one of its specialties."""
        return self._colleges_by_profession.get(profession, ())

    @cached_property
    def _colleges_by_profession(self) -> dict[str, tuple[College, ...]]:
        by_specialty: dict[str, list[str]] = {}
        for profession in self.professions.values():
            for code in profession.specialties:
                by_specialty.setdefault(code, []).append(profession.id)
        found: dict[str, list[College]] = {}
        for college in self.colleges.values():
            led_to = (profession for code in college.specialties for profession in by_specialty.get(code, ()))
            for taught in dict.fromkeys([*college.professions, *led_to]):
                found.setdefault(taught, []).append(college)
        return {profession: tuple(colleges) for profession, colleges in found.items()}

    def _professions(self) -> dict[str, Profession]:
        outdoors = self._reader.read("facts/outdoors.yaml", TypeAdapter(OutdoorsFile))
        often = {form.profession: form.often for form in outdoors.items} if outdoors else {}
        self.outdoors: tuple[str, ...] = tuple(often)
        for position, each in enumerate(outdoors.items if outdoors else ()):
            self._rows.once(Row(self._reader, "facts/outdoors.yaml", position, "", each), each.profession)
        return {
            row.form.id: facts.profession(row.form, _sector(row.name), often.get(row.form.id), row.collected)
            for row in self._settled("facts/professions/*.yaml", ProfessionForm)
        }

    def _settled(self, pattern: str, kind: type[Item]) -> list[Row[Item]]:
        """Return the shipped rows and, after them, what of the overlay's rows can be used."""
        rows = self._rows.read(pattern, kind)
        shipped = {id_of(row.form) for row in rows if not row.is_own}
        words, found = TIES[kind].words, []  # type: ignore[index]
        for row in rows:
            if not row.is_own:
                found.append(row)
                continue
            settled = settle(row, self._known, self._wordless(words, id_of(row.form)))
            self._left_out += settled.problems
            if settled.row:
                found.append(settled.row)
            elif words and id_of(row.form) not in shipped:
                # Words of a row that is left out are not a second mistake.
                for language in Language:
                    getattr(self._words[language], words).pop(id_of(row.form), None)
        return found

    def _wordless(self, kind: str, item: str) -> list[str]:
        tables = {language.value: getattr(self._words[language], kind) for language in Language if kind}
        return [code for code, table in tables.items() if item not in table]

    def _known(self, kind: str) -> Collection[str]:
        """Return the ids of a kind of things; of those that are only words, what has words in every language."""
        if kind == "areas":
            return {WHOLE_COUNTRY, *self.regions}
        if kind in ONLY_WORDS:
            return set.intersection(*(set(getattr(words, kind)) for words in self._words.values()))
        found: Collection[str] = getattr(self, kind)
        return found


def _laid_over(rows: list[Row[Any]]) -> tuple[Row[Any], ...]:
    """Return rows that have no ids without the shipped ones that the overlay replaces."""
    own = {demand_key(row.form) for row in rows if row.is_own}
    return tuple(row for row in rows if row.is_own or demand_key(row.form) not in own)


def demand_key(form: NeedForm | FigureForm) -> tuple[object, ...]:
    """Return what makes two rows of demand the same one, of which the newer counts."""
    return (form.region, form.professions) if isinstance(form, NeedForm) else (form.region, form.kind, form.profession)


def _sector(name: str) -> str:
    """Return the sector of a file of professions: `metal.yaml`, or `metal.2027-03.yaml` for those collected later."""
    return name.rsplit("/", 1)[1].split(".", 1)[0]
