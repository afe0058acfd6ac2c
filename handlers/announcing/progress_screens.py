"""Screens of an announcement that is confirmed: whom it reaches, how far it is, what can still be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.screen import Button, Screen, column
from bot.chat.ways import way_back
from bot.i18n.speech import Html, bold, safe
from handlers.announcing.taps import (
    ConfirmDoor,
    CorrectDoor,
    DeedTap,
    OwnAnnouncementDoor,
    OwnAnnouncementsDoor,
    ReachedTap,
    SendAtTap,
    SureDoor,
)
from handlers.announcing.wording import OWN_NAMES, fate_names, reason_name, state_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.chat.screen import Row
    from bot.domain.announcements import Announcement, Reason
    from bot.i18n import Speech
    from bot.services.announcing_outcomes import Counted, Seen

_ZONE = "Asia/Almaty"


def confirm_screen(speech: Speech, draft: Announcement, counted: Counted, starts_at: datetime | None) -> Screen:
    """Whom it reaches, why others not, and the yes."""
    parts = [
        Html(speech.count("<b>{number} pupil gets it.</b>", "<b>{number} pupils get it.</b>", counted.recipients)),
        *_left_out(speech, counted.left_out),
    ]
    if starts_at is None:
        parts.append(
            speech.html(
                "It goes out now; between 21:00 and 08:00 it waits for the morning. For another moment type day and hour."
            )
        )
        yes = Button(speech.say("Send it now"), DeedTap(id=draft.id, deed="send"), words=speech.synonyms("yes, send"))
    else:
        moment = speech.day_and_hour(starts_at, _ZONE)
        parts.append(speech.html("It goes out: {moment}. Who gets it is looked up then.", moment=moment))
        yes = Button(speech.say("Send it then"), SendAtTap(id=draft.id, at=int(starts_at.timestamp())))
    at = int(starts_at.timestamp()) if starts_at else 0
    back = way_back(speech, OwnAnnouncementDoor(id=draft.id))
    return Screen(Html("\n\n".join(parts)), (*column(yes), back), spot=ConfirmDoor(id=draft.id, at=at))


def progress_screen(speech: Speech, seen: Seen, *, can_change: bool) -> Screen:
    """How far it is, by state, and what can be done about it."""
    announcement = seen.announcement
    rows = (*_deeds(speech, seen), *(_changes(speech, seen) if can_change else ()))
    return Screen(
        progress_text(speech, seen),
        (*rows, way_back(speech, OwnAnnouncementsDoor())),
        spot=OwnAnnouncementDoor(id=announcement.id),
    )


def progress_text(speech: Speech, seen: Seen) -> Html:
    """How an announcement stands, how many messages are in each state, and how many get nothing."""
    announcement = seen.announcement
    parts = [
        bold(f"{speech.say('Announcement')}: {state_name(speech, announcement)}"),
        Html("\n".join(_lines(speech, seen))) or speech.html("Nothing has gone out yet."),
        *_left_out(speech, announcement.left_out),
    ]
    if announcement.trouble:
        parts.insert(1, speech.html("It stopped by itself: {trouble}", trouble=announcement.trouble))
    if announcement.state == "queued" and announcement.starts_at:
        parts.append(speech.html("Goes out: {moment}", moment=speech.day_and_hour(announcement.starts_at, _ZONE)))
    return Html("\n\n".join(parts))


def _lines(speech: Speech, seen: Seen) -> list[Html]:
    told = [(name, seen.states.get(state, 0)) for state, name in fate_names(speech).items()]
    to_go = (speech.say("still to go"), sum(seen.states.get(state, 0) for state in ("due", "held", "sending")))
    lines = [told[0], to_go, *told[1:]]
    return [safe(f"{what}: {number}") for what, number in lines if number]


def _left_out(speech: Speech, left_out: Mapping[Reason, int]) -> list[Html]:
    lines = [safe(f"• {reason_name(speech, reason)}: {number}") for reason, number in left_out.items()]
    return [Html("\n".join([speech.html("Get nothing:"), *lines]))] if lines else []


def _deeds(speech: Speech, seen: Seen) -> tuple[Row, ...]:
    announcement = seen.announcement
    cancel = Button(speech.say("Cancel it"), SureDoor(id=announcement.id, deed="cancel"))
    fresh = Button(
        speech.say("Refresh"), OwnAnnouncementDoor(id=announcement.id), words=speech.synonyms("refresh, how far")
    )
    match announcement.state:
        case "sending":
            return ((fresh, Button(speech.say("Pause"), DeedTap(id=announcement.id, deed="pause"))), (cancel,))
        case "paused":
            return ((Button(speech.say("Go on"), DeedTap(id=announcement.id, deed="resume")), cancel),)
        case "queued":
            return ((cancel,),)
        case _:
            return ()


def _changes(speech: Speech, seen: Seen) -> tuple[Row, ...]:
    announcement, rows = seen.announcement, []
    if seen.states.get("uncertain") and announcement.state == "done":
        rows.append((Button(speech.say("Once more to the uncertain"), SureDoor(id=announcement.id, deed="again")),))
    if seen.states.get("sent"):
        rows += [
            (
                Button(
                    speech.say("Correct: {language}", language=OWN_NAMES[language]),
                    CorrectDoor(id=announcement.id, code=language.value),
                ),
            )
            for language in announcement.texts
        ]
        rows.append((Button(speech.say("Take it back"), SureDoor(id=announcement.id, deed="remove")),))
    if seen.total:
        rows.append((Button(speech.say("Who got it, as a file"), ReachedTap(id=announcement.id)),))
    return tuple(rows)
