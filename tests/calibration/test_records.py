"""Files of answers: what is read, and what is refused with the place at which it is wrong."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from bot.calibration.records import RecordsError, read_records

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ITEMS = ("R1", "I1", "C1")
PEOPLE = [(1, 2, 3), (5, 4, 3)]
PLAIN = b"R1,I1,C1\n1,2,3\n5,4,3\n"
PACKED = gzip.compress(PLAIN, mtime=0)


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "answers.csv"
    path.write_bytes(content)
    return path


def _refusal(path: Path) -> str:
    with pytest.raises(RecordsError) as caught:
        read_records(path, ITEMS)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert message.endswith(".")
    assert "\n" not in message
    return message.removeprefix(str(path))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(PLAIN, id="plain"),
        pytest.param(b"\xef\xbb\xbf" + PLAIN, id="a mark of UTF-8 in front"),
        pytest.param(PLAIN.replace(b"\n", b"\r\n"), id="lines of Windows"),
        pytest.param(PLAIN.rstrip(), id="no end of line at the end"),
        pytest.param(b"R1,I1,C1\n\n1,2,3\n , ,\n5,4,3\n\n\n", id="blank lines"),
        pytest.param(b"C1,R1,I1\n3,1,2\n3,5,4\n", id="another order of columns"),
        pytest.param("age,I1,R1,note,C1\n14,2,1,жақсы,3\n,4,5,,3\n".encode(), id="more columns"),
        pytest.param(b'"R1"," I1 ",C1\n"1", 2 ,3\n5,4,"3"\n', id="quotes and blanks"),
        pytest.param(b"R1,I1,C1\n1,2,3,9\n5,4,3,,\n", id="longer rows"),
    ],
)
@pytest.mark.parametrize("packed", [bytes, gzip.compress], ids=["csv", "gzip"])
def test_answers_are_read(tmp_path: Path, content: bytes, packed: Callable[[bytes], bytes]) -> None:
    records = read_records(_file(tmp_path, packed(content)), ITEMS)
    assert (records.items, records.people, records.left_out) == (ITEMS, PEOPLE, 0)


def test_straight_lines_are_left_out_and_counted(tmp_path: Path) -> None:
    rows = [
        "R1,straightline,I1,C1",
        "1,0,2,3",
        "3,1,3,3",
        "2,TRUE,2,2",
        "5,,4,3",
        "x,yes,,9",
        "1,False,2,3",
        "5,No,4,3",
    ]
    records = read_records(_file(tmp_path, "\n".join(rows).encode()), ITEMS)
    assert records.people == PEOPLE * 2
    assert records.left_out == 3


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", ", row 1: the column R1 is missing (3 of 3 are)."),
        (b"\n\n", ", row 1: the column R1 is missing (3 of 3 are)."),
        (b"R1,i1,C1\n1,2,3\n", ", row 1: the column I1 is missing (1 of 3 are)."),
        (b"R1;I1;C1\n1;2;3\n", ", row 1: the column R1 is missing (3 of 3 are)."),
        (b"R1,I1,C1\n", ": there is no complete record in it."),
        (b"R1,I1,C1,straightline\n3,3,3,1\n", ": there is no complete record in it."),
        (b"R1,I1,C1\n1,2,3\n1,2\n", ", row 3: 2 columns where the first row has 3."),
        (b"R1,I1,C1\n1,2,3\n\n1,2\n", ", row 4: 2 columns where the first row has 3."),
    ],
)
def test_what_is_missing_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    assert _refusal(_file(tmp_path, content)) == message


@pytest.mark.parametrize("value", ["0", "6", "-1", "3.0", "33", "", "three", "NA", "٣", "１"])
def test_a_wrong_answer_is_named_with_its_row_and_column(tmp_path: Path, value: str) -> None:
    message = _refusal(_file(tmp_path, f"R1,I1,C1\n1,2,3\n\n5,{value},3\n".encode()))
    assert message == f", row 4, column I1: {value!r} is no answer; answers are 1, 2, 3, 4 and 5."


def test_a_wrong_answer_outside_the_wanted_columns_is_nobodys_business(tmp_path: Path) -> None:
    records = read_records(_file(tmp_path, b"R1,R2,I1,C1\n1,ninety,2,3\n5,,4,3\n"), ITEMS)
    assert records.people == PEOPLE


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(PACKED[:-12], "end-of-stream", id="cut off"),
        pytest.param(PACKED[:12] + b"garbage garbage garbage", "", id="overwritten"),
        pytest.param(PACKED[:3], "", id="only its beginning"),
        pytest.param(PACKED[:-8] + b"\0" * 8, "CRC", id="another check sum"),
        pytest.param(
            b"R1,I1,C1\n" + b"1" * 140_000 + b",2,3\n", "field larger than field limit", id="one endless cell"
        ),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    message = _refusal(_file(tmp_path, content))
    assert message.startswith(": cannot be read (")
    assert reason in message


@pytest.mark.parametrize("content", [PLAIN.decode().encode("utf-16"), "R1,I1,C1,есім\n".encode("cp1251")])
@pytest.mark.parametrize("packed", [bytes, gzip.compress], ids=["csv", "gzip"])
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, packed: Callable[[bytes], bytes]) -> None:
    assert _refusal(_file(tmp_path, packed(content))) == ": this is no UTF-8 text."


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "nothing.csv") == ": cannot be read (No such file or directory)."
    assert _refusal(tmp_path) == ": cannot be read (Is a directory)."
