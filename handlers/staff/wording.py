"""Roles and deeds in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from bot.i18n.speech import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.staff import Role
    from bot.i18n import Speech

RoleLetter = Literal["a", "c", "o", "h"]
ROLE_OF: Final[Mapping[RoleLetter, Role]] = {
    "a": "administrator",
    "c": "counsellor",
    "o": "organiser",
    "h": "helper",
}
_ROLES: Final[Mapping[Role, str]] = {
    "administrator": mark("Administrator"),
    "counsellor": mark("Career counsellor"),
    "organiser": mark("Organiser"),
    "helper": mark("Helper at the door"),
}
_MAY: Final[Mapping[Role, str]] = {
    "administrator": mark("Invites staff, sees all events, the lists and the log of what staff did."),
    "counsellor": mark("Registers classes for events and leads classes."),
    "organiser": mark("Makes events, sees who registered, lets them in, exports the list."),
    "helper": mark("Lets people in at one event, and sees nothing else."),
}
_DEEDS: Final[Mapping[str, str]] = {
    "invite_administrator": mark("invited an administrator"),
    "invite_counsellor": mark("invited a counsellor"),
    "invite_organiser": mark("invited an organiser"),
    "invite_helper": mark("invited a helper"),
    "become_administrator": mark("became an administrator"),
    "become_counsellor": mark("became a counsellor"),
    "become_organiser": mark("became an organiser"),
    "become_helper": mark("became a helper"),
    "revoke_administrator": mark("took back the role of an administrator"),
    "revoke_counsellor": mark("took back the role of a counsellor"),
    "revoke_organiser": mark("took back the role of an organiser"),
    "revoke_helper": mark("took back the role of a helper"),
    "search_names": mark("looked for names at the door"),
    "undo_check_in": mark("undid a check-in"),
    "seat_at_door": mark("gave a seat at the door"),
    "parents_paper": mark("took a parent's paper"),
    "see_names": mark("looked at names of a class"),
    "see_result": mark("looked at a pupil's result"),
    "see_report": mark("looked at a report"),
    "take_class": mark("gave a class a counsellor"),
    "see_question": mark("looked at a question"),
    "hand_over_question": mark("handed a question over"),
    "export": mark("exported the registrations"),
    "create_event": mark("created an event"),
    "copy_event": mark("copied an event"),
    "change_event": mark("changed an event"),
    "publish_event": mark("published an event"),
    "close_event": mark("closed the registration"),
    "hold_event": mark("marked an event as held"),
    "cancel_event": mark("called an event off"),
    "add_session": mark("added sessions"),
    "resize_session": mark("changed the number of seats"),
    "move_session": mark("moved a session"),
    "cancel_session": mark("called a session off"),
    "move_event": mark("told of another place"),
    "approve": mark("approved registrations"),
    "not_approve": mark("refused registrations"),
}


def role_name(speech: Speech, role: Role) -> str:
    """Return a role's name."""
    return speech.say(_ROLES[role])


def role_rights(speech: Speech, role: Role) -> str:
    """Return what a role may do, in a sentence."""
    return speech.say(_MAY[role])


def deed_name(speech: Speech, deed: str) -> str:
    """Return what was done; the log's own word for a deed that has no words here."""
    return speech.say(_DEEDS[deed]) if deed in _DEEDS else deed
