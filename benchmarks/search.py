"""How long a search takes: `python -m benchmarks.search` asks the list of the tests and a crowd of strange texts."""

from __future__ import annotations

import random
import statistics
import time
from pathlib import Path
from typing import Final

import yaml

from bot.domain.languages import Language
from bot.library import Finder, Shelf
from bot.places import CONTENT

SEED: Final = 20261127
LONGEST: Final = 4096
STRANGE: Final = 300
QUERIES: Final = Path(__file__).parent.parent / "tests" / "search" / "queries.yaml"


def asked() -> list[tuple[Language, str]]:
    """Return the queries of the tests with their language."""
    lists = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    return [
        (Language(language), str(query)) for language, each in lists.items() for some in each.values() for query in some
    ]


def strange(dice: random.Random) -> list[str]:
    """Return texts of any letters and lengths, among them the worst that we could think of."""
    words = [query for _, query in asked()]
    ranges = ((0x20, 0x7E), (0x400, 0x52F), (0x300, 0x36F), (0x4E00, 0x4FFF), (0x1F300, 0x1F6FF), (0x0, 0x10FFFF))
    texts = [" ".join(dice.choices(words, k=400))[:LONGEST] for _ in range(STRANGE // 3)]
    for _ in range(STRANGE):
        low, high = dice.choice(ranges)
        texts.append("".join(chr(dice.randint(low, high)) for _ in range(dice.randint(1, LONGEST))))
    return [*texts, "а" * LONGEST, "ааа " * (LONGEST // 4), "\u0301" * LONGEST, "w6" * (LONGEST // 2)]


def main() -> None:
    """Print the median and the longest time of both crowds, and how long the index takes to build."""
    shelf = Shelf.load(CONTENT)
    begun = time.perf_counter()
    finder = Finder(shelf)
    print(f"built in {time.perf_counter() - begun:.2f} s")
    crowds = {
        "queries of the tests": asked(),
        "strange texts": [(Language.KK, text) for text in strange(random.Random(SEED))],  # noqa: S311 -- nothing secret
    }
    for name, texts in crowds.items():
        seconds = []
        for language, text in texts:
            begun = time.perf_counter()
            finder.everything(text, language)
            finder.talk(text)
            seconds.append(time.perf_counter() - begun)
        print(
            f"{len(texts)} {name}: median {statistics.median(seconds) * 1000:.1f} ms, "
            f"longest {max(seconds) * 1000:.1f} ms"
        )


if __name__ == "__main__":
    main()
