"""Where messages wait their turn: one queue for each sender, and each reply sent once.

The queue is the inbox in the database, so that what was accepted is answered even if this
process stops: after a restart, or in another process once its lease is over, work goes on
where it was. A part of a reply is marked as begun before it is sent. If the process dies
between the two, that part is not sent again: a reply may be lost, but never comes twice.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from limits import parse

from bot.channels.limits import Limits, TooMany
from bot.channels.text_conversation import Answered, TextConversations
from bot.channels.text_keywords import Keyword, keyword
from bot.channels.text_message import Inbound
from bot.channels.text_sending import NotSent
from bot.channels.text_store import LEASE, MOST_ATTEMPTS, TextStore, Waiting
from bot.engine.conversations import Reply
from bot.words import words

logger = logging.getLogger(__name__)

MESSAGES_PER_SENDER = parse("30/minute")
PARKED = 0.25
"""Seconds that a message waits for one sent before it, where the provider tells the order."""
LOOKING_AGAIN = 0.2
SWEEP_EVERY = 600.0
FINISHING = 10.0
"""Seconds that a guide told to stop goes on answering; the rest is answered by the next."""


class Wire(Protocol):
    """One provider."""

    route: str
    """The provider's name in the inbox."""
    ordered: bool
    """Whether its messages say when they were sent."""

    def render(self, replies: Sequence[Reply], channel: str) -> list[dict[str, Any]]:
        """The messages that carry the replies."""
        ...

    async def send(self, address: str, message: Mapping[str, Any]) -> None:
        """Send one. Raises NotSent."""
        ...

    async def close(self) -> None:
        """Close its connections."""
        ...


class Desk:
    """Takes messages in, has them answered in order, and sends the replies."""

    def __init__(
        self,
        wire: Wire,
        store: TextStore,
        lasts: float,
        limits: Limits,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._wire, self._store, self._lasts, self._now = wire, store, lasts, now
        self._limits = limits
        self._told_to_wait: dict[str, float] = {}
        self._at_work: dict[str, asyncio.Task[None]] = {}
        self._more: set[str] = set()
        self._talks: TextConversations | None = None
        self._watch: asyncio.Task[None] | None = None

    def open(self, talks: TextConversations) -> None:
        """Begin work, with what was left by an earlier run."""
        self._talks = talks
        self._watch = asyncio.create_task(self._keep_watch())

    async def close(self) -> None:
        """Finish what is being worked on, for a few seconds; the rest is kept."""
        if self._watch:
            self._watch.cancel()
        if self._at_work:
            await asyncio.wait(list(self._at_work.values()), timeout=FINISHING)
        await self._wire.close()
        self._store.close()

    async def take_in(self, inbound: Inbound) -> bool:
        """Record a message and see to it; False if it was here before."""
        is_new = await self._store.add(self._wire.route, inbound)
        if is_new:
            self._see_to(self._store.sender(self._wire.route, inbound.sender))
        return is_new

    def _see_to(self, sender: str) -> None:
        self._more.add(sender)
        if sender not in self._at_work and self._talks is not None:
            self._at_work[sender] = asyncio.create_task(self._work(sender))

    async def _work(self, sender: str) -> None:
        try:
            if self._wire.ordered:
                await asyncio.sleep(PARKED)
            while sender in self._more:
                self._more.discard(sender)
                while (found := await self._store.claim_next(sender)) is not None:
                    if isinstance(found, str):
                        await asyncio.sleep(LOOKING_AGAIN)
                    else:
                        await self._handle(found)
        except Exception as error:
            logger.error("message left waiting", extra={"kind": type(error).__name__})
        finally:
            del self._at_work[sender]

    async def _handle(self, found: Waiting) -> None:
        if found.inbound is None or found.attempts > MOST_ATTEMPTS:
            logger.error("message given up", extra={"channel": self._wire.route})
            await self._store.finish(found.id, sent=False)
            return
        outgoing = found.outgoing
        if outgoing is None:
            session = await self._store.session(found.sender)
            if (wait := await self._must_wait(found.sender, found.inbound)) is None:
                assert self._talks is not None  # noqa: S101 - work begins with `open`
                answered = await self._talks.answer(
                    found.sender, found.inbound, session, self._now()
                )
            else:
                answered = Answered(wait, session)
            outgoing = tuple(self._wire.render(answered.replies, found.inbound.channel))
            await self._store.ready(found.id, found.sender, answered.session, outgoing)
        await self._send(found, found.inbound.sender, outgoing)

    async def _send(
        self, found: Waiting, address: str, outgoing: Sequence[Mapping[str, Any]]
    ) -> None:
        for part, message in enumerate(outgoing[found.begun :], start=found.begun):
            if not await self._store.begin_sending(found.id, part):
                return
            try:
                await self._wire.send(address, message)
            except NotSent as reason:
                told = {"channel": self._wire.route, "status": str(reason)}
                logger.error("reply not sent", extra=told)
                await self._store.finish(found.id, sent=False)
                return
        await self._store.finish(found.id, sent=True)

    async def _must_wait(self, sender: str, inbound: Inbound) -> tuple[Reply, ...] | None:
        """What to say to somebody who writes too often, once a minute; STOP always counts."""
        if keyword(inbound.text) is Keyword.STOP:
            return None
        try:
            await self._limits.count(MESSAGES_PER_SENDER, self._wire.route, sender)
        except TooMany as many:
            now = self._now()
            if self._told_to_wait.get(sender, 0.0) > now:
                return ()
            self._told_to_wait = {s: t for s, t in self._told_to_wait.items() if t > now}
            self._told_to_wait[sender] = now + many.seconds
            return (Reply(words().say("utter_refusal_too_many", inbound.channel)),)
        return None

    async def _keep_watch(self) -> None:
        swept = 0.0
        while True:
            try:
                for sender in await self._store.renew(self._wire.route):
                    self._see_to(sender)
                if self._now() - swept > SWEEP_EVERY:
                    swept = self._now()
                    await self._store.sweep(self._lasts)
            except Exception as error:
                logger.error("inbox not looked after", extra={"kind": type(error).__name__})
            await asyncio.sleep(LEASE / 3)
