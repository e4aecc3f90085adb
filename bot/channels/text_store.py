"""What text channels keep: messages until they are answered, and each sender's session.

A message is recorded before it is acknowledged, under a hash of the provider's id that the
database holds to be unique. What it says, and the number it came from, are sealed with a key
made from GUIDE_SECRET and erased as soon as the reply has gone.
"""

from __future__ import annotations

import base64
import hashlib
import json
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from bot.channels.text_message import Inbound, Pseudonyms
from bot.engine.database import Database, tables

LEASE = 15.0
"""Seconds after which another process may take over the messages of one that died."""
IDS_KEPT = 30 * 24 * 3600.0
"""Seconds: longer than any provider delivers a message again (WhatsApp: 7 days)."""
STOPS_KEPT = 90 * 24 * 3600.0
"""Seconds: a number may by then belong to somebody else, who never asked us to stop."""
MOST_ATTEMPTS = 5

Outgoing = Mapping[str, Any]

_inbox = sa.Table(
    "text_inbox",
    tables,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", sa.String(32), unique=True, nullable=False),
    sa.Column("route", sa.String(20), nullable=False),
    sa.Column("sender", sa.String(32), nullable=False, index=True),
    sa.Column("sent_at", sa.Float, nullable=False),
    sa.Column("arrived", sa.Float, nullable=False, index=True),
    sa.Column("state", sa.String(8), nullable=False, index=True),
    sa.Column("sealed", sa.Text),
    sa.Column("outgoing", sa.Text),
    sa.Column("begun", sa.Integer, nullable=False, default=0),
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    sa.Column("owner", sa.String(32), nullable=False),
    sa.Column("lease", sa.Float, nullable=False),
)
_sessions = sa.Table(
    "text_sessions",
    tables,
    sa.Column("sender", sa.String(32), primary_key=True),
    sa.Column("conversation", sa.String(64)),
    sa.Column("last_at", sa.Float, nullable=False, index=True),
    sa.Column("last_sent_at", sa.Float, nullable=False),
    sa.Column("stopped", sa.Boolean, nullable=False),
    sa.Column("asks", sa.String(40)),
    sa.Column("choices", sa.Text, nullable=False),
)

WAITING, READY, DONE, FAILED = "waiting", "ready", "done", "failed"
UNFINISHED = (WAITING, READY)
TAKEN = "taken"


@dataclass(frozen=True)
class Session:
    """Where one sender stands. `conversation` is None once it is over or stopped."""

    conversation: str | None
    last_at: float
    last_sent_at: float = 0.0
    stopped: bool = False
    asks: str | None = None
    choices: tuple[Mapping[str, str], ...] = ()
    """The list last sent; a number picks from it and only from it."""


@dataclass(frozen=True)
class Waiting:
    """A message that is not answered yet, or not wholly."""

    id: str
    sender: str
    inbound: Inbound | None
    """None where the secret has changed since and it cannot be read any more."""
    outgoing: tuple[Outgoing, ...] | None
    """The reply, once it is known; sending of the first `begun` of them has begun."""
    begun: int
    attempts: int


class TextStore:
    """The two tables, in the same database as the conversations."""

    def __init__(
        self, database_url: str, secret: str, clock: Callable[[], float] = time.time
    ) -> None:
        self.pseudonyms = Pseudonyms(secret)
        self._clock = clock
        self._owner = uuid.uuid4().hex
        key = hashlib.sha256(f"text messages:{secret}".encode()).digest()
        self._seal = Fernet(base64.urlsafe_b64encode(key))
        self._database = Database(database_url)

    def close(self) -> None:
        """Give every connection back."""
        self._database.close()

    def sender(self, route: str, address: str) -> str:
        """The name under which a sender is known."""
        return self.pseudonyms.of("sender", route, address)

    async def add(self, route: str, inbound: Inbound) -> bool:
        """Record a message; False if it was there already. Raises SQLAlchemyError."""
        now = self._clock()
        row = {
            "id": self.pseudonyms.of("message", route, inbound.id),
            "route": route,
            "sender": self.sender(route, inbound.sender),
            "sent_at": inbound.sent_at if inbound.sent_at is not None else now,
            "arrived": now,
            "state": WAITING,
            "sealed": self._seal.encrypt(inbound.as_json().encode()).decode(),
            "owner": self._owner,
            "lease": now + LEASE,
        }
        try:
            await self._database.run(lambda c: c.execute(_inbox.insert().values(**row)).rowcount)
        except IntegrityError:
            return False
        return True

    async def claim_next(self, sender: str) -> Waiting | str | None:
        """The sender's first message to work on; TAKEN while another process has it."""
        now = self._clock()

        def claim(connection: Connection) -> Any:
            first = connection.execute(
                sa.select(_inbox)
                .where(_inbox.c.sender == sender, _inbox.c.state.in_(UNFINISHED))
                .order_by(_inbox.c.state, _inbox.c.sent_at, _inbox.c.seq)
                .limit(1)
            ).first()
            if first is None:
                return None
            claimed = connection.execute(
                _inbox.update()
                .where(
                    _inbox.c.seq == first.seq,
                    _inbox.c.state == first.state,
                    sa.or_(_inbox.c.owner == self._owner, _inbox.c.lease < now),
                )
                .values(owner=self._owner, lease=now + LEASE, attempts=first.attempts + 1)
            )
            return first if claimed.rowcount else TAKEN

        found = await self._database.run(claim)
        return found if found in (None, TAKEN) else self._waiting(found)

    async def ready(
        self, id: str, sender: str, session: Session | None, reply: Sequence[Outgoing]
    ) -> None:
        """The reply is known: keep it, and where the sender stands now, in one step."""
        sealed = self._seal.encrypt(json.dumps(list(reply)).encode()).decode()

        def keep(connection: Connection) -> None:
            connection.execute(
                _inbox.update()
                .where(_inbox.c.id == id)
                .values(state=READY, outgoing=sealed, attempts=0)
            )
            connection.execute(_sessions.delete().where(_sessions.c.sender == sender))
            if session is not None:
                connection.execute(_sessions.insert().values(sender=sender, **_columns(session)))

        await self._database.run(keep)

    async def begin_sending(self, id: str, number: int) -> bool:
        """Whether the part of that number (from 0) may be sent; each only once."""
        begin = (
            _inbox.update()
            .where(_inbox.c.id == id, _inbox.c.begun == number, _inbox.c.state == READY)
            .values(begun=number + 1)
        )
        return bool(await self._database.run(lambda c: c.execute(begin).rowcount))

    async def finish(self, id: str, *, sent: bool) -> None:
        """The message is answered, or has failed for good: erase what it said."""
        over = {"state": DONE if sent else FAILED, "sealed": None, "outgoing": None}
        update = _inbox.update().where(_inbox.c.id == id).values(**over)
        await self._database.run(lambda c: c.execute(update).rowcount)

    async def session(self, sender: str) -> Session | None:
        """Where the sender stood after the last reply."""
        wanted = sa.select(_sessions).where(_sessions.c.sender == sender)
        row = await self._database.run(lambda c: c.execute(wanted).first())
        if row is None:
            return None
        known = dict(row._mapping)
        del known["sender"]
        return Session(**{**known, "choices": tuple(json.loads(known["choices"]))})

    async def renew(self, route: str) -> list[str]:
        """Keep this process's messages its own; the senders with any left, or left by others."""
        now = self._clock()
        unfinished = sa.and_(_inbox.c.route == route, _inbox.c.state.in_(UNFINISHED))

        def keep(connection: Connection) -> list[str]:
            connection.execute(
                _inbox.update()
                .where(unfinished, _inbox.c.owner == self._owner)
                .values(lease=now + LEASE)
            )
            rows = connection.execute(
                sa.select(_inbox.c.sender)
                .where(unfinished, sa.or_(_inbox.c.owner == self._owner, _inbox.c.lease < now))
                .distinct()
            )
            return [row.sender for row in rows]

        return await self._database.run(keep)

    async def sweep(self, lasts: float) -> None:
        """Erase sessions without a message for `lasts` seconds, and ids and stops grown old."""
        now = self._clock()
        idle = sa.case((_sessions.c.stopped, now - STOPS_KEPT), else_=now - lasts)
        old = sa.and_(_inbox.c.arrived < now - IDS_KEPT, _inbox.c.state.in_((DONE, FAILED)))

        def erase(connection: Connection) -> None:
            connection.execute(_sessions.delete().where(_sessions.c.last_at < idle))
            connection.execute(_inbox.delete().where(old))

        await self._database.run(erase)

    async def count(self, state: str) -> int:
        """How many messages are in a state."""
        wanted = sa.select(sa.func.count()).where(_inbox.c.state == state)
        return int(await self._database.run(lambda c: c.execute(wanted).scalar_one()))

    def _waiting(self, row: Any) -> Waiting:
        inbound, outgoing = None, None
        try:
            if row.sealed:
                inbound = Inbound.from_json(self._seal.decrypt(row.sealed.encode()).decode())
            if row.outgoing:
                outgoing = tuple(json.loads(self._seal.decrypt(row.outgoing.encode())))
        except InvalidToken:
            inbound = None
        return Waiting(row.id, row.sender, inbound, outgoing, row.begun, row.attempts + 1)


def _columns(session: Session) -> dict[str, Any]:
    return {
        "conversation": session.conversation,
        "last_at": session.last_at,
        "last_sent_at": session.last_sent_at,
        "stopped": session.stopped,
        "asks": session.asks,
        "choices": json.dumps([dict(choice) for choice in session.choices]),
    }
