"""A class by tapping and by a file, in three languages: faults named, the mended file taken, hostile files refused kindly."""

from __future__ import annotations

import io
import re
import zipfile
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from bot.services.class_sheets import ClassSheet, class_sheet
from bot.sheets import Column, Sheet, Table, read_sheet, write
from tests.flows.hall import Workshop
from tests.flows.test_door import fits
from tests.flows.walking import forged, settle_in, tapped

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from tests.pupil import Pupil
    from tests.running_bot import RunningBot

    Enter = Callable[[str], Awaitable[Pupil]]

LANGUAGES = ["kk", "ru", "en"]
TITLES = {
    "kk": ("Аты-жөні", "Сыныбы", "Мектебі", "Кім"),
    "ru": ("Имя и фамилия", "Класс", "Школа", "Кто"),
    "en": ("Name and surname", "Class", "School", "Who"),
}
ADULT = {"kk": "ересек", "ru": "взрослый", "en": "adult"}


def class_of(
    number: int, language: str = "ru", form: str = "xlsx", instead: Mapping[int, tuple[str, ...]] = MappingProxyType({})
) -> bytes:
    """Return the file of a class of so many, the last one a teacher; `instead` are rows by their numbers."""
    letters = "абвгдежзиклмнопрстуфхцчшыэюя"
    rows: list[tuple[str, ...]] = [
        (f"Оқушы {letters[row % 28]}{letters[row // 28]}", "9А", "№5 лицей", "") for row in range(2, number + 1)
    ]
    rows.append(("Гүлнар Сейтқызы", "", "№5 лицей", ADULT[language]))
    for number, row in instead.items():
        rows[number - 2] = row
    table = Table("1", [Column(title) for title in TITLES[language]], rows)
    return write(table, "csv" if form == "csv" else "xlsx")


async def teacher_of(workshop: Workshop, enter: Enter, language: str = "ru") -> Pupil:
    """Let in a counsellor who stands where the list is sent."""
    person = await enter(language)
    await settle_in(person, language)
    await workshop.hire(person, "counsellor")
    await person.say("/registerclass")
    await person.tap_data(f"yd:{workshop.event}")
    await person.tap_data(f"yu:{workshop.session}")
    return person


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_class_of_thirty_with_two_bad_rows(language: str, running: RunningBot, enter: Enter) -> None:
    workshop = await Workshop.opened(running, capacity=30)
    teacher = await teacher_of(workshop, enter, language)
    fits(teacher, language)
    bad = {5: ("", "9А", "№5 лицей", ""), 17: ("87011234567", "9А", "№5 лицей", "")}
    await teacher.send("9a.xlsx", class_of(30, language, instead=bad))
    assert "A5" in teacher.text
    assert "A17" in teacher.text
    fits(teacher, language)
    assert await workshop.states() == []
    await teacher.send("9a.xlsx", class_of(30, language))
    assert "29" in teacher.text
    assert "30" in teacher.text
    fits(teacher, language)
    assert await workshop.states() == []
    shown = teacher.screen
    await teacher.tap_first("yr:")
    fits(teacher, language)
    assert await workshop.states() == ["seated"] * 30
    # A double tap of the old button registers nobody twice.
    data = next(b["data"] for row in shown["inline_keyboard"] for b in row if b["data"].startswith("yr:"))
    await teacher.tap_data(data, shown)
    assert len(await workshop.states()) == 30
    await teacher.tap_first("yp:")
    await teacher.tap_first("ym:")
    fits(teacher, language)
    await teacher.tap_first("yb:")
    fits(teacher, language)
    assert (await workshop.states()).count("cancelled") == 1
    await teacher.tap_first("yp:")
    await teacher.tap_first("yx:")
    fits(teacher, language)
    await teacher.tap_first("yz:")
    assert (await workshop.states()).count("cancelled") == 30
    fits(teacher, language)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_template_filled_in_is_taken(language: str, running: RunningBot, enter: Enter) -> None:
    workshop = await Workshop.opened(running)
    teacher = await teacher_of(workshop, enter, language)
    await teacher.tap_first("yt:")
    fits(teacher, language)
    (template,) = await teacher.files()
    sheet = read_sheet(template)
    assert isinstance(sheet, Sheet)
    read = class_sheet(sheet)
    assert isinstance(read, ClassSheet)
    assert list(read.columns) == ["name", "class", "school", "who"]
    # The empty one is refused kindly, and the next file may follow at once.
    await teacher.send("class.xlsx", template)
    fits(teacher, language)
    await teacher.send("class.csv", class_of(3, language, "csv"))
    await teacher.tap_first("yr:")
    assert await workshop.states() == ["seated"] * 3
    await teacher.tap_first("yf:")
    codes = read_sheet((await teacher.files())[-1])
    assert isinstance(codes, Sheet)
    assert len(codes.rows) == 3
    assert "class_file" in await workshop.deeds()


async def test_more_faults_than_a_phone_shows_stand_in_a_file(running: RunningBot, enter: Enter) -> None:
    workshop = await Workshop.opened(running, capacity=30)
    teacher = await teacher_of(workshop, enter)
    bad = {row: (str(row), "", "", "") for row in range(2, 22)}
    await teacher.send("9a.xlsx", class_of(30, instead=bad))
    fits(teacher, "ru")
    listed = read_sheet((await teacher.files())[-1])
    assert isinstance(listed, Sheet)
    assert len(listed.rows) == 60
    assert await workshop.states() == []


def _bomb() -> bytes:
    """A small archive that unpacks to 30 MB."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for number in range(2):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b"\0" * 15_000_000)
    return target.getvalue()


async def test_files_that_cannot_be_taken(running: RunningBot, enter: Enter) -> None:
    workshop = await Workshop.opened(running)
    teacher = await teacher_of(workshop, enter)
    for name, content, said in (
        ("big.xlsx", b"PK\x03\x04" + b"x" * 2_000_000, "слишком большой"),
        ("bomb.xlsx", _bomb(), "слишком большой"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "XLS"),
        ("broken.xlsx", b"PK\x03\x04 and nothing more", "повреждён"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(range(256)), "не таблица"),
        ("empty.csv", b"\n\n", "нет строк"),
        ("columns.csv", "Город;Улица\nПавлодар;Ленина\n".encode(), "столбец с именами"),
        ("twice.csv", "Имя;Имя\nА;Б\n".encode(), "одно название"),
        ("../../etc/passwd", "Имя;Класс\n\"=cmd|' /C calc'!A0\";9А\n".encode(), "не похоже на имя"),
    ):
        await teacher.send(name, content)
        assert said in teacher.text, name
        fits(teacher, "ru")
    assert await workshop.states() == []
    await teacher.send("class.xlsx", class_of(3))
    await teacher.tap_first("yr:")
    assert await workshop.states() == ["seated"] * 3


async def test_parents_who_have_to_agree(running: RunningBot, enter: Enter) -> None:
    workshop = await Workshop.opened(running, needs_parent=True)
    teacher = await teacher_of(workshop, enter)
    await teacher.send("class.xlsx", class_of(3))
    assert "подписанное согласие" in teacher.text
    shown, register = teacher.screen, next(data for data in teacher.data if data.startswith("yr:"))
    # A forged tap that leaves the papers out registers nobody.
    without = register[: register.rindex(":")] + ":0"
    await teacher.tap_data(without, await forged(running, teacher, without))
    assert await workshop.states() == []
    await teacher.tap_data(register, shown)
    assert await workshop.states() == ["seated"] * 3
    assert "parents_papers" in await workshop.deeds()


async def test_a_class_that_waits_and_one_that_will_never_fit(running: RunningBot, enter: Enter) -> None:
    workshop = await Workshop.opened(running, capacity=4)
    teacher = await teacher_of(workshop, enter)
    await workshop.ticket()
    await workshop.ticket("Данияр Қасымов")
    await teacher.send("class.xlsx", class_of(5))
    assert "не больше 4" in teacher.text
    await teacher.send("class.xlsx", class_of(3))
    assert "встанет в очередь" in teacher.text
    await teacher.tap_first("yr:")
    assert (await workshop.states()).count("waiting") == 3
    await running.ground.seats.resize(workshop.session, 5)
    await teacher.tap_first("yd")
    await teacher.tap_first("yp:")
    await teacher.tap_first("ya:")
    assert await workshop.states() == ["seated"] * 5


async def test_the_card_of_an_event_leads_those_there_who_may(running: RunningBot, enter: Enter) -> None:
    workshop = await Workshop.opened(running)
    person = await enter("ru")
    await settle_in(person)
    seen = []
    for role in (None, "counsellor", "helper"):
        if role:
            await workshop.hire(person, role)
        await person.tap_data(f"ek:{workshop.event}", await forged(running, person, f"ek:{workshop.event}"))
        fits(person, "ru")
        seen.append([data for data in person.data if data.startswith(("yd", "xd"))])
    assert seen == [[], [f"yd:{workshop.event}"], [f"yd:{workshop.event}", f"xd:{workshop.event}"]]
    await person.tap("Записать класс")
    assert person.data[0] == f"yu:{workshop.session}"


async def test_a_link_for_the_class(running: RunningBot, enter: Enter) -> None:
    workshop = await Workshop.opened(running, capacity=20)
    teacher = await teacher_of(workshop, enter)
    await teacher.tap_first("yk:")
    fits(teacher, "ru")
    shown = teacher.screen
    await teacher.tap("10")
    assert "start=f_" in teacher.text
    assert "оставлены до" in teacher.text
    fits(teacher, "ru")
    pupil = await enter("ru")
    await settle_in(pupil)
    await pupil.say(f"/start {re.findall(r'start=(f_[A-Z0-9]+)', teacher.text)[0]}")
    assert "Мастерская" in pupil.text
    await teacher.tap_data(f"yl:{workshop.session}:10:0", shown)
    assert len(await workshop.states()) == 10
    await teacher.tap_data(f"yu:{workshop.session}", await forged(running, teacher, f"yu:{workshop.session}"))
    await teacher.tap_first("yk:")
    await teacher.say("7")
    assert len(await workshop.states()) == 17
    await teacher.tap_first("yd")
    await teacher.tap_data(f"yd:{workshop.event}", await forged(running, teacher, f"yd:{workshop.event}"))


async def test_a_redelivered_yes_registers_once(running: RunningBot, enter: Enter) -> None:
    workshop = await Workshop.opened(running)
    teacher = await teacher_of(workshop, enter)
    await teacher.send("class.xlsx", class_of(3))
    update = tapped(teacher, next(data for data in teacher.data if data.startswith("yr:")), 990_101)
    for _ in range(2):
        await running.deliver(update)
        await teacher.settled()
        assert "Гүлнар Сейтқызы" in str(teacher.buttons)
    assert await workshop.states() == ["seated"] * 3


async def test_somebody_elses_class_and_somebody_without_a_role(running: RunningBot, enter: Enter) -> None:
    workshop = await Workshop.opened(running, capacity=30)
    teacher, other = await teacher_of(workshop, enter), await teacher_of(workshop, enter)
    stranger = await enter("ru")
    await settle_in(stranger)
    await teacher.send("class.xlsx", class_of(3))
    draft = next(data for data in teacher.data if data.startswith("yr:"))
    for person in (other, stranger):
        await person.tap_data(draft, await forged(running, person, draft))
        assert await workshop.states() == []
    await teacher.tap_first("yr:")
    one = (await workshop.all_ids())[0]
    taps = ("yp:1:0", f"ym:1:{one}", f"yb:1:{one}", "yx:1", "yz:1", "ya:1", "yf:1", f"yl:{workshop.session}:5:0")
    for person in (other, stranger):
        shown = await forged(running, person, *taps)
        for tap in taps[: None if person is stranger else -1]:
            await person.tap_data(tap, shown)
            assert "Гүлнар" not in person.text
            assert "Оқушы" not in person.text
        assert await person.files() == []
    assert await workshop.states() == ["seated"] * 3
    await stranger.say("/registerclass")
    assert "Классы записывают" in stranger.text
    # A file that is sent where none is expected.
    await stranger.send("class.xlsx", class_of(3))
    assert len(await workshop.states()) == 3
