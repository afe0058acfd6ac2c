"""Reports over real tables, on both databases: counted from quizzes, published by the rules, nothing for anybody else."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from bot.db.class_tables import class_members, class_reports
from bot.db.staff import revoke_grant
from bot.db.staff_tables import audit_log
from bot.db.tables import people
from bot.domain.interests import Interest
from bot.domain.reporting import ClassReport
from bot.services.access import NotAllowed
from bot.services.class_reports import TooFew
from tests.classes.town import Town
from tests.conftest import SEAL
from tests.services.walking import ARTIST, HANDS

if TYPE_CHECKING:
    from bot.db import Database
    from bot.library import Shelf
    from tests.conftest import HandClock


@pytest.fixture
def town(database: Database, clock: HandClock, shelf: Shelf) -> Town:
    """A town, once on each kind of database."""
    return Town(database, clock, shelf)


async def test_figures_are_those_of_the_results(town: Town) -> None:
    counsellor = await town.counsellor()
    class_id = await town.opened(counsellor)
    await town.join(class_id, HANDS, 7)
    await town.join(class_id, ARTIST, 6)
    await town.join(class_id, None, 5)
    report = await town.reports.of_class(counsellor, class_id)
    assert isinstance(report, ClassReport)
    figures = report.figures
    assert (report.title, report.town, report.is_earlier) == ("9А · №12", "semey", False)
    assert (figures.people, figures.waiting, figures.have_been) == (13, 5, None)
    # Seven have R and I, six have A and I: of I all, so it stays hidden, and with it the smallest of the others.
    assert figures.interests[Interest.I] is None
    assert {figures.interests[Interest.R], figures.interests[Interest.A]} <= {7, 6, None}
    assert all(5 <= told <= 8 for _, told in figures.professions)
    assert figures.professions


async def test_four_are_too_few_and_the_same_is_shown_again(town: Town) -> None:
    counsellor = await town.counsellor()
    class_id = await town.opened(counsellor)
    await town.join(class_id, HANDS, 4)
    assert await town.reports.of_class(counsellor, class_id) == TooFew("9А · №12")
    await town.join(class_id, HANDS, 1)
    first = await town.reports.of_class(counsellor, class_id)
    assert isinstance(first, ClassReport)
    await town.clock.sleep(3600)
    again = await town.elsewhere.of_class(counsellor, class_id)
    assert again == first
    assert await town.published() == 1


async def test_a_retaken_quiz_or_a_new_town_counts_as_a_change(town: Town) -> None:
    counsellor = await town.counsellor()
    class_id = await town.opened(counsellor)
    pupils = await town.join(class_id, HANDS, 10)
    first = await town.reports.of_class(counsellor, class_id)
    assert isinstance(first, ClassReport)
    await town.answer(pupils[0], ARTIST)
    frozen = await town.reports.of_class(counsellor, class_id)
    assert isinstance(frozen, ClassReport)
    assert frozen.is_earlier
    assert (frozen.figures, frozen.published_at) == (first.figures, first.published_at)
    for person in pupils[1:5]:
        await town.answer(person, ARTIST)
    changed = await town.elsewhere.of_class(counsellor, class_id)
    assert isinstance(changed, ClassReport)
    assert not changed.is_earlier
    assert changed.figures.people == 10
    await town.database.write(
        lambda connection: connection.execute(update(people).where(people.c.id == pupils[9]).values(place="oskemen"))
    )
    assert await town.published() == 2
    moved = await town.reports.of_class(counsellor, class_id)
    assert isinstance(moved, ClassReport)
    assert await town.published() == 2


async def test_a_school_never_tells_of_the_few_beside_its_classes(town: Town) -> None:
    counsellor = await town.counsellor()
    first, second = await town.opened(counsellor), await town.opened(counsellor, "Б")
    await town.join(first, HANDS, 8)
    few = await town.join(second, ARTIST, 3)
    assert isinstance(await town.reports.of_class(counsellor, first), ClassReport)
    school = await town.reports.of_school(counsellor)
    assert isinstance(school, ClassReport)
    assert school.figures.people == 8
    await town.join(second, ARTIST, 2)
    school = await town.elsewhere.of_school(counsellor)
    assert isinstance(school, ClassReport)
    assert (school.figures.people, school.title) == (13, "№12")
    await town.leave(second, *few)
    assert await town.reports.of_class(counsellor, second) == TooFew("9Б · №12")


async def test_somebody_in_two_classes_is_one_of_the_school(town: Town) -> None:
    counsellor = await town.counsellor()
    first, second = await town.opened(counsellor), await town.opened(counsellor, "Б")
    pupils = await town.join(first, HANDS, 6)
    for person in pupils:
        await town.database.write(partial(town.let_in, class_id=second, person=person))
    school = await town.reports.of_school(counsellor)
    assert isinstance(school, ClassReport)
    assert school.figures.people == 6


async def test_nobody_else_gets_a_report_and_every_look_is_noted(town: Town) -> None:
    counsellor, other, pupil = await town.counsellor(), await town.counsellor("№13"), await town.person()
    class_id = await town.opened(counsellor)
    await town.join(class_id, HANDS, 6)
    for person in (other, pupil):
        assert await town.reports.of_class(person, class_id) == NotAllowed()
    assert await town.reports.of_school(pupil) == NotAllowed()
    assert await town.reports.of_school(other) == TooFew("№13")
    assert await town.published() == 0
    await town.reports.of_class(counsellor, class_id)
    columns = (audit_log.c.actor_id, audit_log.c.deed, audit_log.c.subject, audit_log.c.number)
    rows = await town.database.read(lambda connection: list(connection.execute(select(*columns)).all()))
    assert tuple(rows[-1]) == (counsellor, "see_report", f"class:{class_id}", 6)
    await town.database.write(lambda connection: revoke_grant(connection, 1, town.clock.now()))
    assert await town.reports.of_class(counsellor, class_id) == NotAllowed()
    assert await town.reports.of_school(counsellor) == NotAllowed()


async def test_two_at_once_publish_one_report(town: Town) -> None:
    counsellor = await town.counsellor()
    class_id = await town.opened(counsellor)
    await town.join(class_id, HANDS, 6)
    both = await asyncio.gather(
        town.reports.of_class(counsellor, class_id), town.elsewhere.of_class(counsellor, class_id)
    )
    assert both[0] == both[1]
    assert await town.published() == 1


async def test_what_is_kept_names_nobody(town: Town) -> None:
    counsellor = await town.counsellor()
    class_id = await town.opened(counsellor)
    await town.join(class_id, HANDS, 6)
    await town.reports.of_class(counsellor, class_id)
    row = await town.database.read(lambda connection: connection.execute(select(class_reports)).one())
    units = SEAL.open(row.members)
    assert len(units) == 6
    assert all(len(each) == 32 for each in units)
    assert b"people" not in row.body
    members = await town.database.read(lambda c: list(c.execute(select(class_members.c.person_id)).scalars()))
    assert not {str(each) for each in members} & set(units)
