"""Papers for tests."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.papers import Certificate, DoorList, DoorRow, Poster

NOW = datetime(2026, 5, 15, 7, 0, tzinfo=UTC)
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
LINK = "https://t.me/temirqazyq_bot?start=v_7GHX3MNP"


def a_certificate(
    name: str = "Әлімжанқызы Гүлнұр Ықыласқызы", event: str = "«Мамандықтар аллеясы»: электриктің шеберлік сағаты"
) -> Certificate:
    return Certificate(
        heading="СЕРТИФИКАТ",
        before_name="Осы сертификат",
        name=name,
        before_event="мына шараға қатысқанын растайды",
        event=event,
        when_where="2026 жылғы 14 мамыр, Павлодар",
        organiser_label="Ұйымдастырушы",
        organiser="Павлодар облысының кәсіби бағдар орталығы",
        code="7GHX 3MNP",
        code_label="Тексеру үшін кодты камерамен оқытыңыз",
        link=LINK,
        language="kk",
        made_at=NOW,
    )


def a_door_row(number: int) -> DoorRow:
    surname = ("Әбдіқадыр", "Бекова", "Қожахметова", "Оңғарбаев", "Щербакова")[number % 5]
    return DoorRow(
        name=f"{surname} Айым Серікқызы {number}",
        school="Абай атындағы №3 орта мектеп-лицей" if number % 2 else "№12 мектеп",
        grade="9 «А»",
        code=f"X{number:07d}",
        state="ата-ана келісімін күтеді" if number % 3 else "орын бар",
        party="+2" if number % 7 else "",
    )


def a_door_list(pupils: int = 3) -> DoorList:
    return DoorList(
        title="MamandyqFest: жұмысшы мамандықтар аллеясы",
        under_title="14 мамыр, 10:30–12:00, үлкен зал",
        heads=DoorRow("Аты-жөні", "Мектебі", "Сыныбы", "Коды", "Орны", "Бірге"),
        rows=[a_door_row(number) for number in range(pupils)],
        page_of=lambda page, pages: f"{pages} беттің {page}-беті",
        footnote="14 мамыр 09:00 жасалды. Шарадан кейін жойыңыз.",
        language="kk",
        made_at=NOW,
    )


def a_poster() -> Poster:
    return Poster(
        titles=("Қандай мамандық сенікі?", "Какая профессия твоя?", "Which profession is yours?"),
        group="9 «А», №12 мектеп",
        link=LINK,
        code="7GHX 3MNP",
        notes=(
            "Кәсіби бағдар беруші сенің тіркелгеніңді ғана көреді, жауаптарыңды көрмейді.",
            "Педагог-профориентатор видит только, что ты в классе; твоих ответов он не видит.",
            "The counsellor sees only that you joined, never your answers.",
        ),
        language="kk",
        made_at=NOW,
    )
