"""What the check says of the sentences of the interface."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.library.breaking import Copy

KK, RU, EN = (f"{code}/LC_MESSAGES/bot.po" for code in ("kk", "ru", "en"))
GRADE, COUNTED = 'msgid "Grade {grade}"', 'msgid "{number} profession"'
WELCOME = '"<b>Hi! I am Temirqazyq'


@pytest.mark.parametrize(
    ("name", "old", "new", "at", "reason"),
    [
        (KK, 'msgstr "{grade}-сынып"', 'msgstr ""', GRADE, "waits for a translation"),
        (KK, 'msgstr "{grade}-сынып"', 'msgstr "{klass}-сынып"', GRADE, "has other placeholders in '{klass}-сынып'"),
        (RU, 'msgstr "{grade} класс"', 'msgstr "{grade класс"', GRADE, "has other placeholders in '{grade класс'"),
        (EN, 'msgstr "Grade {grade}"', 'msgstr "Grade"', GRADE, "has other placeholders in 'Grade'"),
        (RU, 'msgstr[1] "{number} профессии"', 'msgstr[1] ""', COUNTED, "waits for a translation"),
        (RU, 'msgstr[2] "{number} профессий"\n', "", COUNTED, "waits for a translation"),
        (RU, '"{number} профессий"', '"{count} профессий"', COUNTED, "has other placeholders in '{count} профессий'"),
    ],
)
def test_a_slip_in_a_sentence_is_named_with_its_line(
    content: Copy, name: str, old: str, new: str, at: str, reason: str
) -> None:
    content.change(name, old, new)
    problem = content.only_problem()
    assert (problem.file, problem.line) == (name, content.line(name, at))
    assert problem.message.endswith(reason)


@pytest.mark.parametrize(("name", "greeting"), [(KK, "Сәлем"), (RU, "Привет")])
@pytest.mark.parametrize("tag", ["", "<i>", "<b><b>"])
def test_a_tag_that_differs(content: Copy, name: str, greeting: str, tag: str) -> None:
    content.change(name, f'"<b>{greeting}!', f'"{tag}{greeting}!')
    problem = content.only_problem()
    # The sentence has several lines, below an empty first one.
    assert (problem.file, problem.line) == (name, content.line(name, WELCOME) - 1)
    assert "has other tags in" in problem.message
    assert "Hi! I am Temirqazyq" in problem.message


def test_a_sentence_marked_fuzzy_waits_for_a_translation(content: Copy) -> None:
    content.change(KK, f"#, python-brace-format\n{GRADE}", f"#, fuzzy, python-brace-format\n{GRADE}")
    problem = content.only_problem()
    assert (problem.file, problem.line) == (KK, content.line(KK, GRADE))
    assert problem.message == "'Grade {grade}' waits for a translation"


def test_a_sentence_that_one_language_lacks(content: Copy) -> None:
    content.change(EN, f'{GRADE}\nmsgstr "Grade {{grade}}"\n', "")
    assert str(content.only_problem()) == f"{EN}: 'Grade {{grade}}' is not there; run `make words`"


def test_a_missing_file_of_sentences(content: Copy) -> None:
    (content.folder / KK).unlink()
    problem = content.only_problem()
    assert problem.file == KK
    assert problem.message.startswith("cannot be read: ")


def test_a_file_of_sentences_that_is_not_utf_8(content: Copy) -> None:
    content.write(RU, content.text(RU).encode("cp1251", errors="ignore"))
    problem = content.only_problem()
    assert problem.file == RU
    assert problem.message.startswith("cannot be read: ")


def test_a_file_of_sentences_that_is_no_file_of_sentences(content: Copy) -> None:
    content.add(EN, 'this is "not a catalogue')
    assert [problem.file for problem in content.problems()] == [EN]


def test_sentences_are_checked_also_when_facts_are_broken(content: Copy) -> None:
    content.write("facts/worlds.yaml", "items: [")
    content.change(KK, 'msgstr "{grade}-сынып"', 'msgstr ""')
    assert {problem.file for problem in content.problems()} == {"facts/worlds.yaml", KK}
