"""Taking turns: every accepted message gets exactly one reply, whatever breaks behind it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage

from bot.engine import metrics
from bot.engine.agent import own_store
from bot.engine.failures import Read, TurnFailed, TurnTaken, watching
from bot.engine.settings import closed_channels
from bot.engine.tracker_store import ConversationStore, payloads
from bot.words import words

logger = logging.getLogger(__name__)

OPENING = "/session_open"
NOT_UNDERSTOOD = "nlu_fallback"
LONGEST_TURN = 12.0
"""Seconds. A provider of text messages waits 15 at most."""
TRIES = 5


class NotBegun(Exception):
    """Nothing is kept of the conversation: it was never opened, or it is erased."""


@dataclass(frozen=True)
class Reply:
    """One message of the guide."""

    text: str
    buttons: tuple[Mapping[str, str], ...] = ()
    asks: str | None = None
    guidance: Mapping[str, Any] | None = None
    forget: bool = False
    kept: bool = True
    """False where the turn failed, or the channel is closed: nothing of it is kept."""

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> Reply:
        """From Rasa's form of a bot message."""
        return cls(
            text=str(message.get("text") or ""),
            buttons=tuple(
                {"title": b["title"], "payload": b["payload"]} for b in message.get("buttons") or ()
            ),
            asks=message.get("asks"),
            guidance=message.get("guidance"),
            forget=bool(message.get("forget")),
        )

    def as_json(self) -> dict[str, Any]:
        """As the web channel sends it; what does not apply is left out."""
        found: dict[str, Any] = {"text": self.text, "buttons": [dict(b) for b in self.buttons]}
        if self.asks:
            found["asks"] = self.asks
        if self.guidance:
            found["guidance"] = dict(self.guidance)
        return found


@dataclass(frozen=True)
class Incoming:
    """A message on its way to its turn."""

    conversation_id: str
    id: str
    text: str
    channel: str
    command: bool = False
    """A payload that the channel itself gives, for a keyword or a choice."""
    begun: bool = False
    """To be turned away where nothing is kept of the conversation."""


@dataclass(frozen=True)
class Said:
    """One message of the person."""

    id: str
    text: str


class _Collected(OutputChannel):  # type: ignore[misc]
    """Takes whole messages, so that text, choices and guidance stay together."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []

    @classmethod
    def name(cls) -> str:
        """Rasa asks for one; words are chosen by the input channel."""
        return "collected"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep the message."""
        self.replies.append(Reply.from_message(message))


class Conversations:
    """Every conversation that one agent holds."""

    def __init__(self, agent: Agent, longest_turn: float = LONGEST_TURN) -> None:
        self._agent = agent
        self._longest_turn = longest_turn
        self._under_way: set[asyncio.Task[list[Reply]]] = set()

    @property
    def _store(self) -> ConversationStore:
        return own_store(self._agent)

    async def open(self, conversation_id: str, channel: str) -> list[Reply]:
        """Begin a conversation: the guide speaks first."""
        return await self.take_turn(conversation_id, OPENING, message_id=OPENING, channel=channel)

    async def take_turn(
        self,
        conversation_id: str,
        text: str,
        *,
        message_id: str,
        channel: str,
        command: bool = False,
        begun: bool = False,
    ) -> list[Reply]:
        """The reply to a message; the same message id again gives the same reply.

        A `command` is a payload that the channel itself gives, for a keyword or a choice.
        With `begun`, a conversation of which nothing is kept is not begun: NotBegun is raised.
        Nothing else is: a turn that fails is not kept, and says how to reach a person.
        A caller who goes away does not stop the turn; its reply is kept for when they return.
        """
        if channel in closed_channels():
            metrics.TURNS.labels(channel, "closed").inc()
            return [Reply(words().say("utter_closed", channel), kept=False)]
        message = Incoming(conversation_id, message_id, text, channel, command, begun)
        turn = asyncio.ensure_future(self._reply(message))
        self._under_way.add(turn)
        turn.add_done_callback(self._under_way.discard)
        return await asyncio.shield(turn)

    async def finish(self) -> None:
        """Wait for the turns under way."""
        if self._under_way:
            await asyncio.wait(set(self._under_way))

    async def history(self, conversation_id: str) -> list[Said | Reply]:
        """Everything said so far, in order."""
        found: list[Said | Reply] = []
        for event in await self._store.messages(conversation_id):
            if event["event"] == "bot":
                found.append(_reply_from_event(event))
            elif event.get("message_id") != OPENING:
                text = str(event.get("text") or "")
                found.append(Said(str(event["message_id"]), _as_shown(text, found)))
        return found

    async def exists(self, conversation_id: str) -> bool:
        """Whether anything is kept of the conversation."""
        return await self._store.exists(conversation_id)

    async def forget(self, conversation_id: str) -> None:
        """Erase the conversation."""
        async with self._agent.lock_store.lock(conversation_id):
            await self._store.forget(conversation_id)

    async def _reply(self, message: Incoming) -> list[Reply]:
        began = time.perf_counter()
        outcome = "answered"
        try:
            async with asyncio.timeout(self._longest_turn):
                async with self._agent.lock_store.lock(message.conversation_id):
                    replies, outcome = await self._turn(message)
        except NotBegun:
            raise
        except Exception as error:
            metrics.ERRORS.labels(type(error).__name__).inc()
            kind = {"kind": type(error).__name__, "channel": message.channel}
            logger.error("turn failed", extra=kind)
            # It may have been kept all the same: its connection broke after that, say.
            kept = await self._kept_reply(message)
            outcome = "failed" if kept is None else "answered"
            failed = Reply(words().say("utter_guide_failed", message.channel), kept=False)
            replies = kept or [failed]
        metrics.TURNS.labels(message.channel, outcome).inc()
        metrics.TURN_SECONDS.labels(message.channel).observe(time.perf_counter() - began)
        return replies

    async def _turn(self, message: Incoming) -> tuple[list[Reply], str]:
        for _ in range(TRIES):
            read = await self._store.read(message.conversation_id, message.id)
            if read.replies is not None:
                return [_reply_from_event(event) for event in read.replies], "repeated"
            if message.begun and read.tail is None:
                raise NotBegun
            try:
                return await self._new_turn(message, read), "answered"
            except TurnTaken:
                # The lock was lost and another process was first: begin again after its turn.
                metrics.ERRORS.labels("TurnTaken").inc()
        raise TurnFailed("another turn was always first")

    async def _new_turn(self, message: Incoming, read: Read) -> list[Reply]:
        output, channel = _Collected(), message.channel
        for_rasa = UserMessage(
            message.text,
            output_channel=output,
            sender_id=message.conversation_id,
            input_channel=channel,
            message_id=message.id,
            parse_data=await self._unless_offered(message, read),
        )
        with watching(message.id, channel) as turn:
            turn.read = read
            await self._agent.processor.handle_message(for_rasa)
        replies = output.replies
        if not replies:
            raise TurnFailed("no reply")
        if turn.answers_dropped:
            replies = [*replies, Reply(words().say("utter_guide_changed", channel))]
        if turn.intent == NOT_UNDERSTOOD:
            metrics.NOT_UNDERSTOOD.labels(channel).inc()
        for reply in replies:
            if reply.guidance:
                metrics.ANSWERS.labels(
                    channel, reply.guidance["route"], reply.guidance["contact_mediation"]
                ).inc()
        if any(reply.forget for reply in replies):
            await self._store.forget(message.conversation_id)
        return replies

    async def _unless_offered(self, message: Incoming, read: Read) -> dict[str, Any] | None:
        """Rasa takes a message that begins with "/" as a command; only our buttons may give one."""
        text = message.text
        if message.command or not text.lstrip().startswith("/") or text == message.id == OPENING:
            return None
        lately = read.tail.events if read.tail else ()
        if text in payloads(lately):
            return None
        if text in await self._store.payloads_offered(message.conversation_id):
            return None
        return {"text": text, "intent": {"name": NOT_UNDERSTOOD, "confidence": 1.0}, "entities": []}

    async def _kept_reply(self, message: Incoming) -> list[Reply] | None:
        try:
            async with asyncio.timeout(self._longest_turn):
                events = await self._store.replies_to(message.conversation_id, message.id)
        except Exception:
            return None
        return None if events is None else [_reply_from_event(event) for event in events]


def _reply_from_event(event: Mapping[str, Any]) -> Reply:
    told = {**(event.get("data") or {}), **(event.get("metadata") or {})}
    return Reply.from_message({**told, "text": event.get("text")})


def _as_shown(text: str, before: list[Said | Reply]) -> str:
    """A choice is shown by its title, not by its payload."""
    for earlier in reversed(before):
        if isinstance(earlier, Reply):
            for button in earlier.buttons:
                if button["payload"] == text:
                    return button["title"]
    return text
