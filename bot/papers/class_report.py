"""The report of a class or a school in words: for a message, the picture, a table and the terminal alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.domain.interests import Interest
from bot.i18n.speech import mark
from bot.pictures import Report, Tally
from bot.sheets import Column, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.reporting import ClassReport
    from bot.i18n import Speech
    from bot.library import Words

# Stands where a figure is not told.
HIDDEN: Final = "–"
_INTERESTS: Final[Mapping[Interest, str]] = {
    Interest.R: mark("Hands and machines"),
    Interest.I: mark("Finding things out"),
    Interest.A: mark("Creating"),
    Interest.S: mark("Helping people"),
    Interest.E: mark("Leading and selling"),
    Interest.C: mark("Order and figures"),
}


@dataclass(frozen=True, slots=True)
class ReportWords:
    """Says a report in one language.

    Attributes:
        needed: the year of the newest word that the region needs a profession, by profession; others are not named.
        wanted: the same of the whole country.
    """

    speech: Speech
    words: Words
    report: ClassReport
    needed: Mapping[str, int]
    wanted: Mapping[str, int]

    @property
    def date_line(self) -> str:
        """When it was counted, and whether it is an earlier one."""
        day = self.speech.moment_day(self.report.published_at)
        if self.report.is_earlier:
            return self.speech.say("The report of {date} again: a newer one would tell of too few pupils.", date=day)
        return self.speech.say("Counted on {date}", date=day)

    @property
    def head_lines(self) -> list[str]:
        """Whom the figures count."""
        figures, say = self.report.figures, self.speech.say
        return [
            say("Results counted: {number}", number=figures.people),
            say("Still have to take the quiz: {number}", number=self._told(figures.waiting)),
            say("Have been to an event: {number}", number=self._told(figures.have_been)),
        ]

    @property
    def interest_lines(self) -> list[str]:
        """For how many each interest is among the two strongest."""
        told = self.report.figures.interests
        return [f"{self._interest(each)}: {self._told(told.get(each))}" for each in Interest]

    @property
    def profession_lines(self) -> list[str]:
        """For how many each profession is among the five, with the region's need beside it."""
        order = sorted(self.report.figures.professions, key=lambda each: (-each[1], self._rank_of_need(each[0])))
        return [self._profession_line(*each) for each in order]

    @property
    def rule_line(self) -> str:
        """Why some figures are missing."""
        return self.speech.say(
            "{sign} is a figure of fewer than five pupils, or one from which it would follow.", sign=HIDDEN
        )

    def picture(self) -> Report:
        """Return what is drawn."""
        say, figures = self.speech.say, self.report.figures
        return Report(
            title=self.report.title,
            pupils=figures.people,
            interests_heading=say("Strongest interests"),
            interests=tuple(self._tally(self._interest(each), figures.interests.get(each)) for each in Interest),
            professions_heading=say("Professions among the five"),
            professions=tuple(self._tally(self._name(each), count) for each, count in figures.professions),
            footnote=f"{self.date_line} {self.rule_line}",
        )

    def table(self) -> Table:
        """Return it as a table; what is not told is empty."""
        say, figures = self.speech.say, self.report.figures
        columns = (
            Column(say("What is counted"), width=28),
            Column(say("Name"), width=44),
            Column(say("Pupils"), "number", 10),
            Column(say("The region names a need, year"), "number", 18),
            Column(say("The country names a need, year"), "number", 18),
        )
        interest, profession, others = say("Strongest interests"), say("Professions among the five"), say("Class")
        rows: list[tuple[str, str, int | None, int | None, int | None]] = [
            (others, say("Results counted"), figures.people, None, None),
            (others, say("Still have to take the quiz"), figures.waiting, None, None),
            (others, say("Have been to an event"), figures.have_been, None, None),
            *((interest, self._interest(each), figures.interests.get(each), None, None) for each in Interest),
            *(
                (profession, self._name(each), count, self.needed.get(each), self.wanted.get(each))
                for each, count in figures.professions
            ),
        ]
        empty = say("An empty cell is a figure of fewer than five pupils, or one from which it would follow.")
        return Table(say("Report"), columns, rows, (self.report.title, self.date_line, empty))

    def _profession_line(self, profession: str, count: int) -> str:
        name, say = self._name(profession), self.speech.say
        if profession in self.needed:
            year = self.needed[profession]
            return say("{name}: {count}, the region needs them ({year})", name=name, count=count, year=year)
        if profession in self.wanted:
            year = self.wanted[profession]
            return say("{name}: {count}, the country needs them ({year})", name=name, count=count, year=year)
        return f"{name}: {count}"

    def _rank_of_need(self, profession: str) -> int:
        """Return what comes first of two professions with the same count: what the region needs, then the country."""
        return 0 if profession in self.needed else 1 if profession in self.wanted else 2

    def _interest(self, interest: Interest) -> str:
        return self.speech.say(_INTERESTS[interest])

    def _name(self, profession: str) -> str:
        found = self.words.professions.get(profession)
        # A snapshot may name what a later content no longer has.
        return found.short if found else profession

    def _told(self, count: int | None) -> str:
        return HIDDEN if count is None else str(count)

    def _tally(self, label: str, count: int | None) -> Tally:
        return Tally(label, count, self._told(count))
