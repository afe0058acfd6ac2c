"""Announcements of staff: what is said, to whom, and why somebody does not get one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from typing import TYPE_CHECKING, Final, Literal, get_args

from bot.domain.staff import administers, may

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from bot.domain.languages import Language
    from bot.domain.staff import Grant

# `kind` of the outbox for all announcements; the subject is the announcement's id, `round` counts decisions to send once more.
ANNOUNCEMENT: Final = "announcement"

State = Literal["draft", "queued", "sending", "paused", "cancelled", "done"]
LinkKind = Literal["event", "profession", "address"]
FileKind = Literal["photo", "document"]
# How somebody stands towards an event: has a seat or waits for what makes it final, waits in the line, was let in at the door.
Standing = Literal["registered", "waiting", "attended"]
STANDINGS: Final[tuple[Standing, ...]] = get_args(Standing)
# Why somebody of the audience gets nothing. "quiet": they had as many announcements today as one may get.
Reason = Literal["excluded", "opted_out", "unreachable", "no_text", "quiet"]
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)

# Telegram's limits: characters of a message, and of the words below a picture or file.
MOST_TEXT: Final = 4000
MOST_CAPTION: Final = 1000
# From all counsellors and organisers together, in 24 hours; an urgent one goes beyond it when an administrator confirmed it.
MOST_A_DAY: Final = 2
# From then until 08:00 nothing is announced.
QUIET_BEGINS: Final = time(21)


@dataclass(frozen=True, slots=True)
class Link:
    """A button below: the id of an event or a profession, or an https address."""

    kind: LinkKind
    target: str


@dataclass(frozen=True, slots=True)
class File:
    """A picture or file, as Telegram knows what the author sent."""

    kind: FileKind
    id: str


@dataclass(frozen=True, slots=True)
class EventStanding:
    """Those who stand so towards an event."""

    event_id: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Choice:
    """People by what is known of them. Each part that is not empty narrows the choice; within a part any value is enough.

    Attributes:
        classes: ids of classes in which somebody is a member.
        schools: digests of schools whose classes somebody is in.
        regions, towns: ids of the atlas; one part together: where somebody lives.
        languages: codes.
        interests: letters of the strongest interest of the last finished quiz, "R" to "C".
        professions: ids; somebody saved one of them.
    """

    classes: frozenset[int] = frozenset()
    schools: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    grades: frozenset[int] = frozenset()
    languages: frozenset[str] = frozenset()
    interests: frozenset[str] = frozenset()
    professions: frozenset[str] = frozenset()
    events: frozenset[EventStanding] = frozenset()


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is meant, and who of them not: `but` leaves somebody out whom any of its parts fits."""

    whom: Choice = field(default_factory=Choice)
    but: Choice = field(default_factory=Choice)


@dataclass(frozen=True, slots=True)
class Announcement:
    """An announcement as it is stored.

    Attributes:
        author_id: None once the author asked to be forgotten, or for one from the command line.
        texts: plain text by language; at least one once it is confirmed.
        urgent_by: who of the administrators confirmed that it may go beyond the daily limit.
        left_out: how many get nothing, by reason; known once it is confirmed.
        version: grows with each correction of what was sent.
        trouble: what stopped it, when it paused by itself.
    """

    id: int
    author_id: int | None
    state: State
    texts: Mapping[Language, str]
    link: Link | None
    file: File | None
    audience: Audience
    left_out: Mapping[Reason, int]
    is_urgent: bool
    urgent_by: int | None
    starts_at: datetime | None
    confirmed_at: datetime | None
    finished_at: datetime | None
    version: int
    trouble: str | None

    @property
    def most_letters(self) -> int:
        """How long a text may be: less below a picture or file."""
        return MOST_CAPTION if self.file else MOST_TEXT

    @property
    def goes_beyond_the_limit(self) -> bool:
        """Whether it reaches also those who had as many announcements today as one may get."""
        return self.is_urgent and self.urgent_by is not None

    @property
    def waits_for_a_yes(self) -> bool:
        """Whether an administrator has yet to agree that it is urgent."""
        return self.is_urgent and self.urgent_by is None


# A choice by what pupils are, and not only by where they belong, must not be so narrow that it tells something of one of them.
FEWEST_BY_TRAIT: Final = 5


def has_traits(choice: Choice) -> bool:
    """Return whether a choice looks at what pupils are: their interests, and what they saved."""
    return bool(choice.interests or choice.professions)


def may_address(grants: Collection[Grant], own_classes: Collection[int], audience: Audience) -> bool:
    """Return whether somebody with such roles may write to an audience.

    A counsellor writes to classes of their own, an organiser to people of events of their own, and both may narrow that down.
    Neither may ask about events of others, or leave people out by what they are: the number left out would tell it.
    """
    if administers(grants):
        return True
    whom, but = audience.whom, audience.but
    events = {each.event_id for each in whom.events | but.events}
    if has_traits(but) or not all(may(grants, "run_event", event) for event in events):
        return False
    if not (whom.classes | but.classes) <= set(own_classes) or but.schools:
        return False
    is_own_class = bool(whom.classes) and any(each.role == "counsellor" for each in grants)
    return is_own_class or bool(whom.events)


def fault_of(announcement: Announcement) -> Literal["no_text", "too_long", "nobody"] | None:
    """Return what keeps a draft from being sent; None when nothing does."""
    if not announcement.texts:
        return "no_text"
    if any(len(text) > announcement.most_letters for text in announcement.texts.values()):
        return "too_long"
    return "nobody" if announcement.audience.whom == Choice() else None
