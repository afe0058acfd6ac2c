"""What Prometheus reads: updates, errors and refusals of a living bot, and how the tables stand."""

from __future__ import annotations

import asyncio
import logging
import socket
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

import pytest
from aiogram.types import Update

from bot.chat.conversation import Conversation
from bot.chat.measuring import kind_of, measure
from bot.db.events import change_session
from bot.db.outbox import put
from bot.db.people import add_person
from bot.db.tables import outbox
from bot.delivery.counting import CountingSender
from bot.delivery.letter import Letter
from bot.domain.delivery import Delivered, Flooded, Unknown
from bot.domain.languages import Language
from bot.logs import fault
from bot.metrics import Metrics, MetricsError, TableFigures, exposed
from bot.services.standing import KEPT_SECONDS, Standings
from tests.chat.conftest import Witness
from tests.flows.joining import TITLE
from tests.metrics.reading import scrape
from tests.opening import open_event, open_sessions
from tests.pupil import pupil_at
from tests.running_bot import running_bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from sqlalchemy import Connection

    from bot.chat.conversation import Caller
    from bot.chat.screen import Screen
    from bot.db import Database
    from bot.delivery.letter import Post
    from bot.domain.delivery import Outcome
    from bot.library import Shelf
    from tests.conftest import HandClock


@asynccontextmanager
async def _open(metrics: Metrics, database: Database, clock: HandClock) -> AsyncIterator[str]:
    async with exposed(metrics, [TableFigures(Standings(database, clock))], "127.0.0.1", 0) as address:
        assert address is not None
        yield address


def _fill(connection: Connection, clock: HandClock) -> None:
    now = clock.now()
    assert add_person(connection, 1, Language.KK, "1", now)
    for subject, state in enumerate(
        ("due", "due", "due", "held", "sending", "uncertain", "uncertain", "sent", "failed")
    ):
        put(connection, 1, "reminder", subject, due_at=now + timedelta(minutes=subject - 1), now=now)
        connection.execute(outbox.update().where(outbox.c.subject == subject).values(state=state))
    event = open_event(connection, now, title=TITLE)
    for number in open_sessions(connection, event, [now + timedelta(days=day) for day in (-1, 1, 2)], 10):
        change_session(connection, number, taken=7, waiting=3)


async def test_the_state_of_the_tables(database: Database, clock: HandClock) -> None:
    metrics = Metrics()
    async with _open(metrics, database, clock) as address:
        empty = await scrape(address)
        assert empty["temirqazyq_database_up"] == 1
        assert {empty[name] for name in empty if name.startswith(("temirqazyq_outbox", "temirqazyq_seats"))} == {0}
        await database.write(lambda connection: _fill(connection, clock))
        assert await scrape(address) | empty == await scrape(address) | empty
        clock.moment += timedelta(seconds=KEPT_SECONDS)
        found = await scrape(address)
    expected = {
        'temirqazyq_outbox{state="due"}': 3,
        'temirqazyq_outbox{state="held"}': 1,
        'temirqazyq_outbox{state="sending"}': 1,
        'temirqazyq_outbox{state="uncertain"}': 2,
        "temirqazyq_outbox_late": 2,
        "temirqazyq_outbox_late_seconds": 60 + KEPT_SECONDS,
        'temirqazyq_seats{state="capacity"}': 20,
        'temirqazyq_seats{state="taken"}': 14,
        'temirqazyq_seats{state="waiting"}': 6,
        'temirqazyq_seats{state="offered"}': 0,
        'temirqazyq_seats{state="consent"}': 0,
    }
    assert {name: found[name] for name in expected} == expected


async def test_asking_again_soon_does_not_ask_the_database(database: Database, clock: HandClock) -> None:
    standings, asked = Standings(database, clock), list[str]()
    real = database.read

    async def counting(work: Any) -> Any:
        asked.append("read")
        return await real(work)

    database.read = counting  # type: ignore[method-assign]
    for seconds, times in ((0, 1), (KEPT_SECONDS - 1, 1), (1, 2), (-3600, 3)):
        clock.moment += timedelta(seconds=seconds)
        await standings.now()
        assert len(asked) == times


async def test_without_a_database_the_rest_is_told_and_it_is_logged_once(
    tmp_path: Path, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    from bot.db import Database

    database, metrics = Database(f"sqlite:///{tmp_path}/no/such/folder.sqlite3", clock), Metrics()
    metrics.arrived("tap")
    async with _open(metrics, database, clock) as address:
        await scrape(address)
        await scrape(address)
        found = await scrape(address)
    assert found["temirqazyq_database_up"] == 0
    assert found['temirqazyq_updates_total{kind="tap"}'] == 1
    assert not any(name.startswith(("temirqazyq_outbox", "temirqazyq_seats")) for name in found)
    assert [line for line in caplog.messages if "counted" in line] == ["the tables cannot be counted: DatabaseAway"]
    assert found['temirqazyq_errors_total{kind="DatabaseAway",part="bot.metrics"}'] == 1
    await database.close()


async def test_a_living_bot_is_measured(
    sqlite_url: str, shelf: Shelf, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    metrics = Metrics()

    async def fail(_self: Conversation, _caller: Caller, _text: str) -> Screen:
        raise RuntimeError("a mistake")

    async with running_bot(sqlite_url, shelf) as bot, _open(metrics, bot.database, clock) as address:
        measure(bot._bot, bot._dispatcher, metrics)
        async with pupil_at(bot.address, "en") as pupil:
            await pupil.say("/start")
            await pupil.tap("English")
            await pupil.tap("I agree, let's start")
            await pupil.say("Grade 9")
            await pupil.post("location", {"latitude": 50.41, "longitude": 80.24})
            await pupil.settled()
            await Witness(bot.address).order("sendMessage", "429", retry_after=3)
            await pupil.say("/help")
            monkeypatch.setattr(Conversation, "typed", fail)
            await pupil.say("hello")
            found = await scrape(address)
    for kind, number in {"command": 2, "tap": 2, "text": 2, "location": 1, "photo": 0}.items():
        assert found[f'temirqazyq_updates_total{{kind="{kind}"}}'] == number
        assert found[f'temirqazyq_answer_seconds_count{{kind="{kind}"}}'] == number
    assert found['temirqazyq_answer_seconds_sum{kind="tap"}'] > 0
    assert found['temirqazyq_flood_waits_total{side="conversation"}'] == 1
    assert found['temirqazyq_flood_wait_seconds_total{side="conversation"}'] == 3
    assert found['temirqazyq_errors_total{kind="RuntimeError",part="bot.chat"}'] == 1


async def test_what_came_of_messages_is_counted() -> None:
    outcomes: list[Outcome] = [Delivered(1), Flooded(7.5), Unknown("ReadTimeout"), Delivered(2)]

    class Given:
        async def send(self, post: Post) -> Outcome:  # noqa: ARG002 -- the protocol's own
            return outcomes.pop(0)

    metrics = Metrics()
    sender = CountingSender(Given(), metrics)
    assert [await sender.send(Letter(1, "text")) for _ in range(4)] == [
        Delivered(1),
        Flooded(7.5),
        Unknown("ReadTimeout"),
        Delivered(2),
    ]
    value = metrics.instruments.get_sample_value
    assert value("temirqazyq_sent_total", {"outcome": "delivered"}) == 2
    assert value("temirqazyq_sent_total", {"outcome": "unknown"}) == 1
    assert value("temirqazyq_flood_wait_seconds_total", {"side": "delivery"}) == 7.5


async def test_two_sets_of_metrics_do_not_know_of_each_other(database: Database, clock: HandClock) -> None:
    one, other = Metrics(), Metrics()
    one.arrived("tap")
    async with _open(other, database, clock) as address:
        assert (await scrape(address))['temirqazyq_updates_total{kind="tap"}'] == 0


async def test_errors_are_counted_only_while_it_is_open(database: Database, clock: HandClock) -> None:
    metrics, log = Metrics(), logging.getLogger("handlers.quiz.router")
    async with _open(metrics, database, clock):
        log.error("one", extra=fault(KeyError("x")))
        log.warning("not this", extra=fault(KeyError("x")))
        logging.getLogger("asyncio").error("of somebody else")
    log.error("not any more", extra=fault(KeyError("x")))
    value = metrics.instruments.get_sample_value
    assert value("temirqazyq_errors_total", {"part": "handlers.quiz", "kind": "KeyError"}) == 1
    assert value("temirqazyq_errors_total", {"part": "asyncio", "kind": "none"}) == 1


async def test_a_port_that_is_taken_is_one_clear_sentence(database: Database, clock: HandClock) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(MetricsError, match=f"127.0.0.1:{port} .*TEMIRQAZYQ_METRICS_PORT to another port"):
            async with exposed(Metrics(), [TableFigures(Standings(database, clock))], "127.0.0.1", port):
                raise AssertionError("it cannot be open")


async def test_an_address_that_is_not_ours_is_one_clear_sentence(database: Database, clock: HandClock) -> None:
    with pytest.raises(MetricsError, match="TEMIRQAZYQ_METRICS_HOST to an address of this machine"):
        async with exposed(Metrics(), [TableFigures(Standings(database, clock))], "192.0.2.1", 0):
            raise AssertionError("it cannot be open")


async def test_a_database_that_hangs_is_away_and_holds_nothing_up(
    clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.metrics.tables._LONGEST_SECONDS", 0.1)

    class Hangs(Standings):
        async def now(self) -> Any:
            await asyncio.Event().wait()

    metrics = Metrics()
    async with exposed(metrics, [TableFigures(Hangs(cast("Database", None), clock))], "127.0.0.1", 0) as address:
        assert address
        found = await scrape(address)
    assert found["temirqazyq_database_up"] == 0
    assert found["process_resident_memory_bytes"] > 0


async def test_without_a_port_nothing_listens(database: Database, clock: HandClock) -> None:
    async with exposed(Metrics(), [TableFigures(Standings(database, clock))], "127.0.0.1", None) as address:
        assert address is None


@pytest.mark.parametrize(
    ("inside", "kind"),
    [
        ({"text": "/start x"}, "command"),
        ({"text": "hello"}, "text"),
        ({"location": {"latitude": 1, "longitude": 1}}, "location"),
        ({"document": {"file_id": "1", "file_unique_id": "1"}}, "file"),
        ({"photo": [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]}, "photo"),
        ({"sticker": None}, "other"),
    ],
)
def test_kinds_of_updates(inside: dict[str, Any], kind: str) -> None:
    message = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, **inside}
    assert kind_of(Update.model_validate({"update_id": 1, "message": message})) == kind
    assert kind_of(Update(update_id=1)) == "other"
