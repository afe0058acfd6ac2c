"""All cases, module by module."""

from tests.conformance.cases import (
    captions,
    editing,
    formatting,
    html,
    keyboards,
    media,
    people,
    polling,
    presenting,
    refusals,
    removing,
    taps,
    texts,
    webhooks,
)
from tests.conformance.listing import CASES

__all__ = [
    "CASES",
    "captions",
    "editing",
    "formatting",
    "html",
    "keyboards",
    "media",
    "people",
    "polling",
    "presenting",
    "refusals",
    "removing",
    "taps",
    "texts",
    "webhooks",
]
