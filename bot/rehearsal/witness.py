"""What must hold whatever went wrong, looked up in the rows, on the phones and in the pretend Telegram's own log of calls."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.db.rehearsing import Row, faults, registrations_of, sent_by_kind
from bot.domain.announcements import ANNOUNCEMENT

if TYPE_CHECKING:
    from bot.rehearsal.cast import Cast
    from bot.rehearsal.door import Entrance
    from bot.rehearsal.sending import CallLog


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that must hold, and whether it did."""

    text: str
    holds: bool


async def promises(cast: Cast, log: CallLog, entrance: Entrance, *, is_exported: bool) -> list[Promise]:
    """Look at everything once more."""
    rows: list[Row] = await cast.stage.read(registrations_of)
    broken: list[str] = await cast.stage.read(faults)
    return [
        Promise("no seat was given twice, and the counters are those of the rows", not broken),
        Promise(
            "everybody who was shown a ticket or a place in line has it, and only one in a session",
            _is_kept(cast, rows),
        ),
        *_at_door(rows, entrance),
        await _announced(cast, log),
        Promise("the list of registrations holds every registration", is_exported),
        Promise("the bot runs", cast.stage.is_alive),
    ]


def _is_kept(cast: Cast, rows: list[Row]) -> bool:
    whose = {each.id: each.telegram_id for each in rows}
    is_there = all(whose.get(each.told) == each.user_id for each in cast.pupils if each.told is not None)
    times = Counter((each.telegram_id, each.session_id) for each in rows if each.telegram_id is not None)
    return is_there and max(times.values(), default=1) == 1


def _at_door(rows: list[Row], entrance: Entrance) -> list[Promise]:
    let_in = entrance.let_in
    inside = sum(each.came for each in rows)
    return [
        Promise("as many are inside as helpers were told to let in", inside == sum(let_in.values())),
        Promise(
            "nobody came in with a forged ticket or one that was used", not let_in["forged"] + let_in["shown again"]
        ),
        Promise("every ticket opened the door", not entrance.refused["ticket"]),
    ]


async def _announced(cast: Cast, log: CallLog) -> Promise:
    states = await cast.stage.read(sent_by_kind)
    sent = states.get((ANNOUNCEMENT, "sent"), 0)
    times = [log.marked[each.user_id] for each in cast.pupils if log.marked[each.user_id]]
    return Promise(
        f"the announcement arrived once in each of {len(times)} chats", set(times) <= {1} and len(times) >= sent
    )
