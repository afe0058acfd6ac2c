"""The tables that can be imported, and the columns of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from bot.domain.regional import PayKind, Unit
from bot.i18n.speech import mark
from bot.importing import cells
from bot.importing.columns import NOTE, SAME, Column, choice, in_three_languages, provenance, yes_or_no
from bot.importing.kind import Kind, plain, whole
from bot.importing.profession_columns import PROFESSIONS
from bot.library.forms import CollegeForm, NeedForm
from bot.library.region_forms import EnterpriseForm

if TYPE_CHECKING:
    from collections.abc import Mapping


_ID: Final = mark(
    "small Latin letters, digits, - and _, at most 24; when empty, found or made by place and Russian name"
)

COLLEGES: Final = Kind(
    "colleges",
    CollegeForm,
    "facts/colleges/*.yaml",
    "colleges",
    (
        NOTE,
        plain("id", _ID),
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
        whole("dormitory_beds", "dormitory.beds", mark("how many places it has; with dormitory_year"), "120"),
        whole("dormitory_year", "dormitory.year", mark("the year of that number"), "2026"),
        plain("address", mark("street and house, as written on letters"), "г. Экибастуз, ул. Ленина, 1"),
        plain("website", mark("without https://"), "example.edu.kz"),
        plain("phone", mark("as people dial it"), "8 (7187) 12-34-56"),
        plain("instagram", mark("the name without @")),
        Column(
            "patrons", "patrons", cells.texts, mark("enterprises that help it, divided by ;"), "Экибастузская ГРЭС-1"
        ),
        whole("dual_students", "dual.students", mark("students in dual training; with dual_year and dual_source")),
        whole("dual_year", "dual.year", mark("the year of that number")),
        Column("dual_source", "dual.source", cells.text, mark("where dual training is known from")),
        whole("students", "students.value", mark("all students; with students_year")),
        whole("students_year", "students.year", mark("the year of that number")),
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
        plain("id", _ID),
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
        whole("jobs", "jobs", mark("how many people work there or are looked for"), "300"),
        yes_or_no("jobs_or_more", "jobs_or_more", mark('yes when the source says "more than"')),
        whole("pay", "pay", mark("tenge a month; with pay_is"), "350000"),
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
        plain("named", mark("the source's own words"), "needs 120 welders in 2026", needed=True),
        Column("kind", "kind", cells.thing("figures"), mark("what is counted; with value and unit"), "workers_needed"),
        Column(
            "value", "value", cells.number, mark("the number; empty when the source only names the profession"), "120"
        ),
        choice("unit", "unit", get_args(Unit), mark("of what"), "people"),
        yes_or_no("or_more", "or_more", mark('yes when the source says "more than"')),
        whole("until", "until", mark("the year to which a forecast reaches")),
        Column("year", "year", cells.whole, mark("the year of the source"), "2026", needed=True),
        *provenance("https://example.kz/news (May 2026)"),
    ),
)

KINDS: Final[Mapping[str, Kind]] = {kind.name: kind for kind in (COLLEGES, PROFESSIONS, DEMAND, ENTERPRISES)}
