"""How often one person, and one address, may write."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import math
import time

from limits import RateLimitItem
from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage, Storage
from limits.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

REDIS_SECONDS = 0.5


class TooMany(Exception):
    """The limit is reached; try again after `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Limits:
    """Counts in Redis for several processes; in this one where there is none, or it is lost."""

    def __init__(self, redis_url: str | None = None) -> None:
        self._here = MovingWindowRateLimiter(MemoryStorage())
        self._shared = MovingWindowRateLimiter(_redis(redis_url)) if redis_url else None

    async def count(self, limit: RateLimitItem, *who: str) -> None:
        """Count one more of `who`, whose name is kept only as a hash. Raises TooMany."""
        names = tuple(hashlib.sha256(name.encode()).hexdigest()[:32] for name in who)
        if self._shared is not None:
            try:
                await asyncio.to_thread(_count, self._shared, limit, names)
                return
            except (RedisError, StorageError, OSError) as error:
                logger.warning("limits not shared", extra={"kind": type(error).__name__})
        _count(self._here, limit, names)


def _count(limiter: MovingWindowRateLimiter, limit: RateLimitItem, names: tuple[str, ...]) -> None:
    if limiter.hit(limit, *names):
        return
    window = limiter.get_window_stats(limit, *names)
    raise TooMany(max(1, math.ceil(window.reset_time - time.time())))


def _redis(url: str) -> Storage:
    return RedisStorage(url, socket_connect_timeout=REDIS_SECONDS, socket_timeout=REDIS_SECONDS)
