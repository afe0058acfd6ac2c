"""Roles of staff and what each of them may do: least rights, one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

Role = Literal["administrator", "counsellor", "organiser", "helper"]
Deed = Literal[
    "create_event",
    "run_event",  # edit, publish, resize, move, cancel, look at the counters
    "see_registrations",  # names, schools, answers
    "export",
    "check_in",
    "register_class",
    "lead_classes",  # own ones: who is in them, results of those who agreed, reports
    "answer_questions",
    "announce",  # to own classes, to people of own events; an administrator to everybody
    "assign_class",  # one whose counsellor is gone
    "invite_administrator",
    "invite_counsellor",
    "invite_organiser",
    "invite_helper",
    "revoke",
    "read_audit",
]

# An organiser and a helper whose grant names an event may do this for that event only.
_MAY: Final[Mapping[Role, frozenset[Deed]]] = {
    "administrator": frozenset(
        {
            "create_event",
            "run_event",
            "see_registrations",
            "export",
            "check_in",
            "register_class",
            "announce",
            "assign_class",
            "invite_administrator",
            "invite_counsellor",
            "invite_organiser",
            "invite_helper",
            "revoke",
            "read_audit",
        }
    ),
    "counsellor": frozenset({"register_class", "lead_classes", "answer_questions", "announce"}),
    "organiser": frozenset(
        {
            "create_event",
            "run_event",
            "see_registrations",
            "export",
            "check_in",
            "register_class",
            "announce",
            "invite_helper",
            "revoke",
        }
    ),
    "helper": frozenset({"check_in"}),
}
# Deeds that are not about one event.
_GENERAL: Final[frozenset[Deed]] = frozenset(
    {
        "create_event",
        "register_class",
        "lead_classes",
        "answer_questions",
        "announce",
        "assign_class",
        "invite_administrator",
        "invite_counsellor",
        "invite_organiser",
        "read_audit",
    }
)


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that somebody holds.

    Attributes:
        event_id: the one event it is for; None: all events (of an organiser: the right to create events).
    """

    id: int
    role: Role
    event_id: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the audit log; `actor_id` is None for the command line, `number` how many people it concerned."""

    at: datetime
    actor_id: int | None
    deed: str
    subject: str
    number: int


def may(grants: Iterable[Grant], deed: Deed, event_id: int | None = None) -> bool:
    """Return whether somebody who holds such roles may do a deed, to an event where the deed is about one."""
    return any(_allows(grant, deed, event_id) for grant in grants)


def administers(grants: Iterable[Grant]) -> bool:
    """Return whether somebody with such roles administers everything."""
    return any(grant.role == "administrator" for grant in grants)


def _allows(grant: Grant, deed: Deed, event_id: int | None) -> bool:
    if deed not in _MAY[grant.role]:
        return False
    if deed in _GENERAL or grant.role == "administrator":
        return True
    # An organiser's general grant lets them create events; each event that they created has a grant of its own.
    return grant.event_id is not None and grant.event_id == event_id


# What one has to be allowed to invite somebody to a role.
INVITING: Final[Mapping[Role, Deed]] = {
    "administrator": "invite_administrator",
    "counsellor": "invite_counsellor",
    "organiser": "invite_organiser",
    "helper": "invite_helper",
}


def is_sound(role: Role, event_id: int | None) -> bool:
    """Return whether a role can be held like that: a helper for one event only, an organiser for one or in general."""
    if role == "helper":
        return event_id is not None
    return role == "organiser" or event_id is None
