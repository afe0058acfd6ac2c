"""Whom announcements reach, on both databases: counted as they are sent, once, and only those whom the author may write to."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from bot.db.people import change_person
from bot.db.staff_tables import staff_grants
from bot.db.tables import outbox
from bot.domain.announcements import MOST_A_DAY, Audience, Choice
from bot.domain.languages import Language
from bot.services.access import NotAllowed
from bot.services.announcing_outcomes import Counted, Seen, Sent, Unready
from tests.announcements.conftest import later

if TYPE_CHECKING:
    from bot.domain.announcements import Reason
    from bot.domain.people import Person
    from tests.announcements.conftest import Town


async def _class_of(town: Town, number: int) -> tuple[Person, list[Person], int]:
    counsellor = await town.staff("counsellor")
    pupils = [await town.person() for _ in range(number)]
    return counsellor, pupils, await town.school_class(counsellor, pupils)


async def _numbers(town: Town, author: Person, announcement_id: int) -> dict[str, int]:
    seen = await town.announcing.see(author.id, announcement_id)
    assert isinstance(seen, Seen)
    return dict(seen.states)


async def test_an_announcement_reaches_the_class_and_nobody_else(town: Town) -> None:
    counsellor, pupils, _ = await _class_of(town, 4)
    other, others, _ = await _class_of(town, 3)
    draft = await town.draft(counsellor)
    counted = await town.broadcasting.count(counsellor.id, draft.id)
    assert counted == Counted(4, {})
    sent = await town.broadcasting.confirm(counsellor.id, draft.id)
    assert isinstance(sent, Sent)
    assert sent.recipients == 4
    assert await town.rows() == [(each.id, "due") for each in pupils]
    assert isinstance(await town.announcing.see(other.id, draft.id), NotAllowed)
    assert others


async def test_reasons_are_counted_as_they_are_applied(town: Town) -> None:
    counsellor, pupils, number = await _class_of(town, 6)
    away, refuses, foreign, full, excluded, _ = pupils
    earlier = await town.draft(counsellor, kk="Бір")
    assert isinstance(await town.broadcasting.confirm(counsellor.id, earlier.id), Sent)
    await town.database.write(
        lambda connection: connection.execute(update(outbox).values(state="sent", changed_at=town.clock.now())).rowcount
    )
    await town.reach.refuse(refuses, earlier.id, "author", once=1)
    await town.database.write(
        lambda connection: change_person(connection, away.telegram_id, unreachable_at=town.clock.now())
    )
    await town.database.write(lambda connection: change_person(connection, foreign.telegram_id, language="en"))
    second = await town.staff("counsellor")
    await town.school_class(second, [full])
    another = await town.draft(second, kk="Екі")
    assert isinstance(await town.broadcasting.confirm(second.id, another.id), Sent)
    await town.database.write(
        lambda connection: connection.execute(update(outbox).values(state="sent", changed_at=town.clock.now())).rowcount
    )
    small = await town.school_class(counsellor, [excluded])
    draft = await town.draft(counsellor, kk="Үш", ru="Три")
    whom = Audience(Choice(classes=frozenset({number})), Choice(classes=frozenset({small})))
    assert await town.announcing.aim(counsellor.id, draft.id, lambda _: whom)
    expected: dict[Reason, int] = {"unreachable": 1, "opted_out": 1, "no_text": 1, "quiet": 1, "excluded": 1}
    counted = await town.broadcasting.count(counsellor.id, draft.id)
    assert counted == Counted(1, expected)
    assert isinstance(await town.broadcasting.confirm(counsellor.id, draft.id), Sent)
    seen = await town.announcing.see(counsellor.id, draft.id)
    assert isinstance(seen, Seen)
    assert (seen.total, dict(seen.announcement.left_out)) == (1, expected)
    # A day later yesterday's do not count any more.
    town.clock.moment = later(hours=25)
    again = await town.draft(counsellor, kk="Төрт", ru="Четыре", en="Four")
    counted = await town.broadcasting.count(counsellor.id, again.id)
    assert isinstance(counted, Counted)
    assert "quiet" not in counted.left_out


async def test_a_draft_is_confirmed_once_however_many_tap(town: Town) -> None:
    counsellor, pupils, _ = await _class_of(town, 5)
    draft = await town.draft(counsellor)
    results = await asyncio.gather(*(town.broadcasting.confirm(counsellor.id, draft.id) for _ in range(8)))
    assert sum(isinstance(each, Sent) for each in results) == 1
    assert len(await town.rows()) == len(pupils)


@pytest.mark.parametrize(
    "audience",
    [
        Choice(),
        Choice(languages=frozenset({"kk"})),
        Choice(regions=frozenset({"abai"})),
        Choice(grades=frozenset({9})),
        Choice(interests=frozenset({"R"})),
        Choice(schools=frozenset({"digest"})),
    ],
)
async def test_a_counsellor_reaches_only_own_classes(town: Town, audience: Choice) -> None:
    counsellor, _, own = await _class_of(town, 2)
    _, _, foreign = await _class_of(town, 2)
    draft = await town.draft(counsellor)
    for choice in (audience, replace(audience, classes=frozenset({own, foreign}))):
        await town.announcing.aim(counsellor.id, draft.id, lambda _, choice=choice: Audience(choice))  # type: ignore[misc]
        for result in (
            await town.broadcasting.count(counsellor.id, draft.id),
            await town.broadcasting.confirm(counsellor.id, draft.id),
        ):
            assert isinstance(result, NotAllowed | Unready)
    assert await town.rows() == []


async def test_an_administrator_reaches_a_region_by_its_settlements(town: Town) -> None:
    administrator = await town.staff("administrator")
    await town.person(place="semey")
    await town.person(place="almaty")
    draft = await town.draft(administrator)
    region = town.broadcasting._shelf.places["semey"].region
    await town.announcing.aim(
        administrator.id,
        draft.id,
        lambda _: Audience(Choice(regions=frozenset({region})), Choice(grades=frozenset({8}))),
    )
    # The administrator lives there as well.
    counted = await town.broadcasting.count(administrator.id, draft.id)
    assert counted == Counted(2, {})


async def test_a_choice_by_interest_tells_nothing_of_a_few(town: Town) -> None:
    counsellor, _, own = await _class_of(town, 4)
    draft = await town.draft(counsellor)
    narrow = Audience(Choice(classes=frozenset({own}), interests=frozenset({"R"})))
    await town.announcing.aim(counsellor.id, draft.id, lambda _: narrow)
    assert await town.broadcasting.count(counsellor.id, draft.id) == Unready("too_few")
    subtracting = Audience(Choice(classes=frozenset({own})), Choice(interests=frozenset({"R"})))
    await town.announcing.aim(counsellor.id, draft.id, lambda _: subtracting)
    assert isinstance(await town.broadcasting.count(counsellor.id, draft.id), NotAllowed)


async def test_pause_resume_and_cancel(town: Town) -> None:
    counsellor, pupils, _ = await _class_of(town, 4)
    draft = await town.draft(counsellor)
    await town.broadcasting.confirm(counsellor.id, draft.id)
    assert await town.broadcasting.pause(counsellor.id, draft.id, once=1)
    assert not await town.broadcasting.pause(counsellor.id, draft.id, once=2)
    assert await _numbers(town, counsellor, draft.id) == {"held": 4}
    assert await town.broadcasting.resume(counsellor.id, draft.id, once=3)
    assert await _numbers(town, counsellor, draft.id) == {"due": 4}
    assert await town.broadcasting.cancel(counsellor.id, draft.id, once=4)
    assert await _numbers(town, counsellor, draft.id) == {"dropped": 4}
    assert not await town.broadcasting.resume(counsellor.id, draft.id, once=5)
    assert len(pupils) == 4


async def test_a_dismissed_counsellor_announces_nothing_more(town: Town) -> None:
    counsellor, _, _ = await _class_of(town, 3)
    under_way, waiting, draft = [await town.draft(counsellor) for _ in range(3)]
    await town.broadcasting.confirm(counsellor.id, under_way.id)
    await town.broadcasting.confirm(counsellor.id, waiting.id, later(hours=2))
    await town.database.write(
        lambda connection: connection.execute(update(staff_grants).values(revoked_at=town.clock.now())).rowcount
    )
    assert isinstance(await town.broadcasting.confirm(counsellor.id, draft.id), NotAllowed)
    assert isinstance(await town.announcing.own(counsellor.id), NotAllowed)
    town.clock.moment = later(hours=3)
    await town.broadcasting.tend()
    assert {state for _, state in await town.rows()} == {"dropped"}


async def test_one_at_a_time_starts_at_its_time_for_whom_it_is_then(town: Town) -> None:
    counsellor, _, own = await _class_of(town, 2)
    draft = await town.draft(counsellor)
    assert await town.broadcasting.confirm(counsellor.id, draft.id, later(hours=-1)) == Unready("past")
    sent = await town.broadcasting.confirm(counsellor.id, draft.id, later(hours=2))
    assert isinstance(sent, Sent)
    assert await town.rows() == []
    newcomer = await town.person()
    await town.school_class(counsellor, [newcomer])
    assert own
    town.clock.moment = later(hours=1)
    await town.broadcasting.tend()
    assert await town.rows() == []
    town.clock.moment = later(hours=2)
    await town.broadcasting.tend()
    await town.broadcasting.tend()
    assert len(await town.rows()) == 2
    await town.database.write(lambda connection: connection.execute(update(outbox).values(state="sent")).rowcount)
    await town.broadcasting.tend()
    seen = await town.announcing.see(counsellor.id, draft.id)
    assert isinstance(seen, Seen)
    assert seen.announcement.state == "done"


async def test_an_urgent_one_needs_an_administrator_and_is_asked_about_anew_after_a_change(town: Town) -> None:
    counsellor, _, _ = await _class_of(town, 2)
    administrator = await town.staff("administrator")
    draft = await town.draft(counsellor)
    assert await town.announcing.hurry(counsellor.id, draft.id, is_urgent=True, once=1)
    assert [row[0] for row in await town.rows()] == [administrator.id]
    assert await town.broadcasting.confirm(counsellor.id, draft.id) == Unready("not_urgent")
    assert not await town.announcing.agree_to_urgent(counsellor.id, draft.id, agrees=True, once=2)
    assert await town.announcing.agree_to_urgent(administrator.id, draft.id, agrees=True, once=3)
    assert await town.announcing.say(counsellor.id, draft.id, Language.KK, "Басқа сөз")
    assert await town.broadcasting.confirm(counsellor.id, draft.id) == Unready("not_urgent")
    assert await town.announcing.agree_to_urgent(administrator.id, draft.id, agrees=True, once=4)
    assert isinstance(await town.broadcasting.confirm(counsellor.id, draft.id), Sent)


async def test_what_was_declined_keeps_to_the_limit_when_counted_and_when_sent(town: Town) -> None:
    counsellor, pupils, _ = await _class_of(town, 2)
    administrator = await town.staff("administrator")
    for number in range(MOST_A_DAY):
        earlier = await town.draft(counsellor, kk=f"{number}")
        assert isinstance(await town.broadcasting.confirm(counsellor.id, earlier.id), Sent)
    await town.database.write(
        lambda connection: connection.execute(update(outbox).values(state="sent", changed_at=town.clock.now())).rowcount
    )
    draft = await town.draft(counsellor)
    assert await town.announcing.hurry(counsellor.id, draft.id, is_urgent=True, once=1)
    assert await town.announcing.agree_to_urgent(administrator.id, draft.id, agrees=True, once=2)
    assert await town.broadcasting.count(counsellor.id, draft.id) == Counted(len(pupils), {})
    assert await town.announcing.agree_to_urgent(administrator.id, draft.id, agrees=False, once=3)
    assert await town.broadcasting.count(counsellor.id, draft.id) == Counted(0, {"quiet": len(pupils)})
    assert await town.broadcasting.confirm(counsellor.id, draft.id) == Unready("none_left")


@pytest.mark.parametrize("role", ["helper", None])
async def test_others_announce_nothing(town: Town, role: str | None) -> None:
    counsellor, _, _ = await _class_of(town, 2)
    draft = await town.draft(counsellor)
    other = await town.staff(role) if role else await town.person()
    assert isinstance(await town.announcing.begin(other.id), NotAllowed)
    assert isinstance(await town.announcing.see(other.id, draft.id), NotAllowed)
    assert isinstance(await town.broadcasting.count(other.id, draft.id), NotAllowed)
    assert isinstance(await town.broadcasting.confirm(other.id, draft.id), NotAllowed)
    assert not await town.announcing.say(other.id, draft.id, Language.KK, "x")
    assert not await town.broadcasting.cancel(other.id, draft.id, once=1)
    assert not await town.announcing.erase(other.id, draft.id, once=2)


async def test_at_night_everything_waits_for_the_morning(town: Town) -> None:
    counsellor, _, _ = await _class_of(town, 1)
    draft = await town.draft(counsellor)
    town.clock.moment = later(hours=10)
    await town.broadcasting.confirm(counsellor.id, draft.id)
    dues = await town.database.read(lambda connection: connection.execute(select(outbox.c.due_at)).scalars().all())
    assert set(dues) == {later(hours=20)}
