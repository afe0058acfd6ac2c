"""The shelf: the whole atlas in memory, frozen and indexed, with a version that changes when any file does."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import TypeAdapter

from bot.domain.catalogue import College, Consent, Place, Profession, Region, RegionNeed, Specialty
from bot.domain.languages import Language
from bot.library import admission_facts, facts, interest_model, region_facts
from bot.library.admission_forms import AdmissionFile
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
from bot.library.reading import Reader
from bot.library.region_forms import EnterpriseForm, FigureForm, KnownEventForm, ProjectForm
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
    from pathlib import Path

    from bot.domain.admission import Admission
    from bot.domain.belief import InterestModel
    from bot.domain.regional import Enterprise, Figure, KnownEvent, Project

Item = TypeVar("Item")
PAGES = ("help", "privacy")


class ListFile(Form, Generic[Item]):
    """A file of facts: the month in which they were collected, and the items."""

    collected: Month
    items: tuple[Item, ...]


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
    """Facts by id, words by language and id. Built by `load`; nothing changes afterwards."""

    def __init__(self, folder: Path) -> None:
        self._reader = Reader(folder)
        self._seen: set[tuple[object, str]] = set()
        read = self._list
        self.regions: dict[str, Region] = {f.id: facts.region(f) for f in read("facts/regions.yaml", RegionForm)[1]}
        self.places: dict[str, Place] = {f.id: facts.place(f) for f in read("facts/places.yaml", PlaceForm)[1]}
        specialties = read("facts/specialties.yaml", SpecialtyForm)[1]
        self.specialties: dict[str, Specialty] = {form.code: facts.specialty(form) for form in specialties}
        self.professions: dict[str, Profession] = self._professions()
        self.collected, needs = read("facts/needs.yaml", NeedForm)
        self.needs: tuple[RegionNeed, ...] = tuple(map(facts.need, needs))
        self.colleges: dict[str, College] = self._colleges()
        enterprises = read("facts/enterprises.yaml", EnterpriseForm)[1]
        self.enterprises: dict[str, Enterprise] = {form.id: region_facts.enterprise(form) for form in enterprises}
        projects = read("facts/projects.yaml", ProjectForm)[1]
        self.projects: dict[str, Project] = {form.id: region_facts.project(form) for form in projects}
        figures = read("facts/figures.yaml", FigureForm)[1]
        self.figures: tuple[Figure, ...] = tuple(map(region_facts.figure, figures))
        events = read("facts/known_events.yaml", KnownEventForm)[1]
        self.known_events: dict[str, KnownEvent] = {form.id: region_facts.known_event(form) for form in events}
        worlds = self._reader.read("facts/worlds.yaml", TypeAdapter(WorldsFile))
        self.worlds: tuple[str, ...] = tuple(world.id for world in worlds.items) if worlds else ()
        self.questions: tuple[str, ...] = tuple(form.id for form in read("facts/questions.yaml", QuestionForm)[1])
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
        self._words = {language: self._language(language.value) for language in Language}
        self.version = _version(folder)

    @classmethod
    def load(cls, folder: Path) -> Shelf:
        """Read a content folder.

        Raises:
            ContentError: a file is missing or not in its form.
        """
        shelf = cls(folder)
        if shelf.problems:
            raise ContentError(shelf.problems)
        return shelf

    @property
    def problems(self) -> list[Problem]:
        """What was wrong with the form of files."""
        return sorted(set(self._reader.problems))

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
            self._once("facts/outdoors.yaml", ("items", position), OutdoorsForm, each.profession)
        found: dict[str, Profession] = {}
        for name in self._reader.files("facts/professions/*.yaml"):
            sector = name.rsplit("/", 1)[1].removesuffix(".yaml")
            collected, forms = self._list(name, ProfessionForm)
            found |= {form.id: facts.profession(form, sector, often.get(form.id), collected) for form in forms}
        return found

    def _colleges(self) -> dict[str, College]:
        found: dict[str, College] = {}
        for name in self._reader.files("facts/colleges/*.yaml"):
            collected, forms = self._list(name, CollegeForm)
            found |= {form.id: facts.college(form, collected) for form in forms}
        return found

    def _list(self, name: str, kind: type[Item]) -> tuple[str, tuple[Item, ...]]:
        # Written out for each kind: a generic model that is made again for each file would be slow.
        file = self._reader.read(name, TypeAdapter(ListFile[kind]))  # type: ignore[valid-type]
        if file is None:
            return "", ()
        for position, item in enumerate(file.items):
            name_of_item = getattr(item, "id", "") or getattr(item, "code", "")
            if name_of_item:
                self._once(name, ("items", position), kind, name_of_item)
        return file.collected, file.items

    def _once(self, name: str, path: tuple[object, ...], kind: object, item: str) -> None:
        """Note an id that another item of the same kind has already, in this file or in another one."""
        if (kind, item) in self._seen:
            self._reader.note(name, path, f"{item} stands twice")
        self._seen.add((kind, item))

    def _language(self, code: str) -> Words:
        def read(name: str, kind: type[Item]) -> dict[str, Item]:
            return self._reader.read(f"{code}/{name}.yaml", TypeAdapter(dict[str, kind])) or {}  # type: ignore[valid-type]

        def read_all(folder: str, kind: type[Item]) -> dict[str, Item]:
            found: dict[str, Item] = {}
            for name in self._reader.files(f"{code}/{folder}/*.yaml"):
                words = read(name.removeprefix(f"{code}/").removesuffix(".yaml"), kind)
                for item in words:
                    self._once(name, (item,), (code, folder), item)
                found |= words
            return found

        return Words(
            regions=read("regions", Named),
            places=read("places", Named),
            worlds=read("worlds", WorldWords),
            specialties=read("specialties", Named),
            fields=read("fields", Named),
            pay_basis=read("pay_basis", Named),
            subjects=read("subjects", Named),
            health=read("health", HealthWords),
            questions=read("questions", QuestionWords),
            professions=read_all("professions", ProfessionWords),
            colleges=read_all("colleges", CollegeWords),
            industries=read("industries", Named),
            enterprises=read("enterprises", FactWords),
            projects=read("projects", FactWords),
            figures=read("figures", Named),
            event_kinds=read("event_kinds", Named),
            known_events=read("known_events", FactWords),
            admission=read("admission", StatementWords),
            topics=read("topics", Named),
            talk=read("talk", TalkWords),
            pages={page: self._page(f"{code}/pages/{page}.md") for page in PAGES},
        )

    def _page(self, name: str) -> str:
        try:
            return (self._reader.folder / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            self._reader.problems.append(Problem(name, 0, f"cannot be read: {type(error).__name__}"))
            return ""


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
