"""Screens of the form: one question each, then everything that will be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import EventDoor, EventsDoor, MenuDoor, RegisterDoor
from bot.chat.event_words import time_of, title_of
from bot.chat.screen import Button, Screen, column, shortened
from bot.domain.events import text_in
from bot.domain.form import ANSWERS, needs_parent, steps_of
from bot.i18n.speech import Html, bold, safe
from handlers.registering.taps import AgeTap, FieldDoor, FriendsDoor, FriendsTap, RememberTap, SendTap

if TYPE_CHECKING:
    from bot.chat.screen import Row
    from bot.domain.events import Event
    from bot.domain.form import Fault, Step
    from bot.domain.registration import Closed
    from bot.i18n import Speech
    from bot.services.registering import Form

# What was typed is shown cut: the check screen has to fit a phone.
_MOST_LETTERS = 60


def field_screen(speech: Speech, form: Form, step: Step, fault: Fault | None = None) -> Screen:
    """One question of the form; above it, why the text before was not taken."""
    if step == "age":
        return _age_screen(speech, form)
    steps = steps_of(form.event)
    head = speech.html(
        "Question {number} of {total}", number=steps.index(step) + 1 if step in steps else 1, total=len(steps)
    )
    parts = [_head(speech, form), Html(f"{head}\n{_question(speech, form.event, step)}")]
    if fault is not None:
        parts.insert(1, fault_line(speech, fault))
    back = Button(speech.say("← Back"), RegisterDoor(session=form.draft.session))
    is_whole = form.asks is None
    rows: tuple[Row, ...] = ((back,),) if is_whole else (_leave(speech, form),)
    return Screen(Html("\n\n".join(parts)), rows, spot=FieldDoor(session=form.draft.session, step=step))


def _question(speech: Speech, event: Event, step: Step) -> Html:
    match step:
        case "name":
            return speech.html(
                "<b>Your name and surname?</b> Write them as they are to stand on the list at the door and on a certificate."
            )
        case "school":
            return speech.html("<b>Your school?</b> A number is enough, for instance: school 12.")
        case "class":
            return speech.html("<b>Your class?</b> For instance: 9 B.")
        case _:
            asked = bold(text_in(event.questions[ANSWERS.index(step)], speech.language))
            return speech.html("The organiser asks: {question}", question=asked)


def fault_line(speech: Speech, fault: Fault) -> Html:
    """Return why a text was not taken, and what would be."""
    match fault:
        case "number":
            return speech.html(
                "I do not take long numbers: phone numbers and identification numbers are not needed here, and I keep none."
            )
        case "not_a_name":
            return speech.html("A name has letters only. Please write your name and surname.")
        case "not_a_class":
            return speech.html("I did not understand the class. Please write a number and a letter, for instance: 9 B.")
        case "too_long":
            return speech.html("That is too long. Please write it shorter.")
        case _:
            return speech.html("That is too short. Please write it out.")


def _age_screen(speech: Speech, form: Form) -> Screen:
    session, age = form.draft.session, form.event.parent_under_age
    text = speech.html(
        "<b>Are you younger than {age}?</b>\n\nFor those who are, the organiser needs a parent's agreement. I do not ask or keep "
        "your date of birth.",
        age=age,
    )
    yes = Button(speech.say("Yes, younger"), AgeTap(session=session, is_under=True), words=speech.synonyms("yes, ok"))
    no = Button(speech.say("No"), AgeTap(session=session, is_under=False))
    return Screen(
        Html(f"{_head(speech, form)}\n\n{text}"),
        ((yes, no), _leave(speech, form)),
        spot=FieldDoor(session=session, step="age"),
    )


def check_screen(speech: Speech, form: Form) -> Screen:
    """Everything that will be sent, to whom, and how to change it."""
    draft, event = form.draft, form.event
    session = draft.session
    lines = [safe(f"{_label(speech, event, step)}: {draft.texts[step][:_MOST_LETTERS]}") for step in _typed(form)]
    parts = [
        _head(speech, form),
        speech.html("This will be sent to the organiser, and to nobody else:"),
        Html("\n".join(lines)),
    ]
    if needs_parent(draft, event):
        parts.append(
            speech.html("Then a parent has to agree: you get a message to send to them. The seat is held for you.")
        )
    if draft.friends:
        parts.append(_friends_rule(speech, draft.friends))
    remembers = (
        speech.html("Name, school and class are remembered for your next registration.")
        if draft.remembers
        else speech.html("Nothing is remembered for your next registration.")
    )
    parts.append(Html(f"<i>{remembers}</i>"))
    return Screen(Html("\n\n".join(parts)), _check_rows(speech, form), spot=RegisterDoor(session=session))


def _check_rows(speech: Speech, form: Form) -> tuple[Row, ...]:
    session, draft = form.draft.session, form.draft
    send = Button(speech.say("Send"), SendTap(session=session), words=speech.synonyms("send, register, yes, ok"))
    edits = [
        Button(
            shortened(speech.say("Change: {field}", field=_label(speech, form.event, step))),
            FieldDoor(session=session, step=step),
        )
        for step in steps_of(form.event)
    ]
    remember = (
        Button(speech.say("Do not remember me"), RememberTap(session=session, on=False))
        if draft.remembers
        else Button(speech.say("Remember me for next time"), RememberTap(session=session, on=True))
    )
    friends = []
    if draft.party is None:
        label = speech.count("With {number} friend", "With {number} friends", draft.friends)
        friends = [Button(label if draft.friends else speech.say("I come with friends"), FriendsDoor(session=session))]
    return (*column(send, *edits, *friends, remember), _leave(speech, form))


def friends_screen(speech: Speech, form: Form) -> Screen:
    """How many friends come along, and the rule for those who stand in line together."""
    session = form.draft.session
    text = speech.html(
        "<b>How many friends come with you?</b>\n\nI keep places for them; you get a link, and each friend fills in their own "
        "form.\n\nIf the session is full, you stand in line together: all get seats or nobody. Smaller groups may pass you three "
        "times, then free seats are kept for you."
    )
    numbers = tuple(Button(str(number), FriendsTap(session=session, number=number)) for number in range(1, 5))
    alone = Button(speech.say("I come alone"), FriendsTap(session=session, number=0))
    back = Button(speech.say("← Back"), RegisterDoor(session=session))
    return Screen(text, (numbers, (alone,), (back,)), spot=FriendsDoor(session=session))


def closed_screen(speech: Speech, event_id: int | None, reason: Closed) -> Screen:
    """One cannot register, and why."""
    text = {
        "not_open_yet": speech.html("Registration has not opened yet. The event's card says when it does."),
        "over": speech.html("Registration is over."),
        "event_closed": speech.html("The organiser closed the registration."),
        "session_cancelled": speech.html("This session was called off."),
    }[reason]
    return _end(speech, text, event_id)


def not_for_you_screen(speech: Speech, event: Event) -> Screen:
    """The event is for others."""
    text = speech.html(
        "<b>{title}</b>\n\nThis event is for pupils of other places, grades or schools: its card says for whom. If your grade or "
        "town is wrong, change it in the menu.",
        title=title_of(speech, event),
    )
    return _end(speech, text, event.id)


def too_many_screen(speech: Speech, form: Form, most: int) -> Screen:
    """So many together never fit."""
    text = safe(
        speech.count(
            "So many together will never fit: this session takes at most {number} of you.",
            "So many together will never fit: this session takes at most {number} of you.",
            most,
        )
    )
    fewer = Button(speech.say("Fewer friends"), FriendsDoor(session=form.draft.session))
    return Screen(text, column(fewer, Button(speech.say("Menu"), MenuDoor())))


def gone_screen(speech: Speech) -> Screen:
    """There is nothing to register for any more."""
    return _end(speech, speech.html("This session is not to be seen any more."), None)


def place_taken_screen(speech: Speech, session: int) -> Screen:
    """The places that friends kept are taken."""
    text = speech.html(
        "The places that your friends kept are taken, or were given back. You can still register by yourself."
    )
    alone = Button(speech.say("Register by myself"), RegisterDoor(session=session))
    return Screen(text, column(alone, Button(speech.say("Menu"), MenuDoor())))


def _end(speech: Speech, text: Html, event_id: int | None) -> Screen:
    card = [Button(speech.say("To the event"), EventDoor(id=event_id))] if event_id else []
    others = Button(speech.say("Other events"), EventsDoor())
    return Screen(text, column(*card, others, Button(speech.say("Menu"), MenuDoor())))


def friends_link_line(speech: Speech, link: str) -> Html:
    """Return the line with the link for friends, as it stands above a new ticket."""
    return speech.html("Send this link to your friends; each takes one of the places that are kept:\n{link}", link=link)


def _friends_rule(speech: Speech, number: int) -> Html:
    return safe(speech.count("A place is kept for {number} friend.", "Places are kept for {number} friends.", number))


def _typed(form: Form) -> list[Step]:
    return [step for step in steps_of(form.event) if form.draft.texts.get(step)]


def _label(speech: Speech, event: Event, step: Step) -> str:
    match step:
        case "name":
            return speech.say("Name")
        case "school":
            return speech.say("School")
        case "class":
            return speech.say("Class")
        case "age":
            return speech.say("Age")
        case _:
            # A label, which a colon or a button follows.
            return text_in(event.questions[ANSWERS.index(step)], speech.language).rstrip("?: ")


def _head(speech: Speech, form: Form) -> Html:
    session = form.event.session(form.draft.session)
    title = bold(title_of(speech, form.event, session))
    return Html(f"{title}\n{safe(time_of(speech, form.event, session))}") if session else title


def _leave(speech: Speech, form: Form) -> Row:
    return (Button(speech.say("Not now"), EventDoor(id=form.event.id)), Button(speech.say("Menu"), MenuDoor()))
