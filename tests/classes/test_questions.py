"""Ask my counsellor, by tapping and typing: asked, answered, handed over, closed; in need the helpline comes first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.app import build_directory
from bot.db.class_tables import answer_templates, question_messages, questions
from bot.domain.languages import Language
from tests.classes.school import SCHOOL, deeds, dismiss, hire, join, letters, made_class
from tests.flows.walking import FITTING, KAZAKH_LETTERS, forged

if TYPE_CHECKING:
    from typing import Any

    from bot.domain.staff import Role
    from tests.classes.school import Enter, SchoolClock
    from tests.pupil import Pupil
    from tests.running_bot import RunningBot

LANGUAGES = [each.value for each in Language]
QUESTION = "Где учат на <сварщика> после 9 класса?"


async def asked(pupil: Pupil, text: str = QUESTION) -> str:
    """Ask from the menu; return the number of the question."""
    await pupil.say("/menu")
    await pupil.tap_first("oa")
    await pupil.say(text)
    return next(data for data in pupil.data if data.startswith("oe")).split(":")[1]


async def rows(running: RunningBot) -> list[Any]:
    """Return all questions."""
    return await running.database.read(lambda connection: list(connection.execute(select(questions)).all()))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_question_and_its_answer(running: RunningBot, enter: Enter, language: str) -> None:
    pupil, counsellor = await enter(language), await enter(language)
    await hire(running, counsellor)
    code = await made_class(running, counsellor)
    assert not any(data.startswith("oa") for data in pupil.data)
    await join(pupil, code, "Данияр")
    number = await asked(pupil)
    [notice] = await letters(running, counsellor)
    assert "9А" in notice
    assert "сварщика" not in notice
    await counsellor.tap_first("oq")
    assert "<сварщика>" in counsellor.text
    assert "Данияр" in counsellor.text
    for screen in (pupil.screen, counsellor.screen):
        for row in screen["inline_keyboard"]:
            assert all(len(button["text"]) <= FITTING[len(row)] for button in row)
    if language == "en":
        assert not KAZAKH_LETTERS.search(pupil.text)
    await counsellor.say("В колледже. Приходите в кабинет <12>.")
    assert "<12>" in counsellor.text
    [answer] = await letters(running, pupil)
    assert "кабинет <12>" in answer
    await pupil.tap_first("om")
    await pupil.say("Спасибо!")
    await counsellor.say("/questions")
    await counsellor.tap_first("oq")
    assert "Спасибо!" in counsellor.text
    assert (await deeds(running)).count(("see_question", f"question:{number}", 1)) == 1
    await pupil.tap_first("oe")
    await counsellor.say("/questions")
    assert not any(data.startswith("oq") for data in counsellor.data)


async def test_what_is_written_is_sealed_and_shown_under_mydata(
    running: RunningBot, pupil: Pupil, counsellor: Pupil
) -> None:
    code = await made_class(running, counsellor)
    await join(pupil, code)
    await asked(pupil)
    texts = select(question_messages.c.text)
    kept = await running.database.read(lambda connection: list(connection.execute(texts).scalars()))
    assert all("сварщика".encode() not in each for each in kept)
    await pupil.say("/mydata")
    assert "<сварщика>" in pupil.text
    await pupil.say("/delete")
    await pupil.tap_first("dt")
    assert await rows(running) == []
    assert await running.database.read(lambda connection: list(connection.execute(texts).scalars())) == []


async def test_the_name_is_seen_only_by_the_counsellor_of_the_class(
    running: RunningBot, enter: Enter, pupil: Pupil, counsellor: Pupil
) -> None:
    code = await made_class(running, counsellor)
    await join(pupil, code, "Данияр")
    await asked(pupil)
    colleague, stranger = await enter("ru"), await enter("ru")
    await hire(running, colleague, label="лицей 12")
    grant = await hire(running, stranger, label="школа 13")
    await counsellor.say("/questions")
    await counsellor.tap_first("oq")
    number = next(data for data in counsellor.data if data.startswith("oc")).split(":")[1]
    await forged(running, counsellor, f"ox:{number}:{grant}")
    await counsellor.tap_data(f"ox:{number}:{grant}")
    await stranger.say("/questions")
    assert not any(data.startswith("oq") for data in stranger.data)
    await counsellor.tap_first("oq")
    await counsellor.tap_first("oh")
    await counsellor.tap_first("ox")
    assert len(await letters(running, colleague)) == 1
    await colleague.tap_first("oq")
    assert "<сварщика>" in colleague.text
    assert "Данияр" not in colleague.text
    await counsellor.say("/questions")
    assert not any(data.startswith("oq") for data in counsellor.data)


async def test_templates(running: RunningBot, pupil: Pupil, counsellor: Pupil) -> None:
    code = await made_class(running, counsellor)
    await join(pupil, code)
    await asked(pupil)
    await counsellor.say("/questions")
    await counsellor.tap_first("oq")
    await counsellor.say("Ответ на каждый день.")
    await counsellor.tap_first("ok")
    await counsellor.tap_first("ok")
    await counsellor.tap_first("ot")
    assert len([data for data in counsellor.data if data.startswith("os")]) == 1
    send = next(data for data in counsellor.data if data.startswith("os"))
    await counsellor.tap_data(send)
    assert counsellor.text.count("Ответ на каждый день.") == 2
    await counsellor.tap_first("ot")
    await counsellor.tap_first("od")
    kept = select(answer_templates)
    assert await running.database.read(lambda connection: list(connection.execute(kept).all())) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [("ru", "меня бьет отчим"), ("kk", "олгим келеди"), ("kk", "мені үйде ұрады"), ("en", "I want to die")],
)
async def test_who_needs_an_adult_sees_the_helpline_and_comes_first(
    running: RunningBot, enter: Enter, school_clock: SchoolClock, language: str, text: str
) -> None:
    pupil, counsellor, other = await enter(language), await enter(language), await enter(language)
    await hire(running, counsellor)
    code = await made_class(running, counsellor)
    for person in (other, pupil):
        await join(person, code)
    await asked(other)
    await letters(running, counsellor)
    # In the middle of the night: this does not wait.
    school_clock.moment += timedelta(hours=16)
    await pupil.say("/menu")
    await pupil.tap_first("oa")
    await pupil.say(text)
    assert "111" in pupil.text
    [notice] = await letters(running, counsellor)
    urgent = {"ru": "Срочно", "kk": "Шұғыл", "en": "Urgent"}[language]
    assert urgent in notice
    await counsellor.say("/questions")
    first = next(label for label in counsellor.buttons)
    assert urgent.upper() in first
    await counsellor.tap(first)
    assert urgent in counsellor.text
    assert text in counsellor.text


async def test_such_words_are_answered_anywhere(running: RunningBot, enter: Enter, pupil: Pupil) -> None:
    await pupil.say("меня дома бьют")
    assert "111" in pupil.text
    await pupil.say("/class")
    await pupil.say("хочу умереть")
    assert "111" in pupil.text
    await pupil.say("/place")
    await pupil.say("я не хочу жить")
    assert "111" in pupil.text
    await pupil.say("не хочу жить в общежитии")
    assert "112" not in pupil.text
    assert await rows(running) == []


async def test_without_a_counsellor_the_helpline_stands_alone(
    running: RunningBot, pupil: Pupil, counsellor: Pupil
) -> None:
    code = await made_class(running, counsellor)
    await join(pupil, code)
    await dismiss(running, counsellor)
    await pupil.say("/ask")
    await pupil.say(QUESTION)
    assert "Не отправлено" in pupil.text
    await pupil.say("меня бьют")
    assert "111" in pupil.text
    assert "не получилось" in pupil.text


async def test_limits(running: RunningBot, pupil: Pupil, counsellor: Pupil) -> None:
    code = await made_class(running, counsellor)
    await join(pupil, code)
    await pupil.say("/ask")
    await pupil.say("а" * 701)
    assert "не длиннее 700" in pupil.text
    for _ in range(3):
        await asked(pupil)
    await pupil.say("/ask")
    await pupil.say("Четвёртый вопрос")
    assert "Не отправлено" in pupil.text
    assert len(await rows(running)) == 3


async def test_two_weeks_without_a_word_close_it(
    running: RunningBot, pupil: Pupil, counsellor: Pupil, school_clock: SchoolClock
) -> None:
    code = await made_class(running, counsellor)
    await join(pupil, code)
    await asked(pupil)
    school_clock.moment += timedelta(days=13)
    assert await running.ground.questions.close_silent() == 0
    school_clock.moment += timedelta(days=1)
    assert await running.ground.questions.close_silent() == 1
    await counsellor.say("/questions")
    assert not any(data.startswith("oq") for data in counsellor.data)


async def test_leaving_the_class_takes_the_questions_along(
    running: RunningBot, pupil: Pupil, counsellor: Pupil
) -> None:
    code = await made_class(running, counsellor)
    await join(pupil, code)
    number = await asked(pupil)
    await pupil.say("/class")
    await pupil.tap_first("jl")
    await pupil.tap_first("jy")
    await forged(running, counsellor, f"oq:{number}")
    await counsellor.tap_data(f"oq:{number}")
    assert "сварщика" not in counsellor.text


async def test_nobody_else_gets_anything(running: RunningBot, enter: Enter, pupil: Pupil, counsellor: Pupil) -> None:
    """Every tap and command about a question that is somebody else's."""
    code = await made_class(running, counsellor)
    await join(pupil, code, "Данияр")
    number = await asked(pupil)
    kinds = [step.kind for step in build_directory().steps if step.kind.__prefix__[0] == "o"]
    assert len(kinds) >= 11
    values = {"id": int(number), "template": 1, "grant": 1, "page": 0, "group": 1}
    taps = [kind(**{name: values[name] for name in kind.model_fields}).pack() for kind in kinds]
    before = await rows(running)
    roles: list[tuple[Role | None, str]] = [(None, ""), ("helper", ""), ("organiser", ""), ("counsellor", SCHOOL)]
    for role, label in roles:
        person = await enter("ru")
        if role:
            await hire(running, person, role, label)
        for data in taps:
            await forged(running, person, data)
            await person.tap_data(data)
            await person.say("Чужой ответ на этот вопрос")
            assert "сварщика" not in person.text
            assert "Данияр" not in person.text
        for command in ("/questions", "/ask", "/class"):
            await person.say(command)
            assert "сварщика" not in person.text
    await dismiss(running, counsellor)
    for data in (f"oq:{number}", f"oh:{number}", f"oc:{number}", "oi:0"):
        await forged(running, counsellor, data)
        await counsellor.tap_data(data)
        await counsellor.say("Ответ после увольнения")
        assert "сварщика" not in counsellor.text
    assert await rows(running) == before
    assert await deeds(running) == []
    assert await letters(running, counsellor) == []
