"""Screens of the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.chat.doors import (
    CollegesDoor,
    GradeDoor,
    HereDoor,
    LanguageDoor,
    MenuDoor,
    PageDoor,
    PlaceDoor,
    QuizDoor,
    ResultDoor,
    WorldsDoor,
)
from bot.chat.prose import page_html
from bot.chat.screen import Button, Screen, column
from bot.domain.people import LEFT_SCHOOL
from bot.i18n.speech import Html
from handlers.menu.taps import DeleteDoor, DeleteTap, MyDataDoor

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.quiz import Run
    from bot.i18n import Speech

# A message has 4,096 characters; older quizzes are counted.
_SHOWN_QUIZZES = 5


def menu_screen(speech: Speech, person: Person, place: str, run: Run | None) -> Screen:
    """Everything the pupil can do, with the quiz first."""
    text = speech.html(
        "<b>What shall we look at?</b>\n\n{grade} · {place}", grade=grade_text(speech, person), place=place
    )
    rows = (
        *column(*_quiz_buttons(speech, run)),
        (Button(speech.say("Professions"), WorldsDoor()), Button(speech.say("Colleges"), CollegesDoor())),
        (Button(speech.say("My grade"), GradeDoor()), Button(speech.say("My town"), PlaceDoor())),
        (Button(speech.say("Language"), LanguageDoor()), Button(speech.say("Help"), PageDoor(name="help"))),
        (Button(speech.say("My data and privacy"), PageDoor(name="privacy")),),
    )
    return Screen(text, rows, spot=MenuDoor())


def page_screen(speech: Speech, name: str, markdown: str, *, has_data: bool) -> Screen:
    """A page of prose with the way back; below the privacy text also what one may see and delete."""
    buttons = [Button(speech.say("← Back"), HereDoor())]
    if name == "privacy" and has_data:
        buttons = [
            Button(speech.say("What is kept about me"), MyDataDoor()),
            Button(speech.say("Delete everything"), DeleteDoor()),
            *buttons,
        ]
    return Screen(page_html(markdown), column(*buttons))


def my_data_screen(speech: Speech, person: Person, place: str, data: dict[str, Any]) -> Screen:
    """Everything that is kept, in words."""
    lines = [
        speech.html("<b>Everything I keep about you</b>\n"),
        speech.html("Telegram number: {number}", number=person.telegram_id),
        speech.html("Language: {language}", language=person.language.value),
        grade_text(speech, person),
        speech.html("Place: {place}", place=place),
        speech.html(
            "Agreement: version {version}, {date}",
            version=person.consent_version,
            date=speech.date(person.consented_at.date()),
        ),
        speech.html("Last screen: {screen}", screen=person.spot),
        speech.html("Quizzes: {number}", number=len(data["quizzes"])),
        *(_quiz_line(speech, quiz) for quiz in data["quizzes"][-_SHOWN_QUIZZES:]),
    ]
    buttons = column(Button(speech.say("Delete everything"), DeleteDoor()), Button(speech.say("Menu"), MenuDoor()))
    return Screen(Html("\n".join(lines)), buttons)


def delete_screen(speech: Speech) -> Screen:
    """The question whether to delete everything."""
    text = speech.html(
        "<b>Delete everything?</b>\n\nYour language, grade, town and all answers will be erased at once. "
        "This cannot be undone."
    )
    yes = Button(speech.say("Yes, delete everything"), DeleteTap(), words=tuple(speech.say("yes, delete").split(", ")))
    no = Button(speech.say("No, keep it"), MenuDoor(), words=tuple(speech.say("no, keep").split(", ")))
    return Screen(text, column(yes, no), spot=DeleteDoor())


def grade_text(speech: Speech, person: Person) -> str:
    """Return the grade in words."""
    if person.grade is None or person.grade == LEFT_SCHOOL:
        return speech.say("Finished school") if person.grade else speech.say("Grade not given")
    return speech.say("Grade {grade}", grade=person.grade)


def _quiz_buttons(speech: Speech, run: Run | None) -> list[Button]:
    if run is None:
        return [Button(speech.say("Find out what suits me"), QuizDoor())]
    if run.is_finished:
        return [Button(speech.say("My result"), ResultDoor())]
    done, total = run.progress
    return [Button(speech.say("Go on with the quiz ({done} of {total})", done=done, total=total), QuizDoor())]


def _quiz_line(speech: Speech, quiz: dict[str, Any]) -> Html:
    answers = " ".join(f"{item}:{choice if choice is not None else '?'}" for item, choice in quiz["answers"].items())
    begun = quiz["started_at"][:16].replace("T", " ")
    return speech.html("Quiz begun {begun} (UTC): {answers}", begun=begun, answers=answers)
