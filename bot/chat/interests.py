"""The six interests in words. They stand here because the result and the profession's card both name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.domain.interests import Interest

if TYPE_CHECKING:
    from bot.i18n import Speech


def interest_name(speech: Speech, interest: Interest) -> str:
    """Return an interest's name, short enough for a line with a bar."""
    match interest:
        case Interest.R:
            return speech.say("Hands and machines")
        case Interest.I:
            return speech.say("Finding things out")
        case Interest.A:
            return speech.say("Creating")
        case Interest.S:
            return speech.say("Helping people")
        case Interest.E:
            return speech.say("Leading and selling")
        case Interest.C:
            return speech.say("Order and figures")
        case _:
            assert_never(interest)


def interest_portrait(speech: Speech, interest: Interest) -> str:
    """Return a sentence about somebody in whom this interest is strong."""
    match interest:
        case Interest.R:
            return speech.say("You like to build, repair and drive, and to see with your own eyes what you have made.")
        case Interest.I:
            return speech.say("You like to find out why and how: to observe, to measure, to look for the cause.")
        case Interest.A:
            return speech.say("You like to make something of your own: to draw, to invent, to make it beautiful.")
        case Interest.S:
            return speech.say("You like to be useful to people: to explain, to care, to support.")
        case Interest.E:
            return speech.say("You like to lead: to persuade, to organise, to start something new.")
        case Interest.C:
            return speech.say("You like it when everything is in its place: figures, lists, exact work.")
        case _:
            assert_never(interest)
