"""Everything in which people type something of themselves, with words that nothing else in the installation has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.classes.school import hire, join, letters, made_class
from tests.classes.test_questions import asked
from tests.flows.joining import QUESTION, fill_in, to_card, workshop
from tests.flows.walking import to_result

if TYPE_CHECKING:
    from tests.classes.school import Enter
    from tests.running_bot import RunningBot

NAME, SCHOOL, SIZE, ASKED, ANSWER, WISH = (
    "Жұлдызай Бірегейқызы",
    "Мектеп №8731",
    "XXQ",
    "Как тут стать уникологом?",
    "Иди в уникологи",
    "ыыъъщ",
)


async def live(running: RunningBot, enter: Enter) -> list[int]:
    """Go through everything in which somebody types something of themselves; return the ids of those who did."""
    number = await workshop(running, questions=(QUESTION,))
    pupil, counsellor = await enter("ru"), await enter("ru")
    await hire(running, counsellor)
    await join(pupil, await made_class(running, counsellor), NAME)
    await to_result(pupil)
    await to_card(running, pupil, number)
    await fill_in(pupil, NAME, SCHOOL, "9 Б", SIZE)
    await pupil.tap_first("et:")
    await asked(pupil, ASKED)
    await letters(running, counsellor)
    await counsellor.tap_first("oq")
    await counsellor.say(ANSWER)
    await letters(running, pupil)
    for text in (WISH, "/tickets", "/mydata", "/search " + WISH):
        await pupil.say(text)
    await pupil.post("location", {"latitude": 50.413377, "longitude": 80.241199})
    await pupil.send("unikolog.csv", b"name\n")
    return [pupil.user_id, counsellor.user_id]
