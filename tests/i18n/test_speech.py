"""Sentences, counts and figures in three languages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from bot.domain.languages import Language
from bot.i18n import Catalogues, Speech
from bot.i18n.gathering import gather, path_of, update
from bot.i18n.speech import Html
from bot.places import CONTENT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def speeches() -> Catalogues:
    return Catalogues.load(CONTENT)


@pytest.mark.parametrize("language", list(Language))
def test_every_sentence_of_the_code_is_translated(language: Language, speeches: Catalogues) -> None:
    for message in gather():
        if isinstance(message.id, tuple):
            one, many = message.id
            values = _values(many)
            del values["number"]
            assert all(speeches[language].count(one, many, number, **values) for number in (1, 2, 5, 21))
        elif isinstance(message.id, str) and message.id:
            said = speeches[language].say(message.id, **_values(message.id))
            assert (said == message.id.format(**_values(message.id))) == (language is Language.EN), message.id


def _values(message: str) -> dict[str, object]:
    return {name: "x" for _, name, _, _ in Formatter().parse(message) if name}


@pytest.mark.parametrize("language", list(Language))
def test_gathering_again_changes_nothing(language: Language, tmp_path: Path) -> None:
    before = path_of(language).read_bytes()
    ours = path_of(language, tmp_path)
    ours.parent.mkdir(parents=True)
    ours.write_bytes(before)
    assert update(language, gather(), tmp_path) == 0
    assert ours.read_bytes() == before


@pytest.mark.parametrize(
    ("language", "numbers"),
    [
        (Language.RU, {1: "1 год", 2: "2 года", 5: "5 лет", 21: "21 год"}),
        (Language.KK, {1: "1 жыл", 2: "2 жыл", 5: "5 жыл"}),
        (Language.EN, {1: "1 year", 2: "2 years"}),
    ],
)
def test_counts_follow_the_languages_own_plural(
    language: Language, numbers: dict[int, str], speeches: Catalogues
) -> None:
    assert {n: speeches[language].count("{number} year", "{number} years", n) for n in numbers} == numbers


def test_figures_are_written_as_each_language_writes_them(speeches: Catalogues) -> None:
    def figures(speech: Speech) -> tuple[str, str, str, str]:
        parts = (speech.money(588000), speech.distance(1234.4), speech.date(date(2026, 11, 23)), speech.number(4.25))
        money, distance, day, number = (part.replace("\xa0", " ").replace("\u202f", " ") for part in parts)
        return money, distance, day, number

    assert figures(speeches[Language.KK]) == ("588 000 ₸", "1 234 км", "2026 ж. 23 қараша", "4,2")
    assert figures(speeches[Language.RU]) == ("588 000 ₸", "1 234 км", "23 ноября 2026 г.", "4,2")
    assert figures(speeches[Language.EN]) == ("588,000 ₸", "1,234 km", "November 23, 2026", "4.2")


def test_a_place_next_door_is_one_kilometre_away_and_not_zero(speeches: Catalogues) -> None:
    assert speeches[Language.RU].distance(0.2).replace("\xa0", " ") == "1 км"


def test_values_are_escaped_unless_they_are_html(speeches: Catalogues) -> None:
    speech = speeches[Language.EN]
    assert speech.html("Your place: {place}.", place="<b>A & B</b>") == "Your place: &lt;b&gt;A &amp; B&lt;/b&gt;."
    assert speech.html("Your place: {place}.", place=Html("<b>A</b>")) == "Your place: <b>A</b>."


def test_names_sort_by_the_kazakh_alphabet(speeches: Catalogues) -> None:
    names = [
        "Қарағанды",
        "Көкшетау",
        "Зайсаң",
        "Әйтеке би",
        "Ақтөбе",
        "Үржар",
        "Тараз",
        "Өскемен",
        "Орал",
        "Хромтау",
        "Һ",
    ]
    assert sorted(names, key=speeches[Language.KK].sort_key) == [
        "Ақтөбе", "Әйтеке би", "Зайсаң", "Көкшетау", "Қарағанды", "Орал", "Өскемен", "Тараз", "Үржар", "Хромтау", "Һ",
    ]  # fmt: skip


def test_months_are_written_as_each_language_writes_them(speeches: Catalogues) -> None:
    months = [speeches[language].month("2026-11") for language in (Language.KK, Language.RU, Language.EN)]
    assert [month.replace("\u202f", " ") for month in months] == ["2026 ж. қараша", "ноябрь 2026 г.", "November 2026"]
    alone = [speeches[language].month_name(9) for language in (Language.KK, Language.RU, Language.EN)]
    assert alone == ["қыркүйек", "сентябрь", "September"]


@pytest.mark.parametrize(
    ("language", "today", "tomorrow"),
    [
        (Language.KK, "2026 ж. 24 қараша", "2026 ж. 25 қараша"),
        (Language.RU, "24 ноября 2026 г.", "25 ноября 2026 г."),
        (Language.EN, "November 24, 2026", "November 25, 2026"),
    ],
)
def test_an_evening_in_utc_is_the_next_day_in_kazakhstan(
    language: Language, today: str, tomorrow: str, speeches: Catalogues
) -> None:
    evening = datetime(2026, 11, 24, 18, 59, 59, tzinfo=UTC)
    days = [speeches[language].moment_day(evening + timedelta(seconds=later)) for later in (0, 1)]
    assert [day.replace("\u202f", " ").replace("\xa0", " ") for day in days] == [today, tomorrow]


def test_a_moment_of_another_zone_falls_on_its_day_in_kazakhstan(speeches: Catalogues) -> None:
    noon_in_new_york = datetime(2026, 12, 31, 14, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert speeches[Language.EN].moment_day(noon_in_new_york) == "January 1, 2027"


@pytest.mark.parametrize(
    ("language", "lengths"),
    [
        (Language.KK, {1: "1 ай", 10: "10 ай", 12: "1 жыл", 34: "2 жыл 10 ай"}),
        (Language.RU, {1: "1 месяц", 10: "10 месяцев", 12: "1 год", 26: "2 года 2 месяца", 46: "3 года 10 месяцев"}),
        (Language.EN, {1: "1 month", 10: "10 months", 12: "1 year", 25: "2 years 1 month", 46: "3 years 10 months"}),
    ],
)
def test_a_length_of_training_is_said_in_years_and_months(
    language: Language, lengths: dict[int, str], speeches: Catalogues
) -> None:
    assert {months: speeches[language].months(months) for months in lengths} == lengths
