"""Registering: what was tapped or typed goes into the form; the form goes to the seats."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard, assert_never

from bot.chat.doors import RegisterDoor, TicketDoor
from bot.chat.flow import Answer, Flow
from bot.chat.guessing import enough_of, was_wrong
from bot.chat.screen import Onward
from bot.domain.form import Kept, steps_of, taken
from bot.services.registering import Form, NotForYou
from bot.services.seat_outcomes import AlreadyIn, Gone, NotPossible, Placed, TooMany
from handlers.registering.screens import (
    check_screen,
    closed_screen,
    field_screen,
    friends_link_line,
    friends_screen,
    gone_screen,
    not_for_you_screen,
    place_taken_screen,
    too_many_screen,
)
from handlers.registering.taps import (
    AgeTap,
    FieldDoor,
    FriendsDoor,
    FriendsTap,
    KeptPlaceDoor,
    RememberTap,
    SendTap,
)

if TYPE_CHECKING:
    from bot.chat.visit import Visit
    from bot.domain.registration import Closed
    from bot.i18n.speech import Html
    from bot.services.registering import Opened

flow = Flow()
flow.link("f", lambda code: KeptPlaceDoor(code=code))


@flow.tap(RegisterDoor)
async def registering_opened(visit: Visit, door: RegisterDoor) -> Answer:
    """Ask what is still missing, or show everything."""
    return await _opened(visit, door.session, await visit.ground.registering.begin(visit.pupil, door.session))


@flow.tap(KeptPlaceDoor)
async def kept_place_opened(visit: Visit, door: KeptPlaceDoor) -> Answer:
    """Open the form for a place that friends keep."""
    if (enough := enough_of(visit)) is not None:
        return enough
    opened = await visit.ground.registering.begin_by_party(visit.pupil, door.code)
    if isinstance(opened, Gone):
        was_wrong(visit, door.code)
    return RegisterDoor(session=opened.draft.session) if isinstance(opened, Form) else await _opened(visit, 0, opened)


@flow.tap(FieldDoor)
async def field_opened(visit: Visit, door: FieldDoor) -> Answer:
    """Ask for a field, perhaps once more."""
    form = await _form(visit, door.session)
    return field_screen(visit.speech, form, door.step) if _has(form, door) else RegisterDoor(session=door.session)


@flow.text_at(FieldDoor)
async def field_typed(visit: Visit, text: str) -> Answer | None:
    """Put a typed text into the field at which the pupil stands."""
    door = FieldDoor.unpack(visit.pupil.spot)
    form = await _form(visit, door.session)
    if not _has(form, door):
        return RegisterDoor(session=door.session)
    if door.step == "age":
        return None
    kept = taken(door.step, text)
    if not isinstance(kept, Kept):
        return field_screen(visit.speech, form, door.step, kept)
    filled = await visit.ground.registering.fill(visit.pupil, form, door.step, kept.text, once=visit.update_id)
    return await _changed(visit, door.session, filled)


@flow.tap(AgeTap)
async def age_told(visit: Visit, tap: AgeTap) -> Answer:
    """Note the answer."""
    changed = await visit.ground.registering.tell_age(
        visit.pupil, tap.session, is_under=tap.is_under, once=visit.update_id
    )
    return await _changed(visit, tap.session, changed)


@flow.tap(FriendsDoor)
async def friends_opened(visit: Visit, door: FriendsDoor) -> Answer:
    """Ask how many friends come along."""
    form = await _form(visit, door.session)
    if isinstance(form, Gone) or form.draft.party is not None:
        return RegisterDoor(session=door.session)
    return friends_screen(visit.speech, form)


@flow.tap(FriendsTap)
async def friends_counted(visit: Visit, tap: FriendsTap) -> Answer:
    """Note how many."""
    changed = await visit.ground.registering.bring_friends(visit.pupil, tap.session, tap.number, once=visit.update_id)
    return await _changed(visit, tap.session, changed)


@flow.tap(RememberTap)
async def remembering_tapped(visit: Visit, tap: RememberTap) -> Answer:
    """Remember, or do not."""
    changed = await visit.ground.registering.remember(visit.pupil, tap.session, remembers=tap.on, once=visit.update_id)
    return await _changed(visit, tap.session, changed)


@flow.tap(SendTap)
async def sent(visit: Visit, tap: SendTap) -> Answer:
    """Register."""
    outcome = await visit.ground.registering.send(visit.pupil, tap.session, once=visit.update_id)
    match outcome:
        case Form():
            return RegisterDoor(session=tap.session)
        case Placed(registration_id, _, party_code):
            return Onward(TicketDoor(id=registration_id), line=_link_line(visit, party_code))
        case AlreadyIn(registration_id, _):
            return TicketDoor(id=registration_id)
        case NotPossible(reason):
            return await _closed(visit, tap.session, reason)
        case TooMany(most):
            form = await visit.ground.registering.look(visit.pupil, tap.session)
            return too_many_screen(visit.speech, form, most) if isinstance(form, Form) else gone_screen(visit.speech)
        case NotForYou(event):
            return not_for_you_screen(visit.speech, event)
        case Gone():
            return await _place_gone(visit, tap.session)
        case _:
            assert_never(outcome)


async def _opened(visit: Visit, session: int, opened: Opened) -> Answer:
    match opened:
        case Form():
            asks = opened.asks
            return check_screen(visit.speech, opened) if asks is None else field_screen(visit.speech, opened, asks)
        case AlreadyIn(registration_id, _):
            return TicketDoor(id=registration_id)
        case NotPossible(reason):
            return await _closed(visit, session, reason)
        case NotForYou(event):
            return not_for_you_screen(visit.speech, event)
        case Gone():
            return gone_screen(visit.speech)
        case _:
            assert_never(opened)


async def _changed(visit: Visit, session: int, changed: Opened) -> Answer:
    """Go on with a form that was changed; one that is gone is begun anew."""
    return RegisterDoor(session=session) if isinstance(changed, Gone) else await _opened(visit, session, changed)


async def _form(visit: Visit, session: int) -> Form | Gone:
    return await visit.looks.once(("form", session), lambda: visit.ground.registering.look(visit.pupil, session))


async def _closed(visit: Visit, session: int, reason: Closed) -> Answer:
    event = await visit.ground.events.of_session(session)
    return closed_screen(visit.speech, event.id if event else None, reason)


async def _place_gone(visit: Visit, session: int) -> Answer:
    event = await visit.ground.events.of_session(session)
    return gone_screen(visit.speech) if event is None else place_taken_screen(visit.speech, session)


def _has(form: Form | Gone, door: FieldDoor) -> TypeGuard[Form]:
    return isinstance(form, Form) and door.step in steps_of(form.event)


def _link_line(visit: Visit, party_code: str | None) -> Html | None:
    if party_code is None:
        return None
    return friends_link_line(visit.speech, f"https://t.me/{visit.ground.username}?start=f_{party_code}")
