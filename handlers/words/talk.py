"""Answers to what people say beside the matter: short, kind, with a useful next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import MenuDoor, PageDoor, QuizDoor, RegionDoor, WorldsDoor
from bot.chat.helpline import helpline
from bot.chat.screen import Button, Screen, column

if TYPE_CHECKING:
    from bot.i18n import Speech
    from bot.i18n.speech import Html


def talk_screen(speech: Speech, kind: str) -> Screen:
    """The answer to a kind of small talk (ids of `content/<language>/talk.yaml`)."""
    quiz = Button(speech.say("Find out what suits me"), QuizDoor())
    worlds = Button(speech.say("Worlds of professions"), WorldsDoor())
    menu = Button(speech.say("Menu"), MenuDoor())
    text = _texts(speech)[kind]
    match kind:
        case "harm":
            return Screen(text, column(menu))
        case "who":
            return Screen(text, column(quiz, Button(speech.say("Help"), PageDoor(name="help")), menu))
        case "lost" | "afraid":
            return Screen(text, column(quiz, worlds, Button(speech.say("My region"), RegionDoor()), menu))
        case _:
            return Screen(text, column(quiz, worlds, menu))


def _texts(speech: Speech) -> dict[str, Html]:
    return {
        "greeting": speech.html("Hello! Write a profession, what you like to do, or a town. Or take the quiz."),
        "thanks": speech.html("You are welcome! Shall we look at something else?"),
        "who": speech.html(
            "I am Temirqazyq, the Pole Star: a program that helps to find a working profession. I am not a person and not "
            "a chat with artificial intelligence: advice is computed from your answers and from facts with their sources."
        ),
        "how": speech.html("I am ready for work, thank you! And what would you like to find out?"),
        "lost": speech.html(
            "That is all right: at your age most people do not know yet. The quiz takes about thirteen taps and shows what "
            "you may look at first. It decides nothing for you."
        ),
        "bye": speech.html("Good luck! I am here whenever you want to look again."),
        "rude": speech.html("I may have misunderstood you. Try other words, or choose a button."),
        "afraid": speech.html(
            "It is normal to worry about such a choice, and it can be changed later. Talk to somebody you trust: a parent, a "
            "teacher, the career counsellor of your school. If it is very hard, the free helpline for children is <b>111</b>, "
            "day and night."
        ),
        "harm": helpline(speech),
    }
