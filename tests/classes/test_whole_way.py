"""The whole way of a counsellor in one test: invited, a class, its poster, pupils who join and take the quiz, the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.languages import Language
from bot.services.staff import Invited
from tests.classes.school import SCHOOL, join, made_class, number_after
from tests.flows.walking import to_result
from tests.papers.places import codes_on, pages_of

if TYPE_CHECKING:
    from tests.classes.school import Enter
    from tests.running_bot import RunningBot


@pytest.mark.parametrize("language", [each.value for each in Language])
async def test_from_the_invitation_to_the_report(running: RunningBot, enter: Enter, language: str) -> None:
    counsellor = await enter(language)
    invited = await running.ground.staff.invite(None, "counsellor", None, SCHOOL)
    assert isinstance(invited, Invited)
    await counsellor.say(f"/start i_{invited.secret}")
    await counsellor.tap_first("ia")
    code = await made_class(running, counsellor)
    await counsellor.tap_first("bp")
    [page] = pages_of((await counsellor.files())[-1])
    assert codes_on(page) == [f"https://t.me/temirqazyq_bot?start=c_{code}"]
    pupils = [await enter(language) for _ in range(5)]
    for pupil in pupils:
        await join(pupil, code)
        await to_result(pupil)
    await counsellor.say("/class")
    await counsellor.tap_first("bc")
    await counsellor.tap_first("bg")
    assert number_after(counsellor, running.ground.speeches[Language(language)].say("Results counted")) == 5
