"""Which texts mean one school."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.schools import school_key

TOWN = "ekibastuz"
# Every way of writing beside its number, as pupils of three languages do.
WAYS = (
    "{}",
    "№{}",
    "№ {} мектеп",
    "{} мектеп",
    "{}-мектеп",
    "№{} жалпы орта білім беретін мектебі",
    "школа №{}",
    "Школа {}",
    "СШ {}",
    "СОШ№{}",
    "КГУ «Средняя общеобразовательная школа № {}»",
    "School No. {}",
    "secondary school {}",
    "  ШКОЛА   №{}!",
)
GYMNASIUMS = ("гимназия №{}", "№{} гимназиясы", "Школа-гимназия {}", "{} мектеп-гимназиясының", "Gymnasium {}")
LYCEUMS = ("лицей {}", "№{} лицейі", "школа-лицей №{}", "Lyceum {}")
numbers = st.integers(min_value=1, max_value=999)
# Letters of which no word for a school is made.
NAMES = st.text("авгдәғқңөұүһ", min_size=4, max_size=9)


@given(numbers, st.sampled_from(WAYS), st.sampled_from(WAYS))
def test_one_number_in_one_town_is_one_school(number: int, one: str, other: str) -> None:
    assert school_key(one.format(number), TOWN) == school_key(other.format(number), TOWN) is not None


@given(numbers, st.sampled_from([WAYS, GYMNASIUMS, LYCEUMS]), st.data())
def test_kinds_are_one_however_they_are_written_and_differ_from_the_others(
    number: int, kind: tuple[str, ...], data: st.DataObject
) -> None:
    one, same = (data.draw(st.sampled_from(kind)).format(number) for _ in range(2))
    assert school_key(one, TOWN) == school_key(same, TOWN)
    for other in {WAYS, GYMNASIUMS, LYCEUMS} - {kind}:
        assert school_key(one, TOWN) != school_key(data.draw(st.sampled_from(other)).format(number), TOWN)


@given(numbers, numbers, st.sampled_from(WAYS))
def test_other_numbers_and_other_towns_are_other_schools(number: int, other: int, way: str) -> None:
    key = school_key(way.format(number), TOWN)
    assert key != school_key(way.format(number), "pavlodar")
    assert (key == school_key(way.format(other), TOWN)) == (number == other)


@given(NAMES, NAMES)
def test_schools_without_a_number_are_known_by_their_names_in_any_order(first: str, second: str) -> None:
    one = school_key(f"Школа имени {first} {second}".upper(), TOWN)
    assert one == school_key(f"{second} {first} атындағы мектеп", TOWN)
    assert one is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("НИШ", "Назарбаев Интеллектуальная школа"),
        ("НЗМ", "Назарбаев Зияткерлік мектебі"),
        ("НИШ", "Nazarbayev Intellectual School"),
        ("№012", "12"),
        ("школа 12 им. Абая", "Абай атындағы №12 мектеп"),
    ],
)
def test_well_known_names(one: str, other: str) -> None:
    assert school_key(one, TOWN) == school_key(other, TOWN)


@pytest.mark.parametrize("text", ["", "школа", "орта мектеп", "№", "!?", "  "])
def test_a_text_that_names_no_school_counts_for_none(text: str) -> None:
    assert school_key(text, TOWN) is None


@given(st.text(max_size=80), st.none() | st.just(TOWN))
def test_whatever_is_typed_blanks_around_it_change_nothing(text: str, town: str | None) -> None:
    key = school_key(text, town)
    assert key == school_key(f"  {text}\n", town)
    assert key is None or key == key.casefold()
