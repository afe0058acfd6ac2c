"""Where a figure comes from, short enough for a phone: the name of the site, not the whole address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.i18n import Speech

_ADDRESS = re.compile(r"https?://([^/\s?;,)]+)")
_SITE = re.compile(r"^([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?=$|[/\s?;,(])")
_LISTING = "public listing"
# A document of a region that lays its own content over ours; the import writes it so.
_OWN = "own list"
# Says where a list is kept and not who says it.
_SHELF_OF_LISTS = "github.com"


def short_source(speech: Speech, source: str) -> str:
    """Return the site that a source names; for one without an address, what kind of thing it is."""
    address = _ADDRESS.search(source) or _SITE.search(source)
    if address and address.group(1) == _SHELF_OF_LISTS:
        return speech.say("open guide on GitHub")
    if address:
        return address.group(1).removeprefix("www.").rstrip(".")
    if source.startswith(_OWN):
        return speech.say("the region's own data")
    return speech.say("open list of colleges") if source.startswith(_LISTING) else speech.say("regional press")


def dated_source(speech: Speech, year: int, sources: Iterable[str]) -> str:
    """Return a year and the first site, as they stand in brackets behind what they say."""
    return f"{year}, {short_sources(speech, sources, most=1)}"


def short_sources(speech: Speech, sources: Iterable[str], most: int = 2) -> str:
    """Return the first sites, each once."""
    names = list(dict.fromkeys(short_source(speech, source) for source in sources))
    return ", ".join(names[:most])
