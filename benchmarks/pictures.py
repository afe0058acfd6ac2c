"""Measures the pictures: `python -m benchmarks.pictures` prints the time to draw one and how long the event loop stood still.

Every chart is another one, so that nothing comes from the kept pictures; the labels are the bot's own in its three languages.
Quote ratios on a noisy machine.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import time

from bot.chat.interests import interest_name
from bot.domain.interests import Interest
from bot.domain.languages import Language
from bot.i18n import Catalogues, Speech
from bot.pictures import Bar, Chart, Studio, draw
from bot.places import CONTENT

_TICK_SECONDS = 0.001


def charts(how_many: int) -> list[Chart]:
    """Return different charts, the languages in turn, the same ones in every run."""
    catalogues = Catalogues.load(CONTENT)
    voices = [catalogues[language] for language in Language]
    # Not for secrets: the same charts must come in every run.
    chance = random.Random(1)  # noqa: S311
    return [_chart(voices[number % len(voices)], number, chance) for number in range(how_many)]


def _chart(speech: Speech, number: int, chance: random.Random) -> Chart:
    values = [chance.randint(10, 50) / 10 for _ in Interest]
    bars = tuple(
        Bar(interest_name(speech, interest), value, speech.number(value))
        for interest, value in zip(Interest, values, strict=True)
    )
    return Chart(speech.say("What your answers say"), bars, f"№ {number}")


def percentile_95(times: list[float]) -> float:
    """Return the time under which 95 of 100 stay."""
    return sorted(times)[int(len(times) * 0.95)]


def measure_drawing(all_of_them: list[Chart]) -> tuple[list[float], list[int]]:
    """Return the seconds and the bytes of each picture, drawn one after another without a worker."""
    draw(all_of_them[0])
    times, sizes = [], []
    for chart in all_of_them:
        begun = time.perf_counter()
        picture = draw(chart)
        times.append(time.perf_counter() - begun)
        sizes.append(len(picture))
    return times, sizes


async def longest_delay(until: asyncio.Event) -> float:
    """Tick until an event and return by how many seconds the worst tick came late."""
    worst = 0.0
    while not until.is_set():
        begun = time.perf_counter()
        await asyncio.sleep(_TICK_SECONDS)
        worst = max(worst, time.perf_counter() - begun - _TICK_SECONDS)
    return worst


async def measure_loop(all_of_them: list[Chart]) -> tuple[float, float, float]:
    """Return the longest delay of an idle loop, the longest one while all are drawn, and the seconds of a kept picture."""
    studio, done = Studio(len(all_of_them)), asyncio.Event()

    async def wait_for(seconds: float) -> None:
        await asyncio.sleep(seconds)
        done.set()

    async def draw_all() -> None:
        # All at once would measure how long it takes to begin hundreds of tasks.
        for chart in all_of_them:
            await studio.picture(chart)
        done.set()

    idle, _ = await asyncio.gather(longest_delay(done), wait_for(1.0))
    done.clear()
    busy, _ = await asyncio.gather(longest_delay(done), draw_all())
    begun = time.perf_counter()
    for chart in all_of_them:
        await studio.picture(chart)
    kept = (time.perf_counter() - begun) / len(all_of_them)
    studio.close()
    return idle, busy, kept


def main() -> None:
    """Read the arguments, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--charts", type=int, default=200, help="how many different charts are drawn")
    all_of_them = charts(parser.parse_args().charts)
    times, sizes = measure_drawing(all_of_them)
    idle, busy, kept = asyncio.run(measure_loop(all_of_them))
    print(f"pictures drawn                 {len(times):8d}")
    print(f"drawing, median                {statistics.median(times) * 1000:8.1f} ms")
    print(f"drawing, 95th percentile       {percentile_95(times) * 1000:8.1f} ms")
    print(f"kept picture                   {kept * 1000:8.3f} ms")
    print(f"size, median                   {statistics.median(sizes) / 1000:8.1f} kB")
    print(f"size, largest                  {max(sizes) / 1000:8.1f} kB")
    print(f"longest delay, idle loop       {idle * 1000:8.1f} ms")
    print(f"longest delay while drawing    {busy * 1000:8.1f} ms")


if __name__ == "__main__":
    main()
