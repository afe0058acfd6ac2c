"""Texts of organisers in the reader's language, and for whom an event is."""

from __future__ import annotations

from bot.domain.events import Audience, text_in
from bot.domain.languages import Language

KK, RU, EN = Language.KK, Language.RU, Language.EN


def test_a_missing_language_is_read_in_the_next_best() -> None:
    assert text_in({KK: "Дәнекерлеу", RU: "Сварка", EN: "Welding"}, EN) == "Welding"
    assert text_in({KK: "Дәнекерлеу", RU: "Сварка"}, EN) == "Сварка"
    assert text_in({KK: "Дәнекерлеу"}, RU) == "Дәнекерлеу"
    assert text_in({RU: "Сварка", EN: "Welding"}, KK) == "Сварка"
    assert text_in({KK: "", EN: "Welding"}, KK) == "Welding"
    assert text_in({}, KK) == ""


def test_an_event_for_nobody_in_particular_is_for_everybody() -> None:
    assert Audience().admits(None, None, None)
    assert Audience().admits("KZ-55", "ekibastuz", 8)


def test_regions_and_towns_add_up_and_grades_narrow() -> None:
    audience = Audience(frozenset({"KZ-55"}), frozenset({"astana"}), (), frozenset({9, 10}))
    assert audience.admits("KZ-55", "ekibastuz", 9)
    assert audience.admits("KZ-71", "astana", 10)
    assert not audience.admits("KZ-71", "kosshy", 9)
    assert not audience.admits("KZ-55", "ekibastuz", 8)
    assert not audience.admits("KZ-55", "ekibastuz", None)
    assert not audience.admits(None, None, 9)
