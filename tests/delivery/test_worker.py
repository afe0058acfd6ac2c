"""The worker over real tables: what came back decides, and nothing is sent by two or after it was taken back."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.db.outbox import withdraw
from bot.db.people import delete_person, find_person
from bot.db.tables import people
from bot.delivery.letter import Later, Letter
from bot.delivery.pace import PER_SECOND
from bot.delivery.worker import BATCH, TokenRefusedError
from bot.domain.delivery import (
    Errand,
    Flooded,
    Moved,
    NotSent,
    Rejected,
    TokenRefused,
    Unknown,
    Unreachable,
)
from tests.delivery.doomed import Era, LeapingClock
from tests.delivery.post import KIND, PostOffice, until

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.db import Database


async def test_what_is_due_is_sent_once(post: PostOffice) -> None:
    await post.puts(1, 2)
    await post.puts(3, due_at=post.clock.now() + timedelta(hours=1))
    worker = post.worker()
    assert await worker.round() == 2
    assert await worker.round() == 0
    assert sorted(post.sender.chats) == [1, 2]
    assert await post.states() == ["sent", "sent", "due"]
    assert [row["message_id"] for row in await post.rows()] == [10, 20, None]
    await post.wait(hours=1)
    assert await worker.round() == 1
    assert post.sender.chats[2:] == [3]


async def test_the_same_message_is_never_put_in_twice_but_another_round_is(post: PostOffice) -> None:
    for _ in range(2):
        await post.puts(1)
    await post.puts(1, round=1)
    await post.puts(1, subject=5)
    assert len(await post.rows()) == 3


async def test_notices_go_before_announcements_and_the_oldest_first(post: PostOffice) -> None:
    now = post.clock.now()
    await post.puts(1, is_notice=False, due_at=now - timedelta(hours=5))
    await post.puts(2, due_at=now)
    await post.puts(3, due_at=now - timedelta(hours=1))
    outbox = post.outbox()
    assert [errand.chat_id for errand in await outbox.waiting([KIND], BATCH)] == [3, 2, 1]
    assert [errand.chat_id for errand in await outbox.waiting([KIND], 1)] == [3]


async def test_a_notice_waits_for_what_is_in_hand_and_not_for_all_announcements(database: Database) -> None:
    post = PostOffice(database, LeapingClock(Era(time.monotonic(), 4), 0))
    await post.puts(*range(1, 801), is_notice=False)
    async with asyncio.TaskGroup() as nursery:
        running = nursery.create_task(post.worker().run())
        for notice in (1001, 1002, 1003):
            before = len(post.sender.letters)
            await until(partial(post.sender.has_sent, before + 60))
            await post.puts(notice)
            asked = len(post.sender.letters)
            await until(partial(post.sender.has_sent, asked + 2 * BATCH))
            # A batch at most, two seconds of them, goes before it; a few more overtake it on several connections.
            assert post.sender.chats.index(notice) - asked < 3 * PER_SECOND
        running.cancel()


async def test_a_kind_that_this_program_does_not_know_is_left_to_one_that_does(post: PostOffice) -> None:
    await post.puts(1, kind="of_next_year")
    assert await post.worker().round() == 0
    assert await post.states() == ["due"]


async def test_flood_control_lets_everybody_rest(post: PostOffice) -> None:
    await post.puts(1, 2)
    post.sender.orders = {1: [Flooded(30)]}
    worker = post.worker()
    await worker.round()
    assert await post.states() == ["due", "sent"]
    assert await worker.round() == 0
    await post.wait(seconds=30)
    await worker.round()
    assert await post.states() == ["sent", "sent"]


async def test_without_a_connection_it_waits_longer_each_time_and_nothing_is_lost(post: PostOffice) -> None:
    await post.puts(1)
    post.sender.orders = {1: [NotSent("ConnectError")] * 4}
    worker, pauses = post.worker(), []
    for _ in range(4):
        assert await worker.round() == 1
        (row,) = await post.rows()
        pauses.append(round((row["due_at"] - row["changed_at"]).total_seconds()))
        await post.wait(seconds=pauses[-1])
    assert pauses == [5, 10, 20, 40]
    await worker.round()
    assert await post.states() == ["sent"]


async def test_a_notice_in_doubt_is_sent_once_more_then_it_is_uncertain(post: PostOffice) -> None:
    await post.puts(1)
    post.sender.orders = {1: [Unknown("ReadTimeout"), Unknown("ReadTimeout")]}
    worker = post.worker()
    await worker.round()
    assert await worker.round() == 0
    await post.wait(seconds=10)
    await worker.round()
    await post.wait(days=1)
    assert await worker.round() == 0
    assert post.sender.chats == [1, 1]
    (row,) = await post.rows()
    assert (row["state"], row["doubts"], row["trouble"]) == ("uncertain", 2, "ReadTimeout")


async def test_an_announcement_in_doubt_is_not_sent_again(post: PostOffice) -> None:
    await post.puts(1, is_notice=False)
    post.sender.orders = {1: [Unknown("ReadTimeout")]}
    worker = post.worker()
    await worker.round()
    await post.wait(days=1)
    await worker.round()
    assert (post.sender.chats, await post.states()) == ([1], ["uncertain"])


async def test_who_cannot_be_reached_is_marked(post: PostOffice) -> None:
    await post.puts(1, 2)
    post.sender.orders = {1: [Unreachable("Forbidden: bot was blocked by the user")]}
    await post.worker().round()
    assert await post.states() == ["unreachable", "sent"]
    marks = await post.database.read(lambda c: c.execute(select(people.c.unreachable_at).order_by(people.c.id)).all())
    assert [mark[0] is None for mark in marks] == [False, True]


async def test_our_own_fault_is_not_repeated(post: PostOffice) -> None:
    await post.puts(1)
    post.sender.orders = {1: [Rejected("Bad Request: can't parse entities")]}
    worker = post.worker()
    await worker.round()
    await post.wait(days=1)
    await worker.round()
    assert (post.sender.chats, await post.states()) == ([1], ["failed"])


async def test_a_chat_that_moved_is_written_to_at_its_new_id(post: PostOffice) -> None:
    await post.puts(1)
    post.sender.orders = {1: [Moved(-100500)]}
    await post.worker().round()
    assert (post.sender.chats, await post.states()) == ([1, -100500], ["sent"])
    assert await post.database.read(lambda c: find_person(c, -100500)) is not None


async def test_a_chat_that_moves_twice_at_once_is_given_up(post: PostOffice) -> None:
    await post.puts(1)
    post.sender.orders = {1: [Moved(2)], 2: [Moved(3)]}
    await post.worker().round()
    assert (post.sender.chats, await post.states()) == ([1, 2], ["failed"])


async def test_nobody_gets_an_id_that_is_somebody_elses(post: PostOffice) -> None:
    await post.puts(1)
    await post.puts(2, due_at=post.clock.now() + timedelta(days=1))
    post.sender.orders = {1: [Moved(2)]}
    await post.worker().round()
    ids = await post.database.read(lambda c: c.execute(select(people.c.telegram_id)).scalars().all())
    assert sorted(ids) == [1, 2]


async def test_a_refused_token_stops_the_worker_and_loses_nothing(post: PostOffice) -> None:
    await post.puts(1, 2)
    post.sender.orders = {1: [TokenRefused()]}
    with pytest.raises(TokenRefusedError):
        await post.worker().round()
    assert "due" in await post.states()
    assert set(await post.states()) <= {"due", "sent"}


async def test_what_is_no_longer_wanted_or_not_now_is_not_sent(post: PostOffice) -> None:
    morning = post.clock.now() + timedelta(hours=9)
    await post.puts(1, 2, 3)
    letters = {1: None, 2: Later(morning), 3: Letter(3, "hello")}
    post.writes = lambda errand: letters[errand.chat_id]
    await post.worker().round()
    assert post.sender.chats == [3]
    assert await post.states() == ["dropped", "due", "sent"]
    assert (await post.rows())[1]["due_at"] == morning


async def test_a_message_that_cannot_be_written_stops_nobody_else(post: PostOffice) -> None:
    def write(errand: Errand) -> Letter:
        if errand.chat_id == 1:
            raise KeyError("words")
        return Letter(errand.chat_id, "hello")

    await post.puts(1, 2)
    post.writes = write
    await post.worker().round()
    assert (post.sender.chats, await post.states()) == ([2], ["failed", "sent"])
    assert (await post.rows())[0]["trouble"] == "not written: KeyError"


async def test_what_is_taken_back_or_erased_after_it_was_looked_up_is_not_sent(post: PostOffice) -> None:
    await post.puts(1, 2, 3)
    outbox = post.outbox()
    assert await outbox.take_turn()
    waiting = await outbox.waiting([KIND], BATCH)

    def gone(connection: Connection) -> None:
        assert withdraw(connection, waiting[0].person_id, [KIND]) == 1
        assert delete_person(connection, 2)

    await post.database.write(gone)
    begun = [await outbox.begin(errand) for errand in waiting]
    assert [errand is not None for errand in begun] == [False, False, True]


async def test_the_language_is_that_of_the_moment_of_sending(post: PostOffice) -> None:
    await post.puts(1)
    outbox = post.outbox()
    await outbox.take_turn()
    (errand,) = await outbox.waiting([KIND], BATCH)
    await post.database.write(lambda c: c.execute(people.update().values(language="ru")))
    begun = await outbox.begin(errand)
    assert begun is not None
    assert (errand.language.value, begun.language.value) == ("kk", "ru")
