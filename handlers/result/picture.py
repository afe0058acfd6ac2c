"""The picture of the six interests, with a caption that says everything it shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.chat.interests import interest_name
from bot.chat.screen import Picture
from bot.domain.interests import Interest
from bot.pictures import Bar, Chart

if TYPE_CHECKING:
    from bot.chat.screen import Screen
    from bot.chat.visit import Visit
    from bot.i18n import Speech
    from bot.services.advice import Advised


async def with_picture(visit: Visit, advised: Advised, screen: Screen) -> Screen:
    """Return the screen with the picture before it, or as it is when it cannot be drawn."""
    chart = interest_chart(visit.speech, advised)
    png = await visit.ground.studio.picture(chart)
    return replace(screen, picture=Picture(png, picture_caption(visit.speech, chart))) if png else screen


def interest_chart(speech: Speech, advised: Advised) -> Chart:
    """Return what the picture shows."""
    bars = []
    for interest in Interest:
        # As precise as what is written, so that equal figures are equal bars and one cached picture.
        value = round(advised.profile.of(interest), 1)
        bars.append(Bar(interest_name(speech, interest), value, speech.number(value)))
    strong = tuple(interest.position for interest in advised.strongest)
    return Chart(speech.say("My interests"), tuple(bars), speech.say("From 1 to 5 · Temirqazyq"), strong)


def picture_caption(speech: Speech, chart: Chart) -> str:
    """Return the picture in words, so that nothing is only in the picture."""
    figures = "; ".join(f"{bar.label} {bar.figure}" for bar in chart.bars)
    return speech.say("My interests from 1 to 5. {figures}.", figures=figures)
