"""The folders of the atlas: what is shipped with the program, and a region's own folder that is laid over it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What a region may say itself, below `facts` and below each language. Everything else belongs to the program.
OWN_FACTS: Final = (
    "places.yaml",
    "specialties.yaml",
    "professions/*.yaml",
    "colleges/*.yaml",
    "needs.yaml",
    "figures.yaml",
    "enterprises.yaml",
    "projects.yaml",
    "known_events.yaml",
    "untaught.yaml",
    "same_in_kk_and_ru.yaml",
)
OWN_WORDS: Final = (
    "places.yaml",
    "specialties.yaml",
    "fields.yaml",
    "industries.yaml",
    "pay_basis.yaml",
    "figures.yaml",
    "professions/*.yaml",
    "colleges/*.yaml",
    "enterprises.yaml",
    "projects.yaml",
    "known_events.yaml",
)
_CONTENT_SUFFIXES: Final = frozenset({".yaml", ".yml", ".po", ".md"})


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the content lies; `own` is the overlay, None when a region has none."""

    shipped: Path
    own: Path | None = None

    @classmethod
    def of(cls, shipped: Path, own: Path | None) -> Folders:
        """Return the folders; an overlay that is not there is none, one that is being swapped is the one before."""
        return cls(shipped, standing(own) if own else None)

    @property
    def nearest_first(self) -> tuple[Path, ...]:
        """The folders in the order in which an item is looked for: the overlay replaces what is shipped."""
        return (self.own, self.shipped) if self.own else (self.shipped,)

    def shown(self, path: Path) -> str:
        """Return a file's name as people read it: below the shipped folder, or where the overlay's file lies."""
        return path.relative_to(self.shipped).as_posix() if path.is_relative_to(self.shipped) else str(path)

    def version(self) -> str:
        """Return twelve digits that change when any file does."""
        digest = hashlib.sha256()
        for folder in reversed(self.nearest_first):
            for path in sorted(folder.rglob("*.yaml")):
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()[:12]

    def strangers(self) -> Iterator[Path]:
        """Return the overlay's files of content that no overlay may hold, so that nobody waits for their effect."""
        if self.own is None:
            return
        for top in ("facts", "kk", "ru", "en"):
            allowed = OWN_FACTS if top == "facts" else OWN_WORDS
            known = {path for pattern in allowed for path in (self.own / top).glob(pattern)}
            for path in sorted((self.own / top).rglob("*")):
                if path.suffix in _CONTENT_SUFFIXES and path.is_file() and path not in known:
                    yield path


def stamp(own: Path | None) -> tuple[int, int] | None:
    """Return what tells the overlay that stands now from one that takes its place; None when there is none."""
    for each in (own, aside(own)) if own else ():
        try:
            found = each.stat()
        except OSError:
            continue
        return found.st_dev, found.st_ino
    return None


def aside(own: Path) -> Path:
    """Return where an overlay lies for the moment in which a new one takes its place."""
    return own.with_name(f"{own.name}.before")


def standing(own: Path) -> Path | None:
    """Return the overlay that counts now: itself, or the one before while (or when a killed import left) none stands there."""
    return next((each for each in (own, aside(own)) if each.is_dir()), None)
