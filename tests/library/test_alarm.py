"""A child who needs an adult is heard, however they write; a harmless text is not taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.languages import Language
from bot.library import Shelf


@pytest.mark.parametrize(
    "text",
    [
        # Russian
        "я хочу умереть",
        "ХОЧУ УМЕРЕТЬ!!!",
        "больше не хочу жить",
        "жить совсем не хочется",
        "думаю о суициде",
        "у меня суицидальные мысли",
        "я себя режу",
        "иногда режу вены",
        "меня дома бьют",
        "отчим часто бьет меня",
        "папа меня избил вчера",
        "меня в школе травят",
        "он угрожает мне",
        "меня изнасиловали",
        "учитель домогается",
        "тренер пристает ко мне",
        "покончу с собой",
        "хочу спрыгнуть с крыши",
        # Russian in Latin letters, and on a keyboard that was not switched
        "hochu umeret",
        "menya doma byut",
        "[jxe evthtnm",
        # Kazakh, with its letters, without them, in Latin
        "менің өлгім келеді",
        "олгим келип тур",
        "өмір сүргім келмей жүр",
        "омир сургим келмейди",
        "мені әкем ұрады",
        "мени агам урып жатыр",
        "үйде мені сабайды",
        "өзіме қол жұмсағым келеді",
        "өзімді өлтіргім келеді",
        "мені мектепте қорлайды",
        "маған зорлық жасады",
        "olgim keledi",
        # English
        "i want to die",
        "I don't want to live anymore",
        "i dont want to live",
        "I'm going to kill myself",
        "I keep cutting myself",
        "my stepfather beats me",
        "my dad hits me every day",
        "i was raped",
        "they bully me at school",
        "he is blackmailing me",
    ],
)
def test_heard(shelf: Shelf, text: str) -> None:
    assert shelf.alarm.heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "хочу стать сварщиком",
        "не хочу жить в общежитии",
        "не хочу жить в этом городе",
        "хочу жить в Астане",
        "умираю от скуки, что делать",
        "меня интересует, где учат на повара",
        "травление металла",
        "мясник, резать мясо",
        "нужно ли резать бумагу себе самому",
        "суицидолог",
        "хочу бить рекорды",
        "меня трогает эта песня",
        "угроза безопасности, кто с ней работает",
        "как убить время на каникулах",
        "ударник в оркестре",
        "өлең жазғым келеді",
        "ұрпаққа пайдалы мамандық",
        "ұрылмайтын тауар",
        "мені қызықтырады",
        "маған ұнайды",
        "жатақханада тұрғым келмейді",
        "өнер сүйем",
        "зор рақмет",
        "кесте тігу",
        "жол салу, асфальт кесу",
        "i want to live in a dorm",
        "i don't want to live in a dormitory",
        "rapeseed farmer",
        "drums, beats and music",
        "cutting metal",
        "it beats me how engines work in a game",
        "skills for life",
        "where to learn welding",
    ],
)
def test_harmless(shelf: Shelf, text: str) -> None:
    assert not shelf.alarm.heard(text)


def test_no_profession_college_or_town_is_taken_for_it(shelf: Shelf) -> None:
    for language in Language:
        words = shelf.words(language)
        names = [
            *(name for each in words.professions.values() for name in (each.name, each.short, *each.also)),
            *(each.name for each in words.colleges.values()),
            *(each.name for each in words.places.values()),
        ]
        assert [name for name in names if shelf.alarm.heard(name)] == []


@given(st.text(max_size=400))
def test_any_text_can_be_asked(shelf: Shelf, text: str) -> None:
    assert shelf.alarm.heard(text) in {True, False}


def test_the_same_word_a_thousand_times_is_answered(shelf: Shelf) -> None:
    assert not shelf.alarm.heard("жить " * 1000)
