"""What the database is asked about turns. Each function works within one transaction."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.engine.database import EVENTS, TURNS

ERASED_AT_ONCE = 200


@dataclass(frozen=True)
class Span:
    """A conversation from its first turn to its last (Unix seconds)."""

    id: str
    channel: str
    began: float
    last: float


def hashed(message_id: str | None) -> str:
    """A message's id, as it is kept: nobody's own words, whatever the client put in it."""
    named = message_id or secrets.token_hex(16)
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()


def conversations(connection: Connection) -> list[str]:
    """The id of every conversation."""
    return list(connection.scalars(sa.select(TURNS.c.conversation_id).distinct()))


def exists(connection: Connection, conversation_id: str) -> bool:
    """Whether the conversation has a turn."""
    found = sa.select(TURNS.c.at).where(TURNS.c.conversation_id == conversation_id).limit(1)
    return connection.execute(found).first() is not None


def replies_to(
    connection: Connection, conversation_id: str, message_id: str
) -> list[dict[str, Any]] | None:
    """The guide's messages of the turn that a message began, or None."""
    mine = TURNS.c.conversation_id == conversation_id
    first = connection.scalar(
        sa.select(TURNS.c.first_event).where(mine, TURNS.c.message == hashed(message_id))
    )
    if first is None:
        return None
    following = connection.scalar(
        sa.select(sa.func.min(TURNS.c.first_event)).where(mine, TURNS.c.first_event > first)
    )
    events = sa.select(EVENTS.c.data).where(
        EVENTS.c.conversation_id == conversation_id,
        EVENTS.c.number >= first,
        EVENTS.c.kind == "bot",
    )
    if following is not None:
        events = events.where(EVENTS.c.number < following)
    return [json.loads(data) for data in connection.scalars(events.order_by(EVENTS.c.number))]


def said(
    connection: Connection, conversation_id: str, kinds: Sequence[str]
) -> list[dict[str, Any]]:
    """A conversation's events of these kinds, in order."""
    events = (
        sa.select(EVENTS.c.data)
        .where(EVENTS.c.conversation_id == conversation_id, EVENTS.c.kind.in_(kinds))
        .order_by(EVENTS.c.number)
    )
    return [json.loads(data) for data in connection.scalars(events)]


def spans(connection: Connection) -> Iterator[Span]:
    """Every conversation, with when it began and when it was last used."""
    rows = connection.execute(
        sa.select(
            TURNS.c.conversation_id,
            sa.func.max(TURNS.c.channel),
            sa.func.min(TURNS.c.at),
            sa.func.max(TURNS.c.at),
        ).group_by(TURNS.c.conversation_id)
    ).all()
    return (Span(*row) for row in rows)


def erase(connection: Connection, conversation_ids: Sequence[str]) -> None:
    """Delete every row of these conversations."""
    for start in range(0, len(conversation_ids), ERASED_AT_ONCE):
        some = conversation_ids[start : start + ERASED_AT_ONCE]
        for table in (EVENTS, TURNS):
            connection.execute(table.delete().where(table.c.conversation_id.in_(some)))
