"""Screens of the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.chat.class_doors import AskDoor
from bot.chat.doors import (
    AdmissionDoor,
    CollegesDoor,
    EventsDoor,
    GradeDoor,
    HereDoor,
    LanguageDoor,
    MenuDoor,
    MyThingsDoor,
    PageDoor,
    PlaceDoor,
    QuizDoor,
    RegionDoor,
    ResultDoor,
    WorldsDoor,
)
from bot.chat.prose import page_html
from bot.chat.screen import Button, Screen, column
from bot.chat.staff_doors import OrganiseDoor
from bot.domain.people import LEFT_SCHOOL
from bot.i18n.speech import Html
from handlers.menu.own_texts import details_line
from handlers.menu.taps import DeleteDoor, DeleteTap, MyDataDoor, MyTextsDoor, PilotDoor, PilotTap

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.quiz import Run
    from bot.i18n import Speech

# A message has 4,096 characters; older quizzes are counted.
_SHOWN_QUIZZES = 5
_SHOWN_LETTERS = 300


def menu_screen(
    speech: Speech,
    person: Person,
    place: str,
    run: Run | None,
    *,
    has_counsellor: bool = False,
    organises: bool = False,
) -> Screen:
    """Everything the pupil can do, with the quiz first."""
    text = speech.html(
        "<b>What shall we look at?</b>\n\n{grade} · {place}", grade=grade_text(speech, person), place=place
    )
    rows = (
        *column(*_quiz_buttons(speech, run)),
        (Button(speech.say("Professions"), WorldsDoor()), Button(speech.say("Colleges"), CollegesDoor())),
        (Button(speech.say("Events near me"), EventsDoor(), words=speech.synonyms("events, workshop, festival")),),
        (
            Button(speech.say("My things"), MyThingsDoor(), words=speech.synonyms("saved, things")),
            Button(speech.say("My region"), RegionDoor(), words=speech.synonyms("region, what is needed, who hires")),
        ),
        *column(*([Button(speech.say("Ask my counsellor"), AskDoor())] if has_counsellor else [])),
        (
            Button(
                speech.say("Admission to colleges"),
                AdmissionDoor(),
                words=speech.synonyms("admission, how to apply, documents"),
            ),
        ),
        (Button(speech.say("My grade"), GradeDoor()), Button(speech.say("My town"), PlaceDoor())),
        (Button(speech.say("Language"), LanguageDoor()), Button(speech.say("Help"), PageDoor(name="help"))),
        (Button(speech.say("My data and privacy"), PageDoor(name="privacy")),),
        *([(Button(speech.say("Events that I run"), OrganiseDoor()),)] if organises else []),
    )
    return Screen(text, rows, spot=MenuDoor())


def page_screen(speech: Speech, name: str, markdown: str, *, has_data: bool) -> Screen:
    """A page of prose with the way back; below the privacy text also what one may see and delete."""
    buttons = [Button(speech.say("← Back"), HereDoor())]
    if name == "privacy" and has_data:
        buttons = [
            Button(speech.say("What is kept about me"), MyDataDoor()),
            Button(speech.say("Answers for research"), PilotDoor()),
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
        *_visit_line(speech, person),
        speech.html("Saved: {things}", things=", ".join(data["saved"]) or "0"),
        _reminder_line(speech, data),
        speech.html("Answers for research: {answer}", answer=_yes_or_no(speech, is_yes=person.pilot_at is not None)),
        details_line(speech, data),
        speech.html("Registrations for events: {number}", number=len(data["registrations"])),
        *_class_lines(speech, data),
        speech.html("Quizzes: {number}", number=len(data["quizzes"])),
        *(_quiz_line(speech, quiz) for quiz in data["quizzes"][-_SHOWN_QUIZZES:]),
    ]
    buttons = column(
        Button(speech.say("What I wrote for events"), MyTextsDoor()),
        Button(speech.say("Delete everything"), DeleteDoor()),
        Button(speech.say("Menu"), MenuDoor()),
    )
    return Screen(Html("\n".join(lines)), buttons)


def delete_screen(speech: Speech) -> Screen:
    """The question whether to delete everything."""
    text = speech.html(
        "<b>Delete everything?</b>\n\nYour language, grade, town, all answers, registrations and tickets will be erased at once. "
        "Your seats go to those who stand in line. This cannot be undone."
    )
    yes = Button(speech.say("Yes, delete everything"), DeleteTap(), words=speech.synonyms("yes, delete"))
    no = Button(speech.say("No, keep it"), MenuDoor(), words=speech.synonyms("no, keep"))
    return Screen(text, column(yes, no), spot=DeleteDoor())


def pilot_screen(speech: Speech, *, joins: bool) -> Screen:
    """The question whether answers may help to make the quiz right for Kazakhstan; no is as good as yes."""
    text = speech.html(
        "<b>May your answers help the research?</b>\n\nThe quiz was measured on adults of other countries. To make it right for "
        "pupils in Kazakhstan, answers are needed. If you agree, your answers, grade and language go into a table without your "
        "number, name, school or town. You can take it back at any time; a table "
        "already given away stays as it is.\n\nNow: {answer}",
        answer=_yes_or_no(speech, is_yes=joins),
    )
    yes = Button(speech.say("Yes, I agree"), PilotTap(joins=True), words=speech.synonyms("yes, agree"))
    no = Button(speech.say("No, not my answers"), PilotTap(joins=False), words=speech.synonyms("no, not"))
    back = Button(speech.say("← Back"), PageDoor(name="privacy"))
    return Screen(text, column(yes, no, back), spot=PilotDoor())


def _yes_or_no(speech: Speech, *, is_yes: bool) -> str:
    return speech.say("yes, they may be used") if is_yes else speech.say("no, they are not used")


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
    return [Button(speech.say("Go on with the quiz (question {number})", number=len(run.answers) + 1), QuizDoor())]


def _visit_line(speech: Speech, person: Person) -> list[Html]:
    noted = person.visited_on
    return [speech.html("Day of a visit, noted once a month: {date}", date=speech.date(noted))] if noted else []


def _reminder_line(speech: Speech, data: dict[str, Any]) -> Html:
    reminder = data["reminder"]
    if reminder is None:
        return speech.html("Reminder of admission: none")
    return speech.html(
        "Reminder of admission: after grade {grade}, {year}", grade=reminder["after_grade"], year=reminder["year"]
    )


def _class_lines(speech: Speech, data: dict[str, Any]) -> list[Html]:
    lines = [
        speech.html(
            "Class: {name}, {school}; seen by name: {seen_as}",
            name=each["class"],
            school=each["school"],
            seen_as=each["seen_as"] or speech.say("no"),
        )
        for each in data["classes"]
    ]
    lines += [
        speech.html("Question to the counsellor: {text}", text=" / ".join(each["said"])[:_SHOWN_LETTERS])
        for each in data["questions"][:_SHOWN_QUIZZES]
    ]
    return [*lines, *(speech.html("You lead the class: {name}", name=each) for each in data["classes_led"])]


def _quiz_line(speech: Speech, quiz: dict[str, Any]) -> Html:
    answers = " ".join(f"{item}:{choice if choice is not None else '?'}" for item, choice in quiz["answers"].items())
    begun = quiz["started_at"][:16].replace("T", " ")
    return speech.html("Quiz begun {begun} (UTC): {answers}", begun=begun, answers=answers)
