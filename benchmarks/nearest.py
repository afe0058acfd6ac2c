"""How long the five nearest colleges of a profession take, from every settlement: `python -m benchmarks.nearest`."""

from __future__ import annotations

from statistics import median
from time import perf_counter

from bot.library import Shelf
from bot.places import CONTENT
from bot.services.atlas import Atlas

MOST = 5


def main() -> None:
    """Print the median and the longest time in milliseconds."""
    shelf = Shelf.load(CONTENT)
    atlas = Atlas(shelf)
    seconds = []
    for place in shelf.places:
        for profession in shelf.professions.values():
            begun = perf_counter()
            atlas.colleges_near(place, profession)[:MOST]
            seconds.append(perf_counter() - begun)
    print(f"{len(shelf.places)} settlements, {len(shelf.professions)} professions, {len(shelf.colleges)} colleges")
    print(f"median {median(seconds) * 1000:.3f} ms, longest {max(seconds) * 1000:.3f} ms")


if __name__ == "__main__":
    main()
