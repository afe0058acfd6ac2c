"""The worker that empties the outbox: takes what is due, paces it, has it written and sent, and writes down what came back.

A row says `sending`, committed, before anything is sent; so a killed worker leaves no doubt about which messages are in doubt.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.complaints import Complaint
from bot.delivery.letter import Dropped, Later, Letter
from bot.domain.delivery import Fate, Flooded, Moved, NotSent, Rejected, TokenRefused
from bot.finishing import to_its_end
from bot.logs import fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.clock import Clock
    from bot.delivery.letter import Post, Writer
    from bot.delivery.pace import Pace
    from bot.delivery.sender import Sender
    from bot.domain.delivery import Errand, Outcome
    from bot.services.outbox import Outbox

log = logging.getLogger(__name__)

BATCH: Final = 50
# How often somebody looks whether there is something to do, and whether another worker gave up its lease.
_IDLE_SECONDS: Final = 1.0
_OTHERS_TURN_SECONDS: Final = 5.0
_AFTER_FAILURE_SECONDS: Final = 5.0
# How often the lease is held longer; a killed worker's place is taken when it has run out.
_LEASE_SECONDS: Final = 5.0
# The next one would find no connection either.
_NO_CONNECTION_SECONDS: Final = 2.0


class TokenRefusedError(Exception):
    """Telegram does not accept the token; nothing can be sent until somebody changes it."""


class Worker:
    """Sends what is due. Several may run, in one process or many: only the one with the lease sends."""

    def __init__(self, outbox: Outbox, sender: Sender, writers: Mapping[str, Writer], pace: Pace, clock: Clock) -> None:
        self._outbox = outbox
        self._sender = sender
        self._writers = writers
        self._pace = pace
        self._clock = clock
        # Ids of the messages that wait for their moment or are being sent.
        self._in_hand: set[int] = set()
        self._fewer = asyncio.Event()
        self._trouble: Exception | None = None
        self._complaint = Complaint(log, "delivery stopped for a moment: %s", "delivery goes on; failures: %d")
        self._lease = Complaint(log, "the lease was not renewed: %s", "the lease is renewed again; failures: %d")

    async def run(self) -> None:
        """Send until cancelled; what was begun is brought to its end first.

        Raises:
            TokenRefusedError: see there.
        """
        try:
            async with asyncio.TaskGroup() as hands:
                hands.create_task(self._keep_turn())
                while True:
                    await self._clock.sleep(await self._careful_round(hands))
        except* TokenRefusedError:
            raise TokenRefusedError from None
        finally:
            await self._give_up_turn()

    async def round(self) -> int | None:
        """Send what is due now, at most a batch; return how many messages that were, None when it is another worker's turn.

        Raises:
            TokenRefusedError: see there.
        """
        async with asyncio.TaskGroup() as hands:
            taken = await self._take(hands)
        self._raise_trouble()
        return taken

    async def _take(self, hands: asyncio.TaskGroup) -> int | None:
        """Take in hand what is due, as much as there is room for; the slowest call of a batch must not hold up the next one."""
        if not await self._outbox.take_turn():
            return None
        errands = await self._outbox.waiting(self._writers.keys(), BATCH + len(self._in_hand))
        fresh = [each for each in errands if each.id not in self._in_hand][: BATCH - len(self._in_hand)]
        for errand in fresh:
            self._in_hand.add(errand.id)
            hands.create_task(self._carry(errand))
        return len(fresh)

    async def _careful_round(self, hands: asyncio.TaskGroup) -> float:
        """Take in hand what is due; return how long to wait for the next round. A database that is away ends nothing."""
        try:
            taken = await self._take(hands)
            if taken:
                await self._until_at_most(BATCH // 2)
            self._raise_trouble()
        except TokenRefusedError:
            raise
        except Exception as error:  # noqa: BLE001 -- the last line of defence: logged, and tried again
            self._complaint.failed(error)
            # What else is under way comes to its end first, so that nobody has to doubt it.
            await self._until_at_most(0)
            self._outbox.start_over()
            return _AFTER_FAILURE_SECONDS
        self._complaint.worked()
        if taken is None:
            return _OTHERS_TURN_SECONDS
        return 0.0 if taken else _IDLE_SECONDS

    async def _until_at_most(self, number: int) -> None:
        while len(self._in_hand) > number:
            self._fewer.clear()
            await self._fewer.wait()

    def _raise_trouble(self) -> None:
        trouble, self._trouble = self._trouble, None
        if trouble is not None:
            raise trouble

    async def _keep_turn(self) -> None:
        """Hold the lease also while every call is slow."""
        while True:
            await self._clock.sleep(_LEASE_SECONDS)
            try:
                await self._outbox.hold_turn()
            except Exception as error:  # noqa: BLE001 -- the next round says more; what is begun asks for the lease itself
                self._lease.failed(error)
            else:
                self._lease.worked()

    async def _give_up_turn(self) -> None:
        try:
            await self._outbox.give_up_turn()
        except Exception as error:  # noqa: BLE001 -- the lease runs out by itself; what ended the worker matters more
            log.warning("the lease was not given up: %s", type(error).__name__)

    async def _carry(self, waiting: Errand) -> None:
        try:
            await self._pace.turn(waiting.chat_id)
            await to_its_end(self._deliver(waiting))
        except* Exception as group:  # noqa: BLE001 -- told to the round, which logs it and starts over
            self._trouble = self._trouble or group.exceptions[0]
        finally:
            self._in_hand.discard(waiting.id)
            self._fewer.set()

    async def _deliver(self, waiting: Errand) -> None:
        errand = await self._outbox.begin(waiting)
        if errand is None:
            return
        try:
            letter = await self._writers[errand.kind](errand)
        except Exception as error:  # noqa: BLE001 -- one message that cannot be written must not stop the others
            log.error("a message of kind %s was not written: %s", errand.kind, type(error).__name__, extra=fault(error))
            await self._outbox.finish(errand, Rejected(f"not written: {type(error).__name__}"))
            return
        if letter is None or isinstance(letter, Dropped):
            await self._outbox.settle(errand, Fate("dropped", trouble=letter.reason if letter else None))
        elif isinstance(letter, Later):
            await self._outbox.settle(errand, Fate("due", letter.at))
        else:
            await self._send(errand, letter)

    async def _send(self, errand: Errand, post: Post) -> None:
        await self._pace.room()
        outcome = await self._sender.send(post)
        if isinstance(outcome, Moved):
            await self._outbox.move(errand, outcome.chat_id)
            # What stood in the old chat does not stand in the new one.
            if isinstance(post, Letter):
                outcome = await self._sender.send(replace(post, chat_id=outcome.chat_id))
        self._heed(outcome)
        fate = await self._outbox.finish(errand, outcome)
        if fate.state != "sent":
            log.warning("message %s of kind %s is %s: %s", errand.id, errand.kind, fate.state, type(outcome).__name__)
        if isinstance(outcome, TokenRefused):
            raise TokenRefusedError

    def _heed(self, outcome: Outcome) -> None:
        """Let everybody rest when Telegram says so, or when there is no connection."""
        if isinstance(outcome, Flooded):
            self._pace.slow_down()
            self._pace.rest(outcome.seconds)
        elif isinstance(outcome, NotSent):
            self._pace.rest(_NO_CONNECTION_SECONDS)
