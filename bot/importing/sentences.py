"""Says in plain words what a form does not allow; pydantic speaks to programmers."""

from __future__ import annotations

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


def sentence_of(error: Mapping[str, Any]) -> str:
    """Return what is wrong with a value, without its place."""
    told = _SENTENCES.get(error["type"])
    if told:
        return told(error.get("ctx", {}), error["input"])
    return str(error["msg"]).removeprefix("Value error, ")
