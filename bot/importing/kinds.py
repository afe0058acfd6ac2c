"""The tables that can be imported, and the columns of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, get_args

from bot.domain.catalogue import DemandLevel
from bot.domain.regional import PayKind, Unit
from bot.i18n.speech import mark
from bot.importing import cells
from bot.importing.columns import NOTE, SAME, Column, choice, in_three_languages, provenance, yes_or_no
from bot.library.forms import CollegeForm, NeedForm, ProfessionForm
from bot.library.region_forms import EnterpriseForm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.library.forms import Form

_ID: Final = mark(
    "small Latin letters, digits, - and _, at most 24; when empty, found or made by place and Russian name"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A table.

    Attributes:
        form: what a row becomes. Demand becomes a need, a figure, or both: `bot.importing.demand`.
        pattern: the files of facts; `words`: where the words stand, empty when a row has none.
    """

    name: str
    form: type[Form]
    pattern: str
    words: str
    columns: tuple[Column, ...]

    @property
    def by_name(self) -> Mapping[str, Column]:
        """The columns by name."""
        return {column.name: column for column in self.columns}


def _plain(name: str, about: str, example: str = "", **more: Any) -> Column:
    return Column(name, name, cells.text, about, example, **more)


def _whole(name: str, field: str, about: str, example: str = "") -> Column:
    return Column(name, field, cells.whole, about, example)


COLLEGES: Final = Kind(
    "colleges",
    CollegeForm,
    "facts/colleges/*.yaml",
    "colleges",
    (
        NOTE,
        _plain("id", _ID),
        *in_three_languages(
            "name",
            mark("the whole name"),
            (
                "Екібастұз политехникалық колледжі",
                "Экибастузский политехнический колледж",
                "Ekibastuz Polytechnic College",
            ),
        ),
        *in_three_languages(
            "short",
            mark("a name for buttons, at most 40 letters; when empty, the whole name if it is so short"),
            ("",) * 3,
            needed=False,
        ),
        *in_three_languages(
            "also",
            mark("other names that people type, divided by ;"),
            ("ЕПК", "ЭПК", "EPC"),
            needed=False,
            several=True,
        ),
        Column(
            "place", "place", cells.thing("places"), mark("its town or village: name or id"), "Екібастұз", needed=True
        ),
        Column("lat", "@lat", cells.number, mark("degrees north; when empty, the middle of the town"), "51.7237"),
        Column("lon", "@lon", cells.number, mark("degrees east; together with lat"), "75.3229"),
        choice("ownership", "ownership", ("state", "private"), mark("whose it is"), "state"),
        Column(
            "specialties",
            "specialties",
            cells.things("specialties"),
            mark("codes of the classifier, divided by ,"),
            "07150500, 07130100",
        ),
        Column(
            "professions",
            "professions",
            cells.things("professions"),
            mark("what it teaches beside: names or ids"),
            "welder; Повар",
        ),
        Column(
            "fields",
            "fields",
            cells.things("fields"),
            mark("broad fields where no specialty is known: names or ids"),
            "energy",
        ),
        yes_or_no(
            "dormitory",
            "dormitory.has",
            mark("whether it has a dormitory; empty when you do not know"),
            "yes",
            no_is_said=True,
        ),
        yes_or_no("dormitory_planned", "dormitory.planned", mark("whether one is being built")),
        _whole("dormitory_beds", "dormitory.beds", mark("how many places it has; with dormitory_year"), "120"),
        _whole("dormitory_year", "dormitory.year", mark("the year of that number"), "2026"),
        _plain("address", mark("street and house, as written on letters"), "г. Экибастуз, ул. Ленина, 1"),
        _plain("website", mark("without https://"), "example.edu.kz"),
        _plain("phone", mark("as people dial it"), "8 (7187) 12-34-56"),
        _plain("instagram", mark("the name without @")),
        Column(
            "patrons", "patrons", cells.texts, mark("enterprises that help it, divided by ;"), "Экибастузская ГРЭС-1"
        ),
        _whole("dual_students", "dual.students", mark("students in dual training; with dual_year and dual_source")),
        _whole("dual_year", "dual.year", mark("the year of that number")),
        Column("dual_source", "dual.source", cells.text, mark("where dual training is known from")),
        _whole("students", "students.value", mark("all students; with students_year")),
        _whole("students_year", "students.year", mark("the year of that number")),
        Column(
            "official_name_in",
            "official_name_in",
            cells.languages,
            mark("in which languages the name is official: kk, ru, en"),
            "kk, ru",
            needed=True,
        ),
        *provenance("https://example.edu.kz (2026)"),
        SAME,
    ),
)

ENTERPRISES: Final = Kind(
    "enterprises",
    EnterpriseForm,
    "facts/enterprises.yaml",
    "enterprises",
    (
        NOTE,
        _plain("id", _ID),
        *in_three_languages("name", mark("its name, at most 60 letters"), ("Біздің зауыт", "Наш завод", "Our plant")),
        *in_three_languages(
            "fact",
            mark("one sentence for a pupil, at most 160 letters"),
            ("Темір құрылымдар жасайды.", "Делает металлоконструкции.", "Makes metal structures."),
        ),
        *in_three_languages(
            "also", mark("other names that people type, divided by ;"), ("",) * 3, needed=False, several=True
        ),
        Column("region", "region", cells.thing("regions"), mark("name or id of the region"), "KZ-55", needed=True),
        Column("place", "place", cells.thing("places"), mark("its town; empty when it is in several"), "Екібастұз"),
        Column("industry", "industry", cells.thing("industries"), mark("name or id"), "metal_structures", needed=True),
        Column(
            "professions",
            "professions",
            cells.things("professions"),
            mark("whom it looks for, as the source says"),
            "welder",
        ),
        Column("colleges", "colleges", cells.things("colleges"), mark("whose patron it is: names or ids"), ""),
        Column("called", "called", cells.texts, mark("its names among the patrons of these colleges, word for word")),
        _whole("jobs", "jobs", mark("how many people work there or are looked for"), "300"),
        yes_or_no("jobs_or_more", "jobs_or_more", mark('yes when the source says "more than"')),
        _whole("pay", "pay", mark("tenge a month; with pay_is"), "350000"),
        choice("pay_is", "pay_is", get_args(PayKind), mark("what that pay is"), "average"),
        Column("year", "year", cells.whole, mark("the year of the source"), "2026", needed=True),
        *provenance("https://example.kz/news (May 2026)"),
    ),
)

DEMAND: Final = Kind(
    "demand",
    NeedForm,
    "facts/needs.yaml",
    "",
    (
        NOTE,
        Column(
            "region",
            "region",
            cells.thing("regions", also={"kz": "KZ"}),
            mark("name or id; KZ for the whole country"),
            "KZ-55",
            needed=True,
        ),
        Column(
            "profession",
            "profession",
            cells.thing("professions"),
            mark("name or id; empty for a number of all together"),
            "welder",
        ),
        _plain("named", mark("the source's own words"), "needs 120 welders in 2026", needed=True),
        Column("kind", "kind", cells.thing("figures"), mark("what is counted; with value and unit"), "workers_needed"),
        Column(
            "value", "value", cells.number, mark("the number; empty when the source only names the profession"), "120"
        ),
        choice("unit", "unit", get_args(Unit), mark("of what"), "people"),
        yes_or_no("or_more", "or_more", mark('yes when the source says "more than"')),
        _whole("until", "until", mark("the year to which a forecast reaches")),
        Column("year", "year", cells.whole, mark("the year of the source"), "2026", needed=True),
        *provenance("https://example.kz/news (May 2026)"),
    ),
)

_INTERESTS: Final = mark("O*NET's number from 1 to 7; when empty, those of interests_of")
PROFESSIONS: Final = Kind(
    "professions",
    ProfessionForm,
    "facts/professions/*.yaml",
    "professions",
    (
        NOTE,
        _plain("id", mark("small Latin letters, digits, - and _, at most 24"), "wind_technician", needed=True),
        *in_three_languages(
            "name", mark("the whole name"), ("Жел станциясының технигі", "Техник ветростанции", "Wind technician")
        ),
        *in_three_languages(
            "short", mark("a name for buttons, at most 26 letters; when empty, the name"), ("",) * 3, needed=False
        ),
        *in_three_languages(
            "line",
            mark("one line, at most 90 letters"),
            ("Жел турбинасын күтеді", "Следит за ветряками", "Keeps wind turbines running"),
        ),
        *in_three_languages("does", mark("what one does, 70 to 330 letters"), ("",) * 3),
        *in_three_languages("day", mark("a working day, 60 to 300 letters"), ("",) * 3),
        *in_three_languages("suits", mark("whom it suits, 20 to 150 letters"), ("",) * 3),
        *in_three_languages("hard", mark("what is hard, 20 to 150 letters"), ("",) * 3),
        *in_three_languages("also", mark("what pupils type, divided by ;"), ("",) * 3, needed=False, several=True),
        *in_three_languages(
            "demand_note", mark("a sentence about demand, at most 160 letters"), ("",) * 3, needed=False
        ),
        Column(
            "sector", "@sector", cells.sector, mark("the sector: energy, metal, it and so on"), "energy", needed=True
        ),
        Column(
            "world", "world", cells.thing("worlds"), mark("the world under which pupils find it"), "energy", needed=True
        ),
        Column(
            "specialties",
            "specialties",
            cells.things("specialties"),
            mark("codes of the classifier that lead to it"),
            "07130100",
        ),
        Column(
            "interests_of",
            "@interests_of",
            cells.thing("professions"),
            mark("a profession whose interests stand for this one"),
            "electrician_industrial",
        ),
        *(Column(f"interest_{letter}", f"interests.{letter}", cells.number, _INTERESTS) for letter in "RIASEC"),
        Column(
            "onet_code",
            "onet.code",
            cells.text,
            mark("occupation of O*NET, as 49-9081.00; when empty, that of interests_of"),
            "49-9081.00",
        ),
        Column("onet_title", "onet.title", cells.text, mark("its title"), "Wind Turbine Service Technicians"),
        _whole("after9_months", "after9.months", mark("months of study after grade 9; with after9_source")),
        Column("after9_source", "after9.source", cells.text, mark("where that is known from")),
        _whole("after11_months", "after11.months", mark("months of study after grade 11; with after11_source")),
        Column("after11_source", "after11.source", cells.text, mark("where that is known from")),
        _whole("pay_average", "pay.average", mark("tenge a month; with pay_basis, pay_year, pay_source")),
        _whole("pay_from", "pay.from", mark("tenge a month")),
        _whole("pay_to", "pay.to", mark("tenge a month")),
        Column("pay_basis", "pay.basis", cells.thing("pay_basis"), mark("whose pay it is: an id of pay_basis")),
        _whole("pay_year", "pay.year", mark("the year of the pay")),
        Column("pay_source", "pay.source", cells.text, mark("where it is known from")),
        choice("pay_confidence", "pay.confidence", ("high", "medium"), mark("high or medium; with the pay")),
        choice(
            "demand_level",
            "demand.level",
            get_args(DemandLevel),
            mark("with demand_year and demand_source"),
            "emerging",
        ),
        _whole("demand_year", "demand.year", mark("the year of that"), "2026"),
        Column("demand_source", "demand.source", cells.text, mark("where it is known from"), "https://example.kz"),
        choice(
            "demand_confidence",
            "demand.confidence",
            ("high", "medium"),
            mark("high or medium; with the demand"),
            "high",
        ),
        Column(
            "subjects",
            "subjects",
            cells.things("subjects"),
            mark("school subjects that help, at most 4"),
            "physics; maths",
            needed=True,
        ),
        Column(
            "health",
            "health",
            cells.things("health"),
            mark("loads on the body, at most 4: ids of health"),
            "height; electricity",
        ),
        yes_or_no(
            "taught_nowhere", "@taught_nowhere", mark("yes when you looked and no college teaches it; its card says so")
        ),
        *provenance("https://example.kz (2026)"),
        SAME,
    ),
)

KINDS: Final[Mapping[str, Kind]] = {kind.name: kind for kind in (COLLEGES, PROFESSIONS, DEMAND, ENTERPRISES)}
