"""The list of an event's registrations as a table: which columns, in which order, in whose words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.domain.events import text_in
from bot.i18n.speech import mark
from bot.sheets import Column, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.door import Way
    from bot.domain.events import Event, Session
    from bot.domain.registration import About, State
    from bot.i18n import Speech
    from bot.sheets.table import Kind, Value

STATES: Final[Mapping[State, str]] = {
    "approval": mark("waits for the organiser's approval"),
    "waiting": mark("waits in line, has no seat yet"),
    "offered": mark("was offered a seat and has not answered"),
    "consent": mark("has a seat; a parent has not agreed yet"),
    "seated": mark("has a seat"),
    "cancelled": mark("gave the seat back"),
    "refused": mark("was refused"),
    "expired": mark("did not answer in time, the seat went on"),
    "removed": mark("was taken off the list"),
}
WAYS: Final[Mapping[Way, str]] = {
    "scan": mark("by camera"),
    "code": mark("by typed code"),
    "name": mark("by name"),
    "walk_in": mark("without a ticket"),
    "list": mark("from a list"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A registration as the list shows it.

    Attributes:
        about: None for a place that is kept for a friend.
        place_in_line: from 1; None for those who do not wait.
        party: a number that those who registered together share.
        party_size: how many they are.
        came_at, way, let_in_by: of the entry at the door; None and empty when nobody came.
    """

    session: Session
    state: State
    code: str
    about: About | None
    place_in_line: int | None
    needs_parent: bool
    parent_agreed_at: datetime | None
    parent_withdrew_at: datetime | None
    party: int
    party_size: int
    is_companion: bool
    held_until: datetime | None
    created_at: datetime
    changed_at: datetime
    came_at: datetime | None
    way: Way | None
    let_in_by: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """A column of the list: its title, and what stands there."""

    title: str
    value: Callable[[Listed, Speech], Value]
    kind: Kind = "text"
    width: int = 16


_BEFORE: Final = (
    _Shown(mark("Session"), lambda each, speech: text_in(each.session.label, speech.language), width=24),
    _Shown(mark("Begins at"), lambda each, _: each.session.starts_at, "moment", 18),
    _Shown(mark("Ends at"), lambda each, _: each.session.ends_at, "moment", 18),
    _Shown(mark("Status"), lambda each, speech: speech.say(STATES[each.state]), width=28),
    _Shown(mark("Place in line"), lambda each, _: each.place_in_line, "number", 9),
    _Shown(mark("Name"), lambda each, _: each.about.name if each.about else "", width=32),
    _Shown(mark("School"), lambda each, _: each.about.school if each.about else "", width=24),
    _Shown(mark("Class"), lambda each, _: each.about.grade if each.about else "", width=9),
)
_AFTER: Final = (
    _Shown(mark("A parent has to agree"), lambda each, speech: _yes_no(speech, is_so=each.needs_parent), width=12),
    _Shown(mark("The parent agreed"), lambda each, _: each.parent_agreed_at, "moment", 18),
    _Shown(mark("The parent withdrew the consent"), lambda each, _: each.parent_withdrew_at, "moment", 18),
    _Shown(mark("Group"), lambda each, _: each.party, "number", 9),
    _Shown(mark("People in the group"), lambda each, _: each.party_size, "number", 9),
    _Shown(mark("Accompanying adult"), lambda each, speech: _yes_no(speech, is_so=each.is_companion), width=12),
    _Shown(mark("Ticket code"), lambda each, _: each.code, width=12),
    _Shown(mark("Came at"), lambda each, _: each.came_at, "moment", 18),
    _Shown(mark("Let in by"), lambda each, _: each.let_in_by, width=20),
    _Shown(mark("How they were let in"), lambda each, speech: speech.say(WAYS[each.way]) if each.way else "", width=16),
    _Shown(mark("Registered at"), lambda each, _: each.created_at, "moment", 18),
    _Shown(mark("Last change"), lambda each, _: each.changed_at, "moment", 18),
    _Shown(mark("The seat is held until"), lambda each, _: each.held_until, "moment", 18),
)


class RegistrationList:
    """Writes the rows of one event's list in one language. Rows may be asked for in portions."""

    def __init__(self, speech: Speech, event: Event) -> None:
        self._speech = speech
        self._event = event
        self._zone = ZoneInfo(event.zone)
        self._shown = (*_BEFORE, *(self._answer(number) for number in range(len(event.questions))), *_AFTER)

    def row(self, listed: Listed) -> tuple[Value, ...]:
        """Return the cells of a registration; moments as a clock at the event shows them."""
        return tuple(
            value.astimezone(self._zone).replace(tzinfo=None) if isinstance(value, datetime) else value
            for value in (shown.value(listed, self._speech) for shown in self._shown)
        )

    def table(self, rows: Sequence[Sequence[Value]], exported_at: datetime, who: str) -> Table:
        """Return the whole list with its notes: of what, by whom and when, and what to do with it."""
        say, event = self._speech.say, self._event
        notes = (
            say("Registrations: {event}", event=text_in(event.title, self._speech.language)),
            say("Exported: {moment}, {who}", moment=self._speech.day_and_hour(exported_at, event.zone), who=who),
            self._speech.count("{number} registration", "{number} registrations", len(rows)),
            say("Times are those of the zone {zone}.", zone=event.zone),
            say(
                "This file holds personal data of pupils. Do not pass it on, and delete it when it is no longer needed."
            ),
        )
        return Table(
            say("Registrations"), [self._column(shown) for shown in self._shown], rows, notes, say("About the file")
        )

    def _column(self, shown: _Shown) -> Column:
        title = self._speech.say(shown.title) if shown in (*_BEFORE, *_AFTER) else shown.title
        return Column(f"{title} ({self._event.zone})" if shown.kind == "moment" else title, shown.kind, shown.width)

    def _answer(self, number: int) -> _Shown:
        def value(listed: Listed, _: Speech) -> str:
            answers = listed.about.answers if listed.about else ()
            return answers[number] if number < len(answers) else ""

        return _Shown(text_in(self._event.questions[number], self._speech.language), value, width=30)


def _yes_no(speech: Speech, *, is_so: bool) -> str:
    return speech.say("yes") if is_so else speech.say("no")
