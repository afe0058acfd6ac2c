"""Who gets hold of the database file, or of a backup, but not of the keys, reads no name, school, phone, question or answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.db.copying import copy_of
from tests.classes.life import ANSWER, ASKED, NAME, SCHOOL, SIZE, live
from tests.classes.school import SCHOOL as SCHOOL_OF_CLASS

if TYPE_CHECKING:
    from tests.classes.school import Enter
    from tests.running_bot import RunningBot

PHONE = "+7 701 555 73 19"
KEPT = b"ekibastuz"


async def test_neither_the_file_nor_a_backup_tells_who_somebody_is(
    running: RunningBot, enter: Enter, sqlite_url: str, tmp_path: Path
) -> None:
    await live(running, enter)
    pupil = await enter("kk")
    await pupil.say(f"{PHONE} {NAME}")
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    copy = tmp_path / "backup.sqlite3"
    copy_of(path, copy)
    own = b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
    for raw in (own, copy.read_bytes()):
        # What is not sealed is there, so that the rest is looked for in the right place.
        assert KEPT in raw
        for text in (
            *NAME.split(),
            SCHOOL,
            SCHOOL_OF_CLASS,
            SIZE,
            ASKED,
            ANSWER,
            PHONE,
            "555 73 19",
            "5557319",
            "Әсем",
        ):
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                assert text.encode(encoding) not in raw, text
