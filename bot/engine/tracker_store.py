"""Conversations in a database: a file for one process, PostgreSQL for several.

A conversation is a list of turns. A turn is loaded from the answers so far and the last few
turns alone, so that a long conversation is no slower than a short one.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from bot.engine import turns
from bot.engine.carried_over import begin_again, state_of
from bot.engine.database import Database
from bot.engine.failures import Read, TurnFailed, TurnTaken, turn_under_way
from bot.engine.identifiers import event_without_identifiers
from bot.engine.settings import Settings
from bot.words import WEB, words

Result = TypeVar("Result")


@dataclass(frozen=True)
class Loaded:
    """How much of a conversation was kept when it was loaded."""

    events_kept: int = 0
    events_in_tracker: int = 0


class ConversationStore(TrackerStore):  # type: ignore[misc]
    """Keeps each turn whole or not at all, once, and without what could identify anybody."""

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self.database = Database(host or Settings.from_environment().database_url)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation as the next turn needs it; None when there is none."""
        turn = turn_under_way()
        if turn is not None and turn.read is not None:
            tail, turn.read = turn.read.tail, None
        else:
            tail = await self.database.run(lambda connection: turns.tail(connection, sender_id))
        if tail is None:
            return None
        carried = begin_again(sender_id, self.domain, tail.before, tail.events, tail.after)
        if carried.answers_dropped and turn is not None:
            turn.answers_dropped = True
        tracker = carried.tracker
        tracker.loaded = Loaded(tail.events_kept, len(tracker.events))
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the turn. Raises TurnFailed when an action failed or there is no reply,
        TurnTaken when another turn was kept since this one was loaded."""
        turn = turn_under_way()
        if turn is not None and turn.failed:
            raise TurnFailed("an action failed")
        loaded: Loaded = getattr(tracker, "loaded", Loaded())
        new = list(tracker.events)[loaded.events_in_tracker :]
        if not new:
            return
        message = next((e for e in new if isinstance(e, UserUttered)), None)
        if turn is not None:
            if not any(isinstance(event, BotUttered) for event in new):
                raise TurnFailed("no reply")
            turn.intent = message.intent_name if message else None
            if turn.answers_dropped:
                new = [*new, BotUttered(words().say("utter_guide_changed", turn.channel or WEB))]
        row = {
            "conversation_id": tracker.sender_id,
            "first_event": loaded.events_kept,
            "message": turns.hashed(message.message_id if message else None),
            "channel": (message.input_channel if message else None) or WEB,
            "at": time.time(),
            "state": json.dumps(state_of(tracker)),
        }
        events = _rows(tracker.sender_id, loaded.events_kept, new)
        try:
            await self.database.run(lambda connection: turns.keep(connection, row, events))
        except IntegrityError as error:
            raise TurnTaken from error
        tracker.loaded = Loaded(loaded.events_kept + len(new), len(tracker.events))

    async def keys(self) -> list[str]:
        """The id of every conversation."""
        return await self.database.run(turns.conversations)

    async def exists(self, conversation_id: str) -> bool:
        """Whether anything is kept of the conversation."""
        return await self.database.run(lambda c: turns.exists(c, conversation_id))

    async def replies_to(
        self, conversation_id: str, message_id: str
    ) -> list[dict[str, Any]] | None:
        """The guide's messages of the turn that `message_id` began; None if it had no turn."""
        return await self.database.run(lambda c: turns.replies_to(c, conversation_id, message_id))

    async def read(self, conversation_id: str, message_id: str) -> Read:
        """In one transaction, what a message needs: its reply if it has one, else the tail."""

        def work(connection: Connection) -> Read:
            return Read(*turns.replies_or_tail(connection, conversation_id, message_id))

        return await self.database.run(work)

    async def messages(self, conversation_id: str) -> list[dict[str, Any]]:
        """Everything said so far on both sides, as Rasa's events."""
        return await self.database.run(
            lambda c: turns.said(c, conversation_id, (UserUttered.type_name, BotUttered.type_name))
        )

    async def payloads_offered(self, conversation_id: str) -> set[str]:
        """What the choices of the conversation so far stand for."""
        told = await self.database.run(
            lambda c: turns.said(c, conversation_id, (BotUttered.type_name,))
        )
        return payloads(told)

    async def forget(self, conversation_id: str) -> None:
        """Erase a conversation at once."""
        await self.database.run(lambda c: turns.erase(c, [conversation_id]))
        await self._erase_for_good()

    async def forget_old(self, now: float, is_over: Callable[[turns.Span, float], bool]) -> int:
        """Erase every conversation that is over at `now` (Unix seconds); how many."""

        def work(connection: Connection) -> int:
            over = [span.id for span in turns.spans(connection) if is_over(span, now)]
            turns.erase(connection, over)
            return len(over)

        erased = await self.database.run(work)
        if erased:
            await self._erase_for_good()
        return erased

    async def _erase_for_good(self) -> None:
        """SQLite's log still has what was deleted, until it is written back and cut off."""
        if not self.database.is_server:
            with self.database.engine.connect() as connection:
                connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))


def payloads(events: Iterable[dict[str, Any]]) -> set[str]:
    """What the choices in these events stand for."""
    return {
        button["payload"]
        for event in events
        for button in (event.get("data") or {}).get("buttons") or ()
    }


def _rows(conversation_id: str, first: int, events: list[Event]) -> list[dict[str, Any]]:
    return [
        {
            "conversation_id": conversation_id,
            "number": number,
            "kind": event.type_name,
            "data": json.dumps(event_without_identifiers(event.as_dict())),
        }
        for number, event in enumerate(events, start=first)
    ]
