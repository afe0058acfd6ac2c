"""Reads one cell: a text, a number, a yes, one of a few words, a thing of the atlas or several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.importing.mistakes import CellError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.importing.lookup import Lookup

    Reading = Callable[[str, "Lookup"], object]

_YES: Final = frozenset({"yes", "true", "1", "да", "иә", "ия", "+"})
_NO: Final = frozenset({"no", "false", "0", "нет", "жоқ", "-"})
# The beginning of a source that is a region's own document; `bot.chat.sources` knows it.
OWN: Final = "own list"
_SITE: Final = re.compile(r"[\w-]+\.[a-z]{2,}\b")
_MONTH: Final = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


def text(cell: str, _: Lookup) -> object:
    """A text as it stands, with single spaces."""
    return " ".join(cell.split())


def texts(cell: str, _: Lookup) -> list[str]:
    """Several texts, each in a line of its own or divided by ";"."""
    parts = re.split(r"\n|;(?=\s|$)", cell)
    return [" ".join(part.split()) for part in parts if part.strip()]


def sources(cell: str, lookup: Lookup) -> object:
    """Where a row is known from; what names no site is marked as the region's own, so that cards say so."""
    return [each if _SITE.search(each) or each.startswith(OWN) else f"{OWN}: {each}" for each in texts(cell, lookup)]


def whole(cell: str, _: Lookup) -> object:
    """A whole number; spaces between thousands are all right."""
    digits = re.sub(r"\s", "", cell).removesuffix(".0")
    if not re.fullmatch(r"-?\d{1,12}", digits):
        raise CellError(f"{cell!r} is no whole number")
    return int(digits)


def number(cell: str, _: Lookup) -> object:
    """A number with a point or a comma."""
    digits = re.sub(r"\s", "", cell).replace(",", ".")
    if not re.fullmatch(r"-?\d{1,12}(\.\d{1,12})?", digits):
        raise CellError(f"{cell!r} is no number")
    value = float(digits)
    return int(value) if value.is_integer() and "." not in digits else value


def yes(cell: str, _: Lookup) -> object:
    """Yes or no, in any of the three languages."""
    word = cell.strip().casefold()
    if word not in _YES | _NO:
        raise CellError(f"{cell!r} is neither yes nor no")
    return word in _YES


def only_yes(cell: str, lookup: Lookup) -> object:
    """Yes, or nothing where "no" is what everybody supposes."""
    return True if yes(cell, lookup) else None


def month(cell: str, _: Lookup) -> object:
    """A month; of a date the day is left out."""
    found = _MONTH.match(cell.strip())
    if not found:
        raise CellError(f"{cell!r} is no month of the form 2026-11")
    return found.group()


def one_of(*words: str) -> Reading:
    """One of a few words."""

    def read(cell: str, _: Lookup) -> object:
        word = cell.strip().casefold()
        if word not in words:
            raise CellError(f"{cell!r} is not one of: {', '.join(words)}")
        return word

    return read


def languages(cell: str, _: Lookup) -> object:
    """Languages of an official name."""
    codes = _parts(cell.casefold())
    wrong = [code for code in codes if code not in {"kk", "ru", "en"}]
    if wrong:
        raise CellError(f"{', '.join(wrong)}: languages are kk, ru and en")
    return codes


def thing(kind: str, *, also: Mapping[str, str] | None = None) -> Reading:
    """A thing of the atlas by id or name; `also`: words that stand for something beside."""

    def read(cell: str, lookup: Lookup) -> object:
        said = " ".join(cell.split())
        return (also or {}).get(said.casefold()) or lookup.find(kind, said)

    return read


def things(kind: str) -> Reading:
    """Several things of the atlas by ids or names, divided by ";" or, where no name has one inside, by ","."""

    def read(cell: str, lookup: Lookup) -> object:
        found, wrong = [], []
        for part in _named(kind, cell, lookup):
            try:
                found.append(lookup.find(kind, part))
            except CellError as error:
                wrong.append(str(error))
        if wrong:
            raise CellError("; ".join(wrong))
        return list(dict.fromkeys(found))

    return read


def _named(kind: str, cell: str, lookup: Lookup) -> list[str]:
    return [
        part for whole in re.split(r"[;\n]", cell) for part in ([whole] if lookup.knows(kind, whole) else _parts(whole))
    ]


def sector(cell: str, lookup: Lookup) -> object:
    """A sector of professions."""
    word = cell.strip().casefold()
    if word not in lookup.sectors:
        raise CellError(f"{cell!r} is not one of: {', '.join(sorted(lookup.sectors))}")
    return word


def _parts(cell: str) -> list[str]:
    return [" ".join(part.split()) for part in re.split(r"[,;\n]", cell) if part.strip()]
