"""The organiser writes to everybody who registered, in the chat, as organisers do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.announcements import ANNOUNCEMENT
from bot.domain.languages import Language
from bot.rehearsal.breaking import BrokenOffError
from bot.rehearsal.deciding import first_of, is_of
from bot.rehearsal.sending import MARK, sent_of, until_sent
from handlers.announcing.taps import (
    ConfirmDoor,
    DeedTap,
    NewAnnouncementTap,
    OwnAnnouncementDoor,
    PartDoor,
    ToggleTap,
    WhomDoor,
    WordsDoor,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiogram.filters.callback_data import CallbackData

    from bot.rehearsal.cast import Cast
    from bot.rehearsal.figures import Step
    from bot.rehearsal.phone import Phone
    from bot.rehearsal.telling import Telling


def words_of(cast: Cast) -> Mapping[Language, str]:
    """Return what is announced: the event's own title, in the languages that it has."""
    return {language: f"{MARK} {title}" for language, title in cast.event.title.items() if title}


async def announce(cast: Cast, telling: Telling, registered: int) -> Step:
    """Write to everybody registered, and wait until it has gone out."""
    with telling.step("Announcement to all registered", registered) as (step, one_more):
        phone = cast.staff[0]
        before = await sent_of(cast, ANNOUNCEMENT)
        await _write(cast, phone, step)
        confirm = first_of(phone.data, ConfirmDoor)
        if confirm is not None:
            step.took(await phone.tap(confirm))
        sends = [each for each in phone.data if is_of(each, DeedTap) and DeedTap.unpack(each).deed == "send"]
        if not sends:
            step.notes.append("it could not be sent: nobody would get it")
            return step
        step.took(await phone.tap(sends[0]))
        seconds = await until_sent(cast.stage, one_more)
        number = await sent_of(cast, ANNOUNCEMENT) - before
        step.notes.append(f"{number} arrived in {seconds:.0f} s, {number / max(seconds, 0.1):.1f} a second")
    return step


async def _write(cast: Cast, phone: Phone, step: Step) -> None:
    step.took(await phone.types("/announce"))
    await _tap(phone, NewAnnouncementTap, step)
    for language, text in words_of(cast).items():
        await _tap(phone, WordsDoor, step, code=language.value)
        step.took(await phone.types(text))
    await _tap(phone, WhomDoor, step)
    await _tap(phone, PartDoor, step, part="events")
    # All who registered, those in line too.
    for letter in "rw":
        await _tap(phone, ToggleTap, step, value=f"{cast.event.id}{letter}")
    await _tap(phone, WhomDoor, step)
    await _tap(phone, OwnAnnouncementDoor, step)


async def _tap(phone: Phone, kind: type[CallbackData], step: Step, **fields: object) -> None:
    """Tap the first button of a kind that carries these values.

    Raises:
        BrokenOffError: there is none.
    """
    for data in phone.data:
        if is_of(data, kind) and all(getattr(kind.unpack(data), name) == value for name, value in fields.items()):
            step.took(await phone.tap(data))
            return
    raise BrokenOffError(f"no button {kind.__name__} {fields} among {phone.data}")
