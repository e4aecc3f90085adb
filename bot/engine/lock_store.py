"""One turn at a time in each conversation, without Rasa's polling once a second."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, InMemoryLockStore
from redis.asyncio import Redis
from redis.asyncio.lock import Lock
from redis.exceptions import RedisError

from bot.engine.settings import Settings

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.02
SHARED_SECONDS = 3.0
"""How long a lock outlives a process that was killed. A turn that takes longer, or goes on
after waiting this long in vain, is safe all the same: see below."""
REDIS_SECONDS = 0.5
"""How long Redis may take to answer before a turn goes on without it."""


class ConversationLocks(InMemoryLockStore):  # type: ignore[misc]
    """Turns of one process are served in order; Redis keeps other processes waiting.

    Without Redis a turn goes on all the same: the database keeps only the first of two turns
    taken at once, and the other begins again.
    """

    def __init__(self, endpoint_config: Any = None) -> None:
        super().__init__()
        self._locks: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = defaultdict(int)
        given = getattr(endpoint_config, "url", None) or Settings.from_environment().redis_url
        self._redis: Redis[bytes] | None = _redis(given) if given else None

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = 1,
    ) -> AsyncIterator[TicketLock]:
        """Wait for the conversation's turn. Raises TimeoutError after `lock_lifetime` seconds."""
        lock = self._locks.setdefault(conversation_id, asyncio.Lock())
        self._waiting[conversation_id] += 1
        try:
            async with asyncio.timeout(lock_lifetime):
                await lock.acquire()
            try:
                async with self._shared(conversation_id):
                    yield TicketLock(conversation_id)
            finally:
                lock.release()
        finally:
            self._waiting[conversation_id] -= 1
            if not self._waiting[conversation_id]:
                del self._waiting[conversation_id], self._locks[conversation_id]

    @asynccontextmanager
    async def _shared(self, conversation_id: str) -> AsyncIterator[None]:
        if self._redis is None:
            yield
            return
        name = hashlib.sha256(conversation_id.encode()).hexdigest()
        lock = self._redis.lock(
            f"guide:turn:{name}",
            timeout=SHARED_SECONDS,
            sleep=POLL_SECONDS,
            blocking_timeout=SHARED_SECONDS,
        )
        held = await _acquire(lock)
        try:
            yield
        finally:
            if held:
                await _release(lock)


def _redis(url: str) -> Redis[bytes]:
    return Redis.from_url(url, socket_connect_timeout=REDIS_SECONDS, socket_timeout=REDIS_SECONDS)


async def _acquire(lock: Lock) -> bool:
    try:
        return bool(await lock.acquire())
    except (RedisError, OSError) as error:
        logger.warning("locks not shared", extra={"kind": type(error).__name__})
        return False


async def _release(lock: Lock) -> None:
    try:
        await lock.release()
    except (RedisError, OSError) as error:
        logger.warning("lock lost", extra={"kind": type(error).__name__})
