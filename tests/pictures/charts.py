"""Charts for tests."""

from __future__ import annotations

from bot.pictures import Bar, Chart

LABELS = (
    "Қол еңбегі мен техника",
    "Зерттеу",
    "Жасампаздық",
    "Адамдарға көмек",
    "Басқару мен сауда",
    "Тәртіп пен есеп",
)
VALUES = (2.3, 4.4, 3.7, 4.1, 1.0, 3.0)


def a_chart(
    number: int = 18, labels: tuple[str, ...] = LABELS, values: tuple[float, ...] = VALUES, title: str = "Қызығушылық"
) -> Chart:
    """Return a chart; another number makes another chart."""
    bars = tuple(Bar(label, value, str(value).replace(".", ",")) for label, value in zip(labels, values, strict=True))
    return Chart(title, bars, f"{number} жауап бойынша")
