"""The database of conversations: SQLite for one machine, PostgreSQL for several."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_random

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

CONNECT_SECONDS = 3
STATEMENT_SECONDS = 5
THREADS = 8
"""How many may ask a server at once before connections are made and closed for each."""
TABLES_LOCK = 5_005_1993
"""Any number that no other program locks: two workers must not make the tables at once."""

tables = sa.MetaData()

EVENTS = sa.Table(
    "guide_events",
    tables,
    sa.Column("conversation_id", sa.String(100), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.String(60), nullable=False),
    sa.Column("data", sa.Text, nullable=False),
)
"""Rasa's events as JSON, numbered from 0 in each conversation."""

TURNS = sa.Table(
    "guide_turns",
    tables,
    sa.Column("conversation_id", sa.String(100), primary_key=True),
    sa.Column("first_event", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("message", sa.String(64), nullable=False),
    sa.Column("channel", sa.String(40), nullable=False),
    sa.Column("at", sa.Float, nullable=False, index=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.UniqueConstraint("conversation_id", "message"),
)
"""One row for each turn: the hash of its message's id, when (Unix seconds), and the answers
after it. No two turns can begin at the same event, nor come from the same message."""


class Database:
    """Connections that fail soon rather than late, and tables made on first use."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self.is_server = self.engine.dialect.name != "sqlite"
        self._has_tables = False

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing. Raises sqlalchemy.exc.SQLAlchemyError."""
        if not self._has_tables:
            self._make_tables()
        with self.engine.begin() as connection:
            yield connection

    async def run(self, work: Callable[[Connection], Result]) -> Result:
        """Do `work` in one transaction; a server's answer is awaited without blocking.

        When the caller is cancelled, the work is still finished first: a turn is either
        kept or not, and whoever asks afterwards is told which.
        """
        if not self.is_server:
            return self._do(work)
        task = asyncio.ensure_future(asyncio.to_thread(self._do, work))
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            await asyncio.wait([task])
            raise

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()

    def _do(self, work: Callable[[Connection], Result]) -> Result:
        with self.transaction() as connection:
            return work(connection)

    def _make_tables(self) -> None:
        with self.engine.begin() as connection:
            if self.is_server:
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(TABLES_LOCK)))
            else:
                connection.execute(sa.text("BEGIN IMMEDIATE"))
            tables.create_all(connection)
        self._has_tables = True


def _engine(url: str) -> Engine:
    if url.startswith("postgres://"):
        url = url.replace("postgres://", "postgresql://", 1)
    if not url.startswith("postgresql"):
        # Opening the file anew for each transaction, as SQLAlchemy would, costs more than the
        # transaction: the last connection to close writes the whole log back.
        engine = sa.create_engine(
            url, poolclass=sa.pool.QueuePool, connect_args={"check_same_thread": False}
        )
        event.listen(engine, "connect", _set_up_sqlite)
        return engine
    return sa.create_engine(
        url,
        pool_pre_ping=True,
        pool_size=THREADS,
        max_overflow=15 - THREADS,
        pool_timeout=CONNECT_SECONDS,
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "tcp_user_timeout": 1000 * STATEMENT_SECONDS,
            "options": f"-c statement_timeout={STATEMENT_SECONDS}s",
        },
    )


def _set_up_sqlite(connection: Any, *_: Any) -> None:
    """Several may read while one writes; what is deleted is overwritten, not only unlinked."""
    for pragma in (
        f"busy_timeout={1000 * STATEMENT_SECONDS}",
        "synchronous=NORMAL",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    _keep_a_log(connection)


@retry(
    retry=retry_if_exception_type(sqlite3.OperationalError),
    stop=stop_after_delay(STATEMENT_SECONDS),
    wait=wait_random(0.01, 0.05),
    reraise=True,
)
def _keep_a_log(connection: Any) -> None:
    """Write ahead; SQLite waits for nobody while it changes to that on a new file."""
    connection.execute("PRAGMA journal_mode=WAL")
