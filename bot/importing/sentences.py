"""Says in plain words what a form does not allow; pydantic speaks to programmers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

_SENTENCES: Mapping[str, Callable[[Mapping[str, Any], Any], str]] = {
    "missing": lambda _, __: "is needed",
    "string_too_long": lambda c, value: f"has {len(value)} letters; at most {c['max_length']} fit",
    "string_too_short": lambda c, value: f"has {len(value)} letters; at least {c['min_length']} are needed",
    "string_pattern_mismatch": lambda _, value: f"{value!r} is not written in the right form",
    "greater_than_equal": lambda c, value: f"{value} is too small; the least is {c['ge']}",
    "greater_than": lambda c, value: f"{value} is too small; it must be more than {c['gt']}",
    "less_than_equal": lambda c, value: f"{value} is too large; the most is {c['le']}",
    "too_long": lambda c, _: f"has {c['actual_length']} things; at most {c['max_length']} are shown",
    "too_short": lambda _, __: "is needed",
}


# An address may have a question mark between letters.
_ADDRESS = re.compile(r"\S+\.\w+/\S*")
# What is left of «Ақтөбе» where a program saved letters that its encoding does not have: «А?т?бе», «??????», or the mark for it.
_LOST = re.compile(r"[^\W\d_]\?+[^\W\d_]|\?\?|\ufffd")


def unusable(cell: str) -> str:
    """Return why a text cannot be what somebody meant, whatever the column; empty for all others."""
    if cell.lstrip().startswith("="):
        return "this is a formula; paste its value in its place"
    if _LOST.search(_ADDRESS.sub("", cell)):
        return "letters were lost when the file was saved; save it as XLSX, or as CSV in UTF-8"
    return ""


def sentence_of(error: Mapping[str, Any]) -> str:
    """Return what is wrong with a value, without its place."""
    told = _SENTENCES.get(error["type"])
    if told:
        return told(error.get("ctx", {}), error["input"])
    return str(error["msg"]).removeprefix("Value error, ")
