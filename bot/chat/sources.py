"""Where a figure comes from, short enough for a phone: the name of the site, not the whole address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ADDRESS = re.compile(r"https?://([^/\s;,)]+)")
_LONGEST = 40


def short_source(source: str) -> str:
    """Return the site of the first address in a source, or the beginning of its words."""
    address = _ADDRESS.search(source)
    if address:
        return address.group(1).removeprefix("www.").rstrip(".")
    words = re.split(r"[;(]", source, maxsplit=1)[0].strip()
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def short_sources(sources: Iterable[str], most: int = 2) -> str:
    """Return the first sites, each once."""
    names = list(dict.fromkeys(short_source(source) for source in sources))
    return ", ".join(names[:most])
