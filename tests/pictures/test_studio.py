"""Pictures come once, beside the event loop, and a failure costs only the picture."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest

from bot.pictures import Chart, Studio, draw, studio
from tests.pictures.charts import LABELS, a_chart
from tests.ticking import ticking

if TYPE_CHECKING:
    from collections.abc import Iterator

# A drawing on the loop would stop it for some 10 ms at a time; a busy machine alone does not reach this.
LONGEST_DELAY = 0.25


class Drawer:
    """Stands in for `draw`: counts, and waits until it may go on."""

    def __init__(self) -> None:
        self.drawn: list[Chart] = []
        self.may_go_on = threading.Event()
        self.error: Exception | None = None

    def draw(self, chart: Chart) -> bytes:
        self.drawn.append(chart)
        assert self.may_go_on.wait(10)
        if self.error is not None:
            raise self.error
        return chart.footnote.encode()


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> Drawer:
    drawer = Drawer()
    drawer.may_go_on.set()
    monkeypatch.setattr(studio, "draw", drawer.draw)
    return drawer


@pytest.fixture
def atelier() -> Iterator[Studio]:
    atelier = Studio(kept=3)
    yield atelier
    atelier.close()


async def test_a_real_picture(atelier: Studio) -> None:
    assert await atelier.picture(a_chart()) == draw(a_chart())


async def test_a_picture_is_kept(atelier: Studio, drawer: Drawer) -> None:
    first = await atelier.picture(a_chart())
    assert await atelier.picture(a_chart()) is first
    assert len(drawer.drawn) == 1


async def test_two_at_once_are_drawn_once(atelier: Studio, drawer: Drawer) -> None:
    drawer.may_go_on.clear()
    async with asyncio.TaskGroup() as group:
        waiting = [group.create_task(atelier.picture(a_chart())) for _ in range(5)]
        await asyncio.sleep(0.01)
        drawer.may_go_on.set()
    assert {task.result() for task in waiting} == {a_chart().footnote.encode()}
    assert len(drawer.drawn) == 1


async def test_who_goes_away_does_not_take_the_picture_along(atelier: Studio, drawer: Drawer) -> None:
    drawer.may_go_on.clear()
    async with asyncio.TaskGroup() as group:
        leaving = group.create_task(atelier.picture(a_chart()))
        staying = group.create_task(atelier.picture(a_chart()))
        await asyncio.sleep(0.01)
        leaving.cancel()
        await asyncio.sleep(0.01)
        drawer.may_go_on.set()
    assert leaving.cancelled()
    assert staying.result() == a_chart().footnote.encode()
    assert len(drawer.drawn) == 1


async def test_the_oldest_picture_is_let_go(atelier: Studio, drawer: Drawer) -> None:
    for number in (1, 2, 3, 1, 4):
        await atelier.picture(a_chart(number))
    assert len(drawer.drawn) == 4
    await atelier.picture(a_chart(1))
    assert len(drawer.drawn) == 4
    await atelier.picture(a_chart(2))
    assert len(drawer.drawn) == 5


@pytest.mark.parametrize("error", [OSError, ValueError, MemoryError, KeyError])
async def test_a_failure_gives_none_and_a_line_without_words(
    atelier: Studio, drawer: Drawer, caplog: pytest.LogCaptureFixture, error: type[Exception]
) -> None:
    chart = a_chart()
    drawer.error = error(f"cannot draw {chart}")
    assert await atelier.picture(chart) is None
    assert error.__name__ in caplog.text
    assert not any(word in caplog.text for word in (*LABELS, chart.title, chart.footnote, chart.bars[0].figure))
    drawer.error = None
    assert await atelier.picture(chart) == chart.footnote.encode()


async def test_after_closing_there_is_none(drawer: Drawer) -> None:
    atelier = Studio()
    kept = await atelier.picture(a_chart(1))
    atelier.close()
    atelier.close()
    assert await atelier.picture(a_chart(2)) is None
    assert await atelier.picture(a_chart(1)) == kept


async def test_closing_sends_those_away_who_wait(drawer: Drawer) -> None:
    atelier = Studio()
    drawer.may_go_on.clear()
    async with asyncio.TaskGroup() as group:
        first = group.create_task(atelier.picture(a_chart(1)))
        second = group.create_task(atelier.picture(a_chart(2)))
        await asyncio.sleep(0.01)
        threading.Timer(0.05, drawer.may_go_on.set).start()
        atelier.close()
    assert first.result() == a_chart(1).footnote.encode()
    assert second.result() is None
    assert len(drawer.drawn) == 1


async def test_the_loop_stays_free_while_drawing(atelier: Studio) -> None:
    async with ticking() as delays:
        pictures = await asyncio.gather(*(atelier.picture(a_chart(number)) for number in range(30)))
    assert all(pictures)
    # Thirty pictures take far longer than this many ticks.
    assert len(delays) > 30
    assert max(delays) < LONGEST_DELAY
