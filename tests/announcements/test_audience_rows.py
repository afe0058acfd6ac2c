"""An audience comes back from its column as it went in."""

from hypothesis import given
from hypothesis import strategies as st

from bot.db.announcements import audience_of, json_of_audience
from bot.domain.announcements import STANDINGS, Audience, Choice, EventStanding

WORDS = st.frozensets(st.text(max_size=12), max_size=3)
NUMBERS = st.frozensets(st.integers(1, 10**9), max_size=3)
CHOICES = st.builds(
    Choice,
    classes=NUMBERS,
    schools=WORDS,
    regions=WORDS,
    towns=WORDS,
    grades=NUMBERS,
    languages=WORDS,
    interests=WORDS,
    professions=WORDS,
    events=st.frozensets(st.builds(EventStanding, st.integers(1, 99), st.sampled_from(STANDINGS)), max_size=3),
)


@given(st.builds(Audience, CHOICES, CHOICES))
def test_an_audience_comes_back(audience: Audience) -> None:
    assert audience_of(json_of_audience(audience)) == audience


def test_a_new_draft_has_an_empty_audience() -> None:
    assert audience_of("{}") == Audience()
