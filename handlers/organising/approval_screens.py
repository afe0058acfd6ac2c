"""The screen of those who wait for the organiser's yes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.chat.event_words import title_of
from bot.chat.screen import Button, Screen, shortened
from bot.chat.staff_doors import RunDoor
from bot.i18n.speech import Html, bold, safe
from handlers.organising.approval_taps import ApprovalsDoor, DecideTap
from handlers.organising.wording import session_name

if TYPE_CHECKING:
    from bot.chat.screen import Row
    from bot.domain.events import Event
    from bot.i18n import Speech
    from bot.services.organising_outcomes import Applications, Applied

# Of a class so many are named; the list as a file has all of them.
_MOST_NAMES: Final = 4


def approvals_screen(speech: Speech, found: Applications) -> Screen:
    """Those who wait, with yes and no for each."""
    event = found.event
    head = speech.html("<b>Wait for your yes</b>\n{title}", title=title_of(speech, event))
    lines = [_party(speech, event, number, each) for number, each in enumerate(found.parties, start=1)]
    none = speech.html("Nobody waits for your yes now.")
    rows: list[Row] = [_decision(speech, found, number, each) for number, each in enumerate(found.parties, start=1)]
    turn = []
    if found.page > 0:
        turn.append(Button(speech.say("← Previous"), ApprovalsDoor(event=event.id, page=found.page - 1)))
    if found.page < found.pages - 1:
        label = speech.say("Next ({page} of {pages}) →", page=found.page + 2, pages=found.pages)
        turn.append(Button(label, ApprovalsDoor(event=event.id, page=found.page + 1)))
    rows += [tuple(turn)] if turn else []
    last = (
        Button(speech.say("Refresh"), ApprovalsDoor(event=event.id, page=found.page)),
        Button(speech.say("← Back"), RunDoor(event=event.id)),
    )
    text = Html("\n\n".join([head, *(lines or [none])]))
    return Screen(text, (*rows, last), spot=ApprovalsDoor(event=event.id, page=found.page))


def _party(speech: Speech, event: Event, number: int, party: Applied) -> Html:
    session = event.session(party.session_id)
    named = [each for each in party.members if each.name]
    kept = len(party.members) - len(named)
    lines = [
        safe(" · ".join(part for part in (each.name, each.school, each.grade) if part)) for each in named[:_MOST_NAMES]
    ]
    more = len(named) - _MOST_NAMES
    lines += [safe(speech.count("{number} more", "{number} more", more))] if more > 0 else []
    lines += [safe(speech.count("{number} place for a friend", "{number} places for friends", kept))] if kept else []
    answers = [each for about in named[:_MOST_NAMES] for each in about.answers if each]
    lines += [safe("; ".join(answers))] if answers else []
    head = bold(session_name(speech, event, session)) if session else Html()
    return Html("\n".join([f"{number}. {head}", *lines]))


def _decision(speech: Speech, found: Applications, number: int, party: Applied) -> Row:
    values = {"event": found.event.id, "party": party.party_id, "page": found.page}
    yes = Button(shortened(speech.say("{number}. Approve", number=number)), DecideTap(**values, approves=True))
    no = Button(shortened(speech.say("{number}. Refuse", number=number)), DecideTap(**values, approves=False))
    return (yes, no)
