"""Names, questions and labels that would turn, hide or mark up a line: others read them as plain letters, or they are refused."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from bot.domain.languages import Language
from bot.services.exports import ExportFile
from tests.abuse.world import VICTIMS

if TYPE_CHECKING:
    from bot.chat.screen import Screen
    from tests.abuse.world import World
    from tests.conftest import HandClock

PUPIL, STAFF, OTHER = 600_000_000_901, 600_000_000_902, 600_000_000_903
TURNING = "\u202e\u202d\u2066\u2067\u200f\u200b\u2060\ufeff"
TAG = "<a href='tg://user?id=1'>"
HOSTILE = f"\u202eЖа{TURNING}дыра"
PLAIN = "Жадыра"


def _words(screen: Screen) -> str:
    labels = [button.text for button in screen.buttons]
    return "\n".join([str(screen.text), screen.toast, *labels])


def _is_plain(screen: Screen) -> bool:
    """Say whether nothing on a screen turns its lines or is a tag that somebody typed."""
    return not any(sign in _words(screen) for sign in TURNING) and TAG not in screen.text


async def test_a_name_in_a_class(world: World) -> None:
    await world.enters(PUPIL)
    await world.said(PUPIL, f"/start c_{world.class_code}")
    await world.tapped(PUPIL, f"jt:{world.class_code}", "jn:1")
    await world.said(PUPIL, f"{HOSTILE} <i>Оспанова")
    names = await world.tapped(VICTIMS, "bw:1:0")
    assert f"{PLAIN} &lt;i&gt;Оспанова" in names.text
    assert _is_plain(names)
    # Nothing but marks is no name, and this is said.
    screen = await world.tapped(PUPIL, "jn:1")
    for nothing in (TURNING, "\u3164\u3164\u3164", "\u2800 \u2800"):
        refused = await world.said(PUPIL, nothing)
        assert refused.text != screen.text
        assert screen.text in refused.text


async def test_a_question_and_its_answer(world: World) -> None:
    await world.enters(PUPIL)
    await world.said(PUPIL, f"/start c_{world.class_code}")
    await world.tapped(PUPIL, f"jt:{world.class_code}", "oa:1")
    await world.said(PUPIL, f"{HOSTILE} {TAG} 👩\u200d🏭\n1 &amp; 2" + "á" + "\u0301" * 90)
    seen = await world.tapped(VICTIMS, "oq:2")
    assert f"{PLAIN} &lt;a href=" in seen.text
    assert "👩\u200d🏭" in seen.text
    assert "&amp;amp;" in seen.text
    assert "\u0301" * 3 not in seen.text
    assert _is_plain(seen)
    await world.said(VICTIMS, f"{HOSTILE} {TAG}")
    answered = await world.tapped(PUPIL, "om:2")
    assert answered.text.count(PLAIN) == 2
    assert _is_plain(answered)


async def test_who_is_invited(world: World) -> None:
    number = await world.enters(STAFF)
    await world.hire(number, "administrator")
    await world.tapped(STAFF, "ii:c:0")
    made = await world.said(STAFF, f"{HOSTILE} {TAG}")
    assert PLAIN in made.text
    assert _is_plain(made)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
async def test_a_name_at_the_door_and_in_the_list_that_opens_in_a_spreadsheet(
    world: World, clock: HandClock, form: str
) -> None:
    event, session = await world.opens("Ашық есік", needs_parent=False)
    number = await world.enters(STAFF)
    await world.hire(number, "organiser", event)
    clock.moment += timedelta(days=2)
    await world.tapped(STAFF, f"xg:{session}:0")
    let_in = await world.said(STAFF, f'=HYPERLINK("http://x";"{HOSTILE} Оспанова"), 9А')
    assert _is_plain(let_in)
    await world.tapped(STAFF, f"xg:{session}:0")
    assert _is_plain(await world.said(STAFF, f"@{HOSTILE}, 9А"))
    await world.tapped(STAFF, f"xg:{session}:0")
    assert PLAIN in (await world.said(STAFF, f"+{HOSTILE} Оспанова, 9А")).text
    code = await _code_of(world, event)
    file = await world.conversation.ground.exports.by_code(code, "xlsx" if form == "xlsx" else "csv", Language.KK)
    assert isinstance(file, ExportFile)
    if form == "xlsx":
        cells = [cell for row in load_workbook(io.BytesIO(file.content)).worksheets[0].iter_rows() for cell in row]
        (name,) = [cell for cell in cells if PLAIN in str(cell.value)]
        assert (name.value, name.data_type, name.quotePrefix) == (f"+{PLAIN} Оспанова", "s", True)
        assert "f" not in {cell.data_type for cell in cells}
    else:
        text = file.content.decode("utf-8-sig")
        assert f"'+{PLAIN} Оспанова" in text
        assert not any(sign in text for sign in TURNING)


async def _code_of(world: World, event: int) -> str:
    found = await world.conversation.ground.events.find(event)
    assert found is not None
    return found.code


async def test_oversize_texts_have_an_answer_everywhere(world: World) -> None:
    """As long as Telegram lets one write, wherever something is typed."""
    await world.enters(PUPIL)
    for spot in ("jn:1", "oa:1", "m", "cp:", "pl", "rs:0"):
        await world.tapped(PUPIL, spot)
        for text in ("ж" * 4096, "ab " * 1365, "1" * 4096, "\n" * 4000 + "x", "<" * 4096):
            screen = await world.said(PUPIL, text)
            # With all its marks escaped, a message has to fit too.
            assert len(screen.text) < 4096 + 512
