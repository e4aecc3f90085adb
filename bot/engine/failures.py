"""Whether anything failed in the turn under way: Rasa itself swallows a failed action."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class TurnFailed(Exception):
    """Part of a turn failed; nothing of it may be kept or told."""


_failed: ContextVar[list[bool] | None] = ContextVar("failed", default=None)


@contextmanager
def watching() -> Iterator[None]:
    """Note failures from here on, for this turn only."""
    token = _failed.set([])
    try:
        yield
    finally:
        _failed.reset(token)


def note_failure() -> None:
    """Something went wrong in this turn."""
    noted = _failed.get()
    if noted is not None:
        noted.append(True)


def has_failed() -> bool:
    """Whether anything went wrong since `watching` began."""
    return bool(_failed.get())
