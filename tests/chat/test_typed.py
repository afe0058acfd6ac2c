"""Which button a typed text means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.doors import MenuDoor, QuizDoor, ResultDoor, WorldsDoor
from bot.chat.screen import Button
from bot.chat.typed import as_query, button_meant, number_meant
from handlers.words.taps import FoundDoor

YES = Button("Иә, келісемін", MenuDoor(), words=("иә", "ия", "да", "yes", "ok"))
NO = Button("Жоқ, қалсын", QuizDoor(), words=("жоқ", "нет", "no"))
PAUSE = Button("⏸ Үзіліс", ResultDoor())
SITE = Button("Website", url="https://example.org")
SCREEN = (YES, NO, PAUSE, SITE)


@pytest.mark.parametrize("text", ["2", "2.", "2)", " 2 ", "02", "２", "٢"])
def test_a_number_means_the_button_at_that_position(text: str) -> None:
    assert number_meant(text, SCREEN) is NO


@pytest.mark.parametrize("text", ["0", "5", "99", "100", "-1", "2,5", "2 3", "два", "", ".", "²", "½"])
def test_other_numbers_mean_no_button(text: str) -> None:
    assert number_meant(text, SCREEN) is None


@pytest.mark.parametrize(
    ("text", "button"),
    [
        ("Иә, келісемін", YES),
        ("ия келисемин", YES),
        ("ИӘ", YES),
        ("ия", YES),
        ("Да!", YES),
        ("yes", YES),
        ("Ok.", YES),
        ("жок", NO),
        ("no", NO),
        ("үзіліс", PAUSE),
        ("узилис", PAUSE),
        # From the beginning, when only one button begins so.
        ("узи", PAUSE),
        ("жоқ, қа", NO),
        # Nearly.
        ("узилес", None),
        ("иа келисемим", YES),
        ("жок калсин", NO),
        # Too short to be a beginning or to be nearly anything.
        ("у", None),
        ("ye", None),
        ("yea", None),
        # Nothing at all.
        ("", None),
        ("!!!", None),
        ("абракадабра", None),
        ("ж" * 81, None),
    ],
)
def test_a_label_another_word_or_nearly_that(text: str, button: Button | None) -> None:
    assert button_meant(text, SCREEN) is button


def test_a_link_is_never_meant() -> None:
    assert button_meant("Website", SCREEN) is None


def test_a_beginning_of_two_buttons_is_not_clear() -> None:
    nine, ten = Button("Grade 9", MenuDoor()), Button("Grade 10", QuizDoor())
    assert button_meant("grade", (nine, ten)) is None
    assert button_meant("grade 9", (nine, ten)) is nine
    assert button_meant("grade 1", (nine, ten)) is ten


def test_a_mistake_between_two_like_names_is_not_clear() -> None:
    one, other = Button("Сварщики", MenuDoor()), Button("Сварщица", QuizDoor())
    assert button_meant("Сварщика", (one, other)) is None
    assert button_meant("Сварщика", (one,)) is one


def test_two_words_of_one_button_do_not_make_it_unclear() -> None:
    welder = Button("Сварщик", MenuDoor(), words=("Сварщик газовый", "Сварщик цеха"))
    assert button_meant("сварщ", (welder, Button("Меню", WorldsDoor()))) is welder


@given(st.text(), st.lists(st.text(min_size=1), max_size=4))
def test_any_text_means_one_of_the_buttons_or_none(text: str, labels: list[str]) -> None:
    buttons = [Button(label, MenuDoor()) for label in labels]
    assert button_meant(text, buttons) in (*buttons, None)
    assert number_meant(text, buttons) in (*buttons, None)


@given(st.text())
def test_any_text_fits_into_a_tap(text: str) -> None:
    tap = FoundDoor(query=as_query(text))
    assert len(tap.pack().encode()) <= 64
    assert FoundDoor.unpack(tap.pack()) == tap


def test_a_long_query_is_cut_at_a_whole_letter() -> None:
    assert as_query("Қ" * 40) == "к" * 28
    assert as_query("1" + "Қ" * 40) == "1" + "к" * 27
    assert as_query("Қызылорда " * 10) == "кызылорда кызылорда кызылорда"
    assert as_query("a:b") == "a b"
