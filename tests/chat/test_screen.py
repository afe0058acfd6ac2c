"""Screens as values: labels that fit, lines above, what is said on the way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.doors import MenuDoor, QuizDoor
from bot.chat.screen import WIDEST_BUTTON, Button, Onward, Screen, column, grid, shortened
from bot.i18n.speech import Html

BUTTONS = [Button(str(number), MenuDoor()) for number in range(5)]


def test_rows_of_one_and_of_two() -> None:
    assert [len(row) for row in column(*BUTTONS)] == [1, 1, 1, 1, 1]
    assert [len(row) for row in grid(BUTTONS)] == [2, 2, 1]
    for rows in (column(*BUTTONS), grid(BUTTONS)):
        assert Screen(Html(""), rows).buttons == BUTTONS
    assert grid([]) == ()


def test_a_line_stands_above_the_text_and_changes_nothing_else() -> None:
    screen = Screen(Html("<b>text</b>"), column(*BUTTONS), spot=MenuDoor(), toast="toast")
    led = screen.led_by(Html("line"))
    assert led.text == "line\n\n<b>text</b>"
    assert isinstance(led.text, Html)
    assert (led.rows, led.spot, led.toast) == (screen.rows, screen.spot, screen.toast)


def test_a_screen_may_get_a_toast() -> None:
    assert Screen(Html("text")).with_toast("done") == Screen(Html("text"), toast="done")


def test_what_was_said_on_the_way_is_kept() -> None:
    behind = Screen(Html("text"), toast="own", ends_location="own end")
    assert Onward(QuizDoor()).dress(behind) == behind
    dressed = Onward(QuizDoor(), line=Html("line"), toast="said", ends_location="ended").dress(behind)
    assert dressed == Screen(Html("line\n\ntext"), toast="said", ends_location="ended")


def test_a_label_is_cut_after_a_whole_word() -> None:
    assert shortened("Педагогический колледж") == "Педагогический колледж"
    cut = shortened("1. Высший колледж геодезии, картографии и строительства")
    assert cut == "1. Высший колледж геодезии…"
    assert shortened("Электростальпромтехномонтажналадкасервис") == "Электростальпромтехномонтажналадк…"


@given(st.text())
def test_any_label_fits(label: str) -> None:
    short = shortened(label)
    assert len(short) <= WIDEST_BUTTON
    assert short == label or short.endswith("…")
