"""The result and everything that stands below it, in three languages: each button leads somewhere and back."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.domain.languages import Language
from tests.flows.walking import ARTIST, FITTING, KAZAKH_LETTERS, forged, settle_in, to_result
from tests.pupil import Pupil, plain

if TYPE_CHECKING:
    from bot.library import Shelf
    from tests.running_bot import RunningBot

Enter = Callable[[str], Awaitable[Pupil]]
Arrive = Callable[..., Awaitable[Pupil]]
# They begin anew, lead out of the result, or send a message of their own below (which other tests tap).
NOT_WALKED = {"r", "qa", "m", "pt", "cp", "we"}
SIGNED = re.compile(r"([+−])(\d+) ")


@pytest.fixture
async def arrive(enter: Enter) -> Arrive:
    """Bring a pupil of a language and a town to the result."""

    async def one(language: str = "ru", town: str = "Екібастұз", grade: int = 9) -> Pupil:
        person = await enter(language)
        await settle_in(person, language, grade, town)
        await to_result(person)
        return person

    return one


def _looks_right(pupil: Pupil, language: str) -> None:
    assert len(pupil.text) <= 4096
    for row in pupil.screen["inline_keyboard"]:
        assert all(len(button["text"]) <= FITTING[len(row)] for button in row), row
    # A contest or a forum keeps its Kazakh name.
    words = re.sub(r"«[^»]*»", "", pupil.text.replace("Темірқазық", ""))
    # The parents' card has a language of its own, and a college's card its official name.
    is_foreign = any(data.startswith(("pc:kk", "cp:")) for data in pupil.data)
    if language != "kk" and not is_foreign:
        assert not KAZAKH_LETTERS.search(words), words


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_every_button_of_the_result_leads_somewhere(language: str, arrive: Arrive) -> None:
    """Walk to every screen below the result, as deep as it goes, one of each kind and each of the five professions."""
    pupil = await arrive(language)
    assert sum(data.startswith("p:") for data in pupil.data) == 5
    _looks_right(pupil, language)
    waiting, seen = [(pupil.screen, data) for data in pupil.data], set(NOT_WALKED)
    texts = set()
    while waiting:
        message, data = waiting.pop(0)
        kind = data.split(":")[0]
        # Professions, wishes and lists of colleges are walked each; of all else one of its kind.
        key = data if kind in {"p", "wy", "wf", "cs"} and len(seen) < 60 else kind
        if key in seen or not data:
            continue
        seen.add(key)
        await pupil.tap_data(data, message)
        texts.add(pupil.text)
        _looks_right(pupil, language)
        assert "m" in pupil.data or any(each.startswith("we") for each in pupil.data), (data, pupil.data)
        waiting += [(pupil.screen, each) for each in pupil.data]
    kinds = {key.split(":")[0] for key in seen}
    assert kinds >= {"wo", "wy", "wi", "wf", "wr", "cm", "pc", "wg", "p", "sv", "cs", "c"}
    assert len(texts) > 20


async def test_the_parts_add_up_to_the_sums_and_the_sums_to_the_order(arrive: Arrive) -> None:
    pupil = await arrive("en")
    await pupil.tap_first("wo")
    sums = []
    for total, parts in re.findall(r"\d\. [^\n]+: (\d+)\n([^\n]+)", plain(pupil.text)):
        assert sum(number for part in parts.split(", ") for number in _signed(part)) == int(total)
        sums.append(int(total))
    assert len(sums) == 5
    assert sums == sorted(sums, reverse=True)


async def test_why_adds_up_too_and_names_answers_world_demand_and_distance(arrive: Arrive) -> None:
    pupil = await arrive("en")
    await pupil.tap_first("wo")
    await pupil.tap_first("wy:")
    text = plain(pupil.text)
    total = re.search(r"(\d+) points in all", text)
    assert total is not None
    blocks = text.split("\n\n")[1:]
    heads = [number for block in blocks for number in _signed(block.splitlines()[0])]
    assert sum(heads) == int(total[1])
    assert sum(number for line in blocks[0].splitlines()[1:] for number in _signed(line)) == heads[0]
    assert "“" in blocks[0]
    assert all(word in text for word in ("demand", "nearness", "way in", "worlds"))


def _signed(line: str) -> list[int]:
    """Return the points with which a line begins."""
    found = SIGNED.match(line)
    return [int(f"{found[1]}{found[2]}".replace("−", "-"))] if found else []


@pytest.mark.parametrize(("wish", "said"), [("f", "distance"), ("d", "dormitory"), ("o", "outdoors"), ("s", "sooner")])
async def test_what_if_reorders_says_why_and_goes_back_with_one_tap(wish: str, said: str, arrive: Arrive) -> None:
    pupil = await arrive("en")
    result, five = pupil.text, [data for data in pupil.data if data.startswith("p:")]
    await pupil.tap_first("wi")
    await pupil.tap_first(f"wf:{wish}")
    assert said in pupil.text
    assert sum(data.startswith("p:") for data in pupil.data) == 5
    await pupil.tap_first("p:")
    await pupil.tap_first(f"wy:{pupil.data[0].split(':')[1]}:{wish}")
    await pupil.tap("←")
    assert said in pupil.text
    await pupil.tap("← As it was")
    assert pupil.text == result
    assert [data for data in pupil.data if data.startswith("p:")] == five


async def test_another_region_changes_colleges_and_comes_back(arrive: Arrive) -> None:
    pupil = await arrive("ru")
    result = pupil.text
    await pupil.tap_first("wi")
    await pupil.tap_first("wr")
    await pupil.tap("Актюбинская")
    assert "Если жить здесь: Актюбинская область" in pupil.text
    assert " км" in pupil.text.replace("\xa0", " ")
    await pupil.tap("← Как было")
    assert pupil.text == result


async def test_compare_two_or_three(arrive: Arrive, running: RunningBot) -> None:
    pupil = await arrive("ru")
    await pupil.tap_first("cm")
    await pupil.tap_data(pupil.data[0])
    await pupil.tap_data("cm:01")
    await pupil.tap_first("cd:")
    assert all(title in pupil.text for title in ("Зарплата", "Спрос", "Ближайший колледж", "Учёба после 9 класса"))
    assert "3." not in plain(pupil.text)
    odd = ("cd:0", "cd:99999", "cd:0x", "cd:", "cm:zzz")
    message = await forged(running, pupil, *odd)
    for each in odd:
        await pupil.tap_data(each, message)
        assert "две" in pupil.text


async def test_saved_things_are_found_again(arrive: Arrive, shelf: Shelf) -> None:
    pupil = await arrive("ru")
    await pupil.tap_first("p:")
    save = next(data for data in pupil.data if data.startswith("sv:"))
    card = pupil.screen
    for _ in range(2):
        await pupil.tap_data(save, card)
        assert "✓ Сохранено" in pupil.buttons
    await pupil.tap_first("cs:")
    await pupil.tap_first("c:")
    await pupil.tap_first("sv:college")
    await pupil.say("/my")
    profession, college = save.split(":")[2], next(data for data in pupil.data if data.startswith("c:"))
    assert any(data.startswith(f"p:{profession}:t") for data in pupil.data)
    await pupil.tap_data(college)
    await pupil.tap("✓ Сохранено")
    await pupil.tap("←")
    assert "Моё" in pupil.text
    assert not any(data.startswith("c:") for data in pupil.data)
    assert profession in shelf.professions


async def test_again_keeps_history_and_says_what_changed(arrive: Arrive) -> None:
    pupil = await arrive("ru")
    assert "hy" not in pupil.data
    await pupil.tap_first("qa")
    await to_result(pupil, ARTIST)
    assert "С прошлого опроса" in pupil.text
    assert "Новые в пятёрке" in pupil.text
    await pupil.tap_first("hy")
    assert pupil.text.count("Самые сильные") == 2
    await pupil.tap("←")
    assert "С прошлого опроса" in pupil.text


@pytest.mark.parametrize(
    ("language", "button", "title"), [("kk", "pc:ru", "вашему ребёнку"), ("en", "pc:kk", "балаңызға")]
)
async def test_the_parents_card_has_its_own_language_and_no_answers(
    language: str, button: str, title: str, arrive: Arrive, shelf: Shelf
) -> None:
    pupil = await arrive(language)
    await pupil.tap_first("pc:")
    await pupil.tap_data(button)
    assert title in pupil.text
    questions = shelf.words(Language(button[-2:])).questions.values()
    assert not any(question.text in pupil.text for question in questions)
    links = [each["url"] for row in pupil.screen["inline_keyboard"] for each in row if "url" in each]
    assert [urlsplit(link).netloc for link in links] == ["wa.me", "t.me"]
    for link in links:
        assert len(link) <= 2000
        assert "t.me/temirqazyq_bot" in parse_qs(urlsplit(link).query)["text"][0]


async def test_the_picture_says_in_words_what_it_shows(arrive: Arrive) -> None:
    pupil = await arrive("ru")
    pictures = [message for message in pupil.answers if "photo" in message]
    assert len(pictures) == 1
    assert "Руки и техника 4," in pictures[0]["caption"]
    await pupil.tap("Картинка")
    assert sum("photo" in message for message in pupil.answers) == 2
    assert sum(data.startswith("p:") for data in pupil.data) == 5


async def test_without_a_college_and_without_a_figure_there_is_an_honest_sentence_and_a_next_step(
    arrive: Arrive, shelf: Shelf, running: RunningBot
) -> None:
    pupil = await arrive("ru")
    nowhere = next(name for name in shelf.professions if not shelf.colleges_for(name))
    unknown = next(name for name, each in shelf.professions.items() if each.demand is None)
    message = await forged(running, pupil, f"wy:{nowhere}:", f"p:{nowhere}:r", f"wy:{unknown}:")
    await pupil.tap_data(f"wy:{nowhere}:", message)
    assert "В нашем списке его пока не называет ни один колледж: спроси в ближайших." in pupil.text
    await pupil.tap_data(f"p:{nowhere}:r", message)
    await pupil.tap_first("cs:")
    assert "cs:::m:0" in pupil.data
    await pupil.tap_data(f"wy:{unknown}:", message)
    assert "спроси в центре занятости" in pupil.text


async def test_a_grade_without_a_known_way_in_says_so(arrive: Arrive, shelf: Shelf) -> None:
    pupil = await arrive("ru", "Алматы", 11)
    for _ in range(2):
        blocks = plain(pupil.text).split("\n\n")
        five = [data.split(":")[1] for data in pupil.data if data.startswith("p:")]
        for number, profession in enumerate(five, start=1):
            codes = [shelf.specialties[code] for code in shelf.professions[profession].specialties]
            is_known = shelf.professions[profession].after11 or any(code.after11 for code in codes)
            block = next(each for each in blocks if each.startswith(f"{number}. "))
            assert bool(is_known) is ("Поступление после 11 класса" not in block)
        await pupil.say("/result")


async def test_words_for_every_button(arrive: Arrive) -> None:
    pupil = await arrive("ru")
    for word, said in (
        ("почему", "Почему они?"),
        ("а если", "А если"),
        ("родителям", "ребёнку"),
        ("сравнить", "Сравнить"),
    ):
        await pupil.say("/result")
        await pupil.say(word)
        assert said in pupil.text, word
