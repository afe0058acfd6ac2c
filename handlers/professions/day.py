"""The second page of a profession's card: a working day, whom it suits, what is hard, school subjects, health."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.doors import CollegesDoor, ProfessionDoor
from bot.chat.screen import Button, Screen
from bot.chat.ways import way_back
from bot.i18n.speech import Html, bold, safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.catalogue import Profession
    from bot.i18n import Speech
    from bot.library import ProfessionWords
    from handlers.professions.taps import ProfessionDayDoor


def day_screen(
    speech: Speech,
    profession: Profession,
    words: ProfessionWords,
    subjects: Sequence[str],
    health: Sequence[str],
    door: ProfessionDayDoor,
) -> Screen:
    """A working day and what the work asks; `subjects` and `health` are words in the pupil's language."""
    parts = [
        bold(words.name),
        _titled(speech.html("<b>A working day</b>"), words.day),
        _titled(speech.html("<b>Whom it suits</b>"), words.suits),
        _titled(speech.html("<b>What is hard</b>"), words.hard),
        Html("\n".join(_asked(speech, profession, subjects, health))),
    ]
    colleges = Button(speech.say("Where to learn it"), CollegesDoor(profession=profession.id, back=door.back))
    back = way_back(speech, ProfessionDoor(id=door.id, back=door.back))
    return Screen(Html("\n\n".join(parts)), ((colleges,), back), spot=door)


def _titled(title: Html, text: str) -> Html:
    return Html(f"{title}\n{safe(text)}")


def _asked(speech: Speech, profession: Profession, subjects: Sequence[str], health: Sequence[str]) -> list[Html]:
    lines = [speech.html("Subjects that help: {names}", names=", ".join(subjects))]
    if profession.worldskills:
        name = profession.worldskills.competence
        lines.append(speech.html("WorldSkills competence: {name}", name=name))
    if health:
        loads = "; ".join(health)
        lines.append(speech.html("Health: {loads}. A doctor decides at the check before college.", loads=loads))
    else:
        lines.append(speech.html("Health: no special load known to us."))
    return lines
