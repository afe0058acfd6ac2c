"""Screens of for whom an announcement is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.paging import paged_rows
from bot.chat.screen import Button, Screen, column, shortened
from bot.chat.ways import way_back
from bot.i18n.speech import Html, bold, safe
from handlers.announcing.taps import OwnAnnouncementDoor, PartDoor, ToggleTap, WhomDoor
from handlers.announcing.wording import part_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.announcements import Announcement
    from bot.i18n import Speech
    from handlers.announcing.taps import Part, Side


def whom_screen(
    speech: Speech, draft: Announcement, side: Side, parts: Sequence[Part], chosen: Mapping[Part, Sequence[str]]
) -> Screen:
    """The parts that somebody may choose by, each with how many values are chosen."""
    if side == "w":
        head = speech.html(
            "<b>For whom?</b>\n\nEvery part that you choose narrows it down; within a part any of the values is enough."
        )
    else:
        head = speech.html("<b>Who of them not?</b>\n\nWhoever fits any of this is left out.")
    lines = [
        Html(f"{bold(part_name(speech, part))}: {safe(', '.join(names))}") for part, names in chosen.items() if names
    ]
    buttons = [
        Button(
            f"{part_name(speech, part)}: {len(chosen[part])}" if chosen.get(part) else part_name(speech, part),
            PartDoor(id=draft.id, side=side, part=part),
        )
        for part in parts
    ]
    other = (
        Button(speech.say("Leave somebody out"), WhomDoor(id=draft.id, side="b"))
        if side == "w"
        else Button(speech.say("For whom"), WhomDoor(id=draft.id))
    )
    text = Html("\n\n".join([head, *([Html("\n".join(lines))] if lines else [])]))
    back = way_back(speech, OwnAnnouncementDoor(id=draft.id))
    return Screen(text, (*column(*buttons, other), back), spot=WhomDoor(id=draft.id, side=side))


def part_screen(
    speech: Speech,
    door: PartDoor,
    options: Sequence[tuple[str, str]],
    chosen: Sequence[str],
    *,
    is_typed: bool,
    line: Html | None = None,
) -> Screen:
    """The values of a part, with a tick for each that is chosen."""
    parts = [safe(part_name(speech, door.part))]
    if is_typed:
        parts.append(speech.html("Type a name, then choose it here."))
    if line:
        parts.append(line)
    buttons = [
        Button(
            shortened(f"✓ {name}" if value in chosen else name),
            ToggleTap(id=door.id, side=door.side, part=door.part, value=value, on=value not in chosen, page=door.page),
            words=(name,),
        )
        for value, name in options
    ]
    rows = paged_rows(speech, buttons, door.page, lambda number: door.model_copy(update={"page": number}))
    back = way_back(speech, WhomDoor(id=door.id, side=door.side))
    return Screen(Html(f"<b>{parts[0]}</b>" + "".join(f"\n\n{each}" for each in parts[1:])), (*rows, back), spot=door)
