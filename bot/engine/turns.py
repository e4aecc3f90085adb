"""What the database is asked about turns. Each function works within one transaction."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.engine.database import EVENTS, TURNS

ERASED_AT_ONCE = 200
TURNS_REPLAYED = 3

# Each is built once; building one costs more than asking it.
_OF_TURN = TURNS.c.conversation_id == sa.bindparam("conversation")
_OF_EVENT = EVENTS.c.conversation_id == sa.bindparam("conversation")
_ANY_TURN = sa.select(TURNS.c.at).where(_OF_TURN).limit(1)
_TURN_OF_MESSAGE = sa.select(TURNS.c.first_event).where(
    _OF_TURN, TURNS.c.message == sa.bindparam("message")
)
_NEXT_TURN = sa.select(sa.func.min(TURNS.c.first_event)).where(
    _OF_TURN, TURNS.c.first_event > sa.bindparam("first")
)
_REPLIES = (
    sa.select(EVENTS.c.data)
    .where(_OF_EVENT, EVENTS.c.number >= sa.bindparam("first"), EVENTS.c.kind == "bot")
    .order_by(EVENTS.c.number)
)
_REPLIES_BEFORE = _REPLIES.where(EVENTS.c.number < sa.bindparam("end"))
_LAST_TURNS = (
    sa.select(TURNS.c.first_event, TURNS.c.state)
    .where(_OF_TURN)
    .order_by(TURNS.c.first_event.desc())
    .limit(sa.bindparam("most", type_=sa.Integer))
)
_MESSAGES = TURNS.alias()
_LAST_TURNS_AND_THE_MESSAGES = _LAST_TURNS.add_columns(
    sa.select(_MESSAGES.c.first_event)
    .where(
        _MESSAGES.c.conversation_id == sa.bindparam("conversation"),
        _MESSAGES.c.message == sa.bindparam("message"),
    )
    .scalar_subquery()
    .label("of_message")
)
_EVENTS_FROM = (
    sa.select(EVENTS.c.number, EVENTS.c.data)
    .where(_OF_EVENT, EVENTS.c.number >= sa.bindparam("first"))
    .order_by(EVENTS.c.number)
)
_NEW_TURN, _NEW_EVENTS = TURNS.insert(), EVENTS.insert()


@dataclass(frozen=True)
class Span:
    """A conversation from its first turn to its last (Unix seconds)."""

    id: str
    channel: str
    began: float
    last: float


@dataclass
class Tail:
    """The end of a conversation, as it is kept."""

    events_kept: int
    before: Mapping[str, Any]
    """The answers and the open form before `events`."""
    after: Mapping[str, Any]
    """The same after them."""
    events: list[dict[str, Any]] = field(default_factory=list)


def hashed(message_id: str | None) -> str:
    """A message's id, as it is kept: nobody's own words, whatever the client put in it."""
    named = message_id or secrets.token_hex(16)
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()


def conversations(connection: Connection) -> list[str]:
    """The id of every conversation."""
    return list(connection.scalars(sa.select(TURNS.c.conversation_id).distinct()))


def exists(connection: Connection, conversation_id: str) -> bool:
    """Whether the conversation has a turn."""
    return connection.execute(_ANY_TURN, {"conversation": conversation_id}).first() is not None


def replies_to(
    connection: Connection, conversation_id: str, message_id: str
) -> list[dict[str, Any]] | None:
    """The guide's messages of the turn that a message began, or None."""
    mine: dict[str, Any] = {"conversation": conversation_id}
    first = connection.scalar(_TURN_OF_MESSAGE, {**mine, "message": hashed(message_id)})
    if first is None:
        return None
    mine["first"] = first
    end = connection.scalar(_NEXT_TURN, mine)
    found = (
        connection.scalars(_REPLIES, mine)
        if end is None
        else connection.scalars(_REPLIES_BEFORE, {**mine, "end": end})
    )
    return [json.loads(data) for data in found]


def tail(connection: Connection, conversation_id: str) -> Tail | None:
    """The last turns of a conversation and the answers before them; None when there is none."""
    asked = {"conversation": conversation_id, "most": TURNS_REPLAYED + 1}
    return _tail_of(connection, conversation_id, connection.execute(_LAST_TURNS, asked).all())


def replies_or_tail(
    connection: Connection, conversation_id: str, message_id: str
) -> tuple[list[dict[str, Any]] | None, Tail | None]:
    """`replies_to` the message where it had its turn; else None and the conversation's `tail`."""
    asked = {
        "conversation": conversation_id,
        "most": TURNS_REPLAYED + 1,
        "message": hashed(message_id),
    }
    last = connection.execute(_LAST_TURNS_AND_THE_MESSAGES, asked).all()
    if last and last[0].of_message is not None:
        return replies_to(connection, conversation_id, message_id), None
    return None, _tail_of(connection, conversation_id, last)


def _tail_of(connection: Connection, conversation_id: str, last: Sequence[Any]) -> Tail | None:
    if not last:
        return None
    whole = len(last) <= TURNS_REPLAYED
    first = 0 if whole else last[-2].first_event
    rows = connection.execute(_EVENTS_FROM, {"conversation": conversation_id, "first": first}).all()
    return Tail(
        events_kept=rows[-1].number + 1,
        before={} if whole else json.loads(last[-1].state),
        after=json.loads(last[0].state),
        events=[json.loads(row.data) for row in rows],
    )


def keep(connection: Connection, turn: dict[str, Any], events: list[dict[str, Any]]) -> None:
    """Add a turn and its events. Raises IntegrityError when another was kept in its place."""
    connection.execute(_NEW_TURN, [turn])
    connection.execute(_NEW_EVENTS, events)


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
