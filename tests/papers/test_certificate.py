"""Names come out as they were written, and nothing leaves its place however long it is."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.papers.certificate import certificate_pdf
from tests.papers.places import Place, codes_on, lines_of, pages_of, pictures_of, sizes_of, text_of
from tests.papers.samples import KAZAKH, LINK, NOW, a_certificate

if TYPE_CHECKING:
    from pypdf import PageObject

    from bot.papers import Certificate

# Inside the frame.
SHEET = Place("sheet", 13, 13, 297 - 13, 210 - 13)
MOST_BYTES = 150_000
LONG = "Мұхаммедғалиәкбар-Константинопольский Ұлықбек"

texts = st.one_of(
    st.text(max_size=300),
    st.text(st.sampled_from("аәңұЩЖWj' -—й́\u00a0"), max_size=300),
    st.sampled_from(["Щ" * 400, LONG * 4, "i" * 9]),
)


def page(certificate: Certificate) -> PageObject:
    [only] = pages_of(certificate_pdf(certificate))
    return only


def check_places(page: PageObject) -> None:
    everything = [*lines_of(page), *pictures_of(page)]
    assert [each.what for each in everything if not each.inside(SHEET)] == []
    covering = [(one.what, other.what) for one, other in combinations(everything, 2) if not one.apart(other)]
    assert covering == []


def test_everything_is_read() -> None:
    certificate = a_certificate()
    written = text_of(page(certificate))
    for said in (certificate.heading, certificate.name, certificate.event, certificate.when_where, certificate.code):
        assert said in written
    for said in (certificate.organiser, certificate.code_label, certificate.before_name, certificate.before_event):
        assert said in written


@pytest.mark.parametrize(
    "name",
    [KAZAKH, "Әлия Ғабиденқызы", "Ёлкин Йозеф", "Bágdat Müller", "Şoqan Uälihanūly Iğılman", "Ұ. Һәкімжан-Іңкәр"],
)
def test_a_name_comes_back_letter_by_letter(name: str) -> None:
    assert name in text_of(page(a_certificate(name=name, event=f"{name} кеші")))
    assert f"{name} кеші" in text_of(page(a_certificate(name=name, event=f"{name} кеші")))


def test_a_letter_in_two_parts_becomes_one() -> None:
    assert "Андрей Ёлкин" in text_of(page(a_certificate(name="Андреи\u0306 Е\u0308лкин")))


def test_letters_that_we_do_not_have_become_their_nearest_and_pictures_go(caplog: pytest.LogCaptureFixture) -> None:
    written = text_of(page(a_certificate(name="Nguyễn Minh 山", event="🎉 Fest\u200b\u00ad 👩\u200d🏭 2026")))
    assert "Nguyen Minh ?" in written
    assert "Fest 2026" in written
    # The library would write the letters that it lacks into the log.
    assert not caplog.records


def test_the_code_opens_the_bot() -> None:
    certificate = page(a_certificate())
    assert codes_on(certificate) == [LINK]
    [code] = pictures_of(certificate)
    # Large enough for any phone: 0.8 mm a module.
    assert code.right - code.left >= 35


def test_long_names_and_titles_wrap_and_shrink_but_are_all_there() -> None:
    name = f"{LONG} {LONG}"
    event = "«Жұмысшы мамандықтар аллеясы»: дәнекерлеуші, электрик, аспаз және құрылысшы күні; " * 2
    long = page(a_certificate(name=name, event=event))
    assert name in text_of(long)
    assert event.strip() in text_of(long)
    check_places(long)


def test_a_usual_name_is_the_largest_but_the_heading() -> None:
    sizes = sizes_of(page(a_certificate()))
    assert sizes["Әлімжанқызы Гүлнұр Ықыласқызы"] == 32
    assert sizes["СЕРТИФИКАТ"] == 38


def test_more_than_can_be_read_ends_with_an_ellipsis() -> None:
    assert "…" in text_of(page(a_certificate(name="Щ" * 390)))


@settings(max_examples=25, deadline=None)
@given(texts, texts, texts, texts)
def test_nothing_leaves_its_place(name: str, event: str, around: str, organiser: str) -> None:
    certificate = replace(
        a_certificate(name=name, event=event),
        heading=around,
        before_name=around,
        before_event=around,
        when_where=around,
        organiser=organiser,
        organiser_label=around,
        code_label=around,
    )
    made = certificate_pdf(certificate)
    assert len(made) < MOST_BYTES
    [only] = pages_of(made)
    check_places(only)


def test_only_the_letters_that_are_needed_are_inside() -> None:
    made = certificate_pdf(a_certificate())
    assert len(made) < 30_000
    [only] = pages_of(made)
    fonts = [font.get_object() for font in only["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert sorted(font["/BaseFont"] for font in fonts) == ["/MPDFAA+NotoSans", "/MPDFAA+NotoSansBold"]
    for font in fonts:
        file = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]["/FontFile2"]
        assert 1000 < len(file.get_data()) < 15_000


def test_it_lies_on_one_sheet_of_a4_and_says_its_language() -> None:
    [only] = pages_of(certificate_pdf(a_certificate()))
    assert [round(float(side)) for side in only.mediabox[2:]] == [842, 595]
    assert b"/Lang (kk)" in certificate_pdf(a_certificate())


def test_the_same_moment_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = certificate_pdf(a_certificate())
    monkeypatch.setattr(time, "time", lambda: 4e9)
    assert certificate_pdf(a_certificate()) == first
    assert certificate_pdf(replace(a_certificate(), made_at=NOW.replace(year=2027))) != first
