"""What became of the turn under way: Rasa itself swallows a failed action."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from bot.engine.turns import Tail


class TurnFailed(Exception):
    """Part of a turn failed; nothing of it may be kept or told."""


class TurnTaken(Exception):
    """Another turn of the conversation was kept meanwhile: this one must start over."""


@dataclass(frozen=True)
class Read:
    """What the database held for a message before its turn."""

    replies: list[dict[str, Any]] | None = None
    """The reply that the message had already; None when it had no turn."""
    tail: Tail | None = None


@dataclass
class Turn:
    """One turn under way."""

    failed: bool = False
    intent: str | None = None
    """The base intent of the message, once it is understood."""
    answers_dropped: bool = False
    """Answers of an earlier version of the guide could not be taken over."""
    message_id: str | None = None
    channel: str | None = None
    read: Read | None = None
    """Until the conversation is loaded from it."""


_under_way: ContextVar[Turn | None] = ContextVar("turn", default=None)


@contextmanager
def watching(message_id: str | None = None, channel: str | None = None) -> Iterator[Turn]:
    """Note what happens from here on, for this turn only."""
    turn = Turn(message_id=message_id, channel=channel)
    token = _under_way.set(turn)
    try:
        yield turn
    finally:
        _under_way.reset(token)


def turn_under_way() -> Turn | None:
    """The turn that is being taken here and now, if any."""
    return _under_way.get()


def note_failure() -> None:
    """Something went wrong in this turn."""
    turn = _under_way.get()
    if turn is not None:
        turn.failed = True


def has_failed() -> bool:
    """Whether anything went wrong since `watching` began."""
    turn = _under_way.get()
    return turn is not None and turn.failed
