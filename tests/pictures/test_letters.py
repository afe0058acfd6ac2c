"""Every letter that the bot writes can be drawn."""

from __future__ import annotations

import math

import pytest
from babel.messages.pofile import read_po

from bot.chat.interests import interest_name
from bot.domain.interests import Interest
from bot.domain.languages import Language
from bot.i18n import Catalogues
from bot.pictures.faces import ASCENT, DESCENT, Face, font_of
from bot.places import CONTENT

SIZE = 100
KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
# The Latin alphabets of Kazakhstan's drafts and of its neighbours: names in passports.
LATIN = "aäbcçdeəfgğhıiïjklłmnñŋoöpqrsştuūüvwxyýzžčšāēīō"
SIGNS = "0123456789.,:;!?-–—()%+«»“”’•…₸№"
# No font has a letter for this.
NOTHING = "\uffff"


def shape(face: Face, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = font_of(face, SIZE).getmask(letter)
    return mask.size, bytes(mask)


def missing(face: Face, letters: set[str]) -> list[str]:
    nothing = shape(face, NOTHING)
    return sorted(letter for letter in letters if shape(face, letter) == nothing)


def written(language: Language) -> str:
    with (CONTENT / language.value / "LC_MESSAGES" / "bot.po").open("rb") as source:
        said = [message.string for message in read_po(source, locale=language.value)]
    return "".join(each if isinstance(each, str) else "".join(each or ()) for each in said)


@pytest.mark.parametrize("face", Face)
def test_a_missing_letter_would_be_noticed(face: Face) -> None:
    assert missing(face, {"中", "a"}) == ["中"]


@pytest.mark.parametrize("face", Face)
def test_the_kazakh_alphabet_and_the_signs(face: Face) -> None:
    assert missing(face, set(KAZAKH + KAZAKH.upper() + LATIN + LATIN.upper() + SIGNS)) == []


@pytest.mark.parametrize("face", Face)
@pytest.mark.parametrize("language", Language)
def test_all_letters_of_the_sentences(face: Face, language: Language) -> None:
    letters = {letter for letter in written(language) if letter.isalpha()}
    assert len(letters) > 40
    assert missing(face, letters) == []


@pytest.mark.parametrize("face", Face)
@pytest.mark.parametrize("language", Language)
def test_all_signs_of_the_interests(face: Face, language: Language) -> None:
    speech = Catalogues.load(CONTENT)[language]
    names = "".join(interest_name(speech, interest) for interest in Interest)
    assert missing(face, {letter for letter in names if letter != " "}) == []


@pytest.mark.parametrize("face", Face)
def test_no_letter_is_higher_or_lower_than_a_line(face: Face) -> None:
    letters = "".join(chr(code) for code in range(0x20, 0x500))
    for size in range(18, 66):
        _, top, _, bottom = font_of(face, size).getbbox(letters, anchor="ls")
        assert -top <= math.ceil(ASCENT * size)
        assert bottom <= math.ceil(DESCENT * size)
