"""Every screen of every region in three languages fits one screen of a phone, its buttons fit, and every number has a year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.chat.doors import EnterpriseDoor, KnownEventDoor, MenuDoor
from bot.domain.languages import Language
from bot.i18n import Catalogues
from bot.places import CONTENT
from bot.services.region import RegionView
from handlers.region.cards import enterprise_screen, event_screen, project_screen
from handlers.region.lists import employers_screen, events_screen, projects_screen, work_screen
from handlers.region.screens import Counted, needs_screen, outlook_screen, overview_screen, regions_screen
from handlers.region.taps import EmployersDoor, EventsDoor, NeedsDoor, OutlookDoor, ProjectsDoor
from handlers.region.wording import when
from tests.flows.walking import FITTING, KAZAKH_LETTERS
from tests.pupil import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.chat.screen import Screen
    from bot.domain.catalogue import College
    from bot.domain.regional import KnownEvent
    from bot.i18n import Speech
    from bot.library import Shelf

ONE_SCREEN = 900
MOST_BYTES = 64
# Lists of today have at most so many pages.
PAGES = range(3)


class Shown:
    """Every screen of a region in a language."""

    def __init__(self, shelf: Shelf, language: Language) -> None:
        self.shelf, self.words, self.view = shelf, shelf.words(language), RegionView(shelf)
        self.speech: Speech = Catalogues.load(CONTENT)[language]
        self.collected = self.speech.month(shelf.collected)

    def of(self, region: str) -> Iterator[Screen]:
        yield overview_screen(self.speech, self.words, region, self.view.overview(region), self.collected)
        yield from self._needs(region)
        yield from self._lists(region)
        yield from self._cards(region)

    def _needs(self, region: str) -> Iterator[Screen]:
        own, country, hired = self._counted(region), self._counted("KZ"), self.view.hired(region)
        for page in PAGES:
            yield needs_screen(self.speech, self.words, NeedsDoor(region=region, page=page), own, hired, country)
            door = OutlookDoor(region=region, page=page)
            yield outlook_screen(self.speech, self.words, door, self.view.outlook)

    def _lists(self, region: str) -> Iterator[Screen]:
        speech, words, view = self.speech, self.words, self.view
        events = view.events(region)
        for page in PAGES:
            employers = EmployersDoor(region=region, page=page)
            yield employers_screen(speech, words, employers, view.enterprises(region), view.partners(region))
            yield projects_screen(speech, words, ProjectsDoor(region=region, page=page), view.projects(region))
            yield events_screen(speech, words, EventsDoor(region=region, page=page), events)
        yield work_screen(speech, words, region, [each for each in events if each.kind == "job_fair"])

    def _cards(self, region: str) -> Iterator[Screen]:
        for enterprise in self.view.enterprises(region):
            yield enterprise_screen(self.speech, self.words, enterprise, self._colleges(enterprise.colleges))
        for project in self.view.projects(region):
            yield project_screen(self.speech, self.words, project, self._colleges(project.colleges))
        for event in self.view.events(region):
            yield self.event(event, region)

    def event(self, event: KnownEvent, region: str) -> Screen:
        door = KnownEventDoor(id=event.id, region=region)
        return event_screen(self.speech, self.words, door, event, self._colleges(event.colleges), self.collected)

    def _colleges(self, ids: Sequence[str]) -> list[College]:
        return [self.shelf.colleges[each] for each in ids]

    def _counted(self, region: str) -> list[Counted]:
        needs = self.view.needs(region)
        return [Counted(need, tuple(self.view.figure_of(each, region) for each in need.professions)) for need in needs]


@pytest.fixture(params=list(Language))
def shown(request: pytest.FixtureRequest, shelf: Shelf) -> Shown:
    return Shown(shelf, request.param)


def test_every_screen_of_every_region_fits_a_small_phone(shown: Shown, shelf: Shelf) -> None:
    count = 0
    for region in shelf.regions:
        for screen in shown.of(region):
            count += 1
            assert 0 < len(plain(screen.text)) <= ONE_SCREEN, screen.text
            for row in screen.rows:
                assert all(len(button.text) <= FITTING[len(row)] for button in row), row
                assert all(button.tap is None or len(button.tap.pack().encode()) <= MOST_BYTES for button in row)
    assert count > 20 * len(shelf.regions)


def test_the_choice_of_a_region_fits_too(shown: Shown, shelf: Shelf) -> None:
    regions = [(region, shown.words.regions[region].name) for region in shelf.regions]
    offered = set()
    for page in PAGES:
        screen = regions_screen(shown.speech, regions, page)
        assert all(len(button.text) <= FITTING[len(row)] for row in screen.rows for button in row)
        offered |= {button.text for button in screen.buttons}
    assert {name for _, name in regions} <= offered


def test_no_screen_is_a_dead_end_and_each_is_found_again(shown: Shown, shelf: Shelf) -> None:
    for region in shelf.regions:
        for screen in shown.of(region):
            assert any(isinstance(button.tap, MenuDoor) for button in screen.buttons)
            assert len(screen.buttons) >= 2
            assert screen.spot is not None


def test_every_number_of_the_overview_has_a_year_and_a_source(shown: Shown, shelf: Shelf) -> None:
    for region in shelf.regions:
        screen = overview_screen(shown.speech, shown.words, region, shown.view.overview(region), shown.collected)
        for figure in shown.view.overview(region).figures[:4]:
            name = shown.words.figures[figure.kind].name
            line = next(each for each in plain(screen.text).splitlines() if each.startswith(name))
            assert re.search(rf"\({figure.year}, [^)]+\)$", line), line


def test_cards_name_their_year_and_lead_to_professions_and_colleges(shown: Shown, shelf: Shelf) -> None:
    for enterprise in shelf.enterprises.values():
        colleges = [shelf.colleges[each] for each in enterprise.colleges]
        screen = enterprise_screen(shown.speech, shown.words, enterprise, colleges)
        data = [button.tap.pack() for button in screen.buttons if button.tap]
        assert f"{enterprise.year}, " in plain(screen.text).splitlines()[-1]
        digits = enterprise.region.removeprefix("KZ-")
        assert all(f"p:{profession}:{digits}" in data for profession in enterprise.professions)
        assert all(any(each.startswith(f"c:{college}:") for each in data) for college in enterprise.colleges)


def test_a_past_event_is_told_as_past_and_as_returning_only_when_a_source_says_so(shelf: Shelf) -> None:
    shown = Shown(shelf, Language.EN)
    said = {name: " ".join(when(shown.speech, event)) for name, event in shelf.known_events.items()}
    assert said["mamandyqfest"] == "Was held: May 2025 Usually every year: May"
    assert said["oral_jastary"] == "Was held: September 10, 2025 - September 13, 2025"
    assert said["pro_tabys"] == "Planned for: March 2025. Whether it took place, we do not know."
    assert said["labour_day"] == "Every year, on the last Sunday of the month: September"
    assert said["enbek_zholy"] == "Comes back every year."
    for name, event in shelf.known_events.items():
        assert ("every year" in said[name].lower()) == (event.yearly is not None)


def test_russian_and_english_screens_have_no_kazakh_letters_outside_names(shelf: Shelf) -> None:
    for language in (Language.RU, Language.EN):
        shown = Shown(shelf, language)
        for region in shelf.regions:
            for screen in shown.of(region):
                text = re.sub(r"«[^»]*»", "", plain(screen.text))
                names = {each.name for each in shown.view.partners(region)}
                for name in (*names, "Қазақстан темір жолы", "Жетісу", "Ұлытау"):
                    text = text.replace(name, "")
                assert not KAZAKH_LETTERS.search(text), text


def test_an_enterprise_is_reached_from_the_list_of_its_region(shown: Shown, shelf: Shelf) -> None:
    for region in shelf.regions:
        offered = [button.tap for screen in shown.of(region) for button in screen.buttons]
        for enterprise in shown.view.enterprises(region):
            assert EnterpriseDoor(id=enterprise.id) in offered
