"""Screens of the first steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import GradeDoor, HereDoor, LanguageDoor, PageDoor, WelcomeDoor
from bot.chat.screen import Button, Screen, column
from bot.domain.languages import Language
from bot.domain.people import GRADES, LEFT_SCHOOL
from bot.i18n.speech import Html
from handlers.welcome.taps import AgreeTap, GradeTap, LanguageTap

if TYPE_CHECKING:
    from bot.i18n import Speech

# Shown to somebody whose language is not known yet: each line stands in its own language and is no message to translate.
_CHOOSE_LANGUAGE = Html(
    "<b>Темірқазық · Temirqazyq</b>\n\n"
    "Сәлем! Қай тілде сөйлесеміз?\n"
    "Привет! На каком языке поговорим?\n"
    "Hi! Which language shall we speak?"
)
_LANGUAGES = {
    Language.KK: ("Қазақша", ("қазақ тілі", "казахский", "kazakh", "qazaqsha")),
    Language.RU: ("Русский", ("по-русски", "орысша", "russian")),
    Language.EN: ("English", ("ағылшынша", "английский", "in english")),
}


def language_screen(*, can_go_back: bool) -> Screen:
    """Three languages, each named in itself."""
    buttons = [Button(name, LanguageTap(language=code), words=words) for code, (name, words) in _LANGUAGES.items()]
    if can_go_back:
        buttons.append(Button("←", HereDoor()))
    return Screen(_CHOOSE_LANGUAGE, column(*buttons))


def welcome_screen(speech: Speech, version: str) -> Screen:
    """What the bot does, what it keeps, and the question for agreement."""
    text = speech.html(
        "<b>Hi! I am Temirqazyq, the Pole Star.</b>\n\n"
        "I help you find a working profession. You answer a few questions, and I show five professions with reasons "
        "and the nearest colleges that teach them. It is free.\n\n"
        "<b>What I keep:</b> your Telegram number, language, grade, town and your answers. I show them to nobody. "
        "I ask for your name only when you register for an event, and never for your phone. /delete erases everything.\n\n"
        "If you are under 18, show this to your parents too.\n\n"
        "Do you agree?"
    )
    agree = Button(
        speech.say("I agree, let's start"),
        AgreeTap(language=speech.language, version=version),
        words=speech.synonyms("yes, ok, sure, agree, i agree"),
    )
    privacy = Button(speech.say("Read the privacy text"), PageDoor(name="privacy"))
    language = Button(speech.say("Another language"), LanguageDoor())
    return Screen(text, column(agree, privacy, language), spot=WelcomeDoor(language=speech.language))


def consent_news_screen(speech: Speech, version: str) -> Screen:
    """What is new in the privacy text, and the question for agreement; the person stays where they were."""
    text = speech.html(
        "<b>The privacy text has changed</b>\n\n"
        "New: if you register for an event, I keep your name, school, class and answers for its organiser, encrypted, and erase "
        "them 180 days after it. If you join a class, its counsellor sees numbers, and your name and result only if you allow "
        "it. Whoever registers for nothing and joins no class is asked for nothing. Counsellors and organisers may send you "
        "announcements through me, at most two a day, and a button below each stops them. If you stay away for two years, I "
        "erase everything.\n\n"
        "Do you agree to version {version}?",
        version=version,
    )
    agree = Button(
        speech.say("Yes, I agree"),
        AgreeTap(language=speech.language, version=version),
        words=speech.synonyms("yes, ok, sure, agree, i agree"),
    )
    return Screen(text, column(agree, Button(speech.say("Read the privacy text"), PageDoor(name="privacy"))))


def grade_screen(speech: Speech) -> Screen:
    """The question for the grade."""
    buttons = [
        Button(speech.say("Grade {grade}", grade=grade), GradeTap(grade=grade), words=(str(grade),)) for grade in GRADES
    ]
    finished = Button(speech.say("I have finished school"), GradeTap(grade=LEFT_SCHOOL), words=("12",))
    rows = ((buttons[0], buttons[1]), (buttons[2], buttons[3]), (finished,))
    return Screen(speech.html("<b>Which grade are you in?</b>"), rows, spot=GradeDoor())
