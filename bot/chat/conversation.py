"""The heart of the incoming side: what happened becomes one screen. Knows no network, so tests may call it directly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.chat.doors import ConsentNewsDoor, HereDoor, LanguageDoor, MenuDoor, NextDoor, WelcomeDoor, next_step
from bot.chat.flow import Admits
from bot.chat.looks import Looks
from bot.chat.screen import Onward, Screen
from bot.chat.threshold import Threshold
from bot.chat.typed import button_meant, number_meant
from bot.chat.visit import Visit
from bot.db import AlreadyDone
from bot.domain.languages import Language
from bot.domain.legible import legible

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiogram.filters.callback_data import CallbackData

    from bot.chat.directory import Directory
    from bot.chat.flow import Answer, Step
    from bot.chat.ground import Ground
    from bot.chat.upload import Upload
    from bot.domain.geo import Point

# More doors than this behind one another would be a ring.
_LONGEST_WAY: Final = 6
_START: Final = "start"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who an update comes from: id of the update and of the person, and the language of their Telegram."""

    update_id: int
    telegram_id: int
    client_language: str | None


class Conversation:
    """Turns taps, texts, commands and locations into screens."""

    def __init__(self, ground: Ground, directory: Directory) -> None:
        self.ground = ground
        self.directory = directory
        self._threshold = Threshold()

    async def tapped(self, caller: Caller, data: str) -> Screen:
        """A button was tapped, perhaps one of last month."""
        tap = self.directory.unpack(data)
        visit = await self._visit(caller)
        return await self._safely(visit, lambda: self._follow(visit, tap) if tap else self._current(visit))

    async def commanded(self, caller: Caller, name: str, argument: str = "") -> Screen:
        """A slash command was sent, perhaps by a link from outside; an unknown one shows where the person is."""
        visit = await self._visit(caller)
        linked = self.directory.linked(argument) if name == _START else None
        if linked:
            return await self._safely(visit, lambda: self._follow_link(visit, linked))
        command = self.directory.commands.get(name)
        return await self._safely(
            visit, lambda: self._follow(visit, command.door()) if command else self._current(visit)
        )

    async def located(self, caller: Caller, point: Point) -> Screen:
        """A point of the map was sent."""
        visit = await self._visit(caller)
        return await self._safely(visit, lambda: self._read_point(visit, point))

    async def typed(self, caller: Caller, text: str) -> Screen:
        """A text was typed: a button's number or label, an answer to the question, or a word to look up."""
        visit, seen = await self._visit(caller), legible(text)
        return await self._safely(visit, lambda: self._read(visit, seen))

    async def uploaded(self, caller: Caller, upload: Upload) -> Screen:
        """A file was sent; where none is expected, say so kindly."""
        visit = await self._visit(caller)
        spot = self._spot(visit)
        read = self.directory.upload_at(spot, is_photo=upload.is_photo)
        if read is None or self._turned_back(visit, self.directory.step_of(spot)):
            return await self.puzzled(caller)

        async def way() -> Screen:
            return await self._arrive(visit, await read(visit, upload))

        return await self._safely(visit, way)

    async def puzzled(self, caller: Caller) -> Screen:
        """Something came that we cannot read (a sticker, a voice): say so kindly and show the same screen."""
        visit = await self._visit(caller)
        line = visit.speech.html(
            "I can't read stickers, voice, pictures or files here. Please tap a button or write in words."
        )
        return (await self._current(visit)).led_by(line)

    async def _read(self, visit: Visit, text: str) -> Screen:
        spot = self._spot(visit)
        if visit.ground.shelf.alarm.heard(text) and not self.directory.heeds_alarm(spot):
            # Whatever was asked here: this is no answer to it, and a child may be in need.
            return await self._arrive(visit, await self.directory.any_text(visit, text) or spot)
        own = self.directory.text_at(spot) if self._may_enter(visit, spot) else None
        tap = await self._button_meant(visit, spot, text)
        answer: Answer | None = tap or (await own(visit, text) if own else None)
        if answer is None and self._may_enter(visit, MenuDoor()):
            answer = await self._button_meant(visit, MenuDoor(), text) or await self.directory.any_text(visit, text)
        if answer is not None:
            return await self._arrive(visit, answer)
        line = visit.speech.html("I didn't understand that. Please choose one of the buttons.")
        return (await self._current(visit)).led_by(line)

    async def _button_meant(self, visit: Visit, spot: CallbackData, text: str) -> CallbackData | None:
        """Compare with the buttons of the present screen in the person's language, then in the others."""
        _, screen = await self._show(visit, spot)
        button = (number_meant(text, screen.buttons) if screen.is_numbered else None) or button_meant(
            text, screen.buttons
        )
        for language in Language:
            if button is None and language is not visit.language:
                _, screen = await self._show(replace(visit, language=language), spot)
                button = button_meant(text, screen.buttons)
        return button.tap if button else None

    async def _read_point(self, visit: Visit, point: Point) -> Screen:
        if visit.person is None:
            return await self._current(visit)
        spot = self._spot(visit)
        own = self.directory.point_at(spot) if self._may_enter(visit, spot) else None
        return await self._arrive(visit, await (own or self.directory.point)(visit, point))

    async def _visit(self, caller: Caller) -> Visit:
        person = await self.ground.people.recognise(caller.telegram_id)
        if person is not None:
            await self.ground.people.note_visit(person)
        visit = Visit(caller.update_id, caller.telegram_id, person, Language.KK, self.ground)
        return replace(visit, language=self._language(visit, caller.client_language))

    def _language(self, visit: Visit, client_language: str | None) -> Language:
        if visit.person is not None:
            return visit.person.language
        spot = self.directory.unpack(self._threshold.spot_of(visit.telegram_id))
        if isinstance(spot, WelcomeDoor):
            return spot.language
        known = {language.value: language for language in Language}
        return known.get((client_language or "")[:2], Language.KK)

    async def _safely(self, visit: Visit, way: Callable[[], Awaitable[Screen]]) -> Screen:
        """Go a way; if this very update went it before, show where the person is now."""
        try:
            return await way()
        except AlreadyDone:
            visit = await self._again(visit)
            is_new = visit.person is not None and not visit.person.is_ready
            return await self._follow(visit, NextDoor() if is_new else HereDoor())

    async def _current(self, visit: Visit) -> Screen:
        return await self._follow(visit, self._spot(visit))

    def _spot(self, visit: Visit) -> CallbackData:
        """Return the door to the screen seen last, or to the step that is still missing."""
        if visit.person is None:
            return self.directory.unpack(self._threshold.spot_of(visit.telegram_id)) or LanguageDoor()
        return self.directory.unpack(visit.person.spot) or next_step(visit.person)

    async def _again(self, visit: Visit) -> Visit:
        """Return the visit with the person as they are now."""
        person = await self.ground.people.recognise(visit.telegram_id)
        language = person.language if person else visit.language
        return replace(visit, person=person, language=language, looks=Looks())

    async def _follow(self, visit: Visit, tap: CallbackData) -> Screen:
        """Go through doors until there is a screen, and note where the person stands then."""
        return await self._arrive(*await self._show(visit, tap))

    async def _follow_link(self, visit: Visit, tap: CallbackData) -> Screen:
        """Open what a link leads to, or note it for later when the welcome comes first."""
        if self._turned_back(visit, self.directory.step_of(tap)):
            if visit.person is None:
                self._threshold.aims_at(visit.telegram_id, tap.pack())
            else:
                await self.ground.people.aim_at(visit.telegram_id, tap.pack())
        return await self._follow(visit, tap)

    async def _arrive(self, visit: Visit, answer: Answer) -> Screen:
        if isinstance(answer, Onward):
            return answer.dress(await self._follow(await self._again(visit), answer.door))
        if not isinstance(answer, Screen):
            return await self._follow(replace(visit, looks=Looks()), answer)
        if answer.spot is not None:
            await self._stand(visit, answer.spot.pack())
        return answer

    async def _show(self, visit: Visit, tap: CallbackData) -> tuple[Visit, Screen]:
        """Return the screen behind a door, and the visit as it is after what was changed on the way."""
        sayings: list[Onward] = []
        for _ in range(_LONGEST_WAY):
            here = self._real_door(visit, tap)
            step = self.directory.step_of(here)
            answer = self._turned_back(visit, step) or await step.handle(visit, here)
            if isinstance(answer, Screen):
                for saying in reversed(sayings):
                    answer = saying.dress(answer)
                return visit, answer
            if isinstance(answer, Onward):
                sayings.append(answer)
                answer = answer.door
            visit, tap = await self._again(visit), answer
        raise RecursionError(f"doors lead in a ring, the last one is {tap.__prefix__!r}")

    def _real_door(self, visit: Visit, tap: CallbackData) -> CallbackData:
        """Replace "here" and "next" by what they mean for this person now."""
        if isinstance(tap, NextDoor) and visit.person is not None:
            goal = self.directory.unpack(visit.person.goal or "") if visit.person.is_ready else None
            return goal or next_step(visit.person)
        return self._spot(visit) if isinstance(tap, HereDoor | NextDoor) else tap

    def _may_enter(self, visit: Visit, door: CallbackData) -> bool:
        return self._turned_back(visit, self.directory.step_of(door)) is None

    def _turned_back(self, visit: Visit, step: Step) -> CallbackData | None:
        """Return where somebody has to go first."""
        if step.admits is Admits.ANYBODY:
            return None
        if visit.person is None:
            return self._spot(visit)
        missing = next_step(visit.person)
        if step.admits is Admits.AGREED or not isinstance(missing, MenuDoor):
            return None if step.admits is Admits.AGREED else missing
        agreed_to_this = visit.person.consent_version == self.ground.people.consent_version
        return None if agreed_to_this else ConsentNewsDoor()

    async def _stand(self, visit: Visit, spot: str) -> None:
        if visit.person is None:
            self._threshold.stands_at(visit.telegram_id, spot)
            return
        goal = self._threshold.goal_of(visit.telegram_id)
        if goal:
            await self.ground.people.aim_at(visit.telegram_id, goal)
        self._threshold.leaves(visit.telegram_id)
        is_there = visit.person.is_ready and visit.person.goal is not None
        if spot != visit.person.spot or is_there:
            await self.ground.people.stand_at(visit.telegram_id, spot, is_at_goal=is_there)
