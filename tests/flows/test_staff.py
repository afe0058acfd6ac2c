"""Invitations tapped: the first administrator by the command line, then organisers and helpers; strangers get nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.services.staff import Invited
from tests.flows.hall import Workshop
from tests.flows.walking import FITTING, forged, settle_in

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.staff import Role
    from tests.pupil import Pupil
    from tests.running_bot import RunningBot

    Enter = Callable[[str], Awaitable[Pupil]]


async def link(running: RunningBot, role: Role, event: int | None = None) -> str:
    """Return what follows "/start " in a link of the command line."""
    invited = await running.ground.staff.invite(None, role, event, "Гүлнар")
    assert isinstance(invited, Invited)
    return f"i_{invited.secret}"


async def hired(running: RunningBot, enter: Enter, role: Role, language: str = "ru", event: int | None = None) -> Pupil:
    """Return somebody who came by a link and took the role."""
    person = await enter(language)
    await person.say(f"/start {await link(running, role, event)}")
    for prefix in (f"lt:{language}", "ag:", "gt:12"):
        await person.tap_first(prefix)
    await person.say("Экибастуз")
    await person.tap_first("ia:")
    return person


@pytest.mark.parametrize(
    ("language", "role", "staff"),
    [("kk", "Әкімші", "Қызметкерлер"), ("ru", "Администратор", "Сотрудники"), ("en", "Administrator", "Staff")],
)
async def test_a_newcomer_becomes_administrator_and_invites(
    language: str, role: str, staff: str, running: RunningBot, enter: Enter
) -> None:
    administrator = await hired(running, enter, "administrator", language)
    assert role in administrator.text
    assert staff in administrator.text
    await administrator.tap_data("ii:o:0")
    await administrator.say("<Ерлан>, Enbek Hub")
    assert "&lt;" not in administrator.text
    secret = administrator.text.split("start=")[1].split()[0]
    organiser = await enter(language)
    await settle_in(organiser, language)
    await organiser.say(f"/start {secret}")
    for row in organiser.screen["inline_keyboard"]:
        assert all(len(button["text"]) <= FITTING[len(row)] for button in row)
    offer = organiser.screen
    await organiser.tap_first("ia:")
    # The same link once more, by the same and by another.
    await organiser.tap_data(f"ia:{secret.removeprefix('i_')}", offer)
    other = await enter(language)
    await settle_in(other, language)
    await other.say(f"/start {secret}")
    assert not any(data.startswith("ia:") for data in other.data)
    await administrator.say("/staff")
    assert "<Ерлан>, Enbek Hub" in administrator.text


async def test_a_revoked_role_ends_at_once(running: RunningBot, enter: Enter) -> None:
    administrator = await hired(running, enter, "administrator")
    organiser = await hired(running, enter, "organiser")
    await organiser.say("/staff")
    assert "Сотрудники" in organiser.text
    await administrator.say("/staff")
    await administrator.tap("2. Гүлнар")
    await administrator.tap("Отозвать")
    assert "Отозвано" in administrator.toast
    await organiser.say("/staff")
    assert "Сотрудники" not in organiser.text
    await administrator.tap("Журнал действий")
    assert "отозвал(а) роль организатора" in administrator.text


async def test_a_helper_is_invited_by_the_organiser_of_the_event_alone(running: RunningBot, enter: Enter) -> None:
    workshop = await Workshop.opened(running)
    organiser = await hired(running, enter, "organiser", event=workshop.event)
    await forged(running, organiser, f"ii:h:{workshop.event}", f"ii:h:{workshop.event + 1}", "ii:a:0")
    await organiser.tap_data(f"ii:h:{workshop.event}")
    await organiser.say("Помощник")
    assert "start=i_" in organiser.text
    for data in (f"ii:h:{workshop.event + 1}", "ii:a:0"):
        await forged(running, organiser, data)
        await organiser.tap_data(data)
        assert "Приглашение" not in organiser.text


async def test_pupils_get_nothing_of_it(running: RunningBot, pupil: Pupil, enter: Enter) -> None:
    await hired(running, enter, "administrator")
    await pupil.say("/menu")
    menu = pupil.text
    await pupil.say("/staff")
    assert pupil.text == menu
    for data in ("is", "ii:a:0", "ii:o:0", "ir:1", "it:1", "ig", "ia:guess"):
        await forged(running, pupil, data)
        await pupil.tap_data(data)
        assert "Гүлнар" not in pupil.text
        assert "Журнал" not in pupil.text
    assert len(await running.ground.staff.members(None)) == 1  # type: ignore[arg-type]
    await pupil.say("/start i_guess")
    assert "ничего не даёт" in pupil.text


async def test_the_menu_holds_the_commands_of_ones_roles_alone(running: RunningBot, pupil: Pupil, enter: Enter) -> None:
    async def menu(person: Pupil) -> set[str]:
        return {each["command"] for each in (await person.get("commands"))["commands"]}

    assert {"staff", "checkin", "export", "registerclass"} & await menu(pupil) == set()
    assert {"menu", "quiz", "events"} <= await menu(pupil)
    workshop = await Workshop.opened(running)
    helper = await hired(running, enter, "helper", event=workshop.event)
    assert {"staff", "checkin", "export", "registerclass"} & await menu(helper) == {"staff", "checkin"}
    (member,) = await running.ground.staff.members(None)  # type: ignore[misc]
    await running.ground.staff.revoke(None, member.id)
    await helper.say("/staff")
    assert await menu(helper) == await menu(pupil)
