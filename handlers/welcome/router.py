"""The first steps: nothing is stored before the agreement; afterwards every choice is stored when it is tapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import ConsentNewsDoor, GradeDoor, HereDoor, LanguageDoor, NextDoor, WelcomeDoor
from bot.chat.flow import Admits, Answer, Flow
from bot.chat.screen import Onward
from bot.i18n.speech import mark
from handlers.welcome.screens import consent_news_screen, grade_screen, language_screen, welcome_screen
from handlers.welcome.taps import AgreeTap, GradeTap, LanguageTap

if TYPE_CHECKING:
    from bot.chat.visit import Visit

flow = Flow()
flow.command("language", mark("Language"), LanguageDoor)


@flow.tap(LanguageDoor, admits=Admits.ANYBODY)
async def language_opened(visit: Visit, _door: LanguageDoor) -> Answer:
    """Offer the languages."""
    return language_screen(can_go_back=visit.person is not None)


@flow.tap(LanguageTap, admits=Admits.ANYBODY)
async def language_chosen(visit: Visit, tap: LanguageTap) -> Answer:
    """Welcome a stranger in their language; show everybody else their present screen again in the new one."""
    if visit.person is None:
        return WelcomeDoor(language=tap.language)
    await visit.ground.people.speak(visit.telegram_id, tap.language, once=visit.update_id)
    return HereDoor()


@flow.tap(WelcomeDoor, admits=Admits.ANYBODY)
async def welcome_opened(visit: Visit, door: WelcomeDoor) -> Answer:
    """Say what the bot does and keeps; somebody who agreed before goes on."""
    if visit.person is not None:
        return NextDoor()
    return welcome_screen(visit.ground.speeches[door.language], visit.ground.people.consent_version)


@flow.tap(AgreeTap, admits=Admits.ANYBODY)
async def agreed(visit: Visit, tap: AgreeTap) -> Answer:
    """Keep the agreement, unless it was to an older text than the present one: then show that."""
    if tap.version != visit.ground.people.consent_version:
        return WelcomeDoor(language=tap.language)
    await visit.ground.people.agree(visit.telegram_id, tap.language, tap.version, once=visit.update_id)
    # Whoever agreed to a changed text goes on where they were stopped.
    return NextDoor() if visit.person is None or visit.person.goal else HereDoor()


@flow.tap(ConsentNewsDoor, admits=Admits.AGREED)
async def consent_news_opened(visit: Visit, _door: ConsentNewsDoor) -> Answer:
    """Say what is new in the privacy text, and ask whether they agree to it too."""
    version = visit.ground.people.consent_version
    return HereDoor() if visit.pupil.consent_version == version else consent_news_screen(visit.speech, version)


@flow.tap(GradeDoor, admits=Admits.AGREED)
async def grade_opened(visit: Visit, _door: GradeDoor) -> Answer:
    """Ask for the grade."""
    return grade_screen(visit.speech)


@flow.tap(GradeTap, admits=Admits.AGREED)
async def grade_chosen(visit: Visit, tap: GradeTap) -> Answer:
    """Store the grade and go on."""
    await visit.ground.people.study_in(visit.telegram_id, tap.grade, once=visit.update_id)
    return NextDoor()


@flow.text_at(GradeDoor)
async def grade_typed(visit: Visit, text: str) -> Answer | None:
    """Tell younger pupils what they may do; other texts are not understood here."""
    digits = "".join(letter for letter in text if letter.isdecimal())
    if digits not in {"1", "2", "3", "4", "5", "6", "7"}:
        return None
    line = visit.speech.html("The quiz is made for grades 8 to 11. If you are younger, choose grade 8 and look around.")
    return Onward(GradeDoor(), line=line)
