"""Taking turns: every accepted message gets exactly one reply, whatever breaks behind it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.events import BotUttered, Event, UserUttered

from bot.engine.failures import watching
from bot.engine.tracker_store import ConversationStore
from bot.words import words

logger = logging.getLogger(__name__)

OPENING = "/session_open"


@dataclass(frozen=True)
class Reply:
    """One message of the guide."""

    text: str
    buttons: tuple[Mapping[str, str], ...] = ()
    asks: str | None = None
    guidance: Mapping[str, Any] | None = None
    forget: bool = False

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> Reply:
        """From Rasa's form of a bot message."""
        return cls(
            text=str(message.get("text") or ""),
            buttons=tuple(
                {"title": b["title"], "payload": b["payload"]}
                for b in message.get("buttons") or ()
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

    def __init__(self, agent: Agent) -> None:
        self._agent = agent

    @property
    def _store(self) -> ConversationStore:
        return self._agent.tracker_store

    async def open(self, conversation_id: str, channel: str) -> list[Reply]:
        """Begin a conversation: the guide speaks first."""
        return await self.take_turn(conversation_id, OPENING, message_id=OPENING, channel=channel)

    async def take_turn(
        self, conversation_id: str, text: str, *, message_id: str, channel: str
    ) -> list[Reply]:
        """The reply to a message; the same message id again gives the same reply.

        Nothing is raised: a turn that fails is not kept, and says how to reach a person.
        """
        try:
            async with self._agent.lock_store.lock(conversation_id):
                return await self._turn(conversation_id, text, message_id, channel)
        except Exception as error:
            logger.error("A turn failed: %s", type(error).__name__)
            return [Reply(words().say("utter_guide_failed", channel))]

    async def history(self, conversation_id: str) -> list[Said | Reply]:
        """Everything said so far, in order."""
        tracker = await self._store.retrieve(conversation_id)
        found: list[Said | Reply] = []
        for event in tracker.events if tracker else ():
            if isinstance(event, UserUttered) and event.message_id != OPENING:
                found.append(Said(str(event.message_id), _as_shown(event, found)))
            elif isinstance(event, BotUttered):
                found.append(Reply.from_message(event.message()))
        return found

    async def exists(self, conversation_id: str) -> bool:
        """Whether anything is kept of the conversation."""
        return await self._store.retrieve(conversation_id) is not None

    async def forget(self, conversation_id: str) -> None:
        """Erase the conversation."""
        async with self._agent.lock_store.lock(conversation_id):
            await self._store.forget(conversation_id)

    async def _turn(
        self, conversation_id: str, text: str, message_id: str, channel: str
    ) -> list[Reply]:
        tracker = await self._store.retrieve(conversation_id)
        events = list(tracker.events) if tracker else []
        earlier = _replies_to(events, message_id)
        if earlier is not None:
            return earlier
        output = _Collected()
        offered = text == message_id == OPENING or text in _payloads_offered(events)
        message = UserMessage(
            text,
            output_channel=output,
            sender_id=conversation_id,
            input_channel=channel,
            message_id=message_id,
            parse_data=None if offered else _never_a_command(text),
        )
        with watching():
            await self._agent.processor.handle_message(message)
        if not output.replies:
            raise RuntimeError("no reply")
        if any(reply.forget for reply in output.replies):
            await self._store.forget(conversation_id)
        return output.replies


def _replies_to(events: Iterable[Event], message_id: str) -> list[Reply] | None:
    """What the guide replied to that message, or None if it has not had it."""
    replies: list[Reply] | None = None
    for event in events:
        if isinstance(event, UserUttered):
            if replies is not None:
                break
            if event.message_id == message_id:
                replies = []
        elif isinstance(event, BotUttered) and replies is not None:
            replies.append(Reply.from_message(event.message()))
    return replies


def _payloads_offered(events: Iterable[Event]) -> set[str]:
    return {
        button["payload"]
        for event in events
        if isinstance(event, BotUttered)
        for button in event.data.get("buttons") or ()
    }


def _never_a_command(text: str) -> dict[str, Any] | None:
    """Rasa takes a message that begins with "/" as a command; only our buttons may give one."""
    if not text.lstrip().startswith("/"):
        return None
    return {"text": text, "intent": {"name": "nlu_fallback", "confidence": 1.0}, "entities": []}


def _as_shown(event: UserUttered, before: list[Said | Reply]) -> str:
    """A choice is shown by its title, not by its payload."""
    for earlier in reversed(before):
        if isinstance(earlier, Reply):
            for button in earlier.buttons:
                if button["payload"] == event.text:
                    return button["title"]
    return str(event.text or "")


