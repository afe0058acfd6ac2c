"""What a registration is now, in words: one honest paragraph for every state, and what one can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from bot.i18n.speech import Html, safe

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.line import Reason
    from bot.domain.registration import State
    from bot.i18n import Speech
    from bot.services.seat_outcomes import InLine
    from bot.services.tickets import Ticket


# No seat any more, and none to come.
_ENDED: Final[frozenset[State]] = frozenset({"cancelled", "refused", "expired", "removed"})


def code_in_words(code: str) -> str:
    """Return a ticket's code as it is read aloud: in two halves."""
    return f"{code[:4]}-{code[4:]}" if len(code) > 4 else code


def moment_of(speech: Speech, ticket: Ticket, moment: datetime) -> str:
    """Return a moment in the event's own zone."""
    return speech.day_and_hour(moment, ticket.event.zone)


def held_line(speech: Speech, ticket: Ticket) -> Html:
    """Return until when a seat is held, and that the night does not count."""
    return speech.html(
        "The seat is held for you until {moment}. Only the hours from 8:00 to 20:00 count, so you lose nothing at night.",
        moment=moment_of(speech, ticket, ticket.held_until or ticket.session.starts_at),
    )


def state_lines(speech: Speech, ticket: Ticket, line: InLine | None) -> list[Html]:
    """Return what holds now: the end of it first, because nothing else matters then."""
    if not ticket.is_on:
        return [speech.html("This event was called off. You need not do anything; other events stand open to you.")]
    if ticket.is_over:
        return _after(speech, ticket)
    if ticket.state in _ENDED:
        return [_ended(speech, ticket)]
    return _alive(speech, ticket, line)


def _alive(speech: Speech, ticket: Ticket, line: InLine | None) -> list[Html]:
    match ticket.state:
        case "waiting":
            return _waiting(speech, ticket, line)
        case "offered":
            return [speech.html("<b>A seat has come free for you.</b> Do you take it?"), held_line(speech, ticket)]
        case "consent":
            asks = speech.html("<b>A parent has to agree.</b> Send them the message behind the button below.")
            return [asks, held_line(speech, ticket)]
        case "approval":
            return [
                speech.html("The organiser looks at your registration. I will write to you when there is an answer.")
            ]
        case _:
            return _seated(speech, ticket)


def _ended(speech: Speech, ticket: Ticket) -> Html:
    """Return why there is no seat any more, and what one can do."""
    if ticket.state == "cancelled":
        return speech.html("You gave this seat back. You can register again as long as registration is open.")
    if ticket.state == "expired":
        return speech.html(
            "The seat was held for you, but no answer came in time, so it went on to the next in line. You can register again "
            "as long as registration is open; you would then stand at the end of the line."
        )
    if ticket.state == "removed":
        return speech.html("The organiser took this registration back. If you do not know why, ask them.")
    if ticket.parent_withdrew_at is not None:
        return speech.html(
            "Your parent did not agree, so the seat went on to the next. Talk it over at home: if they change their mind, "
            "register again as long as registration is open."
        )
    return speech.html("This registration was refused, by you or by the organiser. Other events stand open to you.")


def _seated(speech: Speech, ticket: Ticket) -> list[Html]:
    lines = [speech.html("Show the picture with the code at the door, or say the code: {code}", code=_code(ticket))]
    if ticket.has_come:
        lines = [speech.html("You are in. Enjoy it!")]
    if ticket.parent_agreed_at is not None:
        lines.append(speech.html("Your parent agreed."))
    if ticket.party > 1:
        lines.append(
            speech.html(
                "Together with you: {party}. Already there: {come}.", party=ticket.party, come=ticket.party_come
            )
        )
    if ticket.now < ticket.give_back_until:
        lines.append(
            speech.html(
                "If you cannot come, give the seat back until {moment}: somebody in line gets it.",
                moment=moment_of(speech, ticket, ticket.give_back_until),
            )
        )
    elif not ticket.has_come:
        lines.append(
            speech.html(
                "The seat could be given back until {moment}; that is over. If you cannot come, tell the organiser if you can. "
                "Nothing bad follows for you.",
                moment=moment_of(speech, ticket, ticket.give_back_until),
            )
        )
    return lines


def _code(ticket: Ticket) -> Html:
    return Html(f"<code>{safe(code_in_words(ticket.code))}</code>")


def _waiting(speech: Speech, ticket: Ticket, line: InLine | None) -> list[Html]:
    if line is None:
        return [speech.html("You were in line, but no seat came free before the session began.")]
    before = safe(
        speech.count(
            "You are in line; {number} person stands before you.",
            "You are in line; {number} people stand before you.",
            line.before,
        )
    )
    if line.before == 0:
        before = speech.html("You are the first in line.")
    promise = speech.count(
        "When a seat comes free, I write to you by day; you then have {number} hour of day to answer.",
        "When a seat comes free, I write to you by day; you then have {number} hours of day to answer.",
        ticket.event.offer_hours,
    )
    return [before, reason_line(speech, line), safe(promise)]


def reason_line(speech: Speech, line: InLine) -> Html:
    """Return why somebody still waits, in one sentence or two."""
    reason: Reason | None = line.reason
    match reason:
        case None:
            return speech.html("A seat is being given to you just now: look again in a minute.")
        case "full":
            return speech.html("Why: all seats are taken now.")
        case "held_for_party":
            return speech.html(
                "Why: the free seats are kept for a larger group before you. It was passed three times, now it is its turn."
            )
        case "party_too_large_for_free":
            return speech.html(
                "Why: there are free seats, but fewer than the {size} that your group needs together. Others may pass you three "
                "times ({passed} so far), then free seats are kept for you.",
                size=line.size,
                passed=line.passed,
            )
        case "school_quota":
            return speech.html(
                "Why: each school has a share of the seats, and your school's is used up. A seat comes when one of your "
                "school gives one back."
            )
        case "larger_than_session":
            return speech.html(
                "Why: your group of {size} is larger than this session can ever hold for you. Register again in smaller groups.",
                size=line.size,
            )
        case _:
            assert_never(reason)


def _after(speech: Speech, ticket: Ticket) -> list[Html]:
    if ticket.has_come:
        return [speech.html("You were there. Thank you for coming!"), *question_lines(speech, ticket)]
    if ticket.state == "seated":
        return [
            speech.html("This event is over. If you could not come: that happens. The next one is waiting for you.")
        ]
    return [speech.html("This event is over.")]


def question_lines(speech: Speech, ticket: Ticket) -> list[Html]:
    """Return the two questions, with what was answered."""
    worth = speech.html("1. Was it worth coming? From 1, not at all, to 5, very much.")
    would = speech.html("2. Would you like to work like that?")
    if ticket.worth is not None:
        worth = _with_answer(speech, worth, str(ticket.worth))
    if ticket.would_work is not None:
        would = _with_answer(speech, would, would_work_name(speech, ticket.would_work))
    return [speech.html("Two questions, one tap each; an answer can be changed."), Html(f"{worth}\n{would}")]


def _with_answer(speech: Speech, question: Html, answer: str) -> Html:
    said = speech.html("Your answer: {answer}.", answer=answer)
    return Html(f"{question} {said}")


def would_work_name(speech: Speech, answer: str) -> str:
    """Return an answer to the second question as its button says it."""
    return {"yes": speech.say("Yes"), "maybe": speech.say("Maybe"), "no": speech.say("No")}[answer]
