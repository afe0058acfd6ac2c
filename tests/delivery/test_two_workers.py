"""Two workers, killed workers, and what is forgotten: the lease lets one send at a time, and what was begun stays in doubt."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.delivery.letter import Letter
from bot.delivery.letter import Post as Sent
from bot.delivery.worker import BATCH
from bot.domain.delivery import (
    Delivered,
    Rejected,
)
from tests.delivery.post import KIND, FakeSender, PostOffice, until
from tests.retaining import erased

if TYPE_CHECKING:
    from bot.domain.delivery import Outcome


async def test_two_workers_never_send_the_same_message(post: PostOffice) -> None:
    await post.puts(*range(1, 41))
    senders = FakeSender(), FakeSender()
    workers = [post.worker(sender) for sender in senders]
    for _ in range(3):
        await asyncio.gather(*(worker.round() for worker in workers))
    assert sorted([*senders[0].chats, *senders[1].chats]) == list(range(1, 41))
    # Only the one with the lease sends at all.
    assert [] in (senders[0].chats, senders[1].chats)


async def test_another_worker_takes_over_when_the_lease_is_given_up_or_has_run_out(post: PostOffice) -> None:
    first, second = post.outbox(), post.worker()
    assert await first.take_turn()
    assert await second.round() is None
    await first.give_up_turn()
    assert await second.round() == 0
    third = post.worker()
    assert await third.round() is None
    await post.wait(seconds=21)
    assert await third.round() == 0
    assert await second.round() is None


async def test_a_worker_whose_lease_has_run_out_begins_nothing(post: PostOffice) -> None:
    await post.puts(1)
    slow = post.outbox()
    await slow.take_turn()
    (errand,) = await slow.waiting([KIND], BATCH)
    await post.wait(seconds=21)
    assert await slow.begin(errand) is None
    assert await post.states() == ["due"]


@pytest.mark.parametrize(("kind", "state", "sent"), [("notice", "sent", [1]), ("announcement", "uncertain", [])])
async def test_what_a_killed_worker_had_begun_is_in_doubt(
    post: PostOffice, kind: str, state: str, sent: list[int]
) -> None:
    await post.puts(1, is_notice=kind == "notice")
    killed = post.outbox()
    await killed.take_turn()
    (errand,) = await killed.waiting([KIND], BATCH)
    assert await killed.begin(errand)
    assert await post.states() == ["sending"]
    await post.wait(seconds=21)
    worker = post.worker()
    await worker.round()
    await post.wait(seconds=10)
    await worker.round()
    assert (post.sender.chats, await post.states()) == (sent, [state])
    # What comes back too late finds that somebody else has decided.
    await killed.finish(errand, Rejected("late"))
    assert await post.states() == [state]


async def test_a_sender_that_fails_leaves_the_message_in_doubt_and_the_worker_goes_on(post: PostOffice) -> None:
    await post.puts(1)
    post.sender.orders = {1: [OSError("a bug")]}
    worker = post.worker()
    with pytest.raises(OSError, match="a bug"):
        await worker.round()
    assert await post.states() == ["sending"]
    # The next one, or the same one under another name, finds it in doubt.
    await post.wait(seconds=21)
    another = post.worker()
    for _ in range(2):
        await another.round()
        await post.wait(seconds=11)
    assert (post.sender.chats, await post.states()) == ([1, 1], ["sent"])


async def test_a_running_worker_goes_on_after_a_failure(post: PostOffice) -> None:
    await post.puts(1, 2)
    post.sender.orders = {1: [OSError("a bug")]}
    async with asyncio.TaskGroup() as nursery:
        running = nursery.create_task(post.worker().run())
        await until(post.is_done)
        running.cancel()
    assert sorted(post.sender.chats) == [1, 1, 2]
    assert await post.states() == ["sent", "sent"]


async def test_a_slow_call_holds_up_nobody_else(post: PostOffice) -> None:
    ends = asyncio.Event()

    class OneSlow(FakeSender):
        async def send(self, post: Sent) -> Outcome:
            if post.chat_id == 1:
                await ends.wait()
            return await super().send(post)

    await post.puts(*range(1, 3 * BATCH))
    sender = OneSlow()
    async with asyncio.TaskGroup() as nursery:
        running = nursery.create_task(post.worker(sender).run())
        await until(lambda: sender.has_sent(3 * BATCH - 2))
        ends.set()
        await until(lambda: sender.has_sent(3 * BATCH - 1))
        running.cancel()
    assert sorted(sender.chats) == list(range(1, 3 * BATCH))


async def test_a_stop_brings_what_was_begun_to_its_end(post: PostOffice) -> None:
    began, ends = asyncio.Event(), asyncio.Event()

    class SlowSender(FakeSender):
        async def send(self, post: Sent) -> Delivered:
            began.set()
            await ends.wait()
            assert isinstance(post, Letter)
            self.letters.append(post)
            return Delivered(7)

    await post.puts(1)
    slow = SlowSender()
    async with asyncio.TaskGroup() as nursery:
        running = nursery.create_task(post.worker(slow).run())
        await began.wait()
        running.cancel()
        await asyncio.sleep(0)
        ends.set()
    assert (slow.chats, await post.states()) == ([1], ["sent"])
    # The lease was given up, so that the next one need not wait.
    assert await post.worker().round() == 0


async def test_finished_messages_are_forgotten_and_those_to_come_kept(post: PostOffice) -> None:
    await post.puts(1)
    await post.puts(3, due_at=post.clock.now() + timedelta(days=60))
    worker = post.worker()
    await worker.round()
    await post.wait(days=29)
    assert await erased(post.database, post.clock) == {}
    await post.wait(days=2)
    assert await erased(post.database, post.clock) == {"messages": 1}
    assert await post.states() == ["due"]
