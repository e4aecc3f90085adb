"""How often one person, and one address, may write."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import math
import time
from collections import deque
from collections.abc import Callable

from limits import RateLimitItem
from limits.errors import StorageError
from limits.storage import RedisStorage, Storage
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
        self._here = MovingWindow()
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
        wait = self._here.hit(limit, names)
        if wait is not None:
            raise TooMany(max(1, math.ceil(wait)))


class MovingWindow:
    """Counts in this process.

    The `limits` library starts a thread for it every hundredth of a second, which goes over
    everybody ever counted, and never lets go of them.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._hits: dict[str, deque[float]] = {}
        self._longest = 0.0
        self._swept = now()

    def hit(self, limit: RateLimitItem, names: tuple[str, ...]) -> float | None:
        """Count once more; where the limit is reached do not, and say in how many seconds."""
        now, window = self._now(), float(limit.get_expiry())
        self._longest = max(self._longest, window)
        if now - self._swept > self._longest:
            self._sweep(now)
        hits = self._hits.setdefault(limit.key_for(*names), deque())
        while hits and hits[0] <= now - window:
            hits.popleft()
        if len(hits) >= limit.amount:
            return hits[0] + window - now
        hits.append(now)
        return None

    def __len__(self) -> int:
        """How many are counted."""
        return len(self._hits)

    def _sweep(self, now: float) -> None:
        old = now - self._longest
        self._hits = {key: hits for key, hits in self._hits.items() if hits and hits[-1] > old}
        self._swept = now


def _count(limiter: MovingWindowRateLimiter, limit: RateLimitItem, names: tuple[str, ...]) -> None:
    if limiter.hit(limit, *names):
        return
    window = limiter.get_window_stats(limit, *names)
    raise TooMany(max(1, math.ceil(window.reset_time - time.time())))


def _redis(url: str) -> Storage:
    return RedisStorage(url, socket_connect_timeout=REDIS_SECONDS, socket_timeout=REDIS_SECONDS)
