"""What pupils type, and what is found: places, professions and colleges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.languages import Language
from bot.library import Finder, Shelf

if TYPE_CHECKING:
    from tests.library.breaking import Copy


@pytest.fixture(scope="module")
def finder(shelf: Shelf) -> Finder:
    return Finder(shelf)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        # Without Kazakh letters, in capitals, with signs.
        ("Оскемен", "oskemen"),
        ("КЫЗЫЛОРДА", "kyzylorda"),
        ("актобе", "aktobe"),
        ("  Усть - Каменогорск!! ", "oskemen"),
        # With endings and words around.
        ("в Семее", "semey"),
        ("из Семея", "semey"),
        ("живу в Семее", "semey"),
        ("я живу в городе Семей", "semey"),
        ("Семейде", "semey"),
        ("Семей қаласы", "semey"),
        ("Мен Орал қаласында тұрамын", "oral"),
        ("Қарағандыда", "karaganda"),
        ("в Караганде", "karaganda"),
        ("Шымкенттен", "shymkent"),
        ("из Астаны", "astana"),
        ("в Усть-Каменогорске", "oskemen"),
        ("г. Рудный", "rudny"),
        ("I live in Almaty", "almaty"),
        ("from Semey", "semey"),
        # In Latin letters, in both alphabets of Kazakh.
        ("almaty", "almaty"),
        ("Aqtobe", "aktobe"),
        ("qyzylorda", "kyzylorda"),
        ("Kyzylorda", "kyzylorda"),
        ("Oskemen", "oskemen"),
        ("v Almaty", "almaty"),
        # With a typing mistake, or one letter of the other alphabet.
        ("Павлодр", "pavlodar"),
        ("Экибастус", "ekibastuz"),
        ("Питропавловск", "petropavl"),
        ("Карагандa", "karaganda"),
        # Under an earlier name.
        ("Целиноград", "astana"),
        ("Нур-Султан", "astana"),
        ("Верный", "almaty"),
        ("Семипалатинск", "semey"),
    ],
)
def test_a_town_is_clear_however_it_is_typed(finder: Finder, typed: str, place: str) -> None:
    matches = finder.places(typed, Language.RU)
    assert (matches[0].id, matches[0].clear) == (place, True)


def test_an_uncertain_spelling_is_offered_but_not_taken(finder: Finder) -> None:
    best = finder.places("Костонай", Language.RU)[0]
    assert (best.id, best.clear) == ("kostanay", False)


@pytest.mark.parametrize("typed", ["Актогай", "ақтоғай", "Aktogay"])
def test_one_name_of_several_villages_is_not_clear(finder: Finder, shelf: Shelf, typed: str) -> None:
    same = {item for item, words in shelf.words(Language.RU).places.items() if words.name == "Актогай"}
    assert len(same) > 1
    matches = finder.places(typed, Language.KK)
    assert {match.id for match in matches[: len(same)]} == same
    assert not any(match.clear for match in matches)


def test_of_one_name_the_larger_place_stands_first(finder: Finder, shelf: Shelf) -> None:
    first, second = finder.places("Ақтау", Language.KK)[:2]
    assert (first.id, first.clear) == ("aktau", False)
    assert shelf.words(Language.KK).places[second.id].name == "Ақтау"
    assert shelf.places[first.id].population > shelf.places[second.id].population


@pytest.mark.parametrize(
    ("typed", "profession"),
    [
        ("сварка", "welder"),
        ("варить металл", "welder"),
        ("сварщик", "welder"),
        ("дәнекерлеуші", "welder"),
        ("данекерлеуши", "welder"),
        ("welding", "welder"),
        ("svarshchik", "welder"),
        ("повар", "cook"),
        ("аспаз", "cook"),
        ("программист", "programmer_tech"),
        ("медсестра", "nurse"),
        ("парикмахер", "hairdresser"),
        ("тракторист", "tractor_driver"),
        ("автослесарь", "car_mechanic"),
        ("geolog", "geology_tech"),
    ],
)
def test_a_profession_is_clear_by_everyday_words(finder: Finder, typed: str, profession: str) -> None:
    for found in (finder.professions(typed, Language.RU), finder.everything(typed, Language.KK)):
        assert (found[0].kind, found[0].id, found[0].clear) == ("profession", profession, True)


@pytest.mark.parametrize(
    ("typed", "professions"),
    [
        ("электрик", {"electrician_building", "electrician_industrial"}),
        ("сварщек", {"welder"}),
        ("повором", {"cook"}),
    ],
)
def test_a_word_that_is_not_clear_offers_the_likely_ones(finder: Finder, typed: str, professions: set[str]) -> None:
    matches = finder.professions(typed, Language.RU)
    assert {match.id for match in matches[: len(professions)]} == professions
    assert not any(match.clear for match in matches)


def test_a_college_is_found_by_a_word_of_its_name(finder: Finder, shelf: Shelf) -> None:
    matches = finder.colleges("Авиценна", Language.RU)
    assert (matches[0].id, matches[0].clear) == ("kz10-9ca5d9", True)
    assert "Авиценна" in shelf.words(Language.RU).colleges[matches[0].id].name


def test_a_word_of_many_colleges_is_not_clear(finder: Finder) -> None:
    matches = finder.everything("медколледж", Language.RU)
    assert len(matches) > 3
    assert {match.kind for match in matches} == {"college"}
    assert not any(match.clear for match in matches)


def test_everything_is_not_clear_when_two_kinds_fit_alike(finder: Finder, shelf: Shelf) -> None:
    alike = [
        (typed, finder.everything(typed, Language.RU))
        for college in shelf.words(Language.RU).colleges.values()
        for typed in college.short.split()
        if len(typed) > 3
    ]
    mixed = [
        (typed, found)
        for typed, found in alike
        if len(found) > 1 and found[0].kind != found[1].kind and found[0].score - found[1].score < 6
    ]
    assert mixed
    assert not [typed for typed, found in mixed if found[0].clear]


@pytest.mark.parametrize(
    "typed",
    ["", " ", "?!", "7", "12345", "ыыыы", "asdfgh", "абракадабра", "xyzzy", "қайырлы таң", "👍", "\u200b", "\x00"],
)
def test_nonsense_finds_nothing(finder: Finder, typed: str) -> None:
    assert finder.everything(typed, Language.RU) == []


@pytest.mark.parametrize("word", ["город", "в", "мен", "қаласы", "село"])
def test_a_word_around_names_is_no_name(finder: Finder, word: str) -> None:
    assert not any(match.clear for match in finder.places(word, Language.RU))


def test_a_name_of_signs_alone_is_never_found(content: Copy) -> None:
    content.change("ru/places.yaml", "ayagoz: {name: Аягоз}", 'ayagoz: {name: Аягоз, also: ["!?", "Порог"]}')
    finder = Finder(Shelf.load(content.folder))
    assert finder.places("!?", Language.RU) == []
    assert finder.places("Порог", Language.RU)[0].id == "ayagoz"
