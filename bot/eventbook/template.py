"""An empty spreadsheet of events, with an example and what each column means."""

from __future__ import annotations

from typing import Final

from bot.eventbook.sheet import COLUMNS
from bot.sheets import Column, Table, write

_EXAMPLE: Final = {
    "code": "WELD2027",
    "kind": "workshop",
    "state": "draft",
    "title_kk": "Дәнекерлеу шеберханасы",
    "title_ru": "Мастерская «Сварка»",
    "title_en": "Welding workshop",
    "place": "pavlodar",
    "professions": "welder",
    "grades": "8, 9, 10, 11",
    "parent": "no",
    "starts": "2027-02-05 14:00",
    "minutes": "90",
    "capacity": "12",
}
_NOTES: Final = (
    "A row for each session; rows with the same code are one event, and the first of them says all of it.",
    "code: 4-12 capital Latin letters and digits; never changes.",
    "kind: festival, workshop, open_day, excursion, try_out, contest, forum, job_fair.",
    "state: draft (only the organiser sees it) or open.",
    "title, about, address, label, hall: in one language at least.",
    "place, towns: ids of settlements of the atlas; regions: KZ-55 and so on; professions: ids of professions.",
    "Several values in one cell are divided by commas.",
    "opens, closes, cancel_until, starts: in the event's zone (Asia/Almaty unless zone says another), as 2027-02-05 14:00.",
    "asks: what a pupil is asked for, of name, school, class. question1_... to question3_...: the organiser's own questions.",
    "parent: no, everybody, or the age under which a parent has to agree.",
    "approval: yes when the organiser looks at each registration.",
    "The example row has to be deleted.",
)


def template() -> bytes:
    """Return the spreadsheet."""
    columns = [Column(name, width=max(10, len(name) + 2)) for name in COLUMNS]
    return write(Table("events", columns, [[_EXAMPLE.get(name, "") for name in COLUMNS]], _NOTES, "help"), "xlsx")
