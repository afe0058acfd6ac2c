"""Files that were made to do harm, and any bytes at all: reading never fails and never takes long."""

from __future__ import annotations

import asyncio
import io
import os
import time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sheets import Limits, Sheet, Unreadable, read_sheet, read_sheet_aside
from bot.sheets.aside import AsideError, Stopped, aside
from tests.sheets.books import book, with_parts

SHEET = "xl/worksheets/sheet1.xml"
GOOD = book(("a", "b"), ("1", "2"))
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
FOOT = b"</sheetData></worksheet>"
LIMITS = Limits(seconds=3)


def _with_shared_strings() -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    with ZipFile(io.BytesIO(GOOD)) as packed:
        types = packed.read("[Content_Types].xml").decode()
    named = types.replace("</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>')
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>1</t></si></sst>'
    return with_parts(GOOD, {"[Content_Types].xml": named.encode(), "xl/sharedStrings.xml": strings})


_SHARED = _with_shared_strings()


def test_xml_is_read_by_defusedxml() -> None:
    assert openpyxl.DEFUSEDXML


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "[Content_Types].xml"])
@pytest.mark.parametrize(
    "entity",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        b'<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities_are_refused(part: str, entity: bytes) -> None:
    with ZipFile(io.BytesIO(_SHARED)) as packed:
        xml = packed.read(part)
    assert isinstance(read_sheet(_SHARED, LIMITS), Sheet)
    start = xml.index(b"?>") + 2 if xml.startswith(b"<?xml") else 0
    harmful = xml[:start] + entity + xml[start:].replace(b"<t>1</t>", b"<t>&b;</t>")
    assert read_sheet(with_parts(_SHARED, {part: harmful}), LIMITS) == Unreadable("broken")


def test_a_bomb_is_not_unpacked() -> None:
    bomb = with_parts(GOOD, {"xl/media/image.bin": b"\0" * 70_000_000})
    assert len(bomb) < 100_000
    assert read_sheet(bomb, LIMITS) == Unreadable("too_large")


def test_a_part_that_lies_about_its_size_is_cut_off() -> None:
    content = bytearray(with_parts(GOOD, {SHEET: HEAD + b"<row/>" * 3_000_000 + FOOT}))
    stream = io.BytesIO(content)
    with ZipFile(stream) as packed:
        size = packed.getinfo(SHEET).file_size
    lying = bytes(content).replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lying != bytes(content)
    assert isinstance(read_sheet(lying, LIMITS), Unreadable)


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="99999999999999"><c r="A99999999999999"><v>1</v></c></row>',
        b'<row r="1"><c r="A1"><v>' + b"9" * 5000 + b"</v></c></row>",
        b'<row r="1"><c r="A1"><v>1e999</v></c></row>',
        b'<row r="1"><c r="A1" t="s"><v>77</v></c></row>',
        b'<row r="-5"><c r="A0"><v>1</v></c></row>',
        b'<row r="x"><c r="ZZZZZ1"><v>1</v></c></row>',
        b"<row>" + b"<c><v>1</v></c>" * 20_000 + b"</row>",
        b"<row><c>" * 3000,
    ],
)
def test_odd_cells(rows: bytes) -> None:
    began = time.monotonic()
    read = read_sheet(with_parts(GOOD, {SHEET: HEAD + rows + FOOT}), Limits(seconds=1))
    assert isinstance(read, Sheet | Unreadable)
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("text", [b'a;b\n1;2\n\n"x;3\n4;5', b'a;b\n1;2\n\n"x"y;3'])
def test_quotes_that_would_swallow_rows_are_named(text: bytes) -> None:
    assert read_sheet(text, LIMITS) == Unreadable("broken", "4")


def test_other_zips_and_passwords() -> None:
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert read_sheet(stream.getvalue()) == Unreadable("not_a_sheet")
    central = GOOD.index(b"PK\x01\x02")
    locked = GOOD[: central + 8] + b"\x01" + GOOD[central + 9 :]
    assert read_sheet(locked) == Unreadable("old_format")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/rowcvfist =\"'&;!-A1éқ", max_size=120))
def test_any_xml(rows: str) -> None:
    content = with_parts(GOOD, {SHEET: HEAD + rows.encode() + FOOT})
    assert isinstance(read_sheet(content, LIMITS), Sheet | Unreadable)


async def test_aside_reads_the_same() -> None:
    assert await read_sheet_aside(GOOD) == read_sheet(GOOD)
    assert await read_sheet_aside(GOOD, Limits(size=5)) == Unreadable("too_large")


async def test_aside_stops_what_does_not_end() -> None:
    """A row of formulas, each of which has to be translated from one long formula: hours in openpyxl, within one row."""
    long = b"A1+" * 10_000 + b"A1"
    shared = b'<c><f t="shared" si="0"/></c>' * 16_000
    row = b'<row r="1"><c r="A1"><f t="shared" ref="A1:XFD1" si="0">' + long + b"</f></c>" + shared + b"</row>"
    content = with_parts(GOOD, {SHEET: HEAD + row + FOOT})
    began = time.monotonic()
    assert await read_sheet_aside(content, Limits(seconds=1)) == Unreadable("too_slow")
    assert time.monotonic() - began < 30


def _span(seconds: float) -> tuple[float, float]:
    begun = time.monotonic()
    time.sleep(seconds)
    return begun, time.monotonic()


async def test_aside_runs_two_at_once_and_the_third_waits() -> None:
    spans = await asyncio.gather(*(aside(_span, 20, 0.1) for _ in range(3)))
    whole = sorted(span for span in spans if not isinstance(span, Stopped))
    assert len(whole) == 3
    assert whole[2][0] >= min(whole[0][1], whole[1][1])


def _stays(path: Path, seconds: float) -> None:
    path.write_text(str(os.getpid()))
    time.sleep(seconds)


async def test_aside_leaves_no_process_when_nobody_waits_any_more(tmp_path: Path) -> None:
    noted = tmp_path / "pid"
    os.mkfifo(noted)
    async with asyncio.TaskGroup() as nursery:
        waiting = nursery.create_task(aside(_stays, 20, noted, 15.0))
        pid = int(await asyncio.to_thread(noted.read_text))
        waiting.cancel()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def _takes_memory(size: int) -> int:
    return len(bytearray(size))


def _environment(prefix: str) -> list[str]:
    return [name for name in os.environ if name.startswith(prefix)]


def _fails(text: str) -> None:
    raise ValueError(text)


def _dies(code: int) -> None:
    os._exit(code)


async def test_aside_bounds_memory_and_tells_no_secret(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TEMIRQAZYQ_TOKEN", "1:secret")
    assert await aside(_environment, 20, "TEMIRQAZYQ_") == []
    assert await aside(_takes_memory, 20, 1 << 31) == Stopped()
    with pytest.raises(AsideError, match=r"^ValueError$"):
        await aside(_fails, 20, "a name of somebody")
    assert await aside(_dies, 20, 9) == Stopped()
    assert await aside(_dies, 20, 0) == Stopped()
    assert [record.args for record in caplog.records] == [(9,), (0,)]
