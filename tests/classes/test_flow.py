"""Classes by tapping, in three languages: made, printed, joined, seen, left, taken over; and nothing for anybody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.app import build_directory
from bot.domain.languages import Language
from tests.classes.school import SCHOOL, deeds, dismiss, hire, join, letters, made_class, person_id
from tests.flows.walking import FITTING, KAZAKH_LETTERS, forged, to_result
from tests.papers.places import codes_on, pages_of, text_of
from tests.pupil import plain, pupil_at

if TYPE_CHECKING:
    from bot.domain.staff import Role
    from tests.classes.school import Enter
    from tests.pupil import Pupil
    from tests.running_bot import RunningBot


@pytest.mark.parametrize("language", [each.value for each in Language])
async def test_from_the_invitation_to_a_result(running: RunningBot, enter: Enter, language: str) -> None:
    counsellor, named, nameless = [await enter(language) for _ in range(3)]
    await hire(running, counsellor)
    code = await made_class(running, counsellor)
    assert "9А · №12" in counsellor.text
    poster = next(data for data in counsellor.data if data.startswith("bp"))
    await counsellor.tap_data(poster)
    [pdf] = await counsellor.files()
    [page] = pages_of(pdf)
    link = f"https://t.me/temirqazyq_bot?start=c_{code}"
    assert codes_on(page) == [link]
    speeches = [running.ground.speeches[each] for each in Language]
    assert all(each.say("Which profession suits you?") in text_of(page) for each in speeches)
    await join(named, code, "Әсем  Оспанова")
    assert "Әсем Оспанова" in plain(named.text)
    await join(nameless, code)
    await to_result(named)
    await counsellor.tap_first("bw")
    assert "Әсем Оспанова" in counsellor.text
    await counsellor.tap_first("br")
    profession = next(line for line in counsellor.text.splitlines() if line.startswith("•"))
    await named.say("/result")
    assert profession.removeprefix("• ") in plain(named.text)
    number = await class_id(counsellor)
    assert await deeds(running) == [("see_names", f"class:{number}", 1), ("see_result", f"class:{number}", 1)]
    if language != "kk":
        assert not KAZAKH_LETTERS.search(counsellor.text.replace("Әсем", ""))


async def class_id(counsellor: Pupil) -> int:
    """Return the number of the class that a counsellor looks at."""
    await counsellor.say("/class")
    return int(next(data for data in counsellor.data if data.startswith("bc")).split(":")[1])


@pytest.mark.parametrize("language", [each.value for each in Language])
async def test_every_button_fits(running: RunningBot, enter: Enter, language: str) -> None:
    counsellor, pupil = await enter(language), await enter(language)
    await hire(running, counsellor)
    code = await made_class(running, counsellor)
    seen = []
    for data in ("ba", "bn", "bl:9", f"bc:{await class_id(counsellor)}", f"bw:{await class_id(counsellor)}"):
        await forged(running, counsellor, data)
        await counsellor.tap_data(data)
        seen.append(counsellor.screen)
    await pupil.say(f"/start c_{code}")
    seen.append(pupil.screen)
    for prefix in ("jt", "jn", "jx", "jl"):
        await pupil.tap_first(prefix)
        seen.append(pupil.screen)
    for screen in seen:
        assert len(screen["text"]) <= 900
        for row in screen["inline_keyboard"]:
            assert all(len(button["text"]) <= FITTING.get(len(row), 17) for button in row), row


async def test_a_pupil_joins_after_reading_what_will_be_seen(running: RunningBot, counsellor: Pupil) -> None:
    code = await made_class(running, counsellor)
    async with pupil_at(running.address, "ru") as stranger:
        await walk_in(stranger, code)
    await counsellor.tap_first("bw")
    assert "Ерлан" not in counsellor.text
    assert "Без имени: 1" in counsellor.text


async def walk_in(stranger: Pupil, code: str) -> None:
    """Come by the link of a class without having been here, and change one's mind about the name."""
    await stranger.say(f"/start c_{code}")
    for prefix in ("lt:ru", "ag:", "gt:9"):
        await stranger.tap_first(prefix)
    await stranger.say("Экибастуз")
    assert "Вступить в класс 9А" in stranger.text
    assert "без твоего имени" in stranger.text
    await stranger.tap("Вступить")
    assert "Можно профориентатору видеть" in stranger.text
    await stranger.say("да")
    await stranger.say("42")
    assert "буквами" in stranger.text
    await stranger.say("<b>Ерлан</b>")
    assert "&lt;b&gt;Ерлан" in stranger.text or "<b>Ерлан" not in plain(stranger.text)
    await stranger.tap_first("jx")


async def test_a_typed_code_joins_too_and_a_wrong_one_does_not(
    running: RunningBot, pupil: Pupil, counsellor: Pupil
) -> None:
    code = await made_class(running, counsellor)
    await pupil.say("/class")
    await pupil.say(f"{code[:4].lower()}-{code[4:]}")
    assert "Вступить в класс 9А" in pupil.text
    await pupil.say("/class")
    await pupil.say("AAAAAAAA")
    assert "По этому коду" in pupil.text


async def test_leaving_erases_and_can_be_done_twice(running: RunningBot, pupil: Pupil, counsellor: Pupil) -> None:
    code = await made_class(running, counsellor)
    await join(pupil, code, "Данияр")
    await pupil.say("/mydata")
    assert "Данияр" in pupil.text
    await pupil.say("/my")
    await pupil.tap_first("jm")
    await pupil.tap_first("jl")
    leave = next(data for data in pupil.data if data.startswith("jy"))
    await pupil.tap_data(leave)
    await pupil.say("/mydata")
    assert "Данияр" not in pupil.text
    await forged(running, pupil, leave)
    await pupil.tap_data(leave)
    await counsellor.tap_first("bw")
    assert "Данияр" not in counsellor.text
    assert "Без имени: 0" in counsellor.text


async def test_a_closed_class_takes_nobody(running: RunningBot, pupil: Pupil, counsellor: Pupil) -> None:
    code = await made_class(running, counsellor)
    await counsellor.tap_first("bo")
    await pupil.say(f"/start c_{code}")
    assert "По этому коду" in pupil.text
    await forged(running, pupil, f"jt:{code}")
    await pupil.tap_data(f"jt:{code}")
    assert "По этому коду" in pupil.text
    await counsellor.tap_first("bo")
    await join(pupil, code)
    assert "9А" in pupil.text


async def test_two_taps_make_one_class(running: RunningBot, counsellor: Pupil) -> None:
    await made_class(running, counsellor)
    await forged(running, counsellor, "bm:9:А")
    await counsellor.tap_data("bm:9:А")
    assert "уже ведёте" in counsellor.toast
    await counsellor.say("/class")
    assert len([data for data in counsellor.data if data.startswith("bc")]) == 1


async def test_a_counsellor_without_a_school_is_asked_for_it(running: RunningBot, enter: Enter) -> None:
    person = await enter("ru")
    await hire(running, person, label="")
    await person.say("/class")
    await forged(running, person, "bm:10:")
    await person.tap_data("bm:10:")
    assert "какая школа" in person.text
    await person.say("...")
    assert "какая школа" in person.text
    await person.say("СШ 7")
    assert "10 · СШ 7" in person.text


async def test_a_dismissed_counsellor_sees_nothing_at_once(
    running: RunningBot, pupil: Pupil, counsellor: Pupil
) -> None:
    code = await made_class(running, counsellor)
    await join(pupil, code, "Данияр")
    number, member = await class_id(counsellor), await person_id(running, pupil)
    await counsellor.tap_first("bc")
    old, looks = counsellor.screen, next(data for data in counsellor.data if data.startswith("bw"))
    await dismiss(running, counsellor)
    before = await deeds(running)
    for data in (f"bc:{number}", f"bw:{number}:0", f"br:{number}:{member}", f"bp:{number}", f"bo:{number}:0"):
        await forged(running, counsellor, data)
        await counsellor.tap_data(data)
        assert "9А" not in counsellor.text
        assert "Данияр" not in counsellor.text
    await counsellor.tap_data(looks, old)
    assert "Данияр" not in counsellor.text
    assert not await counsellor.files()
    assert await deeds(running) == before


async def test_a_class_is_taken_over_by_its_own_school_only(
    running: RunningBot, enter: Enter, pupil: Pupil, counsellor: Pupil
) -> None:
    code = await made_class(running, counsellor)
    await join(pupil, code)
    number = await class_id(counsellor)
    colleague, other = await enter("ru"), await enter("ru")
    await hire(running, colleague, label="лицей 12")
    await hire(running, other, label="школа 13")
    for person in (colleague, other):
        await forged(running, person, f"bu:{number}")
        await person.tap_data(f"bu:{number}")
        assert "9А" not in person.text
    await counsellor.say("/delete")
    await counsellor.tap_first("dt")
    await forged(running, other, f"bu:{number}")
    await other.tap_data(f"bu:{number}")
    assert "9А" not in other.text
    await colleague.say("/class")
    await colleague.tap_first("bt")
    await colleague.tap_first("bu")
    assert "9А · №12" in colleague.text
    [letter] = await letters(running, pupil)
    assert "другой профориентатор" in letter


async def test_an_administrator_decides_who_leads_a_class(
    running: RunningBot, enter: Enter, counsellor: Pupil, pupil: Pupil
) -> None:
    await made_class(running, counsellor)
    number = await class_id(counsellor)
    chief, other = await enter("ru"), await enter("ru")
    await hire(running, chief, "administrator", "")
    grant = await hire(running, other, label="школа 13")
    await chief.say("/class")
    assert "Таких нет" in chief.text
    await dismiss(running, counsellor)
    await forged(running, pupil, f"bx:{number}:{grant}")
    await pupil.tap_data(f"bx:{number}:{grant}")
    await chief.say("/class")
    await chief.tap_first("by")
    await chief.tap("школа 13")
    await other.say("/class")
    await other.tap_first("bc")
    assert "9А · №12" in other.text


async def test_nobody_else_gets_anything(running: RunningBot, enter: Enter, counsellor: Pupil, pupil: Pupil) -> None:
    """Every tap of these flows, for a class that is somebody else's: by a pupil, a helper, an organiser, another counsellor."""
    code = await made_class(running, counsellor)
    await join(pupil, code, "Данияр")
    number, member = await class_id(counsellor), await person_id(running, pupil)
    kinds = [step.kind for step in build_directory().steps if step.kind.__prefix__[0] == "b"]
    assert len(kinds) >= 14
    values = {"id": number, "member": member, "grant": 1, "page": 0, "on": False, "grade": 9, "letter": "А"}
    taps = [kind(**{name: values[name] for name in kind.model_fields}).pack() for kind in kinds]
    roles: list[tuple[Role | None, str]] = [(None, ""), ("helper", ""), ("organiser", ""), ("counsellor", "школа 99")]
    for role, label in roles:
        person = await enter("ru")
        if role:
            await hire(running, person, role, label)
        for data in taps:
            await forged(running, person, data)
            await person.tap_data(data)
            assert "Данияр" not in person.text
            assert SCHOOL.split("<")[0] not in plain(person.text)
            assert code not in person.text
        await person.say("/class")
        assert "Данияр" not in person.text
    # A counsellor may ask for the report of their own school, which has no classes.
    assert [each for each in await deeds(running) if each[1] == f"class:{number}"] == []
    await counsellor.say("/class")
    assert "9А" in " ".join(counsellor.buttons)
