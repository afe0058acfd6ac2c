"""Going to a button, also when a notice takes the place of the screen; percentiles of what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from bot.rehearsal.figures import Step
from bot.rehearsal.going import go
from bot.rehearsal.phone import Phone

if TYPE_CHECKING:
    import aiohttp

WAYS = ("tk:1", "tb:1", "ty:1")


class PaperPhone(Phone):
    """A phone whose screens are written down before: after each act, and after each wait, the next one is seen."""

    def __init__(self, *screens: list[str]) -> None:
        super().__init__(cast("aiohttp.ClientSession", None), 1)
        self._screens = list(screens)
        self.acts: list[str] = []

    async def types(self, text: str) -> float | None:
        """Note it."""
        return self._next(text)

    async def tap(self, data: str, message: dict[str, Any] | None = None, *, times: int = 1) -> float | None:
        """Note it."""
        del message, times
        return self._next(data)

    async def listens(self, seconds: float) -> bool:
        """Show the next screen, if there is one."""
        del seconds
        return self._next("…") is not None

    def _next(self, act: str) -> float | None:
        self.acts.append(act)
        if not self._screens:
            return None
        buttons = [{"data": each} for each in self._screens.pop(0)]
        self.messages[1] = {"message_id": 1, "from": "bot", "inline_keyboard": [buttons]}
        return 0.1


async def test_the_straight_way() -> None:
    phone, step = PaperPhone(["tk:1", "tk:12"], ["tb:1"], ["ty:1:CODE"], ["m"]), Step("x")
    assert await go(phone, step, "/tickets", WAYS)
    assert phone.acts == ["/tickets", "tk:1", "tb:1", "ty:1:CODE"]
    assert (len(step.answers), step.silent) == (4, 0)


async def test_a_notice_comes_in_between() -> None:
    phone = PaperPhone(["tk:1"], ["other"], ["tb:1", "tk:1"], ["tk:1"], ["tb:1"], ["ty:1:CODE"], ["m"])
    assert await go(phone, Step("x"), "/tickets", WAYS)
    assert phone.acts == ["/tickets", "tk:1", "…", "tb:1", "tk:1", "tb:1", "ty:1:CODE"]


async def test_a_button_that_never_comes() -> None:
    phone, step = PaperPhone(["tk:12"]), Step("x")
    assert not await go(phone, step, "/tickets", WAYS)
    assert step.silent > 0


def test_percentiles() -> None:
    step = Step("x", seconds=2.5, answers=[each / 100 for each in range(1, 101)], silent=1, notes=["12 came"])
    assert (step.percentile(0.5), step.percentile(0.99)) == (0.51, 1.0)
    assert Step("x").percentile(0.5) == 0.0
    said = "2.5 s; 100 answers, p50 510 ms, p99 1000 ms, longest 1.0 s; 1 times no answer in time, tried again; 12 came"
    assert step.line() == said
    assert step.as_json()["p99_ms"] == 1000.0
