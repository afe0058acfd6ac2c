"""Whatever form a refusal comes in, it is one sentence."""

from __future__ import annotations

import pytest
import typer

from bot.running import Refused
from bot.stopping import run_or_stop


async def _fail(error: Exception) -> None:
    raise error


@pytest.mark.parametrize(
    "error",
    [
        Refused("The port is taken."),
        # As Python before 3.11.4 wraps what is raised while a group is handled.
        ExceptionGroup("", [Refused("The port is taken.")]),
        ExceptionGroup("", [ExceptionGroup("", [Refused("The port is taken.")])]),
    ],
)
def test_a_refusal_is_one_sentence_on_every_python(error: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as caught:
        run_or_stop(_fail(error))
    assert caught.value.exit_code == 1
    assert capsys.readouterr().err == "The port is taken.\n"


def test_a_fault_of_ours_is_not_taken_for_a_refusal() -> None:
    with pytest.raises(ExceptionGroup):
        run_or_stop(_fail(ExceptionGroup("", [Refused("The port is taken."), ZeroDivisionError()])))
    with pytest.raises(ExceptionGroup):
        run_or_stop(_fail(ExceptionGroup("", [ZeroDivisionError()])))
