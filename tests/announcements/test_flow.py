"""An announcement by tapping, in three languages: written, looked at, tried, sent, read, refused, corrected, taken back."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from bot.domain.languages import Language
from bot.services.access import NotAllowed
from tests.classes.school import deeds, dismiss, hire, join, made_class, person_id

if TYPE_CHECKING:
    from tests.classes.school import Enter
    from tests.pupil import Pupil
    from tests.running_bot import RunningBot

TEXT = {
    "kk": "Ертең <b>шеберхана</b> & түс",
    "ru": "Завтра <b>мастерская</b> & обед",
    "en": "A <b>workshop</b> & lunch",
}
# The smallest picture there is.
GIF = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


async def _write(author: Pupil, *codes: str) -> None:
    """Begin an announcement and write its texts."""
    await author.say("/announce")
    await author.tap_data("kb")
    for code in codes:
        await author.tap_data(_word_key(author, code))
        await author.say(TEXT[code])


def _word_key(author: Pupil, code: str) -> str:
    return next(data for data in author.data if data.startswith("kd") and data.endswith(code))


async def _deliver(running: RunningBot, *pupils: Pupil) -> None:
    for _ in range(20):
        if not await running.worker.round():
            break
    for pupil in pupils:
        await pupil.settled()


def _key(author: Pupil, deed: str) -> str:
    return next(data for data in author.data if data.split(":")[-1] == deed)


def _message(pupil: Pupil, words: str) -> dict[str, Any]:
    return next(message for message in reversed(pupil.answers) if words in str(message.get("text", "")))


@pytest.mark.parametrize("language", [each.value for each in Language])
async def test_from_the_draft_to_the_report(running: RunningBot, enter: Enter, language: str) -> None:
    counsellor, named, nameless, stranger = [await enter(language) for _ in range(4)]
    await hire(running, counsellor)
    code = await made_class(running, counsellor)
    await join(named, code, "Әсем Оспанова")
    await join(nameless, code)
    await _write(counsellor, "kk", "ru", "en")
    await counsellor.tap_first("kr")
    assert TEXT["kk"] in counsellor.text
    await counsellor.tap_first("kc")

    before = len(counsellor.answers)
    await counsellor.tap_data(_key(counsellor, "test"))
    await _deliver(running, counsellor)
    assert sum(TEXT[each] in str(message["text"]) for each in TEXT for message in counsellor.answers[before:]) >= 3
    assert all(
        not any(TEXT[language] in str(message["text"]) for message in each.answers) for each in (named, stranger)
    )

    await counsellor.say("/announce")
    await counsellor.tap_first("kc")
    await counsellor.tap_first("kt")
    assert "2" in counsellor.text
    await counsellor.tap_data(_key(counsellor, "send"))
    await _deliver(running, named, nameless, stranger)
    for pupil in (named, nameless):
        assert sum(TEXT[language] in str(message["text"]) for message in pupil.answers) == 1
    assert not any(TEXT[language] in str(message["text"]) for message in stranger.answers)

    await running.ground.broadcasting.tend()
    await counsellor.say("/announce")
    await counsellor.tap_first("kc")
    await counsellor.tap_first("kz")
    [*_, table] = await counsellor.files()
    rows = list(load_workbook(io.BytesIO(table)).worksheets[0].iter_rows(values_only=True))
    assert {row[1] for row in rows[1:]} == {"Әсем Оспанова", None}
    assert len(rows) == 3
    noted = [deed for deed, _, _ in await deeds(running)]
    assert noted == ["announce", "announce_report"]


@pytest.mark.parametrize("language", [each.value for each in Language])
async def test_a_pupil_says_no_and_gets_nothing_more_until_they_say_yes(
    running: RunningBot, enter: Enter, language: str
) -> None:
    counsellor, pupil, other = [await enter(language) for _ in range(3)]
    words = {"kk": "шеберхана", "ru": "мастерская", "en": "workshop"}[language]
    await hire(running, counsellor)
    code = await made_class(running, counsellor)
    for each in (pupil, other):
        await join(each, code)
    await _write(counsellor, language)
    await counsellor.tap_first("kt")
    await counsellor.tap_data(_key(counsellor, "send"))
    await _deliver(running, pupil, other)
    message = _message(pupil, words)
    refuse = next(
        button["data"] for row in message["inline_keyboard"] for button in row if button["data"].endswith(":a")
    )
    await pupil.tap_data(refuse, message)
    assert words in pupil.text
    await _write(counsellor, language)
    await counsellor.tap_first("kt")
    await counsellor.tap_data(_key(counsellor, "send"))
    await _deliver(running, pupil, other)
    assert sum(words in str(each["text"]) for each in pupil.answers) == 1
    assert sum(words in str(each["text"]) for each in other.answers) == 2
    await pupil.tap_first("ay")
    await pupil.say("/my")
    await pupil.tap_data("ax")
    await pupil.tap_data("az:0")
    await pupil.tap_data("az:1")
    person = await running.ground.people.recognise(pupil.user_id)
    assert person
    data = await running.ground.own_data.all_about(person)
    assert data["announcements_refused"] == {}


async def test_the_author_is_told_how_far_it_is_in_a_message_that_changes(running: RunningBot, enter: Enter) -> None:
    counsellor, *pupils = [await enter("ru") for _ in range(4)]
    await hire(running, counsellor)
    code = await made_class(running, counsellor)
    for each in pupils:
        await join(each, code)
    await _write(counsellor, "ru")
    await counsellor.tap_first("kt")
    before = len(counsellor.answers)
    await counsellor.tap_data(_key(counsellor, "send"))
    await _deliver(running, counsellor)
    told = counsellor.answers[before:]
    assert len(told) == 1
    await running.ground.broadcasting.tend()
    await _deliver(running, counsellor, *pupils)
    assert len(counsellor.answers[before:]) == 1
    changed = counsellor.answers[before:][0]
    assert changed["message_id"] == told[0]["message_id"]
    assert "дошло: 3" in str(changed["text"])
    assert "Отправлено" in str(changed["text"])
    await running.ground.broadcasting.tend()
    await _deliver(running, counsellor)
    assert len(counsellor.answers[before:]) == 1


async def test_what_was_sent_is_corrected_and_taken_back(running: RunningBot, enter: Enter) -> None:
    counsellor, pupil = [await enter("ru") for _ in range(2)]
    await hire(running, counsellor)
    await join(pupil, await made_class(running, counsellor))
    await _write(counsellor, "ru")
    await counsellor.tap_first("kt")
    await counsellor.tap_data(_key(counsellor, "send"))
    await _deliver(running, pupil)
    await counsellor.say("/announce")
    await counsellor.tap_first("kc")
    await counsellor.tap_first("ks")
    await counsellor.say("Послезавтра, а не завтра")
    await _deliver(running, pupil)
    assert "Послезавтра" in str(_message(pupil, "Послезавтра")["text"])
    assert not any("мастерская" in str(each.get("text")) for each in pupil.answers)
    await counsellor.tap_data(next(data for data in counsellor.data if data.startswith("kx") and "remove" in data))
    await counsellor.tap_data(_key(counsellor, "remove"))
    await _deliver(running, pupil)
    assert not any("Послезавтра" in str(each.get("text")) for each in pupil.answers)


async def test_a_picture_a_button_and_a_part_of_the_class(running: RunningBot, enter: Enter) -> None:
    counsellor, russian, kazakh = await enter("ru"), await enter("ru"), await enter("kk")
    await hire(running, counsellor)
    code = await made_class(running, counsellor)
    for each in (russian, kazakh):
        await join(each, code)
    await _write(counsellor, "kk", "ru")
    await counsellor.tap_first("ki")
    await counsellor.send_photo("picture.gif", GIF)
    await counsellor.tap_first("kg")
    await counsellor.say("сварщик")
    await counsellor.tap_first("kh")
    await counsellor.tap_first("kl")
    await counsellor.tap_data(next(each for each in counsellor.data if each.startswith("km") and "languages" in each))
    await counsellor.tap_data(next(each for each in counsellor.data if each.startswith("kq") and ":kk:" in each))
    await counsellor.tap_first("kl")
    await counsellor.tap_first("kc")
    await counsellor.tap_first("kt")
    await counsellor.tap_data(_key(counsellor, "send"))
    await _deliver(running, russian, kazakh)
    [message] = [each for each in kazakh.answers if "photo" in each]
    assert "шеберхана" in str(message["caption"])
    assert any(button.get("data", "").startswith("p:") for row in message["inline_keyboard"] for button in row)
    assert not any("photo" in each for each in russian.answers)


async def test_dismissed_authors_see_nothing_and_others_never_did(running: RunningBot, enter: Enter) -> None:
    counsellor, pupil = await enter("ru"), await enter("ru")
    await hire(running, counsellor)
    await join(pupil, await made_class(running, counsellor))
    await _write(counsellor, "ru")
    own = next(data for data in counsellor.data if data.startswith("kr"))
    await dismiss(running, counsellor)
    for person in (counsellor, pupil):
        await person.say("/announce")
        assert not any(data.startswith("k") and data[1] in "abcd" for data in person.data)
        assert "мастерская" not in person.text
    assert own


@pytest.mark.parametrize("language", [each.value for each in Language])
async def test_an_administrator_writes_to_a_school(running: RunningBot, enter: Enter, language: str) -> None:
    administrator, *others = [await enter(language) for _ in range(5)]
    await hire(running, administrator, "administrator", "")
    for counsellor, pupil, school in zip(others[:2], others[2:], ("№12 <лицей>", "школа 40"), strict=True):
        await hire(running, counsellor, "counsellor", school)
        await join(pupil, await made_class(running, counsellor))
    _, _, meant, other = others
    await _write(administrator, language)
    await administrator.tap_first("kl")
    await administrator.tap_data(
        next(each for each in administrator.data if each.startswith("km") and "schools" in each)
    )
    assert len([each for each in administrator.data if each.startswith("kq")]) == 2
    await administrator.say("40")
    [tick] = [each for each in administrator.data if each.startswith("kq")]
    await administrator.say("лицей 12")
    [tick] = [each for each in administrator.data if each.startswith("kq")]
    await administrator.tap_data(tick)
    assert any("✓" in label and "№12 <лицей>" in label for label in administrator.buttons)
    await administrator.tap_first("kl")
    assert "№12 &lt;лицей&gt;" in administrator.text or "№12 <лицей>" in administrator.text
    await administrator.tap_first("kc")
    await administrator.tap_first("kt")
    await administrator.tap_data(_key(administrator, "send"))
    await _deliver(running, meant, other)
    assert sum(TEXT[language] in str(message["text"]) for message in meant.answers) == 1
    assert not any(TEXT[language] in str(message["text"]) for message in other.answers)


async def test_schools_are_for_administrators_alone(running: RunningBot, enter: Enter) -> None:
    counsellor = await enter("ru")
    await hire(running, counsellor)
    await made_class(running, counsellor)
    await _write(counsellor, "ru")
    await counsellor.tap_first("kl")
    assert any(each.startswith("km") for each in counsellor.data)
    assert not any("schools" in each for each in counsellor.data)
    assert await running.ground.classes.schools(await person_id(running, counsellor)) == NotAllowed()
