"""What somebody wrote for events, on their own screen: every state in words, and never longer than a message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.chat.screen import WIDEST_BUTTON, WIDEST_HALF
from handlers.menu.own_texts import my_texts_screen
from tests.pupil import plain

if TYPE_CHECKING:
    from bot.chat.visit import Visit

STATES = ("approval", "waiting", "offered", "consent", "seated", "cancelled", "refused", "expired", "removed")
MESSAGE = 4096
MOMENT = "2026-12-02T10:00:00+00:00"
LONGEST = {"name": "Ә" * 60, "school": "ш" * 80, "class": "9" * 12, "answers": ["жауап " * 33] * 3}


def _registration(state: str, about: dict[str, Any] | None) -> dict[str, Any]:
    moments = dict.fromkeys(("starts_at", "parent_agreed_at", "parent_withdrew_at", "said_at"), MOMENT)
    rest = {"zone": "Asia/Almaty", "has_come": True, "worth": 5, "would_work": "yes", "certificate": "ABCD2345"}
    return {"title": {"ru": "Сварка " * 15}, "state": state, "about": about, **moments, **rest}


@pytest.mark.parametrize("page", [0, 4, 99])
def test_the_longest_texts_fit_a_message(visit: Visit, page: int) -> None:
    begun = {"title": {"kk": "Дәнекерлеу"}, "about": {"texts": {"name": "Ә" * 60, "q0": "а" * 200, "q1": "б" * 200}}}
    data = {
        "registrations": [_registration(state, LONGEST) for state in STATES],
        "details": {"about": LONGEST},
        "registration_begun": begun,
    }
    screen = my_texts_screen(visit.speech, data, page)
    assert len(plain(screen.text)) <= MESSAGE
    for row in screen.rows:
        assert all(len(button.text) <= (WIDEST_BUTTON if len(row) == 1 else WIDEST_HALF) for button in row)


def test_every_state_has_words_of_its_own(visit: Visit) -> None:
    texts = set()
    for state in STATES:
        data = {"registrations": [_registration(state, None)], "details": None, "registration_begun": None}
        text = my_texts_screen(visit.speech, data, 0).text
        texts.add(text)
    assert len(texts) == len(STATES)


def test_nothing_is_an_answer_too(visit: Visit) -> None:
    nothing: dict[str, Any] = {"registrations": [], "details": None, "registration_begun": None}
    screen = my_texts_screen(visit.speech, nothing, 0)
    assert len(screen.text.split("\n\n")) == 4
    assert len(screen.buttons) == 1
