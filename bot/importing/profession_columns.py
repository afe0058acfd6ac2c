"""The table of professions."""

from __future__ import annotations

from typing import Final, get_args

from bot.domain.catalogue import DemandLevel
from bot.i18n.speech import mark
from bot.importing import cells
from bot.importing.columns import NOTE, SAME, Column, choice, in_three_languages, provenance, yes_or_no
from bot.importing.kind import Kind, plain, whole
from bot.library.forms import ProfessionForm

_INTERESTS: Final = mark("O*NET's number from 1 to 7; when empty, those of interests_of")
PROFESSIONS: Final = Kind(
    "professions",
    ProfessionForm,
    "facts/professions/*.yaml",
    "professions",
    (
        NOTE,
        plain("id", mark("small Latin letters, digits, - and _, at most 24"), "wind_technician", needed=True),
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
        whole("after9_months", "after9.months", mark("months of study after grade 9; with after9_source")),
        Column("after9_source", "after9.source", cells.text, mark("where that is known from")),
        whole("after11_months", "after11.months", mark("months of study after grade 11; with after11_source")),
        Column("after11_source", "after11.source", cells.text, mark("where that is known from")),
        whole("pay_average", "pay.average", mark("tenge a month; with pay_basis, pay_year, pay_source")),
        whole("pay_from", "pay.from", mark("tenge a month")),
        whole("pay_to", "pay.to", mark("tenge a month")),
        Column("pay_basis", "pay.basis", cells.thing("pay_basis"), mark("whose pay it is: an id of pay_basis")),
        whole("pay_year", "pay.year", mark("the year of the pay")),
        Column("pay_source", "pay.source", cells.text, mark("where it is known from")),
        choice("pay_confidence", "pay.confidence", ("high", "medium"), mark("high or medium; with the pay")),
        choice(
            "demand_level",
            "demand.level",
            get_args(DemandLevel),
            mark("with demand_year and demand_source"),
            "emerging",
        ),
        whole("demand_year", "demand.year", mark("the year of that"), "2026"),
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
