"""When two texts mean the same school, so that a school's share of the seats counts all its pupils."""

from __future__ import annotations

import re
from typing import Final

# Words that say only that it is a school, in its three languages and as people shorten them.
_SCHOOL_WORDS: Final = """
мектеп мектебі мектеби орта жалпы білім беретін коммуналдық мемлекеттік мекемесі кмм кгу гу қмм жббм жом
школа школы средняя общеобразовательная основная сш сош осш ош государственная коммунальная
school secondary no number атындағы имени им
"""
_ONLY_SCHOOL: Final = frozenset(_SCHOOL_WORDS.split())
# Kinds that tell two schools with one number apart, by how their words begin in every case and language.
_KINDS: Final = {
    "гимнази": "g",
    "gymnasi": "g",
    "лице": "l",
    "lyceum": "l",
    "ниш": "nis",
    "нзм": "nis",
    "nis": "nis",
    "назарбаев": "nis",
    "nazarbayev": "nis",
    "бил": "bil",
    "кбл": "bil",
}
# What stands beside the name of the Nazarbayev schools when it is written out.
_OF_NIS: Final = ("интеллект", "зияткер", "intellect")
_WORD: Final = re.compile(r"\d+|[^\W\d_]+")


def school_key(text: str, town: str | None) -> str | None:
    """Return what a school is known by in its town: its number, else its name; None when the text says nothing.

    "школа №12", "№12 мектеп", "СШ 12" and "12" are one in one town; a gymnasium, a lyceum and a school with one number are not.
    """
    words = _WORD.findall(text.casefold().replace("ё", "е"))
    numbers = [str(int(word)) for word in words if word.isdecimal()]
    kinds = sorted({kind for word in words if (kind := _kind(word))})
    if numbers:
        # A school-lyceum is called by its number; what else stands beside it is its name or its town.
        return "/".join([town or "", numbers[0], *kinds])
    named = sorted({word for word in words if word not in _ONLY_SCHOOL and not _kind(word)})
    return "/".join([town or "", " ".join(named), *kinds]) if named or kinds else None


def is_like(text: str, name: str) -> bool:
    """Return whether every word of a text that says something begins a word of a name; numbers have to be equal."""
    words = _WORD.findall(name.casefold().replace("ё", "е"))
    asked = [word for word in _WORD.findall(text.casefold().replace("ё", "е")) if word not in _ONLY_SCHOOL]
    return bool(asked) and all(
        any(word == each if word.isdecimal() else each.startswith(word) for each in words) for word in asked
    )


def _kind(word: str) -> str | None:
    if word.startswith(_OF_NIS):
        return "nis"
    return next((kind for beginning, kind in _KINDS.items() if word.startswith(beginning)), None)
